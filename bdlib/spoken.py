"""A part of a year in the words of a question: quarters, halves, months since January and months, in either language.

`spoken.csv` has their forms, of folded text, each with what it is in a period: a number stands where {} is.
"""

import csv
import re
from pathlib import Path

from bdlib.names import fold

_COUNTS = ["mot hai ba bon nam sau bay tam chin muoi", "one two three four five six seven eight nine ten eleven twelve",
           "i ii iii iv", "first second third fourth", "1st 2nd 3rd 4th",
           "january february march april may june july august september october november december",
           "jan feb mar apr may jun jul aug sep oct nov dec"]  # fmt: skip
_NUMBERS = {word: at for words in _COUNTS for at, word in enumerate(words.split(), 1)}
_NUMBERS |= {"gieng": 1, "tu": 4, "chap": 12, "sept": 9}  # said of months and quarters alone
_LAST = {"-H{}": 2, "-Q{}": 4}  # of how many a last one is
_MONTHS = {"-1M": "-01", "-3M": "-Q1", "-6M": "-H1", "-12M": ""}  # months since January that have a name of their own
#: May is left out: without its marks "máy" is written like it.
_MONTH = "|".join(word for words in (*_COUNTS[-2:], "sept") for word in words.split() if word != "may")
_NUMBER = "1[0-2]|[1-9]|" + "|".join(word for words in _COUNTS[:2] for word in words.split())
_YEAR = r"(?:19|20)\d\d\b"
_MONTH_OF = re.compile(rf"\b(0[1-9]|1[0-2])[/.-]({_YEAR})|\b({_YEAR})-(0[1-9]|1[0-2])\b(?!-)")
#: Words before a part, and those between it and its year.
_LEAD = r"(?:(?:tinh|den|het|trong|cho|cua|vao|o|as|of|in|for|by|until|up|to|at|during|the|end|thang) )*"
_LINK = r"(?: ?\b(?:nam|cua|of|in|the|year)\b)*"


def _forms() -> list[tuple[re.Pattern, str]]:
    """Patterns of a part with its year before or behind it, or without one, and what each says."""
    with Path(__file__).with_name("spoken.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = []
    for row in rows:
        part = f"(?:{row['pattern']})"
        for name, words in {"NUMBER": _NUMBER, "MONTH": _MONTH, "YEAR": _YEAR}.items():
            part = part.replace(name, words)
        behind = rf"{_LEAD}{part}{_LINK}(?: ?(?P<year>{_YEAR}))?"
        before = rf"{_LEAD}(?:nam )?(?P<year>{_YEAR}) ?{part}"
        forms += [(re.compile(behind), row["part"]), (re.compile(before), row["part"])]
    return forms


_FORMS = _forms()


def of_part(question: str) -> tuple[str, str, str]:
    """Take a part of a year off a question, with its year: its other words, the year, the part, each "" for none.

    >>> of_part("thu ngân sách 6 tháng đầu năm 2025"), of_part("GRDP growth Q1"), of_part("GRDP 2025")
    (('thu ngân sách', '2025', '-H1'), ('GRDP growth', '', '-Q1'), ('GRDP 2025', '', ''))
    """
    if len(re.findall(_YEAR, fold(question))) > 1:  # a span of years has no part
        return question, "", ""
    words = question.split()
    folded = [fold(_MONTH_OF.sub(_in_words, word)) for word in words]
    for start in range(len(words)):
        for end in range(len(words), start, -1):  # the longest run of the first word: "in the first half of 2025"
            if said := _said(" ".join(filter(None, folded[start:end]))):
                return " ".join([*words[:start], *words[end:]]), *said
    return question, "", ""


def _in_words(match: re.Match) -> str:
    """A month of a year, 03/2025 or 2025-03, as words: without its stroke, 10 2025 may be two numbers."""
    return f"month {match[1] or match[4]} {match[2] or match[3]}"


def _said(words: str) -> tuple[str, str] | None:
    """The year and the part that words are, where they are nothing else."""
    for form, part in _FORMS:
        if match := form.fullmatch(words):
            told = part.format(_number(match, part))
            return match["year"] or "", _MONTHS.get(told, told)
    return None


def _number(match: re.Match, part: str) -> int:
    """The number that a form says, in figures or words; of one that says none, any."""
    year = match.re.groupindex["year"]
    said = next((word for at, word in enumerate(match.groups(), 1) if word and at != year), "")
    if said == "last":
        return _LAST[part]
    return int(said) if said.isdecimal() else _NUMBERS.get(said, 0)
