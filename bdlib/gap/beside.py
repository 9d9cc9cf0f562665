"""What stands beside a judgement: figures that judge nothing, that an open conflict withholds, of all parts.

Of a value in open conflict none is kept; but where all of its figures judge a target alike, that verdict holds.
"""

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.gap.measures import AREA
from bdlib.gap.targets import FACETS
from bdlib.study import whole

OWN = ["own_value", "own_period", "own_dated", "own_status", "own_ids"]
ENDS = ["obs_value", "lower", "upper"]
AIMED = [f"target_{name}" for name in FACETS]


def unvalued(est: object) -> pd.DataFrame:
    """Estimates that an open conflict leaves without a value."""
    return est.frame[est.frame["status"].eq("open") & est.frame["obs_value"].isna()]


def contested(aims: pd.DataFrame, est: object) -> pd.DataFrame:
    """Estimates of the years of targets that an open conflict leaves without a value, each with that of one side.

    The side that most figures print, of these the one printed last. :func:`bdlib.gap.progress` holds the others against
    it, and takes it back where they judge otherwise.
    """
    torn = unvalued(est).query("dated == 'stated'")
    asked = pd.MultiIndex.from_frame(aims[[*AREA, "target_year"]].dropna().astype({"target_year": int}).astype(str))
    torn = torn[pd.MultiIndex.from_frame(torn[[*AREA, "time_period"]].astype(str)).isin(asked)]
    each = behind(torn, est.tables.observations[["figure_id", "published", *ENDS]]).dropna(subset="obs_value")
    each["prints"] = each.groupby(["row", "obs_value"])["figure_id"].transform("size")
    last = each.sort_values(["prints", "published", "figure_id"]).drop_duplicates("row", keep="last").set_index("row")
    return torn.loc[last.index.sort_values()].assign(**{name: last[name] for name in ENDS})


def behind(rows: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Figures behind estimates, each with the index of its `row`."""
    each = rows["figure_ids"].str.split("|").explode().rename("figure_id").rename_axis("row").reset_index()
    return each.merge(figures, on="figure_id")


def beside(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    """Add to targets that nothing judges the area's latest figure of the thing itself: of part of a year, or torn."""
    silent = frame["status"].isin(["not_judged", "lapsed"]) & frame["current"].isna()
    known, values = est.frame, est.tables.observations.set_index("figure_id")["obs_value"]
    printed = known["figure_ids"].str.split("|").str[0].map(values).astype(float)  # of an open conflict one of them
    known = known.assign(obs_value=known["obs_value"].fillna(printed)).dropna(subset="obs_value")
    last = known.sort_values("time_period", ascending=False, kind="stable").drop_duplicates(AREA)
    last = last[[*AREA, "obs_value", "time_period", "dated", "status", "figure_ids"]].set_axis([*AREA, *OWN], axis=1)
    rows = frame.loc[silent, AREA].reset_index(names="row").merge(last, on=AREA)
    return frame.join(rows.set_index("row")[OWN])


def withheld(frame: pd.DataFrame, est: object) -> pd.Series:
    """Figures, by id, of the thing of each row's target that an open conflict leaves without a value, of one year.

    Of the target's year; of a stock without a value of that year also the last, if none that the target has is newer.
    """
    torn = unvalued(est)
    torn = torn[torn["time_period"].str.fullmatch(r"\d{4}")]
    torn = torn.assign(year=torn["time_period"].astype(int))[[*AREA, *FACETS, "year", "figure_ids"]]
    own = frame["current_year"].where(frame["match"].ne("differs")).astype(float)
    aims = frame.assign(newest=own.groupby(frame["target_id"]).transform("max")).drop_duplicates("target_id")
    each = aims[["target_id", *AREA, "target_year", "newest", *AIMED]].merge(torn, on=AREA)
    each = each[~_apart(each)]
    date = each["target_year"].astype(float)
    lasts = each["indicator"].map(periods.lasting(est.tables.indicators)).eq(True)
    own_year = each["year"].eq(date)
    last = lasts & ~(each["newest"] >= date) & ~(each["year"] < each["newest"])
    each = each.assign(own_year=own_year)[own_year | last]
    each = each.sort_values(["own_year", "year"], ascending=False, kind="stable")
    told = frame["value_ids"].astype(object).fillna("").groupby(frame["target_id"]).agg(set)
    shown = [ids in told[target] for ids, target in zip(each["figure_ids"], each["target_id"], strict=True)]
    each = each[~np.array(shown, dtype=bool)].drop_duplicates("target_id")
    return frame["target_id"].map(each.set_index("target_id")["figure_ids"]).astype(object).fillna("")


def together(frame: pd.DataFrame, est: object) -> pd.Series:
    """Figures, by id, of the mean or total of all parts beside a target of the whole, and the reverse.

    The two may count alike or not, so that such a figure judges nothing. Those of the target's year, else the newest;
    those of low trust only where no other page has any.
    """
    areas, seen = est.tables.areas, est.tables.observations
    alike = [whole(areas), *areas.loc[areas["level"].eq("aggregate"), "area"]]
    seen = seen[seen["ref_area"].isin(alike) & seen["role"].ne("forecast") & seen["obs_value"].notna()]
    year = periods.frame(seen["time_period"])["year"].astype(float)
    known = seen[["figure_id", "ref_area", "indicator", *FACETS]].assign(year=year, low=seen["trust"].eq("low"))
    aims = frame[frame["ref_area"].isin(alike)].drop_duplicates("target_id")
    aims = aims[["target_id", *AREA, "target_year", *AIMED]]
    each = aims.merge(known, on="indicator", suffixes=("", "_of"))
    each = each[each["ref_area"].ne(each["ref_area_of"]) & ~_apart(each)]
    each = each[each["low"].eq(each.groupby("target_id")["low"].transform("min"))]
    order = each["year"].mask(each["year"].eq(each["target_year"].astype(float)), np.inf)
    told = each[order.eq(order.groupby(each["target_id"]).transform("max"))]
    ids = told.groupby("target_id")["figure_id"].agg("|".join)
    return frame["target_id"].map(ids).astype(object).fillna("")


def _apart(pairs: pd.DataFrame) -> pd.Series:
    """Whether a facet that both a target and a figure state differs."""
    return differing(pairs[AIMED].set_axis(list(FACETS), axis=1), pairs[list(FACETS)])


def differing(left: pd.DataFrame, right: pd.DataFrame) -> pd.Series:
    """Whether a column that both sides state differs: silence is no other thing."""
    return (left.ne("") & right.ne("") & left.ne(right)).any(axis=1)
