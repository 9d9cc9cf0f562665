"""How near do the methods of reconciling come to the official value that is withheld from them? All side by side.

.venv/bin/python benchmarks/methods.py [--seed 0]

Cells (area, indicator, period) that both an official table and a page state are dealt into two halves; the official
values of each half are withheld in turn. The second table has only cells of which two or more pages speak.
"""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

import bdlib as bd
from bdlib.reconciliation import methods
from bdlib.robustness import benchmark
from bdlib.robustness.benchmark import CELL


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    judged = masked(bd.clean(bd.load()), list(methods()), seed=parser.parse_args().seed)
    for title, rows in (("every cell", judged), ("two figures or more", judged[judged["figures"].gt(1)])):
        print(f"{title}\n{scores(rows).round(4).to_string(index=False)}\n")


def masked(tables: Any, methods: Iterable[Any], *, seed: int = 0, folds: int = 2) -> pd.DataFrame:
    """Reconcile without the official values of cells for which pages have figures, and hold the result against them.

    Each fold of cells is withheld in turn. One row a method and cell: method, ref_area, indicator, time_period, figures
    (of pages), obs_value, lower, upper, official, error and meets.
    """
    cells = _cells(tables)
    part = np.random.default_rng(seed).permutation(len(cells)) % folds
    found = []
    for fold in range(folds):
        hidden = cells[part == fold]
        case = bd.assess(_without(tables, hidden))
        found += [_judged(case, method, hidden, tables.indicators) for method in methods]
    return pd.concat(found).sort_values(["method", *CELL], ignore_index=True)


def scores(judged: pd.DataFrame) -> pd.DataFrame:
    """Sum up :func:`masked` by method: cells, answered (share with a value), and of these the errors.

    relative (median, of amounts and counts), points (of shares and rates), within1 and within5 (share of both whose
    error is at most 1% or 5%), exact (share of ranks that are right), meets (of intervals that meet the official one).
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


def _cells(tables: Any) -> pd.DataFrame:
    """Cells with an official value and a figure of a page that states the same thing, of trusted pages."""
    held = benchmark.against_official(tables)
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
    frame = bd.reconcile(case, method).frame
    frame = frame[frame["obs_value"].notna()].sort_values("witnesses", ascending=False, kind="stable")
    best = frame.drop_duplicates(CELL)[[*CELL, "obs_value", "lower", "upper"]]
    name = method if isinstance(method, str) else type(method).__name__
    return benchmark.scored(hidden.merge(best, on=CELL, how="left"), indicators).assign(method=name)


if __name__ == "__main__":
    main()
