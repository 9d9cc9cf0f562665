"""The period that a figure speaks of: days, months, quarters and years said around it, not the base of a comparison."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from bdextract.roles import plans
from bdextract.vocabulary import PIECES, SIGNS
from bdquantities.lexicon import rows

_COUNTS = "ba bốn năm sáu bảy tám chín mười|three four five six seven eight nine ten eleven"
_FIGURE = re.compile(r"(?<!\w)0")  #: figures have noughts for digits
_NUMBERS = {word: at for words in _COUNTS.split("|") for at, word in enumerate(words.split(), 3)}
_ORDERS = "i ii iii iv|first second third fourth|1 2 3 final|1 2 3 last"
_ORDER = {word: str(at) for words in _ORDERS.split("|") for at, word in enumerate(words.split(), 1)}
_MONTHS = PIECES["NAMES"].split("|")
#: First and last month of a part of a year.
_SPANS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_FIRST, _ENDS = ({part: f"{span[end]:02d}" for part, span in _SPANS.items()} for end in (0, 1))
_PARTS = {span: f"-{part}" for part, span in _SPANS.items()} | {(1, 12): ""}


@dataclass(frozen=True, slots=True)
class Time:
    """A time said in a text: its place, its period, and whether it only tells what a figure is compared with."""

    start: int
    end: int
    period: str
    base: bool
    own: bool = False  #: whether it is a day right behind a figure, which dates that figure alone
    relative: bool = False  #: whether its year is told by that of the page: last year


_DAY = len("2025-01-07")
_RELATIVE = ("last", "last_month", "before", "next", *"ngoái|trước|last year".split("|"))  #: to the page's year

_Said = tuple[str | None, str] | None  # year (None: of the context) and the part of it


def _number(month: str) -> int:
    """Number of a month by its English name, in full or short."""
    return _MONTHS.index(month[:3].lower()) + 1


def _date(until: str | None, day: str, month: str, year: str | None = None) -> _Said:
    """A day, where it dates a figure ("đến 8-5"), not a meeting ("chiều 9/7")."""
    number = int(month) if month.isdecimal() else _number(month)
    return (year, f"-{number:02d}-{int(day):02d}") if until and 1 <= number <= 12 and int(day) <= 31 else None


def _iso(until: str | None, year: str, month: str, day: str) -> _Said:
    return _date(until, day, month, year)


def _months(count: str, year: str | None) -> _Said:
    number = _NUMBERS.get(count.lower()) or (int(count) if count.isdecimal() else 0)
    return (year, _PARTS.get((1, number), f"-{number}M")) if 2 < number <= 12 else None


def _named(until: str | None, month: str, day: str | None, year: str | None) -> _Said:
    if day:
        return _date(until, day, month, year)
    return (year, f"-{_number(month):02d}") if month[0].isupper() else None


_LENGTHS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "quarter": 3, "year": 12}


def _between(first: str, last: str, year: str | None) -> _Said:
    """Months of a year: a quarter, a half, the months since January; others have no code of their own."""
    start, end = _number(first), _number(last)
    return year, _PARTS.get((start, end), f"-{end}M" if start == 1 < end else "")


def _up_to(length: str, month: str, year: str | None) -> _Said:
    """The months up to one: three to March are a quarter; those that end elsewhere are known by their last."""
    end, count = _number(month), _LENGTHS.get(length.lower()) or int(length)
    return year, _PARTS.get((end - count + 1, end), f"-{count}M" if end == count else f"-{end:02d}")


#: Of a form: the year (None: of the context) and the part of it that its groups say.
_SAYS: dict[str, Callable[..., _Said]] = {
    "h1": lambda year: (year, "-H1"), "h2": lambda year: (year, "-H2"), "whole_year": lambda year: (year, ""),
    "months": _months, "first": lambda a, b, year: _months(a or b, year), "up_to": _up_to, "date": _date, "iso": _iso,
    "quarter": lambda which, year: (year, f"-Q{_ORDER.get(which.lower(), which)}"), "named": _named,
    "quarters": lambda n, year: _months("96"[n[:2] in ("tw", "2")], year), "none": lambda: None,
    "month": lambda number, year: (year, f"-{int(number):02d}"), "year_quarter": lambda year, n: (year, f"-Q{n}"),
    "term": lambda a, b: (f"{a}/{b}", "") if a < b else None,
    "winter": lambda a, b: (f"{a}/{a[:2]}{b}", "") if int(b) == (int(a) + 1) % 100 else None,
    "between": lambda a, b, year: _between(a, b, year or None), "whole": lambda: (None, ""),
    "year": lambda a, b: ((a or b or "this").lower(), ""), "last": lambda: ("last", ""),
    "last_month": lambda: ("last_month", ""), "before": lambda: ("before", ""),
}  # fmt: skip
#: What a text must have for a form, its pattern, what it says.
_FORMS = [(row["cue"].format(**PIECES).split("|"), re.compile(row["pattern"], re.I), _SAYS[row["says"]])
          for row in rows(Path(__file__).with_name("times.csv"), PIECES)]  # fmt: skip


def _counted(sentence: str, match: re.Match) -> bool:
    """Whether a time stands right behind a figure, and not up to it: 134 ca ngày 7/1; 134 cases on 7 January."""
    behind = SIGNS["counted_on"].search(sentence, max(0, match.start() - 60), match.start())
    return behind is not None and (not match.lastindex or not SIGNS["up_to"].match(match[1] or ""))


def _on_day(sentence: str, match: re.Match) -> tuple[str | None, ...]:
    """Groups of a day behind a figure, which dates it where it is spelled as a day: ngày 7/1, 7 January, (7/1)."""
    until, *groups = match.groups()
    spelled = match[0].lower().islower() or sentence[: match.start()].endswith(("(", "ngày "))
    return until or ("on" if spelled else None), *groups


@lru_cache(maxsize=2048)
def times(sentence: str, published: str, year: str) -> list[Time]:
    """Every time that a sentence says, in order; what names no year ("quý II") is of the year of the context."""
    found: list[Time] = []
    if SIGNS["hint"].search(sentence):
        low = sentence.lower()
        for cue, form, says in _FORMS:
            for match in form.finditer(sentence) if any([each in low for each in cue]) else ():
                if any(time.start < match.end() and match.start() < time.end for time in found):
                    continue
                own = _counted(sentence, match)
                said = says(*(_on_day(sentence, match) if own and says in (_date, _named) else match.groups()))
                lead = max(0, match.start() - 40), match.start()
                ahead = SIGNS["ahead"].search(sentence, *lead) is not None
                period = "" if said is None else _period(*said, published, year, ahead)
                base = SIGNS["base"].search(sentence, *lead) is not None
                issued = SIGNS["issued"].search(sentence, *lead) is not None
                base |= issued and sentence[match.end() : match.end() + 1] != ":"  # published in 2022: of that year
                base &= not (low.startswith("from ", match.start() - 5) and period[:4] > published[:4] > "")
                a_day = len(period) == _DAY
                relative = said is not None and (said[0] in _RELATIVE or (said[0] is None and a_day))
                own = own and a_day
                found.append(Time(match.start(), match.end(), period, base, own, relative))
    now = [Time(match.start(), match.end(), published, False) for match in SIGNS["now"].finditer(sentence) if published]
    told = [time for time in found if (time.period or sentence[time.start :][:4].lower() == "the ")
            and not any(each.start <= time.start < each.end for each in now)]  # fmt: skip
    return sorted(told + now, key=lambda time: time.start)


def first_day(text: str) -> str:
    """The first full date of a text that no word makes a document's, a start or an aim; "" where there is none."""
    low = text.lower()
    days = [(match.start(), day) for cue, form, says in _FORMS if says in (_date, _iso, _named)
            and any([each in low for each in cue]) for match in form.finditer(text)
            if (day := _full_day(match, says)) and not SIGNS["other_day"].search(text, *_lead(match))]  # fmt: skip
    return min(days, default=(0, ""))[1]


def _full_day(match: re.Match, says: Callable[..., _Said]) -> str:
    """The day that a form says with its year, dating a figure or not; "" for none of the calendar."""
    year, part = says("on", *match.groups()[1:]) or ("", "")
    with suppress(ValueError):
        return str(date.fromisoformat(f"{year}{part}")) if year and part else ""
    return ""


def _lead(match: re.Match) -> tuple[int, int]:
    """Where the words before a day begin and end, those that its form takes in among them."""
    return max(0, match.start() - 80), match.start(2)


def _period(year: str | None, part: str, published: str, context: str, ahead: bool) -> str:
    """A period; one without a year is of the year of the context, and not after the page unless words say ahead."""
    if year == "last_month":  # the one before that of the page
        month = int(published[:4]) * 12 + int(published[5:7]) - 2 if published[5:7] else 0
        return f"{month // 12}-{month % 12 + 1:02d}" if month else ""
    if year == "before":
        return f"{int(context) - 1}" if context else ""
    if year and not year[0].isdecimal():  # this, last or next year, the last of a decade
        shift = {"this": 0, "next": 1, "decade": 10 - int(published[3:4] or 0)}.get(year, -1)
        return f"{int(published[:4]) + shift}{part}" if published else context if year == "this" else ""
    if year:
        return year + part
    if not (context or published):
        return ""
    found = (context or published[:4]) + part
    month = _FIRST.get(found[5:7], found[5:7] if found[5:7].isdecimal() and "M" not in found else "01")
    this_year = found[:4] == published[:4] and len(published) > 4
    if not ahead and this_year and f"{found[:4]}-{month}" > published[:7]:
        return f"{int(found[:4]) - 1}{part}"
    return found


_WEEKDAYS = "monday hai 2,tuesday ba 3,wednesday tư 4,thursday năm 5,friday sáu 6,saturday bảy 7,sunday chủ nhật"


def day_told(sentence: str, published: str) -> tuple[str, str]:
    """Day and basis of a sentence that says yesterday, on Monday, sáng thứ hai: the last such one; else of the page."""
    found = SIGNS["some_day"].search(sentence)
    if not found or len(published) != _DAY:
        return published, "publication"
    page = date.fromisoformat(published)
    name = (found["en"] or found["vi"] or found["week"] or "").lower()
    back = 2 if found["two"] else 1
    if name:
        weekday = next(at for at, names in enumerate(_WEEKDAYS.split(",")) if name in names)
        back = page.weekday() - weekday + 7 if found["week"] else (page.weekday() - weekday) % 7
    return str(page - timedelta(back)), "inferred"


def term(period: str) -> bool:
    """Whether a period is of more than two years: giai đoạn 2021-2025."""
    return period[5:9].isdecimal() and int(period[5:9]) > int(period[:4]) + 1


def stated(text: str, published: str) -> list[str]:
    """Periods that a text is of, in order: no bases of comparison, no terms of years."""
    told = [time for time in times(text, published, "") if not time.base and not time.own]
    return [time.period for time in told if not term(time.period)]


def spelled_out(period: str, said: list[Time]) -> bool:
    """Whether a period is said by itself: 2024, not last year."""
    told = [time.relative for time in said if time.period == period]
    return not told or not all(told)


def over(period: str, published: str) -> bool:
    """Whether a period had ended in the month of the page."""
    period = period[5:] if term(period) else period
    months = f"{period[5:-1]:0>2}" if period.endswith("M") else period[5:7]
    return f"{period[:4]}-{_ENDS.get(months, months if months.isdecimal() else '12')}" < published[:7]


def ahead(period: str, published: str) -> bool:
    """Whether a period begins after the month of the page."""
    first = _FIRST.get(period[5:7], period[5:7])
    if first.isdecimal() and len(published) > 6 and period[:4] == published[:4]:
        return f"{period[:4]}-{first}" > published[:7]
    return "" < published[:4] < period[:4]


@lru_cache(maxsize=2048)
def _words(sentence: str) -> tuple[bool, bool]:
    """Whether a sentence compares with another time, and whether it tells its own aside."""
    low = sentence.lower()
    compares = any([each in low for each in ("cùng kỳ", "cùng kì", "year", "previous", "corresponding", "same period")])
    return compares, SIGNS["aside"].search(low) is not None


def year_before(sentence: str, start: int, end: int) -> str | None:
    """Of a figure that another is compared with, of the same part of a year: that year, "" for the one before."""
    if not _words(sentence)[0]:
        return None
    behind = SIGNS["after"].match(sentence, end)
    if behind and (behind[0].isascii() or SIGNS["times_than"].search(sentence, 0, start)):
        return behind[1] or behind[2] or ""
    return "" if SIGNS["before"].search(sentence, max(0, start - 60), start) else None


def period(sentence: str, start: int, end: int, said: list[Time], current: str) -> tuple[str, bool]:
    """The period of a figure at a place of its sentence, "" where it says none; and whether that is only an aside.

    "cùng kỳ năm 2023" is the same part of another year as the period spoken of before, current.
    """
    before = [time for time in said if time.end <= start]
    after = [time for time in said if time.start >= end]
    if before:
        gap = sentence[before[-1].end : start]
        opened = SIGNS["opens"].match(gap) and not _FIGURE.search(gap)  # not 2022, when it was 80%, … reached 86%
        if opened and not (before[-1].base and SIGNS["moves"].match(sentence, start)):
            return before[-1].period, before[-1].base
        again = before[-1].base and SIGNS["again"].search(sentence, 0, before[-1].start)
        if again and (SIGNS["tells"].match(gap) or (again["opens"] is not None and gap[:1] == "," and ";" not in gap)):
            return before[-1].period[:4] + current[4:], True
    if after and SIGNS["boxed"].fullmatch(sentence[end : after[0].start]) and sentence[after[0].end :][:1] == ")":
        return after[0].period, False
    gap = sentence[end : after[0].start] if after else ""
    if after and after[0].own and not _FIGURE.search(gap):
        aside = SIGNS["against"].search(sentence, max(0, start - 40), start) is not None  # 88, after 90 on 9 January
        return after[0].period, aside or _words(sentence)[1]
    before = [time for time in before if not time.own]
    dated = after and (SIGNS["leads"].search(gap) or SIGNS["dates"].match(sentence, after[0].start))
    dated = dated and not (before and SIGNS["joins"].search(gap))  # năm 2022 là 52,1% và năm 2023 lên 58,4%
    dated = dated and not (before and _FIGURE.search(gap))  # năm 2023 lên 86% từ 75% của năm 2022
    if dated and not after[0].base and SIGNS["closes"].fullmatch(gap):
        return after[0].period, _words(sentence)[1]
    after = [] if SIGNS["held"].search(gap) else after  # 42%, up from 39% in 2014
    after = [
        time for time in after if not SIGNS["later"].search(sentence, end, time.start)
    ]  # it is 42%; B was 39% in 2014
    after = [time for time in after if not time.base and not plans(sentence[end : time.start])]
    before = [time for time in before if not SIGNS["of_start"].search(sentence, 0, time.start)]  # up from 80% in 2022
    stated = [time.period for time in before if not time.base] or [time.period for time in after][:1]
    return (stated[-1] if stated else ""), _words(sentence)[1]
