"""Periods in the words of a question, in either language: years, parts of a year, days, the newest, and half-said ones.

`spoken.csv` has their forms, of folded text, each with what it is in a period: numbers stand where {} is, a year is
nothing else. The period of its example is for the tests. What can be read as no period, such as a fifth quarter, is a
run as well: nobody may guess past it.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bdlib.names import fold
from bdlib.periods import exists
from bdquantities.lexicon import rows

LATEST, UNREAD = "latest", "?"  # what `spoken.csv` calls the newest period, and words that say none
_COUNTS = ["mot hai ba bon nam sau bay tam chin muoi", "one two three four five six seven eight nine ten eleven twelve",
           "i ii iii iv", "first second third fourth", "1st 2nd 3rd 4th",
           "january february march april may june july august september october november december",
           "jan feb mar apr may jun jul aug sep oct nov dec"]  # fmt: skip
_NUMBERS = {word: at for words in _COUNTS for at, word in enumerate(words.split(), 1)}
_NUMBERS |= {"gieng": 1, "tu": 4, "chap": 12, "sept": 9}  # said of months and quarters alone
_LAST = {"-H{}": 2, "-Q{}": 4}  # of how many a last one is
_MONTHS = {"-1M": "-01", "-3M": "-Q1", "-6M": "-H1", "-12M": ""}  # months since January that have a name of their own
#: May has rows of its own: "máy" without its mark is written like it, but hardly with a capital within a question.
_MONTH = "|".join(word for words in (*_COUNTS[-2:], "sept") for word in words.split() if word != "may")
_NUMBER = "1[0-2]|[1-9]|" + "|".join(word for words in _COUNTS[:2] for word in words.split())
_YEAR = r"(?:19|20)\d\d\b"
#: Words before a period, and those behind a part of a year.
_LEAD = (r"(?:tinh (?=(?:den|toi|het|trong|vao|o) ))?"
         r"(?:(?:den|toi|het|cuoi|trong|cho|cua|vao|o|(?<!viet )nam|ngay|as|of|in|on|for|by|until|till|up|to|at"
         r"|during|the|end|year) )*")  # fmt: skip
_LINK = r"(?: ?\b(?:nam|cua|of|in|the|year)\b)*"
#: Words behind a year, quarter or month that say which one only to those who know when they were written.
_RELATIVE = "truoc|nay|cuoi|ngoai|qua|toi"
#: Words that are of a period only as they are written here, where a question is written with its marks.
_WRITTEN = {"tinh": "tính", "nam": "năm", "thang": "tháng", "quy": "quý", "ngay": "ngày", "may": "may"}
#: A word, where days and months of figures are one: 31/12/2023; 9T2025 are two.
_WORD = re.compile(r"\d+(?:[/.-]\d+)+\b|\d\d?[^\W\d_](?=(?:19|20)\d\d\b)|\w+")
_LEAP = 2024  # a year that has every day
_NONE = re.compile(r"\S*")


class Run(NamedTuple):
    """Words of a question that are of a period: folded, where they stand in it, the year and the part that they say."""

    words: str
    places: range
    year: str
    part: str


def _forms() -> list[tuple[re.Pattern, str]]:
    """Patterns of all forms, each with what it says."""
    replaced = {"NUMBER": _NUMBER, "MONTH": _MONTH, "LINK": _LINK, "RELATIVE": _RELATIVE, "YEAR": _YEAR}
    forms = []
    for row in rows(Path(__file__).with_name("spoken.csv"), {}):
        link = f"(?:{_LINK}(?! ?(?:YEAR|{_RELATIVE})))?" if row["part"].startswith("-") else ""
        pattern = rf"{_LEAD}(?:{row['pattern']}){link}(?!\S)"
        for name, words in replaced.items():
            pattern = pattern.replace(name, words)
        forms.append((re.compile(pattern, re.IGNORECASE), row["part"]))
    return forms


_FORMS = _forms()


def runs(question: str) -> list[Run]:
    """All words of a question that are of a period: from each word the longest form, of two the first in the table.

    >>> [(run.words, run.year, run.part) for run in runs("GRDP 6 tháng đầu năm 2025, Q5")]
    [('6 thang dau', '', '-H1'), ('nam 2025', '2025', ''), ('q5', '', '?')]
    """
    text = " ".join(folded for _, folded in _words(question))
    found, start = [], 0
    while start < len(text):
        said = [(match, part) for form, part in _FORMS if (match := form.match(text, start))]
        match, part = max(said, key=lambda one: one[0].end(), default=(_NONE.match(text, start), None))
        if part is not None:
            found.append(Run(match[0].casefold(), range(*match.span()), *_said(match, part)))
        start = match.end() + 1
    return found


def without(question: str, taken: Iterable[Run]) -> str:
    """Take runs off a question; its other words stay as they are written.

    >>> without("Dân số (tháng 3/2025) là", runs("Dân số (tháng 3/2025) là"))
    'Dân số là'
    """
    gone = {place for run in taken for place in run.places}
    rest, place = [*unicodedata.normalize("NFC", question)], 0
    for word, folded in _words(question):
        if gone.issuperset(range(place, place + len(folded))):
            rest[slice(*word.span())] = [""] * len(word[0])
        place += len(folded) + 1
    words = [word for word in "".join(rest).split() if re.search(r"\w", word)]
    return " ".join(words).rstrip(" ,;:")


def period(taken: Iterable[Run]) -> tuple[str, str] | None:
    """The year and the part of it that runs say together, each "" for none; None where they say no one period."""
    taken = list(taken)
    years, parts = {run.year for run in taken} - {""}, {run.part for run in taken} - {""}
    if len(years) > 1 or len(parts) > 1 or UNREAD in parts or (years and LATEST in parts):
        return None
    year, part = "".join(years), "".join(parts)
    return (year, part) if part == LATEST or exists(f"{year or _LEAP}{part}") else None


def _said(match: re.Match, part: str) -> tuple[str, str]:
    """The year and the part that the words of a form say."""
    year = match.re.groupindex.get("year")
    words = [word for at, word in enumerate(match.groups(), 1) if word and at != year]
    told = part.format(*(_LAST[part] if word == "last" else _number(word) for word in words))
    return (match["year"] or "") if year else "", _MONTHS.get(told, told)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.casefold()]


def _words(question: str) -> list[tuple[re.Match, str]]:
    """The words of a question, and each as forms have it: folded, unless its marks make it no word of a period."""
    found = list(_WORD.finditer(unicodedata.normalize("NFC", question)))
    marked = any(fold(word[0]) != word[0].casefold() for word in found)
    return [(word, _as_forms_have_it(word[0], marked)) for word in found]


def _as_forms_have_it(word: str, marked: bool) -> str:
    folded = fold(word)
    if word == "May" or (word[0].isdecimal() and " " in folded):
        return word
    other = marked and word.casefold() != _WRITTEN.get(folded, word.casefold())
    return word if other else folded
