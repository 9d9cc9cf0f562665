"""How fast towards a target: the measure of Open SDG, as formulas on arrays.

Every function takes numbers or arrays that broadcast and gives NaN where the measure has no answer. `direction` is +1
where more is better and -1 where less is better.

Sources
-------
Open SDG 2.4 and Statistics Canada, after Eurostat: docs/progress-methodology.md of open-sdg/open-sdg.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

TINY = 0.001  # what Open SDG puts for a base or target of zero, which has no growth rate

# Classes from worst to best; a class that holds from a bound on comes with that bound.
CLASSES = ((-np.inf, "away"), (0.0, "limited"), (0.60, "accelerate"), (0.95, "on_track"))


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


def classify(ratio: ArrayLike) -> NDArray[np.str_]:
    """Name the class of each growth ratio; "" where there is none."""
    ratio = np.asarray(ratio, dtype=float)
    place = np.searchsorted([bound for bound, _ in CLASSES], ratio, side="right") - 1
    names = np.array([name for _, name in CLASSES])
    return np.where(np.isnan(ratio), "", names[np.clip(place, 0, len(CLASSES) - 1)])


def _nonzero(value: ArrayLike) -> NDArray[np.float64]:
    value = np.asarray(value, dtype=float)
    return np.where(value == 0, TINY, value)
