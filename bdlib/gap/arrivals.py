"""When each target will be reached if its path goes on, and from how many dates we say so."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib.gap import pace, projection
from bdlib.gap.measures import AREA, PER_YEAR

PATH = [*AREA, "series"]
ARRIVAL = ["arrival", "earliest", "latest", "projected", "projected_lower", "projected_upper", "basis"]


def arrivals(judged: pd.DataFrame, path: pd.DataFrame, by: Sequence[str] = (), level: float = 0.80) -> pd.DataFrame:
    """Add the year of arrival and the value projected to the target year, each with its interval.

    Parameters
    ----------
    judged : as given by :func:`bdlib.gap.progress`.
    path : as given by :func:`bdlib.gap.values`.
    by : columns beside area, indicator and series that keep paths apart.
    level : probability that the intervals cover the true path, where they come from a fit.

    Returns
    -------
    DataFrame
        `judged` with `arrival, earliest, latest` (years, as decimals; infinite where the path does not lead there),
        `projected, projected_lower, projected_upper` (at the target year) and `basis`: "linear", "logit" or "log" for
        a line through three or more dates, "two dates" for a pace between two (the interval is then what the claim
        intervals of the two allow, and covers nothing more), "" where there is neither, or no need.
    """
    waiting = judged["status"].isin(["open", "unknown", "missed", "level"]) & judged["dates"].gt(1)
    rows = judged.assign(**dict.fromkeys(ARRIVAL[:-1], np.nan), basis="")
    key = [*PATH, *by]
    near = path[path["ref_area"].isin(judged["ref_area"]) & path["indicator"].isin(judged["indicator"])]
    by_path = dict(list(near.groupby(key)))  # of those that are judged: an area has a hundredth of all paths
    for index, row in judged[waiting].iterrows():
        known = by_path[tuple(row[key])].sort_values("year")
        known = known[known["year"] <= row["current_year"]]
        rows.loc[index, ARRIVAL] = _fitted(row, known, level) if row["dates"] >= 3 else _two_dates(row, known)
    least = rows["kind"].map({"rank": 1.0, "rate": -np.inf}).fillna(0.0)
    values = ["projected", "projected_lower", "projected_upper"]
    rows[values] = rows[values].clip(lower=least, axis=0).clip(upper=rows["limit"].fillna(np.inf), axis=0)
    return rows


def line(row: pd.Series, known: pd.DataFrame) -> projection.Line:
    """Fit the line of one target's path, on the scale of its kind of indicator."""
    half_widths = (known["upper"] - known["lower"]) / 2
    model = projection.MODELS.get(row["kind"], "linear")
    limit = 100.0 if pd.isna(row["limit"]) else row["limit"]
    return projection.fit(known["year"], known["obs_value"], half_widths, model, limit)


def _fitted(row: pd.Series, known: pd.DataFrame, level: float) -> list:
    fitted = line(row, known)
    year = row["current_year"] if pd.isna(row["target_year"]) else row["target_year"]
    value = fitted.predict([year], level).iloc[0]
    arrival, earliest, latest = fitted.arrival(row["target"], level)
    since = row["current_year"]  # not reached when last measured, so a crossing before lies ahead or nowhere
    earliest = np.inf if latest < since else max(earliest, since)
    arrival, latest = (np.inf if end < since else end for end in (arrival, latest))
    return [arrival, earliest, latest, value["value"], value["lower"], value["upper"], fitted.model]


def _two_dates(row: pd.Series, known: pd.DataFrame) -> list:
    """Extend the pace between two dates; the ends come from the corners of the two claim intervals."""
    first, last = known.iloc[0], known.iloc[-1]
    corners = [(first[a], last[b]) for a in ("lower", "upper") for b in ("lower", "upper")]
    found = [_extended(row, first["year"], last["year"], base, value) for base, value in corners]
    centre = _extended(row, first["year"], last["year"], first["obs_value"], last["obs_value"])
    years, values = zip(*found, strict=True)
    return [centre[0], min(years), max(years), centre[1], min(values), max(values), "two dates"]


def _extended(row: pd.Series, first: int, last: int, base: float, value: float) -> tuple[float, float]:
    """Year of arrival and value at the target year of a pace held on, in points or in percent."""
    ahead = 0 if pd.isna(row["target_year"]) else row["target_year"] - last
    if PER_YEAR.get(row["kind"]) == "percent":
        rate = np.log1p(pace.growth_rate(base, value, last - first))
        left, projected = np.log(row["target"] / value), value * np.exp(rate * ahead)
    else:
        rate = (value - base) / (last - first)
        left, projected = row["target"] - value, value + rate * ahead
    years = left / rate if rate * row["direction"] > 0 else np.inf
    return (last + max(years, 0.0), float(projected))
