"""Periods as people write them, and rows in the order of time."""

import re

import pandas as pd

from bdlib import periods
from bdviews.language import day
from bdviews.language.messages import N_, gettext

# Parts of a year as SDMX writes them, and how they are said.
_PARTS = {r"(?P<year>\d{4})-H1": N_("first half of {year}"), r"(?P<year>\d{4})-H2": N_("second half of {year}"),
          r"(?P<year>\d{4})-Q(?P<n>\d)": N_("quarter {n} of {year}"),
          r"(?P<year>\d{4})-W0?(?P<n>\d+)": N_("week {n} of {year}"),
          r"(?P<year>\d{4})-(?P<n>\d+)M": N_("first {n} months of {year}"),
          r"(?P<year>\d{4})/(?P<n>\d{4})": N_("{year} to {n}")}  # fmt: skip

INFERRED = N_("{period} by inference")  # by a collector, who says why


def period(code: str, lang: str) -> str:
    r"""Write a period as readers do; a code of no known form stays as it is.

    >>> [period(code, "en") for code in ("2024", "2024-Q3", "2024-9M", "2020/2022", "2024-12-31")]
    ['2024', 'quarter 3 of 2024', 'first 9 months of 2024', '2020 to 2022', '31\xa0Dec\xa02024']
    """
    for form, message in _PARTS.items():
        if match := re.fullmatch(form, code):
            return gettext(lang, message, **match.groupdict())
    return day(code, lang)


def stated(code: str, basis: str, lang: str) -> str:
    r"""Write a period as sure as its page is of it: a page's own date is a bound, what a collector inferred is said.

    >>> [stated("2024-05", basis, "en") for basis in ("stated", "publication", "inferred")]
    ['May\xa02024', 'no later than May\xa02024', 'May\xa02024 by inference']
    """
    told = period(code, lang)
    if basis == "publication" and code:
        return gettext(lang, "no later than {period}", period=told)
    return gettext(lang, INFERRED, period=told) if basis == "inferred" and code else told


def years(listed: str) -> str:
    """Write years joined by | as runs, so that no span hides a gap.

    >>> years("2010|2012|2013|2014")
    '2010, 2012–2014'
    """
    found = pd.Series([int(one) for one in listed.split("|") if one], dtype=int)
    runs = found.groupby(found.diff().ne(1).cumsum()).agg(["min", "max"]).to_numpy()
    return ", ".join(f"{first}–{last}" if first < last else f"{last}" for first, last in runs)


def year(value: float) -> str:
    """Write a year without a separator of thousands; a missing one as a dash."""
    return "–" if pd.isna(value) else f"{value:.0f}"


def in_time(frame: pd.DataFrame, then: tuple[str, ...] = (), column: str = "time_period") -> pd.DataFrame:
    """Sort rows by when their period ends, weeks among months, and then by other columns.

    >>> in_time(pd.DataFrame({"time_period": ["2024-W30", "2024-02", "2023"]}))["time_period"].tolist()
    ['2023', '2024-02', '2024-W30']
    """
    when = periods.frame(frame[column])
    order = frame.assign(_end=when["end"], _start=when["start"])
    return frame.loc[order.sort_values(["_end", "_start", *then], kind="stable", na_position="last").index]
