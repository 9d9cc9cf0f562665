"""How unequal provinces are (Gini), whether those that lag catch up (beta), and whether all draw together (sigma)."""

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.codelists import LOGGED
from bdlib.comparison.fields import FIELD, complete
from bdlib.comparison.paths import WAY, breaks
from bdlib.memo import remembered

REFUSED = {"rank": "rank_has_no_size", "rate": "rate_is_no_part"}
INEQUALITY = [*FIELD, "year", "covered", "members", "unit_measure", "gini", "break_before", "reason"]
CONVERGENCE = [*WAY, "first", "last", "areas", "scale", "beta", "standard_error", "lower", "upper", "p_value",
               "sigma_first", "sigma_last", "broken", "reason"]  # fmt: skip


@remembered
def inequality(est: object, indicator: asking.Asked = None) -> pd.DataFrame:
    """Measure inequality across provinces, each counted once whatever its size.

    Only fields that hold all provinces are measured: over a list of the largest the same formula measures who was
    listed. G = 2 Σ i·x(i) / (n Σ x) − (n + 1)/n over sorted x.

    `est` is as given by :func:`bdlib.reconcile`; of `indicator` codes or names, or None for every one. One row a
    complete field of a year: gini (0 equal to 1); `break_before`, whether the measure is likely to have changed since
    the year before, as in :func:`bdlib.comparison.paths.paths`, so that no earlier year may stand beside it; and
    `reason` where it says nothing: rank_has_no_size, rate_is_no_part (it may be negative) or not_positive.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> inequality(est, "grdp_per_capita").query("territory == '63' and year == 2025")["gini"].round(3).tolist()
    [0.231]
    """
    fields, found = complete(est, indicator)
    if fields.empty:
        return pd.DataFrame(columns=INEQUALITY).astype({"gini": float, "break_before": bool})
    code = found.groupby(FIELD, sort=True).ngroup()
    fields = fields.sort_values(FIELD, ignore_index=True)  # the order of the groups
    value = found["obs_value"].groupby(code)
    reason = fields["kind"].map(REFUSED).fillna("")
    reason = reason.mask(reason.eq("") & ((value.min() < 0) | (value.max() <= 0)), "not_positive")
    usable = found["obs_value"].where(code.map(reason.eq("")))
    broken = pd.MultiIndex.from_frame(fields[[*WAY, "year"]]).isin(breaks(found))
    return fields.assign(gini=gini(usable.to_numpy(), code.to_numpy()), break_before=broken, reason=reason)[INEQUALITY]


def gini(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Gini coefficient of each group of non-negative values, by group number 0, 1, …; NaN where a value is missing.

    >>> gini(np.array([2.0, 2.0, 0.0, 8.0]), np.array([0, 0, 1, 1]))
    array([0. , 0.5])
    """
    order = np.lexsort((values, codes))
    sorted_codes, size = codes[order], np.bincount(codes)
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    place = np.arange(len(codes)) - start[sorted_codes] + 1
    total = np.bincount(codes, weights=values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 2 * np.bincount(sorted_codes, weights=place * values[order]) / (size * total) - (size + 1) / size


@remembered
def convergence(est: object, indicator: asking.Asked = None) -> pd.DataFrame:
    """Regress the yearly growth of each complete path on its start, over the same provinces.

    Counts and amounts grow in logarithms; shares, scores and rates in points, since a share that starts near its limit
    has no room to grow in per cent. Ranks are left out: places only change hands.

    `est` is as given by :func:`bdlib.reconcile`; of `indicator` codes or names, or None for every one.
    One row a path of all provinces, from its first to its last year: `beta`, the change of yearly growth with one
    unit more at the start (negative: the lagging catch up), its HC3 standard error, 95% interval and p value;
    `sigma_first, sigma_last`, the standard deviation across provinces; `broken`, years in which the measure is
    likely to have changed, joined by "|": no beta then; `reason`: same_start, same_growth, not_positive or broken.

    Barro & Sala-i-Martin 1992, https://doi.org/10.1086/261816; HC3: MacKinnon & White 1985,
    https://doi.org/10.1016/0304-4076(85)90158-7, as in statsmodels. A negative beta may be mere return to the mean
    of values measured with error (Friedman 1992, https://www.jstor.org/stable/2727932): read it with sigma.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> found = convergence(est, "grdp_per_capita").query("territory == '63'")
    >>> found[["first", "last", "areas", "beta"]].round(3).to_numpy().tolist()
    [[2018.0, 2025.0, 63.0, -0.024]]
    """
    _, found = complete(est, indicator)
    found = found[found["kind"].ne("rank")]
    found = found[found.groupby(WAY)["year"].transform("nunique") > 1]
    broken = breaks(found).to_frame(index=False).groupby(WAY)["year"].agg(list).to_dict()
    return pd.DataFrame([_fit(key, rows, broken.get(key, [])) for key, rows in found.groupby(WAY)], columns=CONVERGENCE)


def _fit(key: tuple, rows: pd.DataFrame, broken: list[int]) -> dict[str, object]:
    wide = rows.pivot(index="ref_area", columns="year", values="obs_value")
    both = wide[[wide.columns.min(), wide.columns.max()]].dropna()
    (first, start), (last, end) = both.items()
    scale = "log" if rows["kind"].iat[0] in LOGGED else "points"
    said = {**dict(zip(WAY, key, strict=True)), "first": first, "last": last, "areas": len(both), "scale": scale,
            "broken": "|".join(map(str, broken)), "reason": ""}  # fmt: skip
    if scale == "log" and both.to_numpy().min() <= 0:
        return said | {"reason": "not_positive"}
    start, end = (np.log(start), np.log(end)) if scale == "log" else (start, end)
    said |= {"sigma_first": start.std(), "sigma_last": end.std()}
    if broken or np.ptp(start) == 0 or np.isclose(np.ptp(end - start), 0):
        return said | {"reason": "broken" if broken else "same_start" if np.ptp(start) == 0 else "same_growth"}
    line = pd.DataFrame({"const": 1.0, "start": start})
    return said | coefficient((end - start) / (last - first), line, "start")


def coefficient(y: pd.Series, x: pd.DataFrame, name: str, **errors: object) -> dict[str, float]:
    """One coefficient of least squares, with its standard error, 95% interval and p value; errors HC3 by default."""
    from statsmodels.regression.linear_model import OLS  # statsmodels.api would take twice the time

    fit = OLS(y, x).fit(use_t=True, **({"cov_type": "HC3"} | errors))
    lower, upper = fit.conf_int().loc[name]
    return {"beta": fit.params[name], "standard_error": fit.bse[name], "lower": lower, "upper": upper,
            "p_value": fit.pvalues[name]}  # fmt: skip
