"""How far an area is from its targets, by every measure that a statistics office might be asked for.

Targets and estimates go in, one row for each target and each series that it can be judged by comes out: gap, pace,
classes, and what the interval of the reconciled value leaves open. What cannot be judged keeps its row and its reason.
"""

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.gap.measures import AREA, measure, with_bounds

SEP = "\x1f"  # as in bdlib.robustness.leave_out
MEASURED = [
    "series", "base", "base_year", "current", "lower", "upper", "current_year", "dates", "obs_status", "witnesses",
    "value_ids", "gap", "gap_lower", "gap_upper", "attainment", "pace", "pace_required", "pace_unit", "ratio", "score",
    "share", "current_status", "expected", "anticipated", "eurostat", "unsd", "escap", "class_worst", "class_best",
    "status", "reason",
]  # fmt: skip


def progress(
    targets: pd.DataFrame, estimates: pd.DataFrame, today: str, observations: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Judge every target by every series that has values.

    Parameters
    ----------
    targets : as given by :func:`bdlib.gap.targets.distinct`.
    estimates : `frame` of :class:`bdlib.reconciliation.Estimates`.
    today : ISO date that the judgement stands on: `as_of`, or the latest publication; see :func:`latest_publication`.
    observations : the figures behind the estimates. They tell on which day a value stood, and so whether a target
        was missed or only not yet reached when last measured.

    Returns
    -------
    DataFrame
        The columns of `targets`, then :data:`MEASURED`. `gap` is what is missing (negative beyond the target), in the
        unit of the indicator; `pace` and `pace_required` a year, in points or percent (`pace_unit`); `eurostat`,
        `unsd` and `escap` the classes; `class_worst` and `class_best` the classes that the intervals of base and
        current value allow; `status` one of met, partly, met_after, missed, open, unknown, level, not_judged;
        `reason` why a measure or the judgement is missing.
    """
    judged = measure(targets, paths(estimates, observations), today).pipe(with_bounds)
    unjudged = targets[~targets["target_id"].isin(judged["target_id"])]
    unjudged = unjudged.assign(status="not_judged", reason=_why_not(unjudged, estimates))
    columns = [*targets.columns, *MEASURED]
    frame = pd.concat([judged, unjudged], ignore_index=True).reindex(columns=columns)
    text = [
        "series",
        "value_ids",
        "pace_unit",
        "eurostat",
        "unsd",
        "escap",
        "class_worst",
        "class_best",
        "obs_status",
        "reason",
    ]
    frame[text] = frame[text].fillna("").astype(str)
    order = ["ref_area", "indicator", "target_year", "target", "series"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def latest_publication(observations: pd.DataFrame) -> str:
    """Latest full date on which a page of the corpus was published: the "today" of a corpus that stands still."""
    days = observations["published"][observations["published"].str.len().eq(10)]
    return days.max() if len(days) else ""


def paths(estimates: pd.DataFrame, observations: pd.DataFrame | None = None) -> pd.DataFrame:
    """Take the dated values: whole years with a value.

    An undated figure counts for the year of its page. Where it only repeats the value before it to the digit, it is
    no new measurement and gives no new date.

    Parameters
    ----------
    estimates : as given by :func:`bdlib.reconciliation.reconcile`, of one or more specifications (column `spec`).
    observations : the figures behind them; without, every value counts as of the end of its year.

    Returns
    -------
    DataFrame
        The estimates with `year` (int) and `end`, the day that the value stands for: the end of the latest period
        that its figures name.
    """
    whole = estimates["time_period"].str.fullmatch(r"\d{4}") & estimates["obs_value"].notna()
    rows = estimates[whole].reset_index(drop=True)
    year_end = pd.to_datetime(rows["time_period"] + "-12-31")
    rows = rows.assign(year=rows["time_period"].astype(int), end=year_end)
    if observations is None:
        return rows
    behind = observations.set_index("figure_id")
    figures = rows["figure_ids"].str.split("|").explode().str.split(SEP).str[-1]
    ends = pd.Series(periods.frame(behind["time_period"])["end"].to_numpy(), index=behind.index)
    stated = figures.map(behind["period_basis"]).ne("publication").groupby(level=0).any()
    rows = rows.assign(end=figures.map(ends).groupby(level=0).max().fillna(year_end))
    key = [name for name in ("spec", *AREA, "series") if name in rows]
    rows = rows.assign(stated=stated).sort_values([*key, "year"], kind="stable", ignore_index=True)
    repeats = rows["obs_value"].eq(rows.groupby(key)["obs_value"].shift()) & ~rows["stated"]
    return rows[~repeats].drop(columns="stated").reset_index(drop=True)


def _why_not(targets: pd.DataFrame, estimates: pd.DataFrame) -> np.ndarray:
    """Say why a target has no judgement."""
    key = pd.MultiIndex.from_frame(targets[AREA])
    reported = key.isin(pd.MultiIndex.from_frame(estimates[AREA]))
    valued = key.isin(pd.MultiIndex.from_frame(estimates.loc[estimates["obs_value"].notna(), AREA]))
    conditions = [
        targets["role"].ne("target"), targets["target"].isna(), targets["direction"].eq(0), ~reported, ~valued,
    ]  # fmt: skip
    return np.select(conditions, ["recommendation", "no_number", "no_direction", "no_value", "declined"], "part_year")
