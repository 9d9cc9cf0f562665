"""The measures of progress on frames: base, current value, gap, pace, and what their intervals leave open."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from bdlib.codelists import LOGGED

AREA = ["ref_area", "indicator"]
SHORT = ("nearly", "less_than")  # words that leave the number itself unreached
CARRIED = ["contradicted_by", "set_aside", "trust", "stage", "said", "told_ids", "told_period", "ahead",
           "derived"]  # fmt: skip  # of estimates


def measure(targets: pd.DataFrame, path: pd.DataFrame, today: str, by: Sequence[str] = ()) -> pd.DataFrame:
    """Compute every measure for the targets that have a value, a direction and the role of a target.

    `path` is given by :func:`bdlib.gap.values`; `by` are its columns that keep several sets of estimates apart.
    """
    able = targets[targets["role"].eq("target") & targets["direction"].ne(0) & targets["target"].notna()]
    return _ends(able, path, pd.Timestamp(today), list(by)).pipe(_paces).pipe(_status)


def _ends(targets: pd.DataFrame, path: pd.DataFrame, today: pd.Timestamp, by: list[str]) -> pd.DataFrame:
    """Join each target to the base and the current value of each series.

    The current value is that of the target year; else the last before it that reaches the target, else the first after
    it, else the last before it. Without a target year it is the last.
    """
    value = ["series", "year", "end", "obs_value", "lower", "upper", "obs_status", "witnesses", "figure_ids"]
    value += [name for name in CARRIED if name in path]
    rows = targets.merge(path[[*by, *AREA, *value]].rename(columns={"figure_ids": "value_ids"}), on=AREA)
    key = [*by, "target_id", "series"]
    rows = rows.assign(nearest=_nearness(rows, key), today=today)
    ordered = rows.sort_values([*key, "nearest"], kind="stable")
    current = ordered.drop_duplicates(key).drop(columns="nearest")
    current = current.rename(columns={"obs_value": "current", "year": "current_year"})
    earlier = rows.merge(current[[*key, "current_year"]], on=key)
    earlier = earlier[earlier["year"] <= earlier["current_year"]].sort_values([*key, "year"], kind="stable")
    base = earlier.drop_duplicates(key)[[*key, "year", "obs_value", "value_ids"]]
    base.columns = [*key, "start_year", "start", "start_ids"]
    dates = earlier.groupby(key, as_index=False).agg(dates=("year", "nunique"))
    return current.merge(base, on=key).merge(dates, on=key).reset_index(drop=True)


def _nearness(rows: pd.DataFrame, key: list[str]) -> np.ndarray:
    """Order the values of a path by what they say about the target year, best first."""
    after = rows["year"] - rows["target_year"].astype(float)
    before = -after
    last = rows["year"].where(before > 0).groupby([rows[one] for one in key]).transform("max")
    in_time = rows["year"].eq(last) & reached(rows, rows["obs_value"])
    order = np.select([after.eq(0), in_time, after > 0], [0, 0.5, after], 1000 + before)
    return np.where(rows["target_year"].isna(), -rows["year"], order)


def _paces(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the pace a year in the indicator's own scale: points, or percent growth."""
    since = rows["current_year"] - rows["start_year"]
    points = ((rows["current"] - rows["start"]) / since).where(since > 0)
    percent = pd.Series(100 * growth_rate(rows["start"], rows["current"], since), index=rows.index)
    return rows.assign(pace=points.mask(rows["kind"].isin(LOGGED), percent))


def growth_rate(base: ArrayLike, value: ArrayLike, years: ArrayLike) -> NDArray[np.float64]:
    """Compound growth a year from `base` to `value`, as a fraction; none from zero, across it, or over no year."""
    base, value, years = (np.asarray(one, dtype=float) for one in (base, value, years))
    with np.errstate(all="ignore"):
        rate = (value / base) ** (1 / years) - 1
    return np.where((base * value > 0) & (years > 0), rate, np.nan)


def reached(rows: pd.DataFrame, value: pd.Series) -> pd.Series:
    """Whether values reach the targets of their rows."""
    beyond = rows["direction"] * (value - rows["target"])
    return (beyond > 0) | (beyond.eq(0) & ~rows["strict"])


def _status(rows: pd.DataFrame) -> pd.DataFrame:
    """Say what each value lacks, whether it reaches its target, where that stands, and why a pace is missing."""
    gap = rows["direction"] * (rows["target"] - rows["current"])
    short = gap.eq(0) & rows["direction"].gt(0) & rows.reindex(columns=["said"])["said"].isin(SHORT)
    met = reached(rows, rows["current"]) & ~short
    full = rows["target_full"].isna()
    best = rows["upper"].where(rows["direction"] > 0, rows["lower"])
    unsure = ~met & reached(rows, best)  # what the figure can mean lies on both sides of the target
    full |= rows["direction"] * (rows["current"] - rows["target_full"]) >= 0
    passed, late = rows["deadline"] < rows["today"], rows["end"] > rows["deadline"]
    measured = rows["end"] >= rows["deadline"]  # an earlier value below the target does not show that it was missed
    conditions = [met & late, met & ~full, met, rows["target_year"].isna(), passed & measured, passed]
    status = np.select(conditions, ["met_after", "partly", "met", "level", "missed", "unknown"], "open")
    above = rows["limit"].notna() & (rows["current"] > rows["limit"])
    reasons = [above, rows["target_year"].isna(), rows["dates"].eq(1), rows["kind"].eq("rate")]
    reason = np.select(reasons, ["above_limit", "no_year", "one_date", "growth_rate"], "")
    return rows.assign(gap=gap, met=met, status=status, reason=reason, unsure=unsure)
