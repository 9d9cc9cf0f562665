"""Each province's way through the years among all provinces, with the years in which the measure itself broke."""

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.comparison.fields import FACETS, FIELD, complete, in_logarithms, rank
from bdlib.comparison.jumps import KEY, declared
from bdlib.memo import remembered

WAY = ["indicator", "series", *FACETS, "territory"]
FRAME = ["ref_area", *WAY, "year", "obs_value", "lower", "upper", "unit_measure", "obs_status", "figure_ids", "rank",
         "rank_lower", "rank_upper", "rank_of", "members", "country_value", "break_before", "jump_before"]  # fmt: skip
FEWEST = 4  # steps that tell which step is out of the usual
MOST = 0.5  # share of provinces with a new maker: one whose own report stands in for the others' table breaks no way
FAR = 2.3  # times the usual spread; the documented breaks of 2021 lie at 2.4 to 4.1, other steps at 2.2 or below


@remembered
def paths(est: object, area: asking.Asked = None, indicator: asking.Asked = None) -> pd.DataFrame:
    """Follow provinces through every year in which all provinces have a value of one series and one set of facets.

    `est` is as given by :func:`bdlib.reconcile`; of `area` and `indicator` codes or names, or None for all.
    One row a province and year: value, rank (1 is best; of an indicator without a better end the largest) among
    `rank_of`, the printed value of the country, and `break_before`: whether it is likely that in the step from the year
    before the measure changed (a census, a new survey) and not the provinces, since they moved against each other
    several times as much as they usually do, or since, of no series, most have their values from another maker;
    `jump_before`: the indicator whose table declares that this province alone jumped in the step, be it a part of a
    ratio. A way of one year has no rows.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> found = paths(est, "Cao Bằng", "employed_persons")
    >>> found.loc[found["break_before"], "year"].tolist()
    [2021]
    """
    fields, found = complete(est, indicator, nearly=True)
    whole = found.merge(fields[[*FIELD, "covered", "members", "country_value"]], on=FIELD)
    better = np.where(whole["direction"].eq("down") | whole["kind"].eq("rank"), -1, 1)
    whole = whole.join(rank(whole.assign(better=better), FIELD)).assign(rank_of=whole["covered"])
    whole = whole[whole.groupby(WAY)["year"].transform("nunique") > 1]
    broken = breaks(whole)
    whole = whole.assign(break_before=pd.MultiIndex.from_frame(whole[[*WAY, "year"]]).isin(broken))
    if asked := asking.codes(area, est.tables.areas, "area"):
        whole = whole[whole["ref_area"].isin(asked)]
    whole = whole.merge(declared(est.tables), how="left", on=KEY).fillna({"jump_before": ""})
    return whole.sort_values([*WAY, "ref_area", "year"], kind="stable")[FRAME].reset_index(drop=True)


def breaks(whole: pd.DataFrame) -> pd.MultiIndex:
    """Years in which it is likely that the measure changed and not the provinces: :data:`WAY`, year after.

    The spread of the provinces' changes (interquartile range, of logarithms for amounts) is held against the median
    spread of the way's steps, of which there are :data:`FEWEST`. What moves all provinces alike, such as a crisis, is
    no break. Where no series says that the values are of one count, a year from which on another maker gives those of
    most provinces is one, however few the steps.
    """
    ordered = whole.assign(value=in_logarithms(whole)).sort_values([*WAY, "ref_area", "year"], kind="stable")
    groups = ordered.groupby([*WAY, "ref_area"])
    step = ordered.assign(change=groups["value"].diff() / groups["year"].diff()).dropna(subset="change")
    spread = step.groupby([*WAY, "year"])["change"].agg(lambda change: np.subtract(*np.quantile(change, [0.75, 0.25])))
    usual = spread.groupby(level=WAY).transform("median")
    several = spread.groupby(level=WAY).transform("size") >= FEWEST
    shaken = spread[several & (spread > FAR * usual)].index
    return shaken.union(_handed_over(ordered), sort=False)


def _handed_over(ordered: pd.DataFrame) -> pd.MultiIndex:
    """Years in which :data:`MOST` provinces have their value from another maker than before, and of no series."""
    maker = ordered.reindex(columns=["maker"], fill_value="")["maker"].astype(object).fillna("")
    before = maker.groupby([ordered[name] for name in [*WAY, "ref_area"]]).shift()
    other = ordered["series"].eq("") & maker.ne("") & before.fillna("").ne("") & maker.ne(before)
    steps = ordered.assign(other=other)[before.notna()]
    share = steps.groupby([*WAY, "year"])["other"].mean()
    return share.index[share > MOST]
