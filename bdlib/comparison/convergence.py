"""Whether provinces that lag catch up (beta), and whether provinces draw together (sigma)."""

import numpy as np
import pandas as pd

FEWEST = 6  # a line through fewer points with HC3 errors says nothing
LOG_KINDS = ["count", "money"]
RESULT = ["indicator", "series", "first", "last", "areas", "scale", "beta", "standard_error", "lower", "upper",
          "p_value", "half_life", "sigma_first", "sigma_last", "reason"]  # fmt: skip


def convergence(estimates: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Regress the yearly growth of each indicator on its start, over the same provinces of one series.

    Counts and amounts grow in logarithms; shares, scores and rates in points, since a share that starts near its limit
    has no room to grow in per cent. Ranks are left out: places only change hands.

    Parameters
    ----------
    estimates : of provinces of one territory, any number of years and series.
    indicators : codelist.

    Returns
    -------
    DataFrame
        One row per indicator: the series and the two years with most provinces in both (then the longest span);
        `beta`, the change of yearly growth with one unit more at the start (negative: the lagging catch up), its HC3
        standard error, 95% interval and p value; `half_life` of a gap in years where beta is negative and the gap
        closes steadily; `sigma_first, sigma_last`, the standard deviation across these provinces; `reason` where
        nothing can be said: few (under six provinces), same_start or not_positive.

    Notes
    -----
    Barro & Sala-i-Martin 1992, https://doi.org/10.1086/261816; HC3: MacKinnon & White 1985,
    https://doi.org/10.1016/0304-4076(85)90158-7, as in statsmodels.
    """
    kind = indicators.set_index("indicator")["kind"]
    rows = estimates[estimates["obs_value"].notna() & estimates["indicator"].map(kind).ne("rank")]
    rows = rows.assign(year=pd.to_numeric(rows["time_period"], errors="coerce")).dropna(subset="year")
    found = spans(rows)
    out = [_fit(span, rows, "log" if kind[span.indicator] in LOG_KINDS else "points") for span in found.itertuples()]
    return pd.DataFrame(out, columns=RESULT)


def spans(rows: pd.DataFrame) -> pd.DataFrame:
    """Series and pair of years of each indicator with most provinces in both; of equals the longest, then latest.

    Parameters
    ----------
    rows : estimates with a value, and `year`.

    Returns
    -------
    DataFrame
        indicator, series, first, last, areas; no row for an indicator without such a pair.
    """
    keys = ["indicator", "series"]
    years = rows[[*keys, "ref_area", "year"]].drop_duplicates()
    pairs = years.merge(years, on=[*keys, "ref_area"], suffixes=("_first", "_last")).query("year_first < year_last")
    pairs = pairs.rename(columns={"year_first": "first", "year_last": "last"})
    found = pairs.groupby([*keys, "first", "last"], as_index=False).agg(areas=("ref_area", "size"))
    found = found.assign(length=found["last"] - found["first"]).sort_values(
        ["indicator", "areas", "length", "last", "series"], ascending=[True, False, False, False, True], kind="stable"
    )
    return found.drop_duplicates("indicator")


def _fit(span: tuple, rows: pd.DataFrame, scale: str) -> dict[str, object]:
    start, end = panel(rows, span.indicator, span.series, span.first, span.last)
    known = {"indicator": span.indicator, "series": span.series, "first": int(span.first), "last": int(span.last),
             "areas": len(start), "scale": scale, "reason": ""}  # fmt: skip
    if scale == "log" and min(start.min(), end.min()) <= 0:
        return known | {"reason": "not_positive"}
    start, end = (np.log(start), np.log(end)) if scale == "log" else (start, end)
    known |= {"sigma_first": start.std(), "sigma_last": end.std()}
    if len(start) < FEWEST or np.ptp(start) == 0:
        return known | {"reason": "few" if len(start) < FEWEST else "same_start"}
    import statsmodels.api as sm

    years = span.last - span.first
    fit = sm.OLS((end - start) / years, sm.add_constant(start.rename("start"))).fit(cov_type="HC3", use_t=True)
    beta, left = fit.params["start"], 1 + fit.params["start"] * years
    lower, upper = fit.conf_int().loc["start"]
    speed = -np.log(left) / years if beta < 0 < left else np.nan
    return known | {"beta": beta, "standard_error": fit.bse["start"], "lower": lower, "upper": upper,
                    "p_value": fit.pvalues["start"], "half_life": np.log(2) / speed}  # fmt: skip


def panel(rows: pd.DataFrame, indicator: str, series: str, first: float, last: float) -> tuple[pd.Series, pd.Series]:
    """Values of the provinces that have both years, at the first and at the last, indexed by province."""
    chosen = rows[rows["indicator"].eq(indicator) & rows["series"].eq(series)]
    wide = chosen.pivot(index="ref_area", columns="year", values="obs_value")[[first, last]].dropna()
    return wide[first], wide[last]
