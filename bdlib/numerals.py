"""Numbers as printed, in digits or in words, to whole numbers and decimals."""

import re
from typing import NamedTuple

#: Languages whose printed numbers use the point for decimals; all others here use the comma, as Vietnamese does.
POINT_DECIMAL = frozenset({"en", "ja", "th", "zh", "ko"})
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")


class Number(NamedTuple):
    """A printed number: ``mantissa / 10**decimals``."""

    mantissa: int
    decimals: int


def read_digits(raw: str, point_decimal: bool = False, counted: bool = False, percent: bool = False) -> Number | None:
    """Read a digit string with its separators.

    Two kinds of separator: the last is the decimal one. One kind several times: groups of thousands. A single
    separator before anything but three digits is a decimal one. A single one before three digits is ambiguous, and is
    read by the language's custom unless that gives nonsense: a leading zero ("0.661") or a percentage ("12.345%") has
    decimals, and things that are counted have none ("340,656 thuê bao").

    Returns None for what is no number (a version, an address).
    """
    if raw.isdigit():
        return Number(int(raw), 0)
    if any(each.isspace() for each in raw):
        return Number(int("".join(raw.split())), 0)
    points, commas = raw.count("."), raw.count(",")
    if points and commas:
        last, other = (".", ",") if raw.rindex(".") > raw.rindex(",") else (",", ".")
        if raw.count(last) > 1:
            return None
        head, _, tail = raw.partition(last)
        if not _GROUPS.fullmatch(head):
            return None
        return Number(int(head.replace(other, "") + tail), len(tail))
    separator = "." if points else ","
    if points + commas > 1:
        return Number(int(raw.replace(separator, "")), 0) if _GROUPS.fullmatch(raw) else None
    head, _, tail = raw.partition(separator)
    grouped = len(tail) == 3 and len(head) <= 3 and head[0] != "0"
    if grouped and (separator == ".") == point_decimal:  # by custom a decimal separator
        grouped = counted
    elif grouped and percent:
        grouped = tail[-1] == "0"
    return Number(int(head + tail), 0 if grouped else len(tail))


def read_words(words: list[tuple[str, int]]) -> int:
    """Read number words given as (letter, value): W a digit or ten, T mươi/chục, Z linh/lẻ, S a scale."""
    total, group, last = 0, 0, 0
    for letter, value in words:
        if letter == "W":
            group, last = group + value, value
        elif letter == "T":
            group, last = (group - last + last * 10 if last else group + 10), 0
        elif letter == "S" and value == 100:
            group, last = (group or 1) * 100, 0
        elif letter == "S":
            total, group, last = (
                (total + group) * value if group < value and total < value and total else total + (group or 1) * value,
                0,
                0,
            )
    return total + group
