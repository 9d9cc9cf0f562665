"""Read printed figures: ``parse`` for one, ``parse_many`` for a column."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

import pandas as pd

from bdquantities.errors import DataError, require
from bdquantities.interpretation import interpret
from bdquantities.letters import fold
from bdquantities.lexicon import LEXICON
from bdquantities.numerals import point_decimal
from bdquantities.quantity import FIELD, MEASURED, Quantity, beyond_field, claim_interval
from bdquantities.refusals import check_readable
from bdquantities.shapes import plan, shape
from bdquantities.tokens import INVISIBLE, UNREAD, Tokens, compose, looks_english, plain, scan, scan_places
from bdquantities.whole import check_torn, check_unit, check_whole, check_words, with_unit

_GROUP = re.compile(r"^(?:the )?(?:nhóm|group of) (?=\d)", re.I)  # of ranks: at most
_CODE = re.compile(r"\b([A-Z]{2,3})[ -]\d{2,5}\b(?![.,]\d)")  # OM 5451
_SIGNS = frozenset("-−–+")
#: A short word in small letters that is no syllable: 15 abc. An acronym (12 HTX) is what is counted.
_ODD = re.compile(r"(?!(?:[bcdđghklmnpqrstvx]|[cgknpt]h|ngh?|g?i|qu|tr)?[aeiouy]{1,2}(?:[cn]h?|[mpt]|ng)?$)[a-zđ]{1,3}")
#: A short English word by its shape: job, new, dry, old; not abc, tsd.
_ENGLISH_SHORT = re.compile(
    r"[b-df-hj-np-tv-z]?[aeiou]{1,2}[b-df-hj-np-tv-z]?|[bcdfgkpst][hklrwy][aeiouy]|[aeiou](?:ll|[lnr]d|[lnr]t|[lr]m|rk|sk|ct)"
)
#: From which likeness to a scale word on a word may be a slip for it: milion, thousnad; not trained, public.
_SLIP = 0.7
_SCALES = [phrase for phrase, (letter, _) in LEXICON.items() if letter == "S" and len(phrase) > 3]
_COMMA_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")


def parse(
    text: str, context: str = "", language: str | None = None, unit: str | None = None, names: str | None = None
) -> Quantity | None:
    """Read a printed figure, whole or not at all.

    Parameters
    ----------
    text : str
        The expression as printed, "khoảng trên 1,2 triệu đồng/kg".
    context : str, optional
        The words around it, which decide where a bare number is ambiguous and may hold its unit.
    language : str, optional
        Of the page: decides what a lone separator means ("1.250" in English is 1.25). Told from its words if not given.
    unit : str, optional
        Of the indicator: what a bare number counts, and what a counting noun gives way to ("3.666 trạm" of stations).
    names : str, optional
        Names of the indicator: no other words may stand beside the number and its unit ("85% doanh nghiệp").

    Returns
    -------
    Quantity or None
        None for dates, labels and text without a figure. A change (từ 81% lên 86,3%) has its end as value.

    Raises
    ------
    DataError
        For what cannot be read whole, with what is left over: a second figure, a torn number (86·3), an unknown word,
        another unit than the indicator's, a bare 43/50 of one in percent, which may be points.

    Examples
    --------
    >>> parse("khoảng trên 1,2 triệu đồng/kg").low
    1200000.0
    """
    for name, said in (("context", context), ("unit", unit), ("names", names)):
        require(isinstance(said, str | None), "text", said, name)
    check_unit(unit)
    text = _GROUP.sub("top ", _checked(text)) if unit == "rank" else _checked(text)
    return _parsed(text, context, language, unit, names)


def _parsed(text: str, context: str, language: str | None, unit: str | None, names: str | None) -> Quantity | None:
    tokens = scan(" " + text if text[:1] in _SIGNS else text)  # a leading minus is a sign, in running text a bullet
    letters = tokens.letters
    english = point_decimal(language) if language else looks_english(text)
    taken = _first(text, tokens, english, unit)
    if taken is None:
        return None
    rule, start, end, found = taken
    if beyond_field(found):
        raise DataError(FIELD, value=text)
    if end - start < len(letters):
        check_whole(text, letters, start, end)
        if rule == "headed_rank":  # its head are words beside it, too
            start = min(letters.find(letter, start) % len(letters) for letter in "kN")
        if rule != "fraction":  # 2/3 số hộ has what is counted
            check_words(text, start, end, unit, names)
    bare = end - start in (1, 3) and plan(rule, letters[start:end]).bare
    if bare and _no_count(text, letters, end):
        return None
    if context and bare:
        found = _in_context(found, text, compose(context)[0])
    scaled = "S" in letters[start:end].split("/")[0]
    return found if found is None or unit is None else with_unit(found, unit, text, scaled)


def _no_count(text: str, letters: str, end: int) -> bool:
    """Whether a bare number is that of a code (OM 5451); a DataError where what follows may be a scale."""
    if letters[end : end + 1] in ("w", "?") and _may_scale(text, letters, end):
        raise DataError("a figure without an unknown word behind its number", value=text)
    code = _CODE.search(text)
    return code is not None and code[1].lower() not in LEXICON


def _may_scale(text: str, letters: str, at: int) -> bool:
    """Whether an unknown token behind a number may be a scale word, or part of one: 12 t ỷ, 15 abc, 5 milion people."""
    place = scan_places(text)[1][at]
    unknown, word = place[0], text[slice(*place.span())]
    if letters[at] == "?":
        return unknown[0].isalpha()
    behind = letters[at + 1 : at + 2]
    if UNREAD.fullmatch(unknown) or behind in ("$", "%"):
        return True
    if not word.islower():  # HTX, an acronym
        return behind in ("U", "u")
    if word.isascii() and (len(word) > 3 or _ENGLISH_SHORT.fullmatch(word)):
        return behind in ("U", "u") and bool(get_close_matches(word, _SCALES, 1, _SLIP))
    return behind in ("U", "u") or _ODD.fullmatch(fold(word)) is not None


def _first(text: str, tokens: Tokens, english: bool, unit: str | None) -> tuple[str, int, int, Quantity] | None:
    """The first figure: its rule, first and behind the last token, and what it says."""
    letters, values = tokens
    for rule, start, end in shape(letters) if len(letters) < 40 else shape.__wrapped__(letters):
        if rule == "listed_rank" or (letters[end - 1] == "*" and re.search("[kN]", letters[end:])):  # doubled to 5
            continue
        if rule[:4] == "skip":
            if not unit or unit in MEASURED or unit == "rank" or rule != "skip_year" or end - start > 1:
                continue
            rule = "plain"  # a bare 2012 of an indicator in procedures
        found = interpret(rule, letters[start:end], values[start:end], english)
        if found is not None:
            return rule, start, end, found
        body = letters[start:end]
        if rule == "words":
            raise DataError("a number in words with nothing left out (bốn mươi chín)", value=text)
        if unit == "rank" and rule == "fraction" and _beyond(values[start:end]):
            raise DataError(FIELD, value=text)
        if rule in ("ranks", "from_to", "rank_change") or (rule == "range" and {*"&P"} & {*body}) or "S" in body:
            raise DataError("one figure, not two", value=text)
    if {"?", "x"} & {*letters}:
        check_torn(text, letters)
    if unit is None or letters != "W":
        return None
    return "words", 0, 1, interpret("words", letters, values)  # "five" of an indicator in enterprises


def _beyond(values: list) -> bool:
    """Whether two plain numbers are a rank and a field that is too small for it: 70 of 63."""
    numbers = [int(each) for each in values if isinstance(each, str) and each.isdecimal()]
    return len(numbers) == 2 and numbers[0] > numbers[1]


def _checked(text: str) -> str:
    """The expression, composed, without blanks and stops around it."""
    require(isinstance(text, str), 'a figure as printed, as text ("83,6%")', text, "text")
    text = compose(text)[0].lstrip(" ;:\n\u00a0").rstrip(" .,;:\n\u00a0")
    if (told := plain(text)) is not text and (unseen := INVISIBLE.search(text)):
        raise DataError(f"a figure without invisible characters (U+{ord(unseen[0]):04X} is one)", value=text)
    check_readable(told)
    return told


def _in_context(found: Quantity, text: str, context: str) -> Quantity | None:
    """A bare number among its words: None where they make it a date or a label; its unit where they name it."""
    from bdquantities.running_text import find

    at = context.find(text)
    if at < 0:
        return found
    for span in find(context):
        if span.start < at + len(text) and at < span.end:
            same = span.quantity.value == found.value
            return replace(found, unit=span.quantity.unit) if same and found.unit is None else found
    return None


_NUMBERS = ["value", "low", "high", "denominator", "lower", "upper"]
COLUMNS = "value low high denominator unit qualifier decimals delta lower upper expected".split()


def parse_many(
    texts: Sequence[str], languages: Sequence[str] | None = None, units: Sequence[str] | None = None,
    pages: Sequence[str] | None = None, names: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Read many figures (see :func:`parse`): one row each, index as ``texts``.

    A page keeps to one custom: where one of its figures can only be read with the comma for thousands ("4,952,238"),
    all are. Columns value, low, high, denominator, unit, qualifier, decimals, delta, lower, upper, expected; a figure
    that is refused has qualifier "", no numbers, and in expected what should stand there instead.
    """
    index = texts.index if isinstance(texts, pd.Series) else None
    texts, none = list(texts), [None] * len(texts)
    languages = none if languages is None else list(languages)
    if pages is not None:
        english = {page for page, text in zip(pages, texts, strict=True) if _COMMA_GROUPS.search(text)}
        languages = ["en" if page in english else said for page, said in zip(pages, languages, strict=True)]
    told = [none if each is None else list(each) for each in (units, names)]
    rows = [_row(text, *(each or None for each in said)) for text, *said in zip(texts, languages, *told, strict=True)]
    frame = pd.DataFrame(rows, columns=COLUMNS, index=index)
    types = dict.fromkeys(_NUMBERS, float) | dict.fromkeys(["unit", "qualifier", "delta", "expected"], "str")
    return frame.astype(types | {"decimals": "Int64"})


def _row(text: str, language: str | None, unit: str | None, names: str | None) -> list:
    """What COLUMNS hold of a printed figure."""
    try:
        found = parse(text, "", language, unit, names)
    except DataError as refusal:
        found, said = None, refusal.expected
    else:
        said = "" if found else "a figure that can be read"
    if found is None:
        return [None, None, None, None, "", "", None, "", None, None, said]
    told = (found.value, found.low, found.high, found.denominator, found.unit or "", found.qualifier, found.decimals)
    return [*told, found.delta or "", *claim_interval(found), said]
