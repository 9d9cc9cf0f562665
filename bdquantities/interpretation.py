"""From a match of the grammar to the quantity it says."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bdquantities.lexicon import CURRENCIES
from bdquantities.numerals import FRACTIONS, ONE_GROUP, read_digits, read_words
from bdquantities.quantity import BOUND_ABOVE, BOUND_BELOW, MEASURED, SPANS_OF_TIME, Quantity, print_step
from bdquantities.ranks import headed_rank, ordinal, rank_change, small
from bdquantities.shapes import Amount, Plan, plan, qualifier


def interpret(rule: str, letters: str, values: list, point_decimal: bool = False) -> Quantity | None:
    """Quantity of the tokens that a rule matched, or None where their numbers make no sense together.

    A token is a letter and its meaning; point_decimal: whether a lone separator is read by the English custom.
    """
    if rule == "headed":  # Tỷ đồng 29315.30
        kept = [at for at, letter in enumerate(letters) if letter not in "():?"]
        order = {"s": 0, "k": 1, "N": 1}  # the sign and the number before the unit
        kept.sort(key=lambda at: order.get(letters[at], 2))
        rule, letters, values = "plain", "".join(letters[at] for at in kept), [values[at] for at in kept]
    how = plan(rule, letters)
    try:
        return _READERS.get(rule, _general)(how, letters, values, point_decimal)
    except ValueError:  # 4 triệu 2000 nghìn
        return None


def _unit(how: Plan, values: list) -> str | None:
    if not how.units:
        return None
    if len(how.units) == 1:
        return values[how.units[0]]
    return "/".join(dict.fromkeys(values[at] or "count" for at in how.units))


def _digits(raw: str, unit: str | None, scaled: bool, point_decimal: bool) -> tuple[int, int]:
    percent = unit == "percent" or unit == "percentage_point"
    counted = not scaled and unit is not None and (unit not in MEASURED or unit in CURRENCIES)
    return read_digits(raw, point_decimal, counted, percent, scaled)


def _bounded(value, kind, denominator, unit, decimals, delta, step) -> Quantity:
    low = value if kind in BOUND_BELOW else None
    high = value if kind in BOUND_ABOVE else None
    return Quantity(value, low, high, denominator, unit, kind, decimals, delta, step)


class _Number(NamedTuple):
    """One number of a figure, its own scale multiplied in."""

    value: float
    decimals: int
    step: float
    scale: float


def _number(amount: Amount, letters: str, values: list, unit: str | None, point_decimal: bool) -> _Number:
    if amount.terms:
        read = _in_digits(amount, values, unit, point_decimal)
    else:
        read = _in_words(amount, letters, values, unit, point_decimal)
    return read._replace(value=read.value + read.scale / 2, step=read.scale / 2) if amount.half else read


def _in_digits(amount: Amount, values: list, unit: str | None, point_decimal: bool) -> _Number:
    """4 triệu 200 nghìn; 25 nghìn 300 tỷ is 25,300 tỷ; in "1 tỷ 2" the last digits are tenths of the scale."""
    total, scale, decimals = 0.0, 1, 0
    for at, scales in amount.terms:
        above, parted = scale, decimals
        if total and not scales and len(values[at]) < 3:
            scale, mantissa, decimals = above / 10 ** len(values[at]), int(values[at]), 0
        else:
            scale = math.prod(values[place] for place in scales)
            if any(values[one] >= values[other] for one, other in pairwise(scales)):
                raise ValueError("a scale of a larger one")
            mantissa, decimals = _digits(values[at], unit, scale > 1, point_decimal)
            size = mantissa * (scale if scale < above else 1) / 10**decimals
            odd = size < above / 100 or size % 1 or parted if scale > above else not scales and above != 1000
            short = above > 1000 and scale in (10, 100)  # 2 triệu 5 trăm may leave out a thousand
            if total and (odd or short or size >= above or scale == above):
                raise ValueError("numbers that do not stand together")
            total *= scale if scale > above else 1
        total += mantissa * scale / 10**decimals
    fraction = FRACTIONS.get(values[at][-1])
    step = scale * fraction[1] if fraction else print_step(mantissa, decimals, scale, unit)
    return _Number(total, decimals, step, scale)


def _in_words(amount: Amount, letters: str, values: list, unit: str | None, english: bool) -> _Number:
    """Hai mươi lăm, nửa triệu, hàng chục nghìn, hai phẩy năm triệu; một triệu hai is 1.2 million; exact as digits."""
    run = [(letters[at], values[at]) for at in range(*amount.words)]
    words = [("W" if letter in "WiY" else letter, 5 if letter == "Y" else value) for letter, value in run]
    point = [letter for letter, _ in words].index("6") if any(letter == "6" for letter, _ in words) else None
    scale = max([value for letter, value in run[point:] if letter == "S" or (letter == "W" and value > 99)], default=1)
    value = float(read_words([each for each in words[:point] if each[0] in "WTS1"]))
    if not english and scale > 1000 and words[-1] == ("S", 100) and value % scale < 1000:
        raise ValueError("hai triệu năm trăm may leave out a thousand")
    if words[-2:-1] and words[-2][0] == "S" and words[-1][0] in "W1" and words[-1][1] < 10 and not english:
        value += words[-1][1] * (words[-2][1] / 10 - 1)
    if point is not None:
        places = [each for each in words[point:] if each[0] in "WT1"]
        spelled = "".join(str(value) for letter, value in places if letter == "W" and value < 10)  # two point two five
        behind = spelled if len(spelled) == len(places) else str(read_words(places))
        parts = 10 ** len(behind)
        return _Number((value * parts + int(behind)) * scale / parts, len(behind), scale / parts, scale)
    if (half := next((part for letter, part in run if letter == "h"), 0)) and (first := run[0][1]):
        value = value * half if first == half else (first + half) * scale  # two and a half million
        return _Number(value, 0, scale * min(half, 1 - half), scale * half)
    last = words[-1][1] if words[-1][0] == "S" and words[-1][1] > 100 else 1
    return _Number(value, 0, print_step(int(value / last), 0, last, unit), scale)


_APART = 4  #: how many times the size of a change is what it leads to, where the two are no range
_NEIGHBOURS = 2  #: how far apart the ends of a range without a word may be: năm bảy, hai ba


def _neighbours(amount: Amount, letters: str, values: list) -> tuple[float, float] | None:
    """Range that two neighbouring digits stand for ("hai ba tháng"), in the scale behind them."""
    start, end = amount.words
    if letters[start : start + 2] != "WW" or max(values[start : start + 2]) >= 10:
        return None
    if not values[start] < values[start + 1] <= values[start] + _NEIGHBOURS:
        raise ValueError("bốn chín, chín bốn may leave out mươi")
    scale = float(math.prod(values[at] for at in range(start + 2, end) if letters[at] in "ST"))
    return values[start] * scale, values[start + 1] * scale


def _general(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """A number in words, a compound one, or one with a second number after a slash."""
    if not how.amounts:
        return None
    unit = _unit(how, values)
    first = how.amounts[0]
    value, decimals, step, _ = _number(first, letters, values, unit, point_decimal)
    delta = values[how.delta] if how.delta is not None else None
    if first.vague:
        return Quantity(value, value, value * 10, None, unit, "approx", 0, delta, step)
    ends = _neighbours(first, letters, values) if not first.terms else None
    if ends is not None:
        return Quantity(None, *ends, None, unit, "range", 0, delta, step)
    if letters[-1] == "H" and not first.half:  # một năm rưỡi
        value, step = value + 0.5, 0.5
    of = how.amounts[1] if len(how.amounts) > 1 and "/" in letters else None
    denominator = _number(of, letters, values, None, point_decimal).value if of else None
    if how.sign is not None:
        value, delta = value * values[how.sign], delta or ("down" if values[how.sign] < 0 else "up")
    return _bounded(value, how.qualifier, denominator, unit, decimals, delta, step)


def _pair(
    amounts: Sequence[Amount], letters: str, values: list, unit: str | None, point_decimal: bool
) -> tuple[_Number, _Number]:
    """Two numbers of one figure, read by one custom: where one's separator groups thousands, so does the other's."""
    first, last = (_number(each, letters, values, unit, point_decimal) for each in amounts)
    if {first.decimals, last.decimals} == {0, 3} and _grouped_alike(amounts, values):
        first, last = (_number(each, letters, values, "count", point_decimal) for each in amounts)
    return first, last


def _grouped_alike(amounts: Sequence[Amount], values: list) -> bool:
    """Whether two plain numbers have the same one separator before three digits: 1,204 of 1,250."""
    raws = [str(values[amount.terms[0][0]]) for amount in amounts if len(amount.terms) == 1]
    marks = [found[1] for raw in raws if (found := ONE_GROUP.fullmatch(raw))]
    return len(marks) == len(amounts) and len(set(marks)) == 1


def _moves(values: list, unit: str | None) -> bool:
    """Whether English words tell of a change: rose from 71% to 80%; alone in a cell from 3 to 5 is one, too."""
    return "end" in values and ("change" in values or ("alone" in values and unit not in SPANS_OF_TIME))


def _range(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Two ends: 5-25%, 700 – 750 triệu, từ 4,5% xuống còn 2,1%."""
    if len(how.amounts) < 2:
        return _general(how, letters, values, point_decimal)
    unit = "rank" if "O" in letters else _unit(how, values)
    if how.rule == "range" and re.search("%e.*[^%PR]$|Pe.*%$", letters):  # up 5% to 3 million
        return None
    if ("s" in letters and unit is None) or ("&" in letters and "f" not in letters):  # 1.30 -3.50; 80% và 95%
        return None
    of = [amount for amount in how.amounts if letters[amount.words[0] - 1 : amount.words[0]] == "/"]  # 100 dân
    ends = [amount for amount in how.amounts if amount not in of]
    denominator = _number(of[-1], letters, values, None, point_decimal).value if of else None
    first, last = _pair((ends[0], ends[-1]), letters, values, unit, point_decimal)
    start, end = first.value, last.value
    if letters[-1] == "H" and not ends[-1].half:  # 2 đến 2 tháng rưỡi
        end += 0.5
    start *= last.scale if how.shared and first.scale == 1 < last.scale else 1
    delta = values[how.delta] if how.delta is not None else None
    bounded = bool(set(letters) & set("mlnbt"))
    fell = "f" in letters and "e" in letters and start > end  # fell from 12.5 to 4.3 percent
    if how.rule == "from_to" or fell or (_moves(values, unit) and start != end and not bounded):
        if bounded:  # từ trên 6% xuống dưới 4%: two bounds are no value reached
            return None
        rose = (end > start) is (unit != "rank")  # of ranks the smaller is the higher
        delta = delta or ("up" if rose else "down")
        return Quantity(end, *sorted((start, end)), denominator, unit, "range", last.decimals, delta, last.step)
    if start >= end or (how.delta is not None and end > _APART * start and ("<" in letters or unit is None)):
        return None  # fell by 112 to 1,608
    step = 0.0 if "b" in letters else last.step  # "70 to below 80%": limits of a class, not rounded
    return Quantity(None, start, end, denominator, unit, "range", max(first.decimals, last.decimals), delta, step)


def _fraction(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """a/b of things: 12/15 tiêu chí, 87,5/100 điểm, 8 trên 10 chỉ tiêu; a bare small one is a ratio: 1/3."""
    if len(how.amounts) < 2:
        return None
    unit = _unit(how, values)
    part, whole = _pair(how.amounts[:2], letters, values, unit, point_decimal)
    (value, decimals, step, _), (denominator, _, _, scale) = part, whole
    shared = scale > 1 and denominator / scale not in (1, 10, 100, 1000)  # 1.234/2.345 tỷ đồng; 0,3/1 nghìn dân
    if shared and value < denominator / scale and "S" not in letters.partition("/")[0]:
        value, step = value * scale, scale / 10**decimals
    in_words = "/" not in letters and any(mark in letters for mark in "m9z@")
    spread = in_words and unit in MEASURED - {"point"}  # 1.204 hộ trên 2.500 ha
    more = value > denominator and (in_words or unit is None or "3" in letters)
    odd = unit == "percent" or more or spread
    dated = unit is None and denominator <= 12 and any(re.fullmatch(r"0\d", str(each)) for each in values)
    if not denominator or odd or dated:  # 45/3%; 30/4; 140/90; 01/02
        return None
    told = re.search(r"W[z@|]W|kz[kN]", letters)  # one in five, 3 in 5
    in_digits = told is not None and told[0][0] == "k"
    share = (unit is None or told) and value < denominator <= 10 and not decimals
    share = _is_share(value, denominator, unit) if in_digits else share and "3" not in letters
    if in_digits and not share and (unit is None or unit in SPANS_OF_TIME):  # sold 3 in 5 days
        return None
    if share:
        value, unit = value / denominator, "ratio"
    kind = qualifier(letters[: told.start()]) if told else "exact" if in_words else how.qualifier
    delta = values[how.delta] if how.delta is not None else None
    return _bounded(value, kind, denominator, unit, decimals, delta, step if decimals else 0.0)


#: Of so many, beside any up to ten, shares are told: 3 in 20, 7 in 100.
_WHOLES = frozenset({12, 15, 20, 25, 30, 50, 100})


def _is_share(part: float, whole: float, unit: str | None) -> bool:
    """Whether one number in another is a share: 3 in 5 households, 7 in 100; not 3 in 63 communes or in 5 days."""
    usual = whole <= 10 or (unit is None and whole in _WHOLES)
    return part < whole and usual and unit not in SPANS_OF_TIME


def _part(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Hai phần ba, quá nửa; nửa năm keeps its unit."""
    if "h" in letters:
        delta = values[0] if how.delta is not None else None
        return _bounded(values[letters.index("h")], how.qualifier, None, _unit(how, values) or "ratio", 0, delta, 0.0)
    part, whole = [small(*each) for each in zip(letters, values, strict=True) if each[0] in "Wik1Y"]
    return _bounded(part / whole, how.qualifier, whole, "ratio", 0, None, 0.0) if whole else None


def _one_in(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Cứ 4 người thì có một."""
    whole, part = (_number(how.amounts[at], letters, values, "count", point_decimal).value for at in (0, -1))
    return _bounded(part / whole, how.qualifier, whole, "ratio", 0, None, 0.0) if whole else None


def _multiple(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Gấp đôi, gấp rưỡi, gấp 3,5 lần."""
    if letters[-1] in "2H*":
        return _bounded(1.5 if letters[-1] == "H" else float(values[-1]), how.qualifier, None, "times", 0, None, 1.0)
    if len(how.amounts) > 1:
        return _range(how, letters, values, point_decimal)
    value, decimals, step, _ = _number(how.amounts[0], letters, values, "times", point_decimal)
    return _bounded(value, how.qualifier, None, "times", decimals, None, step)


#: Of a rule; ranks are more than one figure.
_READERS = {"ranks": lambda *_: None, "range": _range, "from_to": _range, "fraction": _fraction, "ordinal": ordinal,
            "listed_rank": ordinal, "rank_change": rank_change, "top": ordinal, "headed_rank": headed_rank,
            "part": _part, "one_in": _one_in, "multiple": _multiple}  # fmt: skip
