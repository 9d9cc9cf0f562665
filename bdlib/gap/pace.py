"""How fast towards a target: the measures of statistics offices, as formulas on arrays.

Every function takes numbers or arrays that broadcast and gives NaN where the measure has no answer. `direction` is +1
where more is better and -1 where less is better.

Sources
-------
Open SDG 2.4 and Statistics Canada, after Eurostat: docs/progress-methodology.md of open-sdg/open-sdg.
UNSD Progress Chart 2023, as applied by Eustat: _pages/en/metodologia.md of EUSTAT-DES/site.
ESCAP: https://data.unescap.org/resource-guides/progress-assessment-methodology; UNECE's technical notes of 2022, 2023
and 2026 and its progress assessment of 2024, https://w3.unece.org/sdg2024/progress-assessment.html.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

TINY = 0.001  # what Open SDG puts for a base or target of zero, which has no growth rate

# Classes from worst to best; a class that holds from a bound on comes with that bound.
GROWTH_CLASSES = ((-np.inf, "away"), (0.0, "limited"), (0.60, "accelerate"), (0.95, "on_track"))
SHARE_CLASSES = ((-np.inf, "stagnant"), (0.10, "fair"), (0.95, "on_track"))
# UNECE 2024 names the three classes: fast enough, must speed up, against the desired direction. A path against it has a
# gap above 100 by definition, so that cut is read. The cut at 10 is [recall]: it is said to be in annex 1 of ESCAP's
# report of 2025, pp. 55 to 59, which we could not read; nor could we read the weights of its regression.
GAP_CLASSES = ((-np.inf, "on_track"), (10.0, "accelerate"), (100.0, "reverse"))


def growth_rate(base: ArrayLike, value: ArrayLike, years: ArrayLike) -> NDArray[np.float64]:
    """Compound annual growth rate from `base` to `value` over `years`, as a fraction.

    Zero counts as 0.001. Values of different sign and spans of no year have no rate.
    """
    base, value, years = _nonzero(base), _nonzero(value), np.asarray(years, dtype=float)
    with np.errstate(all="ignore"):
        rate = (value / base) ** (1 / years) - 1
    return np.where((value / base > 0) & (years > 0), rate, np.nan)


def growth_ratio(
    base: ArrayLike, current: ArrayLike, target: ArrayLike, years_observed: ArrayLike, years_to_target: ArrayLike,
    direction: ArrayLike,
) -> NDArray[np.float64]:  # fmt: skip
    """Observed over required growth rate, both from the base: Open SDG's R; below zero when moving away.

    A base that equals its target requires no growth: any loss since then is minus infinity, any gain plus infinity.
    """
    observed = growth_rate(base, current, years_observed)
    required = growth_rate(base, target, years_to_target)
    sign = np.where(np.asarray(base, dtype=float) < 0, -1, 1)  # a negative value grows by coming nearer to zero
    with np.errstate(all="ignore"):
        return sign * np.asarray(direction) * observed / np.abs(required)


def extrapolated_share(
    base: ArrayLike, current: ArrayLike, target: ArrayLike, years_observed: ArrayLike, years_left: ArrayLike,
    direction: ArrayLike,
) -> NDArray[np.float64]:  # fmt: skip
    """Share of the way from base to target that is covered at the target year if growth goes on: UNSD's measure."""
    base, current, target = (np.asarray(one, dtype=float) for one in (base, current, target))
    expected = current * (1 + growth_rate(base, current, years_observed)) ** np.asarray(years_left, dtype=float)
    with np.errstate(all="ignore"):
        return np.asarray(direction) * (expected - base) / np.abs(target - base)


def anticipated_gap(
    base: ArrayLike, expected: ArrayLike, target: ArrayLike, direction: ArrayLike
) -> NDArray[np.float64]:
    """ESCAP's anticipated progress: the gap expected at the target year in percent of the way from base to target."""
    base, expected, target = (np.asarray(one, dtype=float) for one in (base, expected, target))
    missing = np.maximum(np.asarray(direction) * (target - expected), 0)
    with np.errstate(all="ignore"):
        return 100 * missing / np.abs(target - base)


def classify(measure: ArrayLike, classes: tuple[tuple[float, str], ...]) -> NDArray[np.str_]:
    """Name the class of each measure; "" where there is no measure."""
    measure = np.asarray(measure, dtype=float)
    place = np.searchsorted([bound for bound, _ in classes], measure, side="right") - 1
    names = np.array([name for _, name in classes])
    return np.where(np.isnan(measure), "", names[np.clip(place, 0, len(classes) - 1)])


def _nonzero(value: ArrayLike) -> NDArray[np.float64]:
    value = np.asarray(value, dtype=float)
    return np.where(value == 0, TINY, value)
