"""A figure is read whole or refused: what of an expression no rule took, and whether the unit is the indicator's."""

import re
from dataclasses import replace
from functools import lru_cache

from bdquantities.errors import DataError, nearest
from bdquantities.lexicon import LEXICON, PEOPLE
from bdquantities.quantity import EXACT, MEASURED, Quantity, print_step
from bdquantities.shapes import shape
from bdquantities.telling import counts
from bdquantities.tokens import MISPRINT, scan_places

#: Letters of tokens that are, or could be, part of a figure.
_TELLING = frozenset("kNy4xSW%P$s?V")
#: What may stand beside a figure all the same: 4G, quotes, a table's bars, names without a number of their own.
_HARMLESS = re.compile(
    r"(?!hàng|vài|mấy|dăm|-)(?:[2-6]g(?:/[2-6]g)*|\[\d+\]|['’‘*|\[\]{}#†‡\\_]|[^\d]*[^\W\d][^\d]*|.*[^\W\d].*\d.*|.*[/-].*)"
)
_PARTS = re.compile(r"\d+(?:[.,]\d+){2,}")
_WORD, _PLURAL = re.compile(r"[^\W\d_]+"), re.compile("(?:ies|y|s)$")  # deaths, death; countries, country
_ONE_GROUP = re.compile(r"(?<![\d.,])([1-9]\d{0,2})[.,](\d{3})(?![\d.,]*\d)")
#: Behind a percentage, what makes it an index: bằng 105% cùng kỳ, 51,8% kế hoạch, 98% of the plan.
INDEX = re.compile(
    r"(?i)\b(?:bằng|đạt)\b[^.;%]*%(?: so)?(?: với)?(?: mức)? (?:cùng kỳ|năm (?:trước|ngoái))"
    r"|(?:%|per ?cent)(?: so với)?(?: of(?: the| its)?(?: annual)?)? (?:kế hoạch|dự toán|(?:chỉ|mục) tiêu\b|plan\b"
    r"|target\b|(?<=of )last year\b)"
)
#: Words beside a figure that say nothing of what is counted: of how it is told, of a rank's field, of a comparison.
BESIDE = frozenset(
    "đạt đến tới bằng là chiếm có ước còn mức khoảng từ của số các tổng trong cả nước toàn quốc tỉnh thành phố vị trí"
    " thứ hạng xếp đứng dẫn đầu địa phương năm tháng quý và so với cùng kỳ trước ngoái of the a an in by to and at no"
    " place position rank ranked nationwide year on compared with same period last".split()
)
#: Units of one thing, and how large each is: 1.2 GW of an indicator in MW are 1,200.
_THINGS = ("kW 1 MW 1e3 GW 1e6|kWh 1 MWh 1e3 GWh 1e6 TWh 1e9|g 1e-3 kg 1 quintal 100 tonne 1e3|cm 0.01 m 1 km 1e3|"
           "m2 1 ha 1e4 km2 1e6|ml 1e-3 litre 1 m3 1e3|Mbps 1 Gbps 1e3|MB 1 GB 1e3 TB 1e6 PB 1e9|"
           "basis_point 0.01 percentage_point 1")  # fmt: skip
_SIZES = {unit: (thing, float(size)) for thing, said in enumerate(_THINGS.split("|"))
          for unit, size in zip(said.split()[::2], said.split()[1::2], strict=True)}  # fmt: skip
_WHOSE = re.compile(r".*?\b(?:của|tại|ở|do|thuộc|trên|trong|of|by|at|in|across)\b")
#: Units of a share, a rank or a score: no scale word goes with them.
_SMALL = frozenset({"percent", "rank", "score", "per_100", "per_1000_person"})
_RATE = re.compile(r"per_(\d+)(?![^_])")


@lru_cache(maxsize=8192)
def leftover(letters: str, start: int, end: int) -> tuple[int, ...]:
    """Places of the tokens outside a figure that another figure is made of, or could be; dates and labels are none."""
    matches = shape(letters)
    free = set(range(len(letters))) - set(range(start, end))
    for rule, first, last in matches:
        if rule[:4] == "skip" and not first <= start < last:
            free -= set(range(first, last))
    said = (each for each in matches if each[0][:4] != "skip" and letters[each[2] - 1] != "*")  # doubled to 5
    others = {at for _, first, last in said for at in range(first, last)}
    others |= {at for at in (0, len(letters) - 1) if letters[at] in ("-/a" if at else "/")}  # 78,5%-
    others |= {0, 1} if letters[:2] == "--" else set()  # --78,5%
    others |= {start - 1} if letters[max(0, start - 1) : start + 1] == "iW" else set()  # một hai xã
    return tuple(at for at in sorted(free) if letters[at] in _TELLING or at in others)


def check_whole(text: str, letters: str, start: int, end: int) -> None:
    """Refuse an expression of which something that counts is left over, naming that."""
    places = leftover(letters, start, end)
    tokens = scan_places(text)[1] if places else []
    counted = [at for at in places if letters[at] not in "x?V" or not _HARMLESS.fullmatch(tokens[at][0])]
    if counted:
        rest = " ".join(_printed(text, tokens[at]) for at in counted)
        raise DataError(f"one figure, read whole ({rest!r} is left over)", value=text)


def check_words(text: str, start: int, end: int, unit: str | None, names: str | None) -> None:
    """Refuse an expression in which a number is of something that the names of its indicator do not say.

    Without names it is what a percentage, a score or a rank is of, and whose or where things are: 68,5% số xã; 45 trạm
    của một mạng.
    """
    places = scan_places(text)[1]
    beside = f"{text[: places[start].start()]} {text[places[end - 1].end() :]}".lower()
    if names is None and unit not in _SMALL:
        beside = _WHOSE.sub("", beside) if unit and _WHOSE.search(beside) else ""
    told = {_PLURAL.sub("", word) for word in [*_WORD.findall(f"{names or ''} {unit}".lower()), *BESIDE]}
    left = " ".join(word for word in _WORD.findall(beside) if _PLURAL.sub("", word) not in told)
    if left:
        raise DataError(f"one figure, with no more words than its indicator has ({left!r} is left over)", value=text)


def check_torn(text: str, letters: str) -> None:
    """Refuse an expression without a figure that has a torn number (86·3; 1,2.3; 1.2.3 with a unit), naming it."""
    for at, match in zip(range(len(letters)), scan_places(text)[1], strict=False):
        parts = _PARTS.fullmatch(match[0]) and ({*",."} <= {*match[0]} or letters[at + 1 : at + 2] in {*"%PSUu$"})
        if parts or (letters[at] == "?" and any(map(counts, match[0]))):
            letter = "has no letter for a digit" if MISPRINT in match[0] else "is not torn"
            raise DataError(f"a number that {letter} ({_printed(text, match)!r})", value=text)


def _printed(text: str, token: re.Match) -> str:
    """What a text has where a token stands."""
    return text[slice(*token.span())].strip()


def check_unit(unit: str | None) -> None:
    """Refuse a word of a page for a unit that has a code (phần trăm: percent); a word of the study's own may stand."""
    code = LEXICON.get((unit or "").lower(), ("", None))[1]
    if code in MEASURED and unit not in (code, f"{code}s"):
        raise DataError(f"a code of a unit; did you mean {code}?", value=unit, column="unit")


def with_unit(found: Quantity, unit: str, text: str, scaled: bool) -> Quantity:
    """The quantity in the indicator's unit; a DataError where the printed unit cannot be it."""
    printed = found.unit
    if printed == unit == "percent" and not found.delta and INDEX.search(text):
        raise DataError("a share, not how much of a plan or of the period before was reached", value=text)
    if unit in (printed, f"{printed}s") and unit != "rank":  # days, points
        return replace(found, unit=unit)
    if rate := _RATE.match(unit):  # not converted: what it is per (live births) need not be what the indicator's is
        if found.denominator not in (None, float(rate[1])):
            raise DataError(f"a figure in {unit} (this one is per {found.denominator:,.0f})", value=text)
        found = replace(found, step=found.step or 1.0)  # a whole one is rounded
    head = (printed or unit).split("/")[0]
    if head != unit and (times := multiple(head, unit)):
        ends = {name: getattr(found, name) for name in ("value", "low", "high", "step")}
        ends = {name: end if end is None else float(f"{end * times:.12g}") for name, end in ends.items()}
        return replace(found, unit=unit, **ends)
    counted = head not in MEASURED | {"ratio"}
    moved = found.delta and found.qualifier != "range"  # up 3 places; not from 12th to 7th
    no_rank = unit == "rank" and (found.decimals or moved or found.value == 0)
    if not (scaled and unit in _SMALL and printed is None) and not no_rank:
        if unit == "rank" and printed in (None, "rank"):
            kind = "ordinal" if found.qualifier == "exact" else found.qualifier
            return replace(found, unit=unit, qualifier=kind, step=0.0)
        shared = found.denominator and (counted or head == unit) and head not in EXACT
        if unit == "percent" and (printed == "ratio" or shared):
            return _percentage(found, printed, text)
        if unit == "score" and head in ("point", "percent", "score"):
            return _ungrouped(replace(found, unit=unit), text)
        if printed is None and found.decimals == 3 and unit not in MEASURED and not scaled:
            return _grouped(found, unit, text)  # "807,300" of a population
        no_part = unit in PEOPLE and found.decimals > 0 and not scaled and not found.denominator  # 12,5 of households
        two = {head, unit}
        other = two & (EXACT - {"rank"} | {"minute", "second"}) or two <= PEOPLE  # households are no people
        countable = (unit not in MEASURED or unit == "point") and unit != "rank" and not other
        same = printed is None or head == unit or (unit, head) == ("per_100", "percent")
        if not no_part and (same or (counted and countable)):
            return replace(found, unit=unit)  # "3.666 trạm" of an indicator in stations
    said = "has a scale word" if scaled else "has decimals"
    said = "is a change" if found.delta else f"is in {printed}" if printed else said
    slip = nearest(unit, [printed]) if printed and unit not in MEASURED else ""
    raise DataError(f"a figure in {unit} (this one {said}){slip}", value=text)


def multiple(unit: str, of: str) -> float:
    """How many of another unit of the same thing make one of a unit (1 GW is 1,000 MW); 0 where they are of two."""
    (thing, size), (other, base) = (_SIZES.get(one, (one, 1)) for one in (unit, of))
    return float(f"{size / base:.12g}") if thing == other else 0.0


def _percentage(found: Quantity, printed: str | None, text: str) -> Quantity:
    """15/16 mục tiêu of an indicator in percent is the share that it makes, exact as counts are; 17,4/100 rounded."""
    if printed is None:  # 43/50 may be points
        raise DataError("a share, or a/b with what is counted (15/16 xã)", value=text)
    whole = 1 if found.unit == "ratio" else found.denominator
    value, low, high = (None if end is None else round(100 * end / whole, 10)  # as intervals are
                        for end in (found.value, found.low, found.high))  # fmt: skip
    step = float(f"{100 * (found.step or float(whole == 100)) / whole:.12g}")
    return replace(found, value=value, low=low, high=high, unit="percent", step=step)


def _ungrouped(found: Quantity, text: str) -> Quantity:
    """Nobody scores thousands: "47,345 points" has decimals."""
    if not _ONE_GROUP.search(text) or found.decimals or found.value is None:
        return found
    low, high = (end / 1000 if end is not None else None for end in (found.low, found.high))
    return replace(found, value=found.value / 1000, low=low, high=high, decimals=3, step=0.001)


def _grouped(found: Quantity, unit: str, text: str) -> Quantity:
    """Three digits behind the one separator are thousands where things are counted."""
    grouped = _ONE_GROUP.search(text)
    if not grouped or found.value is None:
        return replace(found, unit=unit)
    mantissa = int(grouped[1] + grouped[2])
    low, high = (float(mantissa) if end is not None else None for end in (found.low, found.high))
    step = print_step(mantissa, 0, 1, unit)
    return replace(found, value=float(mantissa), low=low, high=high, decimals=0, step=step, unit=unit)
