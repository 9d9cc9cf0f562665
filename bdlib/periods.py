"""Periods as SDMX writes them, the days on which they begin and end, and what one means to an indicator.

It is a state on a day, a total to date, what adds up over the period, or a change over it.
"""

import re
from datetime import date
from functools import lru_cache

import pandas as pd

from bdlib.errors import DataError

_PART = re.compile(r"(?P<year>[0-9]{4})"
                   r"(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|W(?P<week>[0-9][0-9])|(?P<months>[0-9]{1,2})M"
                   r"|(?P<month>[0-9][0-9])(?:-(?P<day>[0-9][0-9]))?)|/(?P<last>[0-9]{4}))?")  # fmt: skip

MONTH = 365.25 / 12  # days
#: Flow of an indicator that declares none, by kind; any other is a stock. A rate may be a change as well as a level.
USUAL = {"money": "flow", "rate": "rate"}
EDITIONS = ("rank", "score")  # kinds of which each edition is a thing of its own


def bounds(period: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of one period; NaT for an empty one.

    Understands 2022, 2022-12, 2022-12-31, 2024-H1, 2024-Q3, 2024-9M (the first nine months), 2024-W03 (ISO week) and
    2020/2022 (first to last year). A ValueError for any other form, and a day that does not exist.
    """
    if not period:
        return pd.NaT, pd.NaT
    match = _PART.fullmatch(period)
    if not match:
        raise ValueError(f"{period!r} is no period such as 2024, 2024-12, 2024-H1 or 2024-9M")
    part = {name: int(value) for name, value in match.groupdict().items() if value}
    if not 1 <= part.get("months", 1) <= 12 or part.get("last", part["year"]) < part["year"]:
        raise ValueError(f"{period!r} ends before it begins or has more months than a year")
    start = pd.Timestamp(part["year"], part.get("month", 1), part.get("day", 1))
    if "day" in part:
        return start, start
    if "week" in part:
        start = pd.Timestamp.fromisocalendar(part["year"], part["week"], 1)
        return start, start + pd.Timedelta(days=6)
    skipped, length = _months(part)
    start = start + pd.DateOffset(months=skipped)
    return start, start + pd.DateOffset(months=length) - pd.Timedelta(days=1)


@lru_cache(maxsize=4096)
def exists(period: str) -> bool:
    """Tell whether a period or day names a time that there is."""
    try:
        bounds(period)
    except ValueError:
        return False
    return True


def _months(part: dict[str, int]) -> tuple[int, int]:
    if "half" in part:
        return 6 * (part["half"] - 1), 6
    if "quarter" in part:
        return 3 * (part["quarter"] - 1), 3
    if "last" in part:
        return 0, 12 * (part["last"] - part["year"] + 1)
    return 0, part.get("months", 1 if "month" in part else 12)


def frame(periods: pd.Series) -> pd.DataFrame:
    """Bounds of many periods: start, end, year (of the end) and `part_year`, of a flow over less than a year."""
    place, known = pd.factorize(periods.fillna(""))
    found = pd.DataFrame([bounds(period) for period in known], columns=["start", "end"], dtype="datetime64[us]")
    found["year"] = found["end"].dt.year.astype("Int64")
    found["part_year"] = (found["end"] - found["start"]).dt.days.between(1, 360)
    return found.iloc[place].set_axis(periods.index)


def months_apart(periods: pd.Series, asked: str) -> pd.Series:
    """Whole months between the middle of each period and that of one; infinite for an empty one.

    In months, a leap day makes no year nearer than another.
    """
    first, last = bounds(asked)
    ends = frame(periods)
    middle = ends["start"] + (ends["end"] - ends["start"]) / 2
    return ((middle - (first + (last - first) / 2)).abs().dt.days / MONTH).round().fillna(float("inf"))


def day(asked: str | date | None, name: str = "as_of") -> str:
    """Give a day as ISO writes it, or "" for none; a DataError for what is no day: nothing is guessed about 06/07/2024.

    >>> day(date(2024, 6, 30)), day("2024-06-30"), day(None)
    ('2024-06-30', '2024-06-30', '')
    """
    text = asked.isoformat()[:10] if isinstance(asked, date) else "" if asked is None else asked
    is_day = isinstance(text, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and exists(text)
    if is_day or (isinstance(text, str) and not text):
        return text
    raise DataError("a day that exists, written 2024-06-30, or nothing", column=name, value=str(asked))


def published_by(frame: pd.DataFrame, as_of: str | date | None) -> pd.Series:
    """Tell which rows had been published by a day ("" for none); a page without a date counts from its period's end."""
    if not (last := day(as_of)):
        return pd.Series(True, index=frame.index)
    said = frame["published"].where(frame["published"].ne(""), frame["time_period"])
    return ~(pd.to_datetime(said.map({period: bounds(period)[0] for period in said.unique()})) > pd.Timestamp(last))


def flows(indicators: pd.DataFrame) -> pd.Series:
    """Say of each indicator, by code, whether it is a stock, running, a flow or a rate: as declared, else as usual."""
    codes = indicators.set_index("indicator").reindex(columns=["kind", "flow"]).astype(object).fillna("")
    return codes["flow"].where(codes["flow"].ne(""), codes["kind"].map(USUAL).fillna("stock"))


def lasting(indicators: pd.DataFrame) -> pd.Series:
    """Whether the value of a part of a year stands for the year, and the last for a while: of each indicator, by code.

    That of a stock does, of a share of it too; what runs over a period is another in the next, and so is a place or a
    score in the next edition.
    """
    kinds = indicators.set_index("indicator")["kind"]
    return flows(indicators).eq("stock") & ~kinds.isin(EDITIONS)
