"""What the levels of strength are worth: kinds named against the kinds that judges name, area by area."""

import pandas as pd

from bdlib.evidence.claims import LEVELS


def graded(conflicts: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Hold every kind that is reported on a judged group against the judge's.

    Of conflicts, variants or both, and of `judged` groups (`judged_id, ref_area, figure_ids, kinds`) it gives
    judged_id, ref_area, kind, strength, right (the judge names the kind, too), first (it is the first named). A group
    that no row holds two figures of is not in it.
    """
    held = conflicts.assign(figure_id=conflicts["figure_ids"].str.split("|")).explode("figure_id")
    asked = judged.assign(figure_id=judged["figure_ids"].str.split("|")).explode("figure_id")
    both = asked[["judged_id", "figure_id"]].merge(held[["conflict_id", "figure_id"]], on="figure_id")
    shared = both.groupby(["judged_id", "conflict_id"]).size().reset_index(name="shared")
    order = {"by": ["judged_id", "shared", "conflict_id"], "ascending": [True, False, True]}
    best = shared[shared["shared"].gt(1)].sort_values(**order)
    meant = judged[["judged_id", "ref_area", "kinds"]].rename(columns={"kinds": "meant"})
    rows = best.drop_duplicates("judged_id").merge(meant).merge(conflicts[["conflict_id", "kinds", "strengths"]])
    lists = rows.assign(kind=rows["kinds"].str.split("|"), strength=rows["strengths"].str.split("|"))
    long = lists.explode(["kind", "strength"], ignore_index=True)
    right = [kind in meant.split("|") for kind, meant in zip(long["kind"], long["meant"], strict=True)]
    long = long.assign(right=right, first=~long.duplicated("judged_id"))
    return long[["judged_id", "ref_area", "kind", "strength", "right", "first"]]


def worth(rows: pd.DataFrame) -> pd.DataFrame:
    """Share of right calls of every level, and how far it holds for an area that was left out.

    Gives, of rows from :func:`graded`, strength, count, share (right) and left_out (mean over the calls of the
    share in all other areas).
    """
    right = rows["right"].astype(float)
    total, count = (right.groupby(rows["strength"]).transform(how) for how in ("sum", "size"))
    own = right.groupby([rows["strength"], rows["ref_area"]])
    others = (total - own.transform("sum")) / (count - own.transform("size"))
    made = rows.assign(left_out=others, right=right)
    table = made.groupby("strength").agg(
        count=("right", "size"), share=("right", "mean"), left_out=("left_out", "mean")
    )
    return table.reindex([name for name in LEVELS[:0:-1] if name in table.index]).reset_index(names="strength")
