"""How unequal provinces are: Gini and Theil, the latter split between and within regions."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib.comparison.ranks import closed
from bdlib.comparison.territory import EDITION

REFUSED_KINDS = {"rank": "rank_has_no_size", "rate": "rate_is_no_part"}
FEWEST = 5  # below that one province decides
MEASURES = ["areas", "gini", "gini_lower", "gini_upper", "theil", "between", "within", "between_share", "reason"]


def inequality(
    frame: pd.DataFrame,
    indicators: pd.DataFrame,
    *,
    group: Sequence[str] = EDITION,
    draws: int = 0,
    seed: int = 0,
    coverage: float = 0.9,
) -> pd.DataFrame:
    """Measure inequality across provinces, each counted once whatever its size.

    Parameters
    ----------
    frame : compared values: `group`, region, obs_value, and lower, upper for the interval.
    indicators : codelist; ranks and rates are refused.
    group : columns that name one distribution.
    draws, seed, coverage : the interval of the Gini coefficient holds `coverage` of `draws` distributions whose values
        lie anywhere in their claim intervals. It is the error of the figures; that of a sample it is not, for the
        provinces are no sample. No draws, no interval.

    Returns
    -------
    DataFrame
        Indexed by `group`: areas, gini (0 equal to 1), gini_lower, gini_upper, theil = between + within (nats),
        between_share, and reason where nothing can be said: rank_has_no_size,
        rate_is_no_part (it may be negative), few (under five provinces) or not_positive.

    Notes
    -----
    G = 2 Σ i·x(i) / (n Σ x) − (n + 1)/n over sorted x; T = mean(x/μ · ln(x/μ)); its between part puts every province
    at its region's mean (Theil 1967; Shorrocks 1980, https://doi.org/10.2307/1913126).
    """
    group = list(group)
    rows = frame[[*group, "region", "obs_value", "lower", "upper"]].reset_index(drop=True)
    code = rows.groupby(group).ngroup()
    size = code.groupby(code).size()
    kind = rows.groupby(group)["obs_value"].agg(areas="size", least="min", most="max").reset_index()
    refused = kind["indicator"].map(indicators.set_index("indicator")["kind"]).map(REFUSED_KINDS)
    reason = refused.fillna("").astype(object)
    reason = reason.mask(reason.eq("") & (kind["areas"] < FEWEST), "few")
    reason = reason.mask(reason.eq("") & ((kind["least"] < 0) | (kind["most"] <= 0)), "not_positive")
    value = rows["obs_value"].where(code.map(reason.eq("")))
    parts = {"gini": gini(value.to_numpy(), code.to_numpy()), **theil(value, code, rows["region"])}
    out = pd.DataFrame({"areas": size, **parts, "gini_lower": np.nan, "gini_upper": np.nan, "reason": reason})
    for number in out.index[reason.eq("")] if draws else []:
        ends = closed(rows[code.eq(number)]).clip(min=0)
        drawn = np.random.default_rng(seed).uniform(*ends, size=(draws, ends.shape[1]))
        spread = gini(drawn.ravel(), np.repeat(np.arange(draws), ends.shape[1]))
        out.loc[number, ["gini_lower", "gini_upper"]] = np.quantile(spread, [(1 - coverage) / 2, (1 + coverage) / 2])
    return out[MEASURES].set_index(pd.MultiIndex.from_frame(kind[group]))


def gini(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Gini coefficient of each group of non-negative values, by group number 0, 1, …; NaN where a value is missing."""
    order = np.lexsort((values, codes))
    sorted_codes = codes[order]
    size = np.bincount(codes)
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    place = np.arange(len(codes)) - start[sorted_codes] + 1
    total = np.bincount(codes, weights=values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 2 * np.bincount(sorted_codes, weights=place * values[order]) / (size * total) - (size + 1) / size


def theil(value: pd.Series, code: pd.Series, region: pd.Series) -> dict[str, pd.Series]:
    """Theil index of each group and its parts between and within regions; a value of 0 adds nothing to it."""
    mean = value.groupby(code).transform("mean")
    regional = value.groupby([code, region]).transform("mean")
    total, between = (_entropy(x / mean).groupby(code).mean() for x in (value, regional))
    within = ((regional / mean) * _entropy(value / regional)).groupby(code).mean()
    return {"theil": total, "between": between, "within": within, "between_share": between / total.where(total > 0)}


def _entropy(ratio: pd.Series) -> pd.Series:
    return ratio * np.log(ratio.where(ratio > 0, 1.0)) + 0 * ratio
