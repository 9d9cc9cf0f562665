"""From a match of the grammar to the quantity it says."""

from bdlib.numerals import read_digits, read_words
from bdlib.quantity import BOUND_ABOVE, BOUND_BELOW, MEASURED, Quantity, print_step
from bdlib.shapes import Amount, Plan, plan


def interpret(rule: str, letters: str, values: list, point_decimal: bool = False) -> Quantity | None:
    """Quantity of the tokens that a rule matched, or None where their numbers make no sense together.

    Parameters
    ----------
    rule, letters : str
        Name of the rule, and the letters that it matched.
    values : list
        Meanings of the same tokens.
    point_decimal : bool
        Whether a lone separator is read by the English custom.
    """
    how = plan(rule, letters)
    if rule == "plain" and len(how.amounts) == 1 and len(how.amounts[0].terms) == 1:
        return _plain(how, values, point_decimal)
    return _READERS.get(rule, _general)(how, letters, values, point_decimal)


def _unit(how: Plan, values: list) -> str | None:
    if not how.units:
        return None
    if len(how.units) == 1:
        return values[how.units[0]]
    return "/".join(dict.fromkeys(values[at] or "count" for at in how.units))


def _digits(raw: str, unit: str | None, scaled: bool, point_decimal: bool) -> tuple[int, int]:
    percent = unit == "percent" or unit == "percentage_point"
    return read_digits(raw, point_decimal, not (scaled or percent or unit is None or unit in MEASURED), percent, scaled)


def _bounded(value, kind, denominator, unit, decimals, delta, step) -> Quantity:
    low = value if kind in BOUND_BELOW else None
    high = value if kind in BOUND_ABOVE else None
    return Quantity(value, low, high, denominator, unit, kind, decimals, delta, step)


def _plain(how: Plan, values: list, point_decimal: bool) -> Quantity:
    """One number in digits, the commonest shape."""
    at, scales = how.amounts[0].terms[0]
    unit = _unit(how, values)
    scale = 1
    for place in scales:
        scale *= values[place]
    mantissa, decimals = _digits(values[at], unit, scale > 1, point_decimal)
    value = mantissa * scale / 10**decimals if decimals else float(mantissa * scale)
    step = print_step(mantissa, decimals, scale, unit)
    if how.amounts[0].half:
        value, step = value + scale / 2, scale / 2
    delta = values[0] if how.delta is not None else None
    if how.sign is not None:
        sign = values[how.sign]
        value, delta = value * sign, delta or ("down" if sign < 0 else "up")
    return _bounded(value, how.qualifier, None, unit, decimals, delta, step)


def _number(
    amount: Amount, values: list, letters: str, unit: str | None, point_decimal: bool
) -> tuple[float, int, float, float]:
    """(value, decimals, step, scale) of one number of a figure."""
    total, step, scale, decimals = 0.0, 0.0, 1, 0
    if amount.terms:
        for at, scales in amount.terms:
            scale = 1
            for place in scales:
                scale *= values[place]
            mantissa, decimals = _digits(values[at], unit, scale > 1, point_decimal)
            if not scales and total:  # 1 tỷ 2
                scale, decimals = amount_scale // 10 ** len(values[at]), 0
            amount_scale = scale
            total += mantissa * scale / 10**decimals
            step = print_step(mantissa, decimals, scale, unit)
    else:
        start, end = amount.words
        run = [(letters[at], values[at]) for at in range(start, end) if letters[at] not in "ZVH"]
        scale = max([value for letter, value in run if letter == "S"], default=1)
        words = [
            ("W" if letter in "W1iY" else letter, 5 if letter == "Y" else value)
            for letter, value in run
            if letter != "h"
        ]
        total = float(read_words(words)) * (0.5 if run and run[0][0] == "h" else 1)
        step = float(scale) if scale > 1 else 0.0
    if amount.half:
        total, step = total + scale / 2, scale / 2
    return total, decimals, step, scale


def _general(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """A number in words, a compound one, or one with a second number after a slash."""
    unit = _unit(how, values)
    if not how.amounts:
        return None
    first = how.amounts[0]
    value, decimals, step, scale = _number(first, values, letters, unit, point_decimal)
    half = letters.endswith("H") and not first.half
    if half:  # một năm rưỡi
        value, step = value + 0.5, 0.5
    delta = values[0] if how.delta is not None else None
    if first.vague:
        return Quantity(value, value, value * 10, None, unit, "approx", 0, delta, step)
    denominator = None
    if len(how.amounts) > 1 and "/" in letters:
        denominator = _number(how.amounts[1], values, letters, None, point_decimal)[0]
    if how.sign is not None:
        value *= values[how.sign]
    return _bounded(value, how.qualifier, denominator, unit, decimals, delta, step)


def _range(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Two ends: 5-25%, 700 – 750 triệu, từ 4,5% xuống còn 2,1%."""
    unit = "rank" if "O" in letters else _unit(how, values)
    ends = [_number(each, values, letters, unit, point_decimal) for each in how.amounts]
    if len(ends) < 2:
        return _general(how, letters, values, point_decimal)
    (start, some, _, scale), (end, more, step, last_scale) = ends[0], ends[-1]
    if how.shared and scale == 1 and last_scale > 1:
        start *= last_scale
    delta = values[0] if how.delta is not None else None
    if how.rule == "from_to":
        return Quantity(
            end,
            min(start, end),
            max(start, end),
            None,
            unit,
            "range",
            more,
            delta or ("up" if end > start else "down"),
            step,
        )
    if start >= end:
        return None
    return Quantity(None, start, end, None, unit, "range", max(some, more), delta, step)


def _fraction(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """a/b of things: 12/15 tiêu chí, 87,5/100 điểm; a bare small one is a ratio: 1/3."""
    unit = _unit(how, values)
    (value, decimals, step, _), (denominator, _, _, _) = (
        _number(each, values, letters, unit, point_decimal) for each in how.amounts[:2]
    )
    if not denominator:
        return None
    if "m" in letters[1:] and value > denominator or letters == "k/k" and value > denominator <= 12 and value <= 31:
        return None  # "trên" as a bound; a date
    if unit is None and value < denominator <= 10 and not decimals:
        value, denominator, unit = value / denominator, denominator, "ratio"
    kind = "exact" if "m" in letters[1:] else how.qualifier
    return _bounded(value, kind, denominator, unit, decimals, None, step if decimals else 0.0)


def _ordinal(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity:
    """Ranks: thứ 14/63, thứ năm, 16th out of 34, đứng đầu; top 5 is at most 5."""
    numbers = [
        5 if letter == "Y" else value
        for letter, value in zip(letters, values, strict=True)
        if letter in "kNIW1i" or letters == "OY" and letter == "Y"
    ]
    numbers = [
        read_digits(each, point_decimal, counted=True)[0] if isinstance(each, str) else each for each in numbers
    ] or [5 if "Y" in letters else 1]
    value, denominator = float(numbers[0]), float(numbers[1]) if len(numbers) > 1 else None
    if how.rule == "top":
        return Quantity(value, None, value, denominator, "rank", "at_most", 0, None, 0.0)
    return Quantity(value, None, None, denominator, "rank", "ordinal", 0, None, 0.0)


def _ratio(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity:
    """Parts: hai phần ba, quá nửa, cứ 4 người thì có một; nửa năm keeps its unit."""
    if "h" in letters:
        return _bounded(0.5, how.qualifier, None, _unit(how, values) or "ratio", 0, None, 0.0)
    if how.rule == "one_in":
        whole, part = (
            _number(each, values, letters, "count", point_decimal)[0] for each in (how.amounts[0], how.amounts[-1])
        )
    else:
        numbers = [each for letter, each in zip(letters, values, strict=True) if letter in "Wik1"]
        part, whole = float(numbers[0]), float(numbers[-1])
    return _bounded(part / whole, how.qualifier, whole, "ratio", 0, None, 0.0)


def _multiple(how: Plan, letters: str, values: list, point_decimal: bool) -> Quantity | None:
    """Gấp đôi, gấp rưỡi, gấp 3,5 lần."""
    if letters[-1] in "2H":
        return _bounded(2.0 if letters[-1] == "2" else 1.5, how.qualifier, None, "times", 0, None, 1.0)
    value, decimals, step, _ = _number(how.amounts[0], values, letters, "times", point_decimal)
    return _bounded(value, how.qualifier, None, "times", decimals, None, step)


_READERS = {
    "range": _range, "from_to": _range, "fraction": _fraction, "ordinal": _ordinal, "top": _ordinal, "part": _ratio, "one_in": _ratio,
    "multiple": _multiple,
}  # fmt: skip
