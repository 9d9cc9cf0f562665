"""From what the grammar takes for a rank to the quantity: a place, of how many, and the place before."""

import math
import re

from bdquantities.numerals import read_digits, read_words
from bdquantities.quantity import Quantity
from bdquantities.shapes import Plan

_MONTHS = 12  #: of so many or fewer what only words lead to may be a day
#: A rank, and of how many: thứ hai trong số sáu tỉnh.
_RANK_PARTS = re.compile("[^/|39@mz]+")


def small(letter: str, value) -> float:
    """Number of a rank or a part: a digit string, a word, or năm for five."""
    if letter == "Y":
        return 5.0
    mantissa, decimals = read_digits(value, counted=True) if isinstance(value, str) else (value, 0)
    return mantissa / 10**decimals


def _rank_numbers(part: list[tuple]) -> list[float]:
    """Numbers of a part of a rank: one of several words, thứ mười hai, or each by itself."""
    spoken = [each for each in part if each[0] in "WT1"]
    if len(spoken) > 1:
        return [float(read_words(spoken))]
    return [small(*each) for each in part if each[0] in "kNIW1i"]


def ordinal(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Ranks: thứ 14/63, thứ năm, 16th out of 34, đứng đầu; top 5 is at most 5."""
    parts = [list(zip(letters[slice(*at)], values[slice(*at)], strict=True))
             for at in (part.span() for part in _RANK_PARTS.finditer(letters))]  # fmt: skip
    numbers = [number for part in parts for number in _rank_numbers(part)]
    if letters[0] == "A" or letters[:2] == "OY" or not numbers:  # dẫn đầu nhóm 63 tỉnh; thứ năm trong sáu tỉnh
        numbers = [5.0 if "Y" in letters else 1.0, *numbers]
    value, denominator = (*numbers, None)[:2]
    bound, said = (value, "at_most") if how.rule == "top" else (None, "ordinal")
    return None if value % 1 else Quantity(value, None, bound, denominator, "rank", said, 0, None, 0.0)  # thứ 5,5


def rank_change(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Climbed from 12th to 7th: the second and the span, a smaller number is higher up; not open from 5th to 7th."""
    if "start" in values:
        return None
    first, last = (values[at] for at, letter in enumerate(letters) if letter == "I")
    of = re.compile("[kN]").search(letters, letters.rindex("I"))
    field = small(of[0], values[of.start()]) if of else None
    delta = "up" if last < first else "down"
    return Quantity(float(last), *sorted((float(first), float(last))), field, "rank", "range", 0, delta, 0.0)


def headed_rank(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Xếp hạng DTI: 10/63, No. 1 of 63; not Hạng A 10/6, which may be a day."""
    at = re.search("[kN]", letters).start()
    found = ordinal(how, letters[at:], values[at:], point_decimal)
    of = found.denominator or math.inf
    day = of <= _MONTHS and (found.value > of or letters[at - 1] == "w")
    return None if day else found
