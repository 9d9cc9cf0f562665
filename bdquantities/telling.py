"""Warnings of what stands in a text like a figure but is left out: nobody is to believe that there is none."""

import re
import warnings
from bisect import bisect_left
from itertools import pairwise

from bdquantities.errors import short
from bdquantities.quantity import Quantity
from bdquantities.tokens import JOINT, MISPRINT, UNREAD

Figure = tuple[str, int, int, Quantity]  #: rule, first and behind the last token, what they say

_GOES_ON = re.compile(r"\s?[.,]\s?\d[\d.,]*(?:\s?%)?")  #: the other half of a torn number that is no figure: 86 ,3 %
_PARTED = re.compile(r"\d\s{1,2}[.,]\d[\d.,]*$")  #: told as a half
_WHOLE = "a figure that can be read whole"


def tell(raw: str, expected: str, stacklevel: int = 4, done: str = "left out") -> None:
    """Warn of what is done with something: it is left out."""
    warnings.warn(f"{done} {short(raw)}: expected {expected}", stacklevel=stacklevel)


def tell_marked(text: str, letters: str, places: list[re.Match]) -> None:
    """Warn of numbers that have a letter for a digit, 9O%, and of those that another mark tears, 86·3 or 1.036²."""
    for letter, place in zip(letters, places, strict=True):
        if MISPRINT in place[0]:
            tell(text[slice(*place.span())], "digits, found a letter among them")
        elif letter == "?" and any(map(counts, place[0])) and not _PARTED.search(text, place.start() - 3, place.end()):
            tell(text[slice(*place.span())].strip(), _WHOLE)


def counts(mark: str) -> bool:
    """Whether a character is a digit or a fraction, not one set high, which may be a note's."""
    return mark.isdecimal() or (mark.isnumeric() and not mark.isdigit())


def _tell_torn(text: str, parts: list[tuple[int, int]], torn: set[int]) -> None:
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


def untorn(found: list[Figure], letters: str, places: list, named: set[int], said: str) -> list[Figure]:
    """Without what may be the halves of one figure: 8 6,3%; 37, 6%; 1 triệu hai trăm nghìn, which is told.

    Named: ends of labels; said: the text as it stands.
    """
    parts = [(places[first].start(), places[last - 1].end()) for _, first, last, _ in found]
    text = places[0].string if found else ""
    named |= {end for (rule, *_), (_, end) in zip(found, parts, strict=True) if rule == "listed"}
    halves = [half for joint in JOINT.finditer(text) if joint.start() + 1 not in named for half in joint.span()]
    torn = {at for at, (start, end) in enumerate(parts) if bisect_left(halves, start) < bisect_left(halves, end)}
    for at, (one, other) in enumerate(pairwise(found)):
        gap, letter = letters[one[2] : other[1]], letters[other[1]]
        between = text[parts[at][1] : parts[at + 1][0]]
        alone, next_alone = (len(letters[each[1] : each[2]]) == 1 and each[0] == "plain" for each in (one, other))
        near = alone and letter in "kN" and len(between) == 1 + len(gap)
        small = (letters[one[1]] == "k" and gap in ("", ",")) or (not gap and not next_alone)
        mixed = not gap and (letter in "WSTYih" or next_alone or (between == " " and letter in "kN"))
        mixed |= one[0] == other[0] == "words" and between == " and "  # three hundred and fifty
        if (mixed and letters[one[2] - 1] == "S") or (near and small) or between.strip() == "±":
            torn |= {at, at + 1}
    for at, (_, first, last, _) in enumerate(found):
        behind = letters[last : last + 1]
        scale = behind == "?" and places[last][0][0].isalpha()  # 120 mil euros: thousand, or million? 12 t.ỷ
        scale |= last - first == 1 and behind == "w" and UNREAD.fullmatch(places[last][0]) is not None
        if scale:
            parts[at] = parts[at][0], places[last].end()
        scale |= letters[first - 1 : first + 1] == "iW"  # một hai xã
        if scale or (letters[first - 1 : first] == "V" and places[first - 1][0] != "cả"):  # dăm bảy nghìn
            torn.add(at)
    _tell_torn(said, parts, torn)
    return [each for at, each in enumerate(found) if at not in torn]
