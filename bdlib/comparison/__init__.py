"""Provinces beside each other: every edition a field of its own, the newest first, places only where they are known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.comparison.fields import COMPLETE, FACETS, FIELD, fields, provinces, rank, rows
from bdlib.handed import estimates_of
from bdlib.memo import remembered
from bdlib.ranked import ranked_areas

__all__ = ["Comparison", "compare", "provinces"]

DESCRIBED = ["kind", "direction", "covered", "members", "coverage", "unselected", "country_value",
             "country_value_figure_ids", "printed_mean", "printed_mean_figure_ids"]  # fmt: skip
FRAME = ["ref_area", "relation", "region", *FIELD, "leads", "obs_value", "lower", "upper", "unit_measure", "obs_status",
         "stage", "witnesses", "maker", "trust", "status", "figure_ids", "contradicted_by", "rank", "rank_lower",
         "rank_upper", "rank_of", "rank_basis", "printed_rank", "printed_rank_of",
         "printed_rank_figure_ids", "to_country", "to_mean", "country_share", *DESCRIBED]  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """Provinces beside each other; `fields` has one row a field, see :func:`bdlib.comparison.fields.fields`.

    `frame` has one row a province and field: the value; `leads`, whether the field is the newest edition of the
    indicator that has this province; `rank` among `rank_of`, "printed", or "computed" over all provinces or all but a
    few (`rank_basis`), with `rank_lower, rank_upper` that rounding allows: no error of sampling is known;
    `printed_rank`, the place that a page prints for this value; differences to printed values, `to_country` and, of
    complete fields, `to_mean`; `country_share` in percent of a total; `relation`: "asked", "successor" or "part".
    """

    frame: pd.DataFrame
    fields: pd.DataFrame

    def __repr__(self) -> str:
        whole = int(self.fields["coverage"].eq(COMPLETE).sum())
        return f"Comparison({len(self.frame)} rows; {len(self.fields)} fields, {whole} of them complete)"


@remembered
def compare(
    est: object, area: asking.Asked = None, indicator: asking.Asked = None, period: asking.Asked = None
) -> Comparison:
    """Compare provinces in every field that has them.

    Parameters
    ----------
    est : Estimates
        As given by :func:`bdlib.reconcile`.
    area, indicator : str or sequence of str, optional
        Codes or names; all when None.
    period : int, str or sequence of these, optional
        Years or periods, 2022 or "2024-H1"; all when None.

    Returns
    -------
    Comparison
        `frame`, a row a province and field, also of what a province became part of or was made of; and `fields`.

    Raises
    ------
    DataError
        For an area, indicator or period that is not known, with the nearest; for estimates that are none.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> found = bd.compare(est, area="Lạng Sơn", indicator="hạng DTI", period=2022).frame
    >>> found[["rank", "rank_of", "rank_basis", "coverage"]]
       rank  rank_of rank_basis  coverage
    0   6.0     63.0    printed  complete
    """
    est = estimates_of(est)
    wanted = relations(asking.codes(area, est.tables.areas, "area"), est.tables.areas)
    found = rows(est)
    asked = asking.codes(indicator, est.tables.indicators, "indicator") or found["indicator"].unique()
    of_these = found[found["indicator"].isin(asked)]
    when = asking.among(period, of_these["time_period"], "a period that has figures") or found["time_period"].unique()
    described = fields(est, found)
    frame = found.merge(described[[*FIELD, *DESCRIBED[2:]]], on=FIELD, how="left").pipe(placed, est).pipe(beside)
    frame = frame.assign(leads=_leading(frame), relation=frame["ref_area"].map(wanted) if wanted else "asked")
    frame, described = (one[one["indicator"].isin(asked) & one["time_period"].isin(when)] for one in (frame, described))
    frame, described = frame[frame["relation"].notna()], described.reset_index(drop=True)
    order = ["indicator", "ref_area", "leads", "end", *FIELD[2:]]
    frame = frame.sort_values(order, ascending=[True, True, False, False, *[True] * (len(order) - 4)], kind="stable")
    return Comparison(frame.reindex(columns=FRAME).reset_index(drop=True), described)


def relations(asked: list[str], areas: pd.DataFrame) -> dict[str, str]:
    """Areas asked for, and what each became part of or was made of, by code."""
    successor = areas[areas["successor"].ne("")].set_index("area")["successor"]
    parts = successor.index[successor.isin(asked)]
    whole = successor[successor.index.isin(asked)]
    return {**dict.fromkeys(parts, "part"), **dict.fromkeys(whole, "successor"), **dict.fromkeys(asked, "asked")}


def placed(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    """Add the place of every value: as printed, or computed over all provinces."""
    is_rank = frame["kind"].eq("rank")
    whole = frame["unselected"] & ~is_rank
    own = frame["obs_value"].round().where(is_rank)
    ordered = frame.assign(better=np.where(frame["direction"].eq("down"), -1, 1))
    computed = rank(ordered[whole], FIELD).astype(float).reindex(frame.index)
    ends = {"rank_lower": np.ceil(frame["lower"]).clip(lower=1), "rank_upper": np.floor(frame["upper"])}
    last = own.groupby([frame[name] for name in FIELD]).transform("max") if len(frame) else own
    listed = frame["coverage"].eq(COMPLETE) & last.le(frame["members"])
    all_have = frame["members"].where(listed)  # a list of all provinces shows its own field
    ranks_of = ranked_areas(frame, est, edition=FIELD).fillna(all_have)
    ranks_of = ranks_of.where(own.le(ranks_of))
    rows = frame.assign(
        rank=computed["rank"].fillna(own), rank_basis=np.select([whole, is_rank], ["computed", "printed"], ""),
        rank_of=frame["covered"].where(whole).fillna(ranks_of.where(is_rank)),
        **{name: computed[name].fillna(end.where(is_rank)) for name, end in ends.items()})  # fmt: skip
    return _with_printed(rows, est)


def _with_printed(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    """Put beside each value the place that a page prints for it in the same period, in the widest field."""
    codes = est.tables.indicators
    ranked = dict(zip(codes["indicator"], codes["ranks"], strict=True)) if "ranks" in codes else {}
    names = {"rank": "printed_rank", "rank_of": "printed_rank_of", "figure_ids": "printed_rank_figure_ids"}
    key = ["indicator", "ref_area", "time_period", "territory"]
    ranks = frame[frame["kind"].eq("rank")].rename(columns=names)
    ranks["indicator"] = ranks["indicator"].map(lambda code: ranked.get(code, "")).astype(frame["indicator"].dtype)
    ranks = ranks.sort_values(["printed_rank_of", "series"], ascending=[False, True], kind="stable")
    known = ranks.drop_duplicates(key)[[*key, *names.values()]]
    return frame.merge(known, on=key, how="left").set_index(frame.index).fillna({"printed_rank_figure_ids": ""})


def beside(frame: pd.DataFrame) -> pd.DataFrame:
    """Add how far each value lies from the printed values of the country and, in complete fields, of all provinces."""
    total, value = frame["aggregate"].eq("sum"), frame["obs_value"].where(frame["kind"].ne("rank"))
    mean = frame["printed_mean"].where(frame["coverage"].eq(COMPLETE))  # of one page beside another's it may be another
    return frame.assign(to_country=(value - frame["country_value"]).where(~total), to_mean=(value - mean).where(~total),
                        country_share=(100 * value / frame["country_value"]).where(total))  # fmt: skip


def _leading(frame: pd.DataFrame) -> pd.Series:
    """The newest edition of each province and indicator; of one period the widest, of a named maker, a named series."""
    low, nobody, named = frame["trust"].eq("low"), frame["maker"].eq(""), frame["series"].ne("")
    order = frame.assign(low=low, nobody=nobody, named=named, facets=frame[FACETS].ne("").sum(axis=1))
    order = order.sort_values(["end", "low", "covered", "nobody", "named", "facets", "series"],
                              ascending=[False, True, False, True, False, True, True], kind="stable")  # fmt: skip
    first = order.drop_duplicates(["ref_area", "indicator", "territory"]).index
    return pd.Series(frame.index.isin(first), index=frame.index)
