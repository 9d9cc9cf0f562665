"""What a printed figure says, and the interval that it can mean."""

import math
from dataclasses import dataclass

from bdquantities.lexicon import CURRENCIES, MEASURES

#: Qualifiers whose number is a lower bound, and an upper one.
BOUND_BELOW = frozenset({"more_than", "at_least", "about_over"})
BOUND_ABOVE = frozenset({"less_than", "at_most", "nearly"})
#: Units that are measured, so that they can have decimals and are rounded; everything else is counted.
_TIMES = {"hour", "minute", "second", "day"}
MEASURED = frozenset({"percent", "percentage_point", "score", *CURRENCIES, *MEASURES}) - _TIMES
_ROUNDED_AT_ONE = frozenset({"percent", "percentage_point", "basis_point", "times", "point", "score"})
SPANS_OF_TIME = frozenset({"year", "quarter", "month", "week", *_TIMES})
EXACT = frozenset({"rank", "year", "month", "quarter", "week", "day", "hour"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure says.

    Parameters
    ----------
    value : in base units (1,2 triệu is 1 200 000; 83,6% is 83.6). None for a printed range.
    low, high : bounds as printed: "trên 92%" has low 92, "gần 1.000" has high 1000, "5-25%" has both.
    denominator : b of "a/b", "thứ a/b", "a out of b", "x/100 dân".
    unit : as printed: percent, VND, person, rank …; "count" for any other thing counted; None where none is printed.
        Compound units keep the slash (VND/kg).
    qualifier : exact, approx, more_than, at_least, about_over, less_than, at_most, nearly, range or ordinal.
    decimals : as printed (2 for "1,25 triệu").
    delta : "up" or "down" where the figure is a change ("tăng 12,5%"); value is then its magnitude.
    step : the precision of print: the smallest difference that the digits can show, 0 for an exact count.
    """

    value: float | None
    low: float | None
    high: float | None
    denominator: float | None
    unit: str | None
    qualifier: str
    decimals: int
    delta: str | None
    step: float

    @property
    def lower(self) -> float:
        """Lower end of the claim interval; see :func:`claim_interval`."""
        return claim_interval(self)[0]

    @property
    def upper(self) -> float:
        """Upper end of the claim interval; see :func:`claim_interval`."""
        return claim_interval(self)[1]


#: What is expected of a rank.
FIELD = "a rank that is no further back than its field has places"


def beyond_field(quantity: Quantity) -> bool:
    """Whether a rank is beyond its field: 64th of 63."""
    numbers = quantity.value, quantity.denominator
    return quantity.unit == "rank" and None not in numbers and numbers[0] > numbers[1]


def print_step(mantissa: int, decimals: int, scale: float, unit: str | None) -> float:
    """Precision of a printed number ``mantissa / 10**decimals * scale``; see :func:`claim_interval`."""
    if decimals:
        return scale / 10**decimals
    unit = unit.split("/", 1)[0] if unit else unit
    if scale == 1 and unit in EXACT:
        return 0.0
    zeros = 1
    if unit not in _ROUNDED_AT_ONE:
        while mantissa >= 100 * zeros and not mantissa % (10 * zeros):
            zeros *= 10
    return float(scale * zeros) if zeros > 1 or scale > 1 or unit in MEASURED else 0.0


def claim_interval(quantity: Quantity) -> tuple[float, float]:
    """All that a printed figure can mean, as (lower, upper).

    A number stands for everything that rounds to it: half a *step* to either side. The step is the last printed place
    in the scale it was printed in (1,2 triệu: 100 000), and for a round count its trailing zeros, as far as two
    digits stay significant (70.000 may be rounded to thousands, 4.500 to hundreds): writers round to two or three
    digits, and a digit beyond those is meant. Counts without trailing zeros, ranks and durations are exact.

    A qualifier widens this by the *rung*: the largest of 1, 5, 10, 50, 100 … that divides the number and is at most a
    fifth of it, since round numbers are used loosely and sharp ones are not.

    - khoảng: one rung to either side, though no more than a tenth of the number;
    - trên, hơn: from the number to the next rung, for who had passed 50.000 would not say "trên 45.000";
    - gần: from half a rung before up to the number, for what lies lower is nearer to the rung before;
    - ít nhất, tối thiểu, trở lên; dưới, tối đa, không quá: open at the other end;
    - a printed range: its ends, and half a step; "từ 12% lên 18%" is a figure about the second level.
    """
    lower, upper = _claim(quantity)
    return float(f"{lower:.12g}"), float(f"{upper:.12g}")  # 13.445, not 13.444999999999999


def _claim(quantity: Quantity) -> tuple[float, float]:
    value, half, kind = quantity.value, quantity.step / 2, quantity.qualifier
    if value is None:
        return quantity.low - half, quantity.high + half
    if kind == "range":  # from one level to another: the figure is the second
        return value - half, value + half
    if kind == "ordinal":
        return value, value
    if kind == "at_least":
        return value, math.inf
    if kind in ("at_most", "less_than"):
        return -math.inf, value
    if quantity.low is not None and quantity.high is not None:  # vague: "hàng chục nghìn"
        return quantity.low, quantity.high
    rung = _rung(abs(value), quantity.step)
    if kind in ("more_than", "about_over"):
        return (value if kind == "more_than" else value - half), value + rung
    if kind == "nearly":
        return value - rung / 2, value
    if kind == "approx":
        half = max(half, min(rung, abs(value) / 10))
    return value - half, value + half


def _rung(value: float, step: float) -> float:
    """Largest of 1, 5, 10, 50 … that divides the value and is at most a fifth of it; at least the step."""
    smallest = step or 1.0
    if not value:
        return smallest
    power = 10.0 ** math.floor(math.log10(value))
    while power > smallest:
        for rung in (power, power / 2):
            divides = abs(value / rung - round(value / rung)) < 1e-9 * value / rung
            if divides and smallest < rung <= value / 5 * (1 + 1e-12):
                return rung
        power /= 10
    return smallest
