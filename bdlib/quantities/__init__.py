"""Read printed figures, Vietnamese first: ``parse`` for one, ``parse_many`` for a column."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from bdlib.quantities.interpretation import interpret
from bdlib.quantities.numerals import POINT_DECIMAL
from bdlib.quantities.quantity import MEASURED, Quantity, claim_interval, print_step
from bdlib.quantities.shapes import plan, shape
from bdlib.quantities.tokens import compose, scan

__all__ = ["Quantity", "claim_interval", "parse", "parse_many"]

_ENGLISH = re.compile(
    r"\b(?:[mbt]r?illion|per ?cent|people|more than|over|about|nearly|at least|out of|enterprises|points)\b", re.I
)
_ONE_GROUP = re.compile(r"(?<![\d.,])([1-9]\d{0,2})[.,](\d{3})(?![\d.,]*\d)")
_COMMA_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")


def parse(text: str, context: str = "", language: str | None = None, unit: str | None = None) -> Quantity | None:
    """Read a printed figure.

    Parameters
    ----------
    text : str
        The expression as printed, "khoảng trên 1,2 triệu đồng/kg".
    context : str
        The words around it, which decide where a bare number is ambiguous ("ngày 29.8" is a date) and may hold its
        unit.
    language : str, optional
        Language of the page; decides what a lone separator means ("1.250" in English is 1.25). Vietnamese if not given,
        unless the expression has English words.
    unit : str, optional
        Unit of the indicator that the figure belongs to: what a bare number counts ("45" of a rank is an ordinal), and
        the name that a printed counting noun gives way to ("3.666 trạm" of an indicator in stations).

    Returns
    -------
    Quantity or None
        None for dates, years, labels, document and phone numbers, and text without a figure.

    Examples
    --------
    >>> parse("khoảng trên 1,2 triệu đồng/kg").low
    1200000.0
    """
    text = compose(text)[0].strip(" .,;:\n\u00a0")
    tokens = scan(
        " " + text if text[:1] in "-−–+" else text
    )  # a leading minus is a sign, in running text it is a bullet
    letters, values = tokens.letters, tokens.values
    point_decimal = language in POINT_DECIMAL if language else text.isascii() and _ENGLISH.search(text) is not None
    for rule, start, end in shape(letters) if len(letters) < 40 else shape.__wrapped__(letters):
        if rule[:4] == "skip":
            if not unit or rule != "skip_year" or end - start > 1:
                continue
            rule = "plain"  # a bare 2012 of an indicator in procedures
        found = interpret(rule, letters[start:end], values[start:end], point_decimal)
        if found is not None:
            break
    else:
        return None
    if context and plan(rule, letters[start:end]).bare:
        found = _in_context(found, text, compose(context)[0])
    return found if found is None or unit is None else _with_unit(found, unit, text)


def _in_context(found: Quantity, text: str, context: str) -> Quantity | None:
    """A bare number among its words: None where they make it a date or a label; its unit where they name it."""
    from bdlib.extract import find

    at = context.find(text)
    if at < 0:
        return found
    for span in find(context):
        if span.start < at + len(text) and at < span.end:
            same = span.quantity.value == found.value
            return replace(found, unit=span.quantity.unit) if same and found.unit is None else found
    return None


def _with_unit(found: Quantity, unit: str, text: str) -> Quantity:
    """The quantity in the indicator's unit, where the printed unit can be it."""
    printed = found.unit
    if unit == "rank" and found.qualifier == "exact":
        return replace(found, unit=unit, qualifier="ordinal", step=0.0)
    grouped = _ONE_GROUP.search(text) if printed is None and found.decimals == 3 and unit not in MEASURED else None
    if grouped and found.value is not None:  # "807,300" of a population
        mantissa = int(grouped[1] + grouped[2])
        low, high = (float(mantissa) if end is not None else None for end in (found.low, found.high))
        step = print_step(mantissa, 0, 1, unit)
        return replace(found, value=float(mantissa), low=low, high=high, decimals=0, step=step, unit=unit)
    head = (printed or unit).split("/")[0]
    counted = head not in MEASURED and (printed is None or unit not in MEASURED)  # "5 người" is no share
    fits = counted or head == unit or (head, unit) == ("point", "score")
    return replace(found, unit=unit) if fits and printed != unit else found


_NUMBERS = ["value", "low", "high", "denominator", "lower", "upper"]
COLUMNS = ["value", "low", "high", "denominator", "unit", "qualifier", "decimals", "delta", "lower", "upper"]


def parse_many(
    texts: Sequence[str],
    languages: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    pages: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Read many figures: one row each, index as ``texts``.

    Parameters
    ----------
    texts, languages, units : sequence of str
        See :func:`parse`; languages and units are as long as texts, or None.
    pages : sequence of str, optional
        The page (source) of every figure. A page keeps to one custom: where one of its figures can only be read with
        the comma for thousands ("4,952,238"), all are.

    Returns
    -------
    DataFrame
        Columns value, low, high, denominator, unit, qualifier, decimals, delta, lower, upper; a figure that cannot be
        read has qualifier "" and no numbers.
    """
    index = texts.index if isinstance(texts, pd.Series) else None
    texts, none = list(texts), [None] * len(texts)
    languages = none if languages is None else list(languages)
    if pages is not None:
        english = {page for page, text in zip(pages, texts, strict=True) if _COMMA_GROUPS.search(text)}
        languages = ["en" if page in english else said for page, said in zip(pages, languages, strict=True)]
    found = zip(texts, languages, none if units is None else units, strict=True)
    rows = [_row(parse(text, "", language or None, unit or None)) for text, language, unit in found]
    frame = pd.DataFrame(rows, columns=COLUMNS, index=index)
    types = dict.fromkeys(_NUMBERS, float) | dict.fromkeys(["unit", "qualifier", "delta"], "str")
    return frame.astype(types | {"decimals": "Int64"})


def _row(found: Quantity | None) -> list:
    """What COLUMNS hold of a quantity."""
    if found is None:
        return [None, None, None, None, "", "", None, "", None, None]
    told = (found.value, found.low, found.high, found.denominator, found.unit or "", found.qualifier, found.decimals)
    return [*told, found.delta or "", *claim_interval(found)]
