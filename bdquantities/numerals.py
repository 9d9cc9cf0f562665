"""Numbers as printed, in digits or in words, to whole numbers and decimals."""

import re

from bdquantities.errors import DataError, nearest

#: Languages whose numbers are printed with a decimal point, and those with the decimal comma, as Vietnamese has.
_POINT = frozenset("en ja th zh ko ms he hi bn ta ur sw fil".split())
_COMMA = frozenset("vi ar bg ca cs da de el es et fi fr hr hu id it kk km lo lt lv mn nb nl no pl pt ro ru sk sl sr"
                   " sv tr uk uz".split())  # fmt: skip
ONE_GROUP = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")  #: one separator before three digits: 1,204
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d\d)+,\d{3}")  #: the latter as in India: 12,34,567

#: Signs of fractions behind a whole number, in decimals, and the precision of their print: 2½ million.
FRACTIONS = {"½": ("5", 0.5), "¼": ("25", 0.25), "¾": ("75", 0.25), "⅛": ("125", 0.125), "⅜": ("375", 0.125),
             "⅝": ("625", 0.125), "⅞": ("875", 0.125)}  # fmt: skip


def point_decimal(language: str) -> bool:
    """Whether a language prints numbers with a decimal point; a DataError where its custom is not known."""
    if not isinstance(language, str) or language not in _POINT | _COMMA:
        expected = f"a language code such as vi or en{nearest(str(language), sorted(_POINT | _COMMA))}"
        raise DataError(expected, column="language", value=str(language))
    return language in _POINT


def read_digits(
    raw: str, point_decimal: bool = False, counted: bool = False, percent: bool = False, scaled: bool = False
) -> tuple[int, int]:
    """Mantissa and decimals of a digit string: "1.234,5" is (12345, 1); "1.2.3" is a ValueError.

    Of two kinds of separator the last is the decimal one; one kind several times groups thousands; a single one before
    anything but three digits is decimal. Before three digits the language says, unless that gives nonsense: "0.661" and
    "12.345%" have decimals, things that are counted have none, nobody prints "1,500 tấn" for 1.5.
    """
    if raw.isdecimal():
        return int(raw), 0
    if raw[-1] in FRACTIONS:
        decimals = FRACTIONS[raw[-1]][0]
        return int(raw[:-1] + decimals), len(decimals)
    raw = raw.replace("'", "").replace("’", "")
    head, separator, tail = raw.rpartition("," if raw.rfind(",") > raw.rfind(".") else ".")
    if not separator:
        return int("".join(raw.split())), 0
    if not head.isdecimal():  # more than one separator
        if separator in head:
            if not _GROUPS.fullmatch(raw):
                raise ValueError(f"{raw!r} is not a number")
            return int(raw.replace(separator, "")), 0
        if len(tail) == 3 and (tail[-1] == "0" or counted):  # 1.200,000: nobody prints that decimal
            raise ValueError(f"{raw!r} may be grouped twice")
        whole = head.replace("," if separator == "." else ".", "")
        return int("".join(whole.split()) + tail), len(tail)
    if counted and len(tail) > 3 and head != "0":
        raise ValueError(f"{raw!r} things are none")
    grouped = len(tail) == 3 and len(head) <= 3 and head[0] != "0"
    if grouped and (separator == ".") == point_decimal:  # by custom a decimal separator
        grouped = counted or tail == "000" or (tail[-1] == "0" and not percent and not scaled)
    elif grouped and percent:
        grouped = tail[-1] == "0"
    return int(head + tail), 0 if grouped else len(tail)


def read_words(words: list[tuple[str, int]]) -> int:
    """Number of number words, given as (letter, value): W a digit or ten, 1 a digit behind tens, T mươi, S a scale."""
    total = group = last = 0
    for letter, value in words:
        if letter == "1" and 0 < last < 10:  # hai tư, ba lăm: tens understood; not mười lăm
            group, last = group + 9 * last + value, 0
        elif letter in "W1":
            group, last = group + value, value
        elif letter == "T":
            group, last = (group + 9 * last if last else group + 10), 0
        elif value == 100:
            group, last = (group or 1) * 100, 0
        elif total and total < value:  # nghìn tỷ, một nghìn hai trăm tỷ: a scale of a scale
            if 0 < group < 10:
                raise ValueError("hai nghìn năm tỷ may leave out a hundred")
            total, group, last = (total + group) * value, 0, 0
        else:
            total, group, last = total + (group or 1) * value, 0, 0
    return total + group
