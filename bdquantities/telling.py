"""Warnings of what stands in a text like a figure but is left out: nobody is to believe that there is none."""

import re
import warnings

from bdquantities.errors import short
from bdquantities.tokens import MISPRINT

_GOES_ON = re.compile(r"\s?[.,]\s?\d[\d.,]*(?:\s?%)?")  #: the other half of a torn number that is no figure: 86 ,3 %
_PARTED = re.compile(r"\d\s{1,2}[.,]\d[\d.,]*$")  #: told as a half
_WHOLE = "a figure that can be read whole"


def tell(raw: str, expected: str, stacklevel: int = 4) -> None:
    """Warn that something is left out."""
    warnings.warn(f"left out {short(raw)}: expected {expected}", stacklevel=stacklevel)


def tell_marked(text: str, letters: str, places: list[re.Match]) -> None:
    """Warn of numbers that have a letter for a digit, 9O%, and of those that another mark tears, 86·3 or 1.036²."""
    for letter, place in zip(letters, places, strict=True):
        if MISPRINT in place[0]:
            tell(text[slice(*place.span())], "digits, found a letter among them")
        elif letter == "?" and any(map(_counts, place[0])) and not _PARTED.search(text, max(0, place.start() - 3), place.end()):
            tell(text[slice(*place.span())].strip(), _WHOLE)


def _counts(mark: str) -> bool:
    """Whether a character is a digit or a fraction, not one set high, which may be a note's."""
    return mark.isdecimal() or (mark.isnumeric() and not mark.isdigit())


def tell_torn(text: str, parts: list[tuple[int, int]], torn: set[int]) -> None:
    """Warn of figures that may be the halves of one, once of those that stand side by side."""
    start = None
    for at in sorted(torn):
        start = parts[at][0] if start is None else start
        end = parts[at][1]
        beside = at + 1 in torn and not any(map(str.isalnum, text[end : parts[at + 1][0]]))
        if not beside:
            behind = _GOES_ON.match(text, end)
            tell(text[start : behind.end() if behind else end], _WHOLE, 5)
            start = None
