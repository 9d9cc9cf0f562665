"""When each target will be reached if its path goes on as it did, and from how many dates we say so.

The line is straight on the scale on which the indicator moves: logit for shares, logarithm for counts and money, the
indicator's own scale otherwise. What the intervals cover is said where they are made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from bdlib.codelists import LOGGED
from bdlib.gap.measures import AREA, growth_rate

ARRIVAL = ["arrival", "earliest", "latest", "basis"]
MODELS = {"share": "logit", **dict.fromkeys(LOGGED, "log")}
LEAST_DATES = 3
EDGE = 0.5  # points from a natural limit at which a share counts as having arrived there


def arrivals(judged: pd.DataFrame, path: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Add the decimal year of arrival (infinite for none) with its interval, for targets whose date lies ahead."""
    waiting = judged["status"].isin(["open", "level"]) & judged["dates"].gt(1)
    rows = judged.assign(**dict.fromkeys(ARRIVAL[:-1], np.nan), basis="")
    key = [*AREA, "series", *by]
    near = path[path["ref_area"].isin(judged["ref_area"]) & path["indicator"].isin(judged["indicator"])]
    by_path = dict(list(near.groupby(key)))  # of those that are judged: an area has a hundredth of all paths
    for index, row in judged[waiting].iterrows():
        known = by_path[tuple(row[key])].sort_values("year")
        known = known[known["year"] <= row["current_year"]]
        rows.loc[index, ARRIVAL] = _fitted(row, known) if row["dates"] >= 3 else _two_dates(row, known)
    return rows


def _fitted(row: pd.Series, known: pd.DataFrame) -> list:
    """Arrival on the line of the path, on the scale of its kind of indicator."""
    model, limit = MODELS.get(row["kind"], "linear"), 100.0 if pd.isna(row["limit"]) else row["limit"]
    half_widths = (known["upper"] - known["lower"]) / 2
    fitted = fit(known["year"], known["obs_value"], half_widths, model, limit)
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
    if row["kind"] in LOGGED:
        rate, left = np.log1p(growth_rate(base, value, last - first)), np.log(row["target"] / value)
    else:
        rate, left = (value - base) / (last - first), row["target"] - value
    return last + max(left / rate if rate * row["direction"] > 0 else np.inf, 0.0)


@dataclass(frozen=True)
class Line:
    """A line fitted to dated values on the scale of its model: "linear", "log", or "logit" with a natural `limit`.

    Intercept, slope and their covariance (2 × 2, of so many degrees of `freedom`) count time from the year `origin`.
    """

    model: str
    limit: float
    intercept: float
    slope: float
    covariance: NDArray[np.float64]
    freedom: int
    origin: float

    def arrival(self, target: float, level: float = 0.80) -> tuple[float, float, float]:
        """Year in which the line reaches the target, with the earliest and latest that the data allow.

        These two cover the crossing of the true path with probability `level` (Fieller's interval). Where the slope may
        be zero the latest is infinite; a line that leads away crossed the target in the past.
        """
        from scipy import stats  # half a second, which the many that import this module and fit no line need not wait

        goal = float(forward([target], self.model, self.limit)[0])
        distance = self.intercept - goal
        year = -distance / self.slope if self.slope else np.inf
        t = stats.t.ppf((1 + level) / 2, self.freedom)
        (vaa, vab), (_, vbb) = self.covariance
        a, b, c = (self.slope**2 - t**2 * vbb, self.slope * distance - t**2 * vab, distance**2 - t**2 * vaa)
        inside = b * b - a * c
        if a > 0 and inside >= 0:
            root = np.sqrt(inside)
            earliest, latest = (-b - root) / a, (-b + root) / a
        elif inside > 0:  # the slope may be zero: every year past the later root is possible, never is, too
            earliest, latest = max((-b - np.sqrt(inside)) / a, (-b + np.sqrt(inside)) / a), np.inf
        else:
            earliest, latest = -np.inf, np.inf
        return tuple(float(end + self.origin) for end in (year, earliest, latest))


def fit(
    years: ArrayLike, values: ArrayLike, half_widths: ArrayLike | None = None, model: str = "linear",
    limit: float = 100.0,
) -> Line:  # fmt: skip
    """Fit a line by weighted least squares; a ValueError below three different years, which leave no freedom.

    The variance of a value is that of its claim interval plus that of reports around the path, which is estimated
    (Paule and Mandel 1982). Without `half_widths` all weigh the same; `model`, `limit`: see :class:`Line`.
    """
    from statsmodels.regression.linear_model import WLS  # statsmodels.api would take twice the time

    years, values = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    if len(np.unique(years)) < LEAST_DATES:
        raise ValueError(f"{len(np.unique(years))} different years, expected at least {LEAST_DATES}")
    y, widths = forward(values, model, limit), _deviations(half_widths, len(values))
    origin = float(years.mean())
    x = np.column_stack([np.ones(len(years)), years - origin])
    noise = _noise(x, y, lambda tau: _variance(values, model, limit, tau, widths))
    fitted = WLS(y, x, weights=1 / _variance(values, model, limit, noise, widths)).fit()
    covariance = np.asarray(fitted.normalized_cov_params) * max(float(fitted.scale), 1.0)
    return Line(model, limit, *map(float, fitted.params), covariance, int(fitted.df_resid), origin)


def forward(values: ArrayLike, model: str, limit: float = 100.0) -> NDArray[np.float64]:
    """Bring values to the scale of a model; a share at its natural limit is taken half a point below it."""
    values = np.asarray(values, dtype=float)
    if model == "logit":
        part = _within(values, limit) / limit
        return np.log(part / (1 - part))
    return np.log(np.maximum(values, 1e-12)) if model == "log" else values


def _within(shares: NDArray[np.float64], limit: float) -> NDArray[np.float64]:
    edge = EDGE * limit / 100
    return np.clip(shares, edge / 10, limit - edge)


def _variance(
    values: NDArray[np.float64], model: str, limit: float, noise: float, widths: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Variance of values on the model's scale, from the noise of reports and the deviation of each claim.

    The scale moves with one unit of the indicator as steeply as its derivative says, at each value.
    """
    if model == "log":
        return noise**2 + (widths / np.maximum(values, 1e-12)) ** 2
    part = _within(values, limit)
    steepness = limit / (part * (limit - part)) if model == "logit" else np.ones_like(values)
    return (noise * steepness) ** 2 + (widths * steepness) ** 2


def _deviations(half_widths: ArrayLike | None, count: int) -> NDArray[np.float64]:
    """Standard deviation that each claim interval stands for; a missing one counts as the usual.

    A claim interval says that all values within are possible: a uniform spread, whose deviation is the half-width
    over the root of three.
    """
    widths = np.full(count, np.nan) if half_widths is None else np.asarray(half_widths, dtype=float)
    known = np.isfinite(widths)
    usual = float(np.median(widths[known])) if known.any() else 0.0
    return np.where(known, widths, usual) / np.sqrt(3)


def _noise(x: NDArray[np.float64], y: NDArray[np.float64], variance: Callable[[float], NDArray[np.float64]]) -> float:
    """Noise at which the weighted residuals are as large as they should be; zero where the claims explain them."""
    from scipy import optimize

    def excess(log_tau: float) -> float:
        root = 1 / np.sqrt(variance(np.exp(log_tau)))
        residuals = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[1]
        return float(residuals.sum()) - (len(y) - 2)

    low, high = -25.0, 25.0
    return 0.0 if excess(low) <= 0 else float(np.exp(optimize.brentq(excess, low, high, xtol=1e-6)))
