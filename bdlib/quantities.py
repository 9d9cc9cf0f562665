"""What a printed Vietnamese figure says: value, bounds, unit, precision and the interval that it can mean."""

import math
import re
from dataclasses import dataclass

import pandas as pd

from bdlib.grammar import GRAMMAR
from bdlib.numerals import POINT_DECIMAL, Number, read_digits, read_words
from bdlib.scan import Tokens, compose, scan

BOUND_BELOW = frozenset({"more_than", "at_least", "about_over"})
BOUND_ABOVE = frozenset({"less_than", "at_most", "nearly"})
_QUALIFIERS = {"m": "more_than", "l": "at_least", "n": "nearly", "b": "less_than", "t": "at_most", "a": "approx"}
_EXACT_UNITS = frozenset({"rank", "year", "month", "quarter", "week", "day", "hour"})
_MEASURED = frozenset(
    "VND USD EUR CNY JPY IDR point times tonne quintal kg g mg ha m2 km2 m3 km m cm mm litre ml kWh MW GW kV Mbps Gbps GB TB degree_celsius".split()
)
_ENGLISH = re.compile(
    r"\b(?:[mbt]r?illion|per ?cent|people|more than|over|about|nearly|at least|out of|enterprises|points)\b", re.I
)


_COMMA_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure says.

    Parameters
    ----------
    value : float or None
        In base units (1,2 triệu is 1 200 000; 83,6% is 83.6). None for a printed range.
    low, high : float or None
        Bounds as printed: "trên 92%" has low 92, "gần 1.000" has high 1000, "5-25%" has both.
    denominator : float or None
        b of "a/b", "thứ a/b", "a out of b", "x/100 dân".
    unit : str or None
        As printed: percent, VND, person, rank … and "count" for any other thing counted; None where none is printed.
    qualifier : str
        exact, approx, more_than, at_least, about_over, less_than, at_most, nearly, range or ordinal.
    decimals : int
        Decimals as printed (2 for "1,25 triệu").
    delta : str or None
        "up" or "down" where the figure is a change ("tăng 12,5%"); value is then its magnitude.
    step : float
        The precision of print: the smallest difference that the printed digits can show (see :attr:`lower`).
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
        """Lower end of the claim interval: the least that the printed expression can mean.

        A number stands for all that rounds to it: half a ``step`` to either side. The step is the last printed place
        in the scale it was printed in (1,2 triệu: 100 000), and for a round count of three or more digits its
        trailing zeros, as far as two digits stay significant (70.000 may be rounded to thousands, 4.500 to hundreds):
        people round to two digits, and a count that shows more is meant. Counts without trailing zeros, ranks and
        durations are exact. A qualifier widens this: "khoảng" by one step of the 1-5-10 ladder that the number is a
        multiple of, at most a tenth of it; "trên" and "hơn" reach up to the next such step, for somebody who had
        passed 50.000 would not say "trên 45.000"; "gần" reaches down to the one before; "ít nhất", "tối đa", "dưới"
        are open-ended.
        """
        return _claim(self)[0]

    @property
    def upper(self) -> float:
        """Upper end of the claim interval; see :attr:`lower`."""
        return _claim(self)[1]


def _ladder(value: float, step: float) -> float:
    """Largest unit of the ladder 1, 5, 10, 50 … times a power of ten that divides the value and is at most a fifth of it."""
    unit = step or 1.0
    if not value:
        return unit
    rung = 10.0 ** math.floor(math.log10(abs(value)))
    for candidate in (rung, rung / 2, rung / 10, rung / 20, rung / 100, rung / 200, rung / 1000):
        quotient = value / candidate
        if unit < candidate <= abs(value) / 5 + 1e-12 and abs(quotient - round(quotient)) < 1e-9 * abs(quotient):
            return candidate
    return unit


def _claim(quantity: Quantity) -> tuple[float, float]:
    """Claim interval of a quantity; the rule is told at :attr:`Quantity.lower`."""
    lower, upper = _claim_ends(quantity)
    return float(f"{lower:.12g}"), float(f"{upper:.12g}")  # 13.445, not 13.444999999999999


def _claim_ends(quantity: Quantity) -> tuple[float, float]:
    value, half, kind = quantity.value, quantity.step / 2, quantity.qualifier
    if kind == "range" or value is None:
        return quantity.low - half, quantity.high + half
    if kind == "ordinal":
        return value, value
    if kind == "at_least":
        return value, math.inf
    if kind in ("at_most", "less_than"):
        return -math.inf, value
    if quantity.low is not None and quantity.high is not None:  # vague: "hàng chục nghìn"
        return quantity.low, quantity.high
    ladder = _ladder(value, quantity.step)
    if kind in ("more_than", "about_over"):
        return (value if kind == "more_than" else value - half), value + ladder
    if kind == "nearly":
        return value - ladder, value
    if kind == "approx":
        half = max(half, min(ladder, abs(value) / 10))
    return value - half, value + half


def _step(number: Number, scale: float, unit: str | None) -> float:
    """Precision of print, 0 for an exact count; see :attr:`Quantity.lower`."""
    unit = unit and unit.split("/")[0]
    if number.decimals:
        return scale / 10**number.decimals
    if unit in ("percent", "percentage_point", "times", "point") or unit in _EXACT_UNITS:
        return 0.0 if unit in _EXACT_UNITS and scale == 1 else float(scale)
    digits = str(number.mantissa)
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    if zeros > 0:
        return float(scale * 10**zeros)
    return float(scale) if scale > 1 or unit in _MEASURED else 0.0


@dataclass(slots=True)
class _Amount:
    """One number of a figure with its scale."""

    number: Number
    scale: float
    value: float
    decimals: int


def _amounts(tokens: Tokens, start: int, end: int, unit: str | None, point_decimal: bool) -> list[_Amount] | None:
    """Numbers of the tokens start..end in order, with their own scales multiplied in."""
    letters, values = tokens.letters, tokens.values
    found: list[_Amount] = []
    at = start
    while at < end:
        letter = letters[at]
        if letter in "Nky":
            at += 1
            scale, base = 1, at
            while at < end and letters[at] in "S3":
                scale *= values[at] or 1
                at += 1
            number = read_digits(values[base - 1], point_decimal, scale == 1 and unit not in _MEASURED and unit not in (None, "percent", "percentage_point"),
                                 unit in ("percent", "percentage_point"))  # fmt: skip
            if number is None:
                return None
            value = number.mantissa * scale / 10**number.decimals
            previous = found[-1] if found else None
            if previous and base >= 2 and letters[base - 2] == "S" and scale < previous.scale:  # 4 triệu 200 nghìn
                found[-1] = _Amount(Number(int((previous.value + value) / scale), 0), scale, previous.value + value, 0)
            else:
                found.append(_Amount(number, scale, value, number.decimals))
            if at < end and letters[at] == "H":
                found[-1].value += scale / 2
                found[-1].scale, at = scale / 2, at + 1
        elif letter in "WiYTSh1V" and (letter != "Y" or letters[at + 1 : at + 2] in ("T", "S")):
            words, vague = [], letter == "V"
            half = letter == "h"
            while at < end and (
                letters[at] in "WiTSZhV1" or (letters[at] == "Y" and letters[at + 1 : at + 2] in ("T", "S"))
            ):
                each = letters[at]
                if each in "Wi1Y":
                    words.append(("W", 5 if each == "Y" else values[at]))
                elif each in "TSZ":
                    words.append((each, values[at]))
                at += 1
            scale = max([value for each, value in words if each == "S"], default=1)
            value = read_words(words) if words else 1
            if half:
                value /= 2
            if at < end and letters[at] == "H":
                value, at = value + scale / 2, at + 1
            found.append(_Amount(Number(int(value), 0), scale if scale > 1 else 1, float(value), -1 if vague else 0))
        else:
            at += 1
    return found


def _unit(tokens: Tokens, start: int, end: int) -> str | None:
    """Unit of the tokens start..end, compound ones with slashes."""
    letters, values = tokens.letters, tokens.values
    parts: list[str] = []
    for at in range(start, end):
        letter = letters[at]
        if letter in "%PUuMYDj$" and (letter != "Y" or (at > start and letters[at + 1 : at + 2] not in ("T", "S"))):
            if letters[at] in "YMD" and letters[at + 1 : at + 2] and letters[at + 1] in "Nkyx" and parts:
                continue
            if parts and letters[at - 1] != "/" and "/" in letters[start:at]:
                continue
            if not parts or letters[at - 1] == "/":
                parts.append(values[at] or "USD")
    return "/".join(dict.fromkeys(parts)) or None


def _qualifier(letters: str) -> str:
    """Meaning of stacked qualifiers: the bound wins, and "khoảng trên" is about_over."""
    if "l" in letters:
        return "at_least"
    for letter in "tbn":
        if letter in letters:
            return _QUALIFIERS[letter]
    if "m" in letters:
        return "about_over" if "a" in letters else "more_than"
    return "approx" if "a" in letters else "exact"


def interpret(tokens: Tokens, rule: str, start: int, end: int, point_decimal: bool = False) -> Quantity | None:
    """Quantity of a match of the grammar, or None where its numbers make no sense together."""
    letters = tokens.letters
    body = letters[start:end]
    unit = _unit(tokens, start, end)
    delta = tokens.values[start] if body[0] == "d" else None
    if rule in ("ordinal", "top"):
        return _ordinal(tokens, rule, start, end)
    if rule == "part" or rule == "one_in":
        return _ratio(tokens, rule, start, end)
    if rule == "multiple" and body in ("G2", "GH"):
        return Quantity(2.0 if body == "G2" else 1.5, None, None, None, "times", "exact", 0, None, 1.0)
    amounts = _amounts(tokens, start, end, unit, point_decimal)
    if not amounts:
        return None
    first, last = amounts[0], amounts[-1]
    kind = _qualifier(body)
    if rule == "multiple":
        unit = unit or "times"
    step = _step(last.number, last.scale, unit)
    if rule in ("range", "from_to") and len(amounts) > 1:
        ends = [first.value, last.value]
        if first.scale == 1 and last.scale > 1 and not re.match(r".*?[Nky][%PUu]", body):
            ends[0] *= last.scale  # "700 – 750 triệu"
        if rule == "from_to":
            low, high = sorted(ends)
            return Quantity(
                ends[1],
                low,
                high,
                None,
                unit,
                "range",
                last.decimals,
                delta or ("up" if ends[1] > ends[0] else "down"),
                step,
            )
        if ends[0] >= ends[1]:
            return None
        return Quantity(None, ends[0], ends[1], None, unit, "range", max(first.decimals, last.decimals), delta, step)
    value, denominator = first.value, None
    step = _step(first.number, first.scale, unit)
    if rule == "fraction" and len(amounts) > 1:
        denominator = last.value
        if not denominator:
            return None
        step = step if first.decimals else 0.0
        if unit is None and denominator <= 10 and value < denominator and kind == "exact" and not first.decimals:
            return Quantity(value / denominator, None, None, denominator, "ratio", "exact", 0, None, 0.0)
    elif len(amounts) > 1 and "/" in body:
        denominator = last.value
    if first.decimals < 0:
        return Quantity(value, value, value * 10, None, unit, "approx", 0, delta, first.scale)
    if "s" in body:
        sign = tokens.values[start + body.index("s")]
        value, delta = value * sign, delta or ("down" if sign < 0 else None)
    if "R" in body and kind in ("exact", "approx"):
        kind = "at_least"
    if "r" in body:
        kind = "at_most"
    low = value if kind in BOUND_BELOW else None
    high = value if kind in BOUND_ABOVE else None
    return Quantity(value, low, high, denominator, unit, kind, first.decimals, delta, step)


def _ordinal(tokens: Tokens, rule: str, start: int, end: int) -> Quantity | None:
    """Ranks: thứ 14/63, hạng nhất, top 5, nhóm 10 địa phương dẫn đầu."""
    numbers = [tokens.values[at] for at in range(start, end) if tokens.letters[at] in "NkIW1i"]
    if tokens.letters[start:end].rstrip("C").endswith("Y"):
        numbers = [5]
    if rule == "top" and tokens.letters[start] == "i":
        numbers = numbers[1:]
    if tokens.letters[start:end] == "A":  # đứng đầu
        numbers = [1]
    numbers = [read_digits(each).mantissa if isinstance(each, str) else each for each in numbers]
    value = float(numbers[0])
    denominator = float(numbers[1]) if len(numbers) > 1 else None
    if rule == "top":
        return Quantity(value, None, value, denominator, "rank", "at_most", 0, None, 0.0)
    return Quantity(value, None, None, denominator, "rank", "ordinal", 0, None, 0.0)


def _ratio(tokens: Tokens, rule: str, start: int, end: int) -> Quantity:
    """Parts: một phần ba, quá nửa, cứ 4 người thì có một."""
    body = tokens.letters[start:end]
    kind = _qualifier(body)
    if "h" in body:
        value, denominator = 0.5, None
    else:
        numbers = [float(tokens.values[start + at]) for at, letter in enumerate(body) if letter in "WikN1"]
        (a, b) = (numbers[-1], numbers[0]) if rule == "one_in" else (numbers[0], numbers[-1])
        value, denominator = a / b, b
    low = value if kind in BOUND_BELOW else None
    high = value if kind in BOUND_ABOVE else None
    return Quantity(value, low, high, denominator, "ratio", kind, 0, None, 0.0)


def parse(text: str, context: str = "", language: str | None = None, unit: str | None = None) -> Quantity | None:
    """Read a printed figure.

    Parameters
    ----------
    text : str
        The expression as printed, "khoảng trên 1,2 triệu đồng/kg".
    context : str
        The words around it, which decide where the expression alone is ambiguous ("ngày 29.8" is a date).
    language : str, optional
        Language of the page; decides what a lone separator means ("1.250" in English is 1.25). Vietnamese if not given,
        unless the expression has English words.
    unit : str, optional
        Unit of the indicator that the figure belongs to: what a bare number counts ("45" of a rank is an ordinal), and the
        name that a printed counting noun gives way to ("3.666 trạm" of an indicator in stations).

    Returns
    -------
    Quantity or None
        None for dates, years, labels, document and phone numbers, and text without a figure.
    """
    text, _ = compose(text)
    point_decimal = language in POINT_DECIMAL or (language is None and _ENGLISH.search(text) is not None)
    tokens = scan(text)
    found = None
    for match in GRAMMAR.finditer(tokens.letters):
        rule = match.lastgroup
        if rule.startswith("skip") and not (unit and rule == "skip_year" and match.end() - match.start() == 1):
            continue
        if rule.startswith("skip"):
            rule = "plain"
        found = interpret(tokens, rule, match.start(), match.end(), point_decimal)
        if found is not None:
            break
    if found is None or (context and _declined(text, context)):
        return None
    return _with_unit(found, unit, text, point_decimal) if unit else found


def _declined(text: str, context: str) -> bool:
    """Whether the words around a figure make it none."""
    at = context.find(text)
    if at < 0:
        return False
    tokens = scan(context)
    for match in GRAMMAR.finditer(tokens.letters):
        if (
            match.lastgroup.startswith("skip")
            and tokens.starts[match.start()] <= at
            and tokens.ends[match.end() - 1] >= at + len(text)
        ):
            return True
    return False


def _with_unit(found: Quantity, unit: str, text: str, point_decimal: bool) -> Quantity:
    """The quantity in the indicator's unit, where the printed unit can be it."""
    value, qualifier, low, high, step = found.value, found.qualifier, found.low, found.high, found.step
    printed = found.unit
    if unit == "rank" and qualifier == "exact":
        qualifier, printed, step = "ordinal", unit, 0.0
    if (
        printed is None
        and value is not None
        and found.decimals == 3
        and unit not in _MEASURED
        and unit not in ("percent", "score")
    ):
        again = read_digits(re.search(r"\d[\d.,]*", text)[0].rstrip(".,"), point_decimal, counted=True)
        value, step = float(again.mantissa), _step(again, 1, unit)
        low, high = (value if low is not None else None), (value if high is not None else None)
        found = Quantity(value, low, high, found.denominator, unit, qualifier, 0, found.delta, step)
    head = (printed or unit).split("/")[0]
    if (
        printed is None
        or head in ("count", unit)
        or (head, unit) in (("point", "score"), ("person", "subscriber"))
        or head not in _MEASURED | {"percent"}
    ):
        printed = unit
    return Quantity(value, low, high, found.denominator, printed, qualifier, found.decimals, found.delta, step)


COLUMNS = ["value", "low", "high", "denominator", "unit", "qualifier", "decimals", "delta", "lower", "upper"]


def parse_many(texts, languages=None, units=None, pages=None) -> pd.DataFrame:
    """Read many figures: one row each, index as ``texts``; unread figures have missing values and qualifier "".

    Parameters
    ----------
    texts, languages, units : sequence of str
        See :func:`parse`; languages and units are as long as texts, or None.
    pages : sequence of str, optional
        The page (source) of every figure. A page keeps to one custom: where one of its figures can only be read with
        the comma for thousands ("4,952,238"), all are.
    """
    index = texts.index if isinstance(texts, pd.Series) else None
    texts = list(texts)
    languages = list(languages) if languages is not None else [None] * len(texts)
    units = list(units) if units is not None else [None] * len(texts)
    if pages is not None:
        pages = list(pages)
        english = {page for page, text in zip(pages, texts, strict=True) if _COMMA_GROUPS.search(text)}
        languages = ["en" if page in english else language for page, language in zip(pages, languages, strict=True)]
    rows = []
    for text, language, unit in zip(texts, languages, units, strict=True):
        q = parse(text, language=language, unit=unit)
        rows.append(
            [getattr(q, name) for name in COLUMNS] if q else [None, None, None, None, "", "", None, None, None, None]
        )
    frame = pd.DataFrame(rows, columns=COLUMNS, index=index)
    numbers = ["value", "low", "high", "denominator", "lower", "upper"]
    return frame.assign(
        **{name: frame[name].astype(float) for name in numbers},
        unit=frame["unit"].fillna(""),
        delta=frame["delta"].fillna(""),
    )
