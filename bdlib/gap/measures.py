"""The measures of progress on frames: base, current value, gap, pace, classes and what their intervals leave open."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib.gap import pace

AREA = ["ref_area", "indicator"]
CARRIED = ["contradicted_by", "set_aside", "stage", "said"]  # of an estimate, told with its verdict
PER_YEAR = {"count": "percent", "money": "percent", "area": "percent", "length": "percent"}


def measure(targets: pd.DataFrame, path: pd.DataFrame, today: str, by: Sequence[str] = ()) -> pd.DataFrame:
    """Compute every measure for the targets that have a value, a direction and the role of a target.

    `path` is given by :func:`bdlib.gap.values`; `by` are its columns that keep several sets of estimates apart.
    """
    able = targets[targets["role"].eq("target") & targets["direction"].ne(0) & targets["target"].notna()]
    ends = _ends(able, path, pd.Timestamp(today), list(by))
    return ends.pipe(_gaps).pipe(_paces).pipe(_measures).pipe(_classes).pipe(_status)


def _ends(targets: pd.DataFrame, path: pd.DataFrame, today: pd.Timestamp, by: list[str]) -> pd.DataFrame:
    """Join each target to the base, the current and the expected value of each series.

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
    fitted = _expected(earlier, key)
    return current.merge(base, on=key).merge(fitted, on=key).reset_index(drop=True)


def _nearness(rows: pd.DataFrame, key: list[str]) -> np.ndarray:
    """Order the values of a path by what they say about the target year, best first."""
    after = rows["year"] - rows["target_year"].astype(float)
    before = -after
    last = rows["year"].where(before > 0).groupby([rows[one] for one in key]).transform("max")
    in_time = rows["year"].eq(last) & reached(rows, rows["obs_value"])
    order = np.select([after.eq(0), in_time, after > 0], [0, 0.5, after], 1000 + before)
    return np.where(rows["target_year"].isna(), -rows["year"], order)


def _expected(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Value at the target year on a straight line that weighs recent years more, as ESCAP's does.

    ESCAP's own weights are not in the text that we could read; these are one over one plus the years since.
    """
    weight = 1 / (1 + rows["current_year"] - rows["year"])
    x, y = rows["year"] - rows["target_year"].astype(float), rows["obs_value"]
    sums = pd.DataFrame({"n": weight, "x": weight * x, "y": weight * y, "xx": weight * x * x, "xy": weight * x * y})
    total = sums.groupby([rows[one] for one in key]).sum(min_count=1)
    spread = total["n"] * total["xx"] - total["x"] ** 2
    dates = rows.groupby(key)["year"].nunique()
    expected = (total["xx"] * total["y"] - total["x"] * total["xy"]) / spread.where(dates > 1)
    return pd.DataFrame({"expected": expected, "dates": dates}).reset_index()


def _gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what is missing to the target, in its unit; below zero where it is passed."""
    return rows.assign(gap=rows["direction"] * (rows["target"] - rows["current"]))


def _paces(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the pace a year in the indicator's own scale: points, or percent growth."""
    since = rows["current_year"] - rows["start_year"]
    points = ((rows["current"] - rows["start"]) / since).where(since > 0)
    percent = pd.Series(100 * pace.growth_rate(rows["start"], rows["current"], since), index=rows.index)
    return rows.assign(pace=points.mask(rows["kind"].map(PER_YEAR).eq("percent"), percent))


def _measures(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the measures of Open SDG, UNSD and ESCAP; a growth rate of a growth rate is none."""
    since = rows["current_year"] - rows["start_year"]
    left = rows["target_year"].astype(float) - rows["current_year"]
    end = (rows["start"], rows["current"], rows["target"])
    d, several = rows["direction"], rows["dates"] > 1
    grows = several & rows["kind"].ne("rate")
    ratio = pd.Series(pace.growth_ratio(*end, since, since + left, d), index=rows.index)
    share = pd.Series(pace.extrapolated_share(*end, since, left.clip(lower=0), d), index=rows.index)
    gap = pd.Series(pace.anticipated_gap(rows["start"], rows["expected"], rows["target"], d), index=rows.index)
    return rows.assign(ratio=ratio.where(grows), share=share.where(grows), anticipated=gap.where(several))


def _classes(rows: pd.DataFrame) -> pd.DataFrame:
    """Name the class of each measure; a target that is met is met by every measure."""
    met = reached(rows, rows["current"])
    # Eustat: within one point of a natural limit that is itself the target counts as met.
    at_limit = rows["limit"].eq(100) & rows["target"].eq(100) & (rows["current"] >= 99)
    return rows.assign(
        met=met, eurostat=np.where(met, "met", pace.classify(rows["ratio"], pace.GROWTH_CLASSES)),
        unsd=np.where(met | at_limit, "met", pace.classify(rows["share"], pace.SHARE_CLASSES)),
        escap=np.where(met, "met", pace.classify(rows["anticipated"], pace.GAP_CLASSES)))  # fmt: skip


def reached(rows: pd.DataFrame, value: pd.Series) -> pd.Series:
    """Whether values reach the targets of their rows."""
    beyond = rows["direction"] * (value - rows["target"])
    return (beyond > 0) | (beyond.eq(0) & ~rows["strict"])


def _status(rows: pd.DataFrame) -> pd.DataFrame:
    """Say where each target stands, and why a measure of its pace is missing."""
    met, full = rows["met"], rows["target_full"].isna()
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
    return rows.assign(status=status, reason=reason, unsure=unsure)
