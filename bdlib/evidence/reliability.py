"""Can the strengths be trusted? Kinds named with a strength against the kinds that a judge names."""

import numpy as np
import pandas as pd

EDGES = (0.25, 0.4, 0.55, 0.7, 0.85, 1.01)


def graded(conflicts: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Hold every kind that is reported on a judged group against the judge's.

    Parameters
    ----------
    conflicts : table of conflicts.
    judged : `judged_id, figure_ids, kinds` of groups that are in conflict.

    Returns
    -------
    DataFrame
        judged_id, kind, strength, right (the judge names the kind, too), first (it is the strongest). A group that
        no conflict holds two figures of is not in it.
    """
    held = conflicts.assign(figure_id=conflicts["figure_ids"].str.split("|")).explode("figure_id")
    asked = judged.assign(figure_id=judged["figure_ids"].str.split("|")).explode("figure_id")
    both = asked.merge(held, on="figure_id", suffixes=("_judged", ""))
    overlap = both.groupby(["judged_id", "conflict_id"]).size().reset_index(name="shared")
    best = overlap[overlap["shared"] > 1].sort_values(
        ["judged_id", "shared", "conflict_id"], ascending=[True, False, True]
    )
    rows = best.drop_duplicates("judged_id").merge(judged[["judged_id", "kinds"]].rename(columns={"kinds": "meant"}))
    rows = rows.merge(conflicts[["conflict_id", "kinds", "strengths"]])
    lists = rows.assign(kind=rows["kinds"].str.split("|"), strength=rows["strengths"].str.split("|"))
    long = lists.explode(["kind", "strength"], ignore_index=True)
    right = [kind in meant.split("|") for kind, meant in zip(long["kind"], long["meant"], strict=True)]
    long = long.assign(strength=long["strength"].astype(float), right=right, first=~long.duplicated("judged_id"))
    return long[["judged_id", "kind", "strength", "right", "first"]]


def reliability(rows: pd.DataFrame, edges: tuple[float, ...] = EDGES) -> pd.DataFrame:
    """Share of kinds that are right, by strength.

    Parameters
    ----------
    rows : from :func:`graded`.
    edges : of the bins.

    Returns
    -------
    DataFrame
        low, high, mean (strength), share (right), count of every bin that holds any.
    """
    bins = pd.cut(rows["strength"], list(edges), right=False)
    table = rows.groupby(bins, observed=True).agg(
        mean=("strength", "mean"), share=("right", "mean"), count=("right", "size")
    )
    low, high = ([getattr(interval, end) for interval in table.index] for end in ("left", "right"))
    table.insert(0, "low", low)
    table.insert(1, "high", np.minimum(high, 1.0))
    return table.reset_index(drop=True)


def brier(rows: pd.DataFrame, edges: tuple[float, ...] = EDGES) -> tuple[float, float]:
    """Mean squared gap between strength and truth, as stated and as mapped with each group left out.

    Left out, a strength is replaced by the share that is right in its bin among all other groups: where that is no
    better, the strengths hold all that the judgements could teach them.

    Returns
    -------
    (stated, left_out)
    """
    place = np.digitize(rows["strength"], edges)
    right, group = rows["right"].to_numpy(float), rows["judged_id"]
    total = pd.Series(right).groupby(place).transform("sum") - pd.Series(right).groupby(
        [place, group.to_numpy()]
    ).transform("sum")
    count = pd.Series(right).groupby(place).transform("size") - pd.Series(right).groupby(
        [place, group.to_numpy()]
    ).transform("size")
    mapped = ((total + 1) / (count + 2)).to_numpy()
    return float(((rows["strength"] - right) ** 2).mean()), float(((mapped - right) ** 2).mean())
