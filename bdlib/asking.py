"""What a user asks for, made into codes: a code, a name in either language with or without diacritics, an alias."""

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import compress
from numbers import Integral
from pathlib import Path

import pandas as pd

from bdlib import guesses
from bdlib.codelists import SPOKEN
from bdlib.errors import DataError, nearest, require
from bdlib.memo import remembered
from bdlib.names import Names, fold
from bdquantities.lexicon import patterns

Asked = str | int | Iterable[str | int] | None
_names = remembered(Names)
MOST = 12  # codes that a question may mean, from which a reader is told the first
SHOWN = 3  # of them, those that the message names
#: Words of a question that belong to no name, by kind, of folded text.
WORDS = {kind: re.compile(said) for kind, said in patterns(Path(__file__).with_name("asked.csv"), "kind", {}).items()}
#: Which of two areas of one name its borders mean: the column that says so.
BORDERS = {"before": "valid_to", "after": "valid_from"}
#: Kinds of indicators that a measure word does not mean: a number of households is no share of them.
OTHER_KINDS = {
    "share": ("count", "money", "area", "length", "rank", "score"),
    "number": ("share", "rate", "rank", "score"),
    "money": ("share", "rate", "count", "rank", "score", "area", "length"),
    "rank": ("share", "rate", "count", "money", "score", "area", "length"),
    "score": ("share", "rate", "money", "rank"),
    "growth": ("share", "count", "rank", "money", "score", "area", "length"),
}
#: Times over which something is counted: what is of a year in its name is not what comes in a month.
SPANS = ("month", "quarter", "year")


@remembered
def _vocabulary(codelist: pd.DataFrame, key: str) -> guesses.Vocabulary:
    """The words of all names, without the word in front that says how it is counted."""
    names = _names(codelist, key).names
    return guesses.Vocabulary({code: [kept(text, "measure") or text for text in texts[1:]]
                               for code, texts in names.items()})  # fmt: skip


def as_list(asked: Asked) -> list[str]:
    """Make a list of text of what was asked for: one word, a number, several of them, or nothing.

    >>> as_list(2022), as_list("dti_rank"), as_list(None)
    (['2022'], ['dti_rank'], [])
    """
    if asked is None or (isinstance(asked, str) and not asked):
        return []
    wanted = list(asked) if hasattr(asked, "__iter__") and not isinstance(asked, str | bytes) else [asked]
    for one in wanted:
        if not isinstance(one, str | Integral | date):
            raise DataError("codes, names or years, each as text or a whole number", value=str(one))
    return list(map(str, wanted))


def codes(asked: Asked, codelist: pd.DataFrame, key: str) -> list[str]:
    """Codes of everything asked for, in its order; one name may stand for several, as of a province before and after.

    None asks for nothing in particular. Raises a DataError for a name that no row has, with the nearest; for an area
    that is asked for and empty, or an indicator of "".
    """
    words = as_list(asked)
    if asked is not None and not words and (key == "area" or isinstance(asked, str)):
        raise DataError(f"a code or name of {key}s.csv, or None for all", column=key, value=str(asked))
    return list(dict.fromkeys(code for word in words for code in match(word, codelist, key)))


def match(word: str, codelist: pd.DataFrame, key: str) -> list[str]:
    """Codes of one name: as written, without diacritics, without titles; else the one that differs in a measure word.

    "Số lao động có việc làm" is "lao động có việc làm", where no "tỷ lệ" of it is another code; else the one of which a
    name says most of the question, and little that is not asked for. None of these may be of another kind than the
    question's measure word: revenue is no share. A DataError for any other name tells those whose names say most of it.
    """
    listed = _names(codelist, key)
    if not isinstance(word, str):
        raise DataError(f"one code or name of {key}s.csv, as text", column=key, value=repr(word))
    if found := listed.find(word):
        return found
    if "valid_to" in codelist and (borders := _borders(word)):
        return _within(word, borders, codelist)
    bare = _unmeasured(word)
    alike = [code for code, texts in listed.names.items() if bare and bare in map(_unmeasured, texts[1:])]
    unlike = _unlike(word, codelist, key)
    if len(alike) == 1 and unlike.isdisjoint(alike):
        return alike
    near = slips = _slips(word, listed)
    if "_" not in word:  # what is written as a code is no words
        asked, vocabulary = guesses.question(kept(word, "measure")), _vocabulary(codelist, key)
        fits = vocabulary.fits(asked, unlike)
        if code := guesses.sure(fits) or vocabulary.within(asked, unlike):
            return [code]
        said = [] if "valid_to" in codelist else guesses.near(fits, vocabulary.covered(asked))
        near = list(dict.fromkeys([*alike, *said, *near]))[:MOST]
    told = f"; it may mean {', '.join(map(listed.shown, near[:SHOWN]))}" if near else ""
    told = f"; did you mean {' or '.join(map(listed.shown, near))}?" if near and near == slips else told
    if not near and "kind" in codelist and "_" not in word:
        shared, alike = sharing(word, codelist, key)
        told = f"; “{shared}” is in {', '.join(map(listed.shown, alike[:SHOWN]))}" if alike else ""
    told = told or f"; bdlib.load().{key}s lists them"
    raise DataError(f"a code or name of {key}s.csv{told}", value=word, of=key, near=near)


def _slips(word: str, listed: Names) -> list[str]:
    """Codes of the nearest names that a typing slip or two make the word: Nha Trang is no Hà Giang."""
    return [code for code in listed.near(word) if any(guesses.is_slip(word, name) for name in listed.names[code])]


def _unlike(question: str, codelist: pd.DataFrame, key: str) -> set[str]:
    """Codes that a question does not mean: of another kind, ranks unless asked for; areas that lack a word of it."""
    if "kind" not in codelist:
        places = guesses.having(guesses.question(question), _names(codelist, key).names)
        return {*codelist[key]} - {*places}
    if WORDS["target"].search(fold(question)):  # the rest of the words name what it is set for
        return {*codelist[key]}
    ranks = set() if WORDS["rank"].search(fold(question)) else set(codelist.loc[codelist["kind"].eq("rank"), key])
    unaliased = codelist[[name for name in (key, "kind", *SPOKEN) if name in codelist]]
    return ranks.union(*_of_other_kind(question, unaliased, key))


def _of_other_kind(question: str, codelist: pd.DataFrame, key: str) -> list[set[str]]:
    """Codes of other kinds, for each measure word of a question: it is in none of their names."""
    asked = without(question, "target")
    return [codes for word, codes in _other_kinds(codelist, key).items() if WORDS[word].search(asked)]


@remembered
def _other_kinds(codelist: pd.DataFrame, key: str) -> dict[str, set[str]]:
    """For each measure word the codes that are of another kind, or span, and have it in no name."""
    names = {code: list(map(fold, texts)) for code, texts in _names(codelist, key).names.items()}
    kinds = codelist.set_index(key)["kind"]
    spans = {code: {span for span in SPANS if any(map(WORDS[span].search, texts))} for code, texts in names.items()}
    of_span = {span: {code for code, own in spans.items() if own and span not in own} for span in SPANS}
    of_kind = {word: {code for code, texts in names.items() if kinds[code] in others
                      and not any(map(WORDS[word].search, texts))}
               for word, others in OTHER_KINDS.items()}  # fmt: skip
    return of_kind | of_span


def having(word: str, codelist: pd.DataFrame, key: str) -> list[str]:
    """Codes of which a name has all the words asked for, but for the word in front that says how it is counted."""
    asked = guesses.question(kept(word, "measure"))
    return guesses.having(asked, _names(codelist, key).names) if asked else []


def readings(word: str, near: list[str], codelist: pd.DataFrame, key: str) -> list[str]:
    """Of codes near a question those that it fits whole, in words and kind; just those called so, if two are."""
    whole = {*having(word, codelist, key)} - _unlike(word, codelist, key)
    scores = set(codelist.loc[codelist["kind"].eq("score"), key])  # of an index, which who means it names
    fits = [code for code in near if code in (whole - scores or whole) and near[0] in whole]
    alike = [code for code in fits if named(word, code, codelist, key)]
    return alike if len(alike) > 1 else fits


def sharing(question: str, codelist: pd.DataFrame, key: str) -> tuple[str, list[str]]:
    """The rarest word of a question that names have, as written there, and their codes, who say most of it first."""
    asked, vocabulary = guesses.question(kept(question, "measure")), _vocabulary(codelist, key)
    rarest, codes = vocabulary.sharing([word for word in asked if word.bare not in set(codelist["kind"])])
    covered = vocabulary.covered(asked)
    bare = {word.bare for word in rarest}
    said = [word for word in re.findall(r"\w+", question) if bare & {one.bare for one in guesses.words(word)}]
    return " ".join(said), sorted(codes, key=lambda code: -covered[code])


def named(word: str, code: str, codelist: pd.DataFrame, key: str) -> bool:
    """Whether a code has this very name, but for case, diacritics and a measure word; else it was guessed."""
    return _unmeasured(word) in map(_unmeasured, _names(codelist, key).names[code])


def agrees(question: str, code: str, indicators: pd.DataFrame) -> bool:
    """Whether a question asks for no other kind of measure than an indicator is, unless a name of it says the same."""
    return not any(code in codes for codes in _of_other_kind(question, indicators, "indicator"))


def spelled(words: str, codelist: pd.DataFrame, key: str) -> dict[str, list[str]]:
    """Codes that have some folded words in their names, each with these names."""
    names = _names(codelist, key).names
    having = {code: [text for text in texts if f" {words} " in f" {fold(text)} "] for code, texts in names.items()}
    return {code: texts for code, texts in having.items() if texts}


def of_borders(word: str, codelist: pd.DataFrame, key: str) -> bool:
    """Whether an area is asked for by its code, or as that of before or after a reform: no other may answer for it."""
    if borders := _borders(word):
        return bool(_names(codelist, key).find(without(word, borders)))  # York is no area, New York is one
    return word.strip().casefold() in set(codelist[key].str.casefold())


def without(word: str, kind: str) -> str:
    """Fold a question and take off its words of a kind, "" where nothing else is asked.

    >>> without("mục tiêu kinh tế số", "target"), without("kinh tế số", "target")
    ('kinh te so', 'kinh te so')
    """
    return " ".join(WORDS[kind].sub(" ", fold(word)).split())


_unmeasured = partial(without, kind="measure")


def kept(word: str, kind: str) -> str:
    """Take the words of a kind off a question; the others keep their marks, by which "hộ" is no "hồ".

    >>> kept("Số hộ có máy", "measure")
    'hộ có máy'
    """
    folded = fold(word)
    taken = [match.span() for match in WORDS[kind].finditer(folded)]
    places = [match.span() for match in re.finditer(r"\S+", folded)]
    rest = [all(end <= first or last <= start for first, last in taken) for start, end in places]
    return " ".join(compress(guesses.written(word), rest))


def _borders(word: str) -> str:
    """Within which borders an area is asked for, before or after a reform; "" where the words do not say."""
    return next((kind for kind in BORDERS if without(word, kind) not in ("", fold(word))), "")


def _within(word: str, borders: str, areas: pd.DataFrame) -> list[str]:
    """Codes of an area within the borders before or after a reform; one that it left alone has the same in both."""
    unchanged = areas["valid_from"].eq("") & areas["valid_to"].eq("")
    bare = without(word, borders)
    try:
        return match(bare, areas[unchanged | areas[BORDERS[borders]].ne("")], "area")
    except DataError as error:
        raise DataError(error.expected, value=word, of="area", near=error.near) from error


def among(asked: Asked, known: Iterable[str], what: str) -> list[str]:
    """Check words against the known ones; a DataError for the first that is none of them, with the nearest."""
    known = sorted(set(known))
    for word in (wanted := as_list(asked)) or [asked] * (asked == ""):
        if word not in known:
            listed = ", ".join(filter(None, known[:12])) or "none"
            shown = nearest(word, known) or f" (there are {listed}{' …' if len(known) > 12 else ''})"
            raise DataError(f"{what}{shown}", value=word, of=what, near=known)
    return wanted


def columns(frame: object, needed: Iterable[str], what: str) -> pd.DataFrame:
    """Raise one error unless a frame has the columns that a function needs, each once, naming the first it lacks."""
    require(isinstance(frame, pd.DataFrame), f"a DataFrame for {what}", frame)
    for name in needed:
        if list(frame).count(name) != 1:
            found = ", ".join(map(str, frame.columns[:8])) or "no columns"
            raise DataError(f"the column {name} in {what}{', once' * (name in frame)}", value=found)
    return frame
