"""Whether provinces that lag catch up (beta), and whether provinces draw together (sigma)."""

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.comparison.fields import complete
from bdlib.comparison.paths import LOGGED, WAY, breaks
from bdlib.memo import remembered

FRAME = [*WAY, "first", "last", "areas", "scale", "beta", "standard_error", "lower", "upper", "p_value",
         "sigma_first", "sigma_last", "broken", "reason"]  # fmt: skip


@remembered
def convergence(est: object, indicator: asking.Asked = None) -> pd.DataFrame:
    """Regress the yearly growth of each complete path on its start, over the same provinces.

    Counts and amounts grow in logarithms; shares, scores and rates in points, since a share that starts near its limit
    has no room to grow in per cent. Ranks are left out: places only change hands.

    `est` is as given by :func:`bdlib.reconcile`; of `indicator` codes or names, or None for every one.
    One row a path of all provinces, from its first to its last year: `beta`, the change of yearly growth with one
    unit more at the start (negative: the lagging catch up), its HC3 standard error, 95% interval and p value;
    `sigma_first, sigma_last`, the standard deviation across provinces; `broken`, years in which the measure is
    likely to have changed, joined by "|": no beta then; `reason`: same_start, not_positive or broken.

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
    return pd.DataFrame([_fit(key, rows, broken.get(key, [])) for key, rows in found.groupby(WAY)], columns=FRAME)


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
    if broken or np.ptp(start) == 0:
        return said | {"reason": "broken" if broken else "same_start"}
    return said | _line(start, (end - start) / (last - first))


def _line(start: pd.Series, growth: pd.Series) -> dict[str, float]:
    from statsmodels.regression.linear_model import OLS  # statsmodels.api would take twice the time

    fit = OLS(growth, pd.DataFrame({"const": 1.0, "start": start})).fit(cov_type="HC3", use_t=True)
    beta, (lower, upper) = fit.params["start"], fit.conf_int().loc["start"]
    return {"beta": beta, "standard_error": fit.bse["start"], "lower": lower, "upper": upper,
            "p_value": fit.pvalues["start"]}  # fmt: skip
