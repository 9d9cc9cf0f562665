"""Official against press: how far figures of pages lie from the official table, and how near a method comes without it.

The official value of a cell (area, indicator, period) is that of a table over all areas, the latest published. A figure
of a page is held against it where it states the same period and no facet that differs. Withheld from a method, the
official value is the first yardstick that no method has seen: see :func:`masked`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from bdlib.codelists import DEFINING

CELL = ["ref_area", "indicator", "time_period"]
SAME = [*DEFINING, "field"]  # what must not differ where both sides state it
WIDE = ("complete", "most")  # frames of a table that can be official for all
KEPT = [*CELL, "figure_id", "obs_value", "lower", "upper", "unit_measure", "figure", "source_id", "source_kind",
        "maker_kind", "role", "trust", "published"]  # fmt: skip


def against_official(tables: Any) -> pd.DataFrame:
    """Hold every figure of a page against the official value of the same thing.

    One row a figure that has an official value: columns of the observations, official, official_lower, official_upper,
    official_source, official_maker, rank, points (a share or a rate), error (relative; of shares and rates in points
    over 100, of ranks in places), meets (whether the intervals meet).

    >>> import bdlib as bd
    >>> list(against_official(bd.clean(bd.load())).columns[:4])
    ['ref_area', 'indicator', 'time_period', 'figure_id']
    """
    told = tables.observations
    told = told.assign(field=_fields(told, tables.series))
    said = told[told["frame"].eq("") & told["obs_value"].notna() & told["period_basis"].eq("stated")]
    said = said[said["role"].ne("forecast")]
    both = said[[*KEPT, *SAME]].merge(_official(told), on=CELL)
    both = both[~_differ(both)].assign(same=both["field"].eq(both["field_official"]))
    both = both.sort_values(["same", "official_source"], ascending=[False, True]).drop_duplicates("figure_id")
    both = both.drop(columns=["same", *(f"{name}{side}" for name in SAME for side in ("", "_official"))])
    return _scored(both, tables.indicators).sort_values([*CELL, "figure_id"], ignore_index=True)


def masked(tables: Any, methods: Iterable[Any], *, seed: int = 0, folds: int = 2) -> pd.DataFrame:
    """Reconcile without the official values of cells for which pages have figures, and hold the result against them.

    The cells are dealt into folds at random; each fold's official values are withheld in turn, so that every cell is
    judged once and the other half of the tables stays to be used. One row a method and cell: method, ref_area,
    indicator, time_period, figures (of pages), obs_value, lower, upper (missing where the method declines), official,
    error and meets as in :func:`against_official`.
    """
    from bdlib.evidence import assess

    cells = _cells(tables)
    part = np.random.default_rng(seed).permutation(len(cells)) % folds
    found = []
    for fold in range(folds):
        hidden = cells[part == fold]
        case = assess(_without(tables, hidden))
        found += [_judged(case, method, hidden, tables.indicators) for method in methods]
    return pd.concat(found).sort_values(["method", *CELL], ignore_index=True)


def scores(judged: pd.DataFrame) -> pd.DataFrame:
    """Sum up :func:`masked` by method.

    method, cells, answered (share with a value), then of the answered: relative (median size of the error of amounts
    and counts), points (of shares and rates), within1 and within5 (share of both whose error is at most 1% or 5%, in
    points for shares and rates), exact (share of ranks that are right), meets (share whose interval meets the official
    one).
    """
    size, answered = judged["error"].abs(), judged["obs_value"].notna()
    number = ~judged["rank"] & answered
    frame = judged.assign(
        answered=answered.astype(float), relative=size.where(number & ~judged["points"]),
        points=size.where(number & judged["points"]), within1=size.le(0.01).where(number),
        within5=size.le(0.05).where(number), exact=size.eq(0).where(judged["rank"] & answered),
        meets=judged["meets"].where(answered),
    )  # fmt: skip
    shares = ["answered", "within1", "within5", "exact", "meets"]
    by = frame.astype(dict.fromkeys(shares, float)).groupby("method")
    summed = by[shares].mean().join(by[["relative", "points"]].median()).assign(cells=by.size())
    columns = ["method", "cells", "answered", "relative", "points", "within1", "within5", "exact", "meets"]
    return summed.reset_index()[columns]


def _fields(rows: pd.DataFrame, series: pd.DataFrame) -> pd.Series:
    """Number of areas that a figure's ranks compare, as its series says; empty where it names none."""
    if series.empty:
        return pd.Series("", index=rows.index)
    return rows["series"].map(series.set_index("series")["field"]).fillna("")


def _official(rows: pd.DataFrame) -> pd.DataFrame:
    """Official value of every cell and field that has one; of several tables the latest published counts."""
    wide = rows[rows["frame"].isin(WIDE) & rows["trust"].ne("low") & rows["obs_value"].notna()]
    wide = wide.sort_values(["published", "source_id"], kind="stable").drop_duplicates([*CELL, "field"], keep="last")
    names = {"obs_value": "official", "lower": "official_lower", "upper": "official_upper",
             "source_id": "official_source", "maker": "official_maker"}  # fmt: skip
    names |= {name: f"{name}_official" for name in SAME}
    return wide[[*CELL, *names]].rename(columns=names)


def _differ(both: pd.DataFrame) -> np.ndarray:
    """Tell where a facet, or the field of ranks, is stated on both sides and differs."""
    sides = ((both[name], both[f"{name}_official"]) for name in SAME)
    return np.any([left.ne("") & right.ne("") & left.ne(right) for left, right in sides], axis=0)


def _scored(both: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Add rank, error and meets."""
    kind = both["indicator"].map(indicators.set_index("indicator")["kind"])
    apart = both["obs_value"] - both["official"]
    meets = (both["lower"] <= both["official_upper"]) & (both["upper"] >= both["official_lower"])
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = apart / both["official"].abs()
    error = np.select([kind.eq("rank"), kind.isin(["share", "rate"])], [apart, apart / 100], relative)
    return both.assign(rank=kind.eq("rank"), points=kind.isin(["share", "rate"]), error=error, meets=meets)


def _cells(tables: Any) -> pd.DataFrame:
    """Cells with an official value and a figure of a page that states the same thing, of trusted pages."""
    held = against_official(tables)
    held = held[held["trust"].ne("low") & held["role"].isin(["actual", "estimate"])]
    kept = ["official", "official_lower", "official_upper", "official_source"]
    return held.groupby([*CELL, *kept], as_index=False).agg(figures=("figure_id", "size"))


def _without(tables: Any, hidden: pd.DataFrame) -> Any:
    """The tables without what official tables say of some cells."""
    rows = tables.observations
    inside = pd.MultiIndex.from_frame(rows[CELL]).isin(pd.MultiIndex.from_frame(hidden[CELL]))
    return replace(tables, observations=rows[~(inside & rows["frame"].ne(""))].reset_index(drop=True))


def _judged(case: Any, method: Any, hidden: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """What one method says of the hidden cells."""
    from bdlib.reconciliation import reconcile

    frame = reconcile(case, method).frame
    frame = frame[frame["obs_value"].notna()].sort_values("witnesses", ascending=False, kind="stable")
    best = frame.drop_duplicates(CELL)[[*CELL, "obs_value", "lower", "upper"]]
    name = method if isinstance(method, str) else type(method).__name__
    return _scored(hidden.merge(best, on=CELL, how="left"), indicators).assign(method=name)
