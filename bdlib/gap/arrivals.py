"""When each target will be reached if its path goes on, and from how many dates we say so."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib.gap import pace, projection
from bdlib.gap.measures import AREA, PER_YEAR

PATH = [*AREA, "series"]
ARRIVAL = ["arrival", "earliest", "latest", "basis"]


def arrivals(judged: pd.DataFrame, path: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Add the decimal year of arrival (infinite for none) with its interval, for targets whose date lies ahead."""
    waiting = judged["status"].isin(["open", "level"]) & judged["dates"].gt(1)
    rows = judged.assign(**dict.fromkeys(ARRIVAL[:-1], np.nan), basis="")
    key = [*PATH, *by]
    near = path[path["ref_area"].isin(judged["ref_area"]) & path["indicator"].isin(judged["indicator"])]
    by_path = dict(list(near.groupby(key)))  # of those that are judged: an area has a hundredth of all paths
    for index, row in judged[waiting].iterrows():
        known = by_path[tuple(row[key])].sort_values("year")
        known = known[known["year"] <= row["current_year"]]
        rows.loc[index, ARRIVAL] = _fitted(row, known) if row["dates"] >= 3 else _two_dates(row, known)
    return rows


def _fitted(row: pd.Series, known: pd.DataFrame) -> list:
    """Arrival on the line of the path, on the scale of its kind of indicator."""
    model, limit = projection.MODELS.get(row["kind"], "linear"), 100.0 if pd.isna(row["limit"]) else row["limit"]
    half_widths = (known["upper"] - known["lower"]) / 2
    fitted = projection.fit(known["year"], known["obs_value"], half_widths, model, limit)
    arrival, earliest, latest = fitted.arrival(row["target"])
    since = np.nextafter(row["current_year"], np.inf)  # short when last measured: a crossing lies after that or nowhere
    earliest = np.inf if latest < since else max(earliest, since)
    arrival, latest = (np.inf if end < since else end for end in (arrival, latest))
    return [arrival, earliest, latest, fitted.model]


def _two_dates(row: pd.Series, known: pd.DataFrame) -> list:
    """Extend the pace between two dates; the ends come from the corners of the two claim intervals."""
    first, last = known.iloc[0], known.iloc[-1]
    corners = [(first[a], last[b]) for a in ("lower", "upper") for b in ("lower", "upper")]
    years = [_extended(row, first["year"], last["year"], base, value) for base, value in corners]
    centre = _extended(row, first["year"], last["year"], first["obs_value"], last["obs_value"])
    return [centre, min(years), max(years), "two dates"]


def _extended(row: pd.Series, first: int, last: int, base: float, value: float) -> float:
    """Year of arrival of a pace held on, in points or in percent."""
    if PER_YEAR.get(row["kind"]) == "percent":
        rate, left = np.log1p(pace.growth_rate(base, value, last - first)), np.log(row["target"] / value)
    else:
        rate, left = (value - base) / (last - first), row["target"] - value
    return last + max(left / rate if rate * row["direction"] > 0 else np.inf, 0.0)
