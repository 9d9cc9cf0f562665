"""What a multiverse shows: every choice of the grid laid out, and what of it stands for each finding."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

AXES = ["method", "without", "as_of", "path"]
ROW = [*AXES, "finding", "value", "outcome", "figure_ids", "distinct", "distance"]
FRAME = ["finding", "ref_area", "indicator", "outcome", "value", "rests_on", "origins", "specifications", "agree",
         "differ", "no_value", "outcomes"]  # fmt: skip


def laid_out(found: pd.DataFrame, made: pd.DataFrame, method: str, as_of: str) -> pd.DataFrame:
    """Give every choice of the grid its findings, also where it leaves no value; the reference path comes first."""
    grid = made.drop(columns="frame")
    usual = grid.loc[grid["method"].eq(method) & grid["without"].eq("") & grid["as_of"].eq(as_of), "variant"]
    named = pd.concat([found[found["variant"].isin(usual)], found])  # the first path is that of the reference
    named = named[["finding", "ref_area", "indicator", "path"]].drop_duplicates(["finding", "path"])
    named = named.assign(first=~named["finding"].duplicated())
    group = found.drop_duplicates(["finding", "variant"])[["finding", "variant"]].merge(grid[["variant", "group"]])
    of = group.drop_duplicates(["finding", "group"])[["finding", "group"]]
    every = grid.merge(of, on="group").merge(named, on="finding")
    said = found[["finding", "path", "variant", "value", "outcome", "figure_ids"]]
    rows = every.merge(said, on=["finding", "path", "variant"], how="left")
    rows = rows.assign(**{name: rows[name].fillna("").astype(str) for name in ("outcome", "figure_ids")})
    keys = [rows[name] for name in ("figure_ids", "value", "outcome")]
    apart = pd.Series(list(zip(*(key.astype(str) for key in keys), strict=True)), index=rows.index, dtype=object)
    number = apart.groupby(rows["finding"]).transform(lambda one: pd.factorize(one)[0])
    distinct = number.where(rows["outcome"].ne(""), -1)
    distance = rows["method"].ne(method).astype(int) + rows["without"].ne("") + rows["as_of"].ne(as_of) + ~rows["first"]
    rows = rows.assign(distinct=distinct.astype(int), distance=distance.astype(int))
    order = ["finding", "distance", *AXES]
    return rows.sort_values(order, kind="stable", ignore_index=True)[[*ROW, "ref_area", "indicator"]]


def summary(rows: pd.DataFrame, case: Any) -> pd.DataFrame:
    """Sum up every finding that the reference makes; see :class:`Multiverse`."""
    origin = case.origins.set_index("figure_id")["origin"]
    made = [_summed(one, origin) for _, one in rows.groupby("finding", sort=True)]
    frame = pd.DataFrame([row for row in made if row], columns=FRAME)
    return frame.sort_values(["differ", "finding"], ascending=[False, True], kind="stable", ignore_index=True)


def _summed(rows: pd.DataFrame, origin: pd.Series) -> Mapping[str, object] | None:
    first = rows.iloc[0]
    if first["distance"] != 0 or first["outcome"] == "":
        return None
    apart = rows[rows["distinct"].ge(0)].drop_duplicates("distinct")
    behind = sorted({origin.get(one, one) for ids in apart["figure_ids"] for one in ids.split("|") if one})
    counts = apart["outcome"].value_counts(sort=True)
    return {
        **first[["finding", "ref_area", "indicator", "outcome", "value"]],
        "rests_on": len(behind), "origins": "|".join(behind), "specifications": len(apart),
        "agree": int(apart["outcome"].eq(first["outcome"]).sum()),
        "differ": int(apart["outcome"].ne(first["outcome"]).sum()), "no_value": int(rows["distinct"].lt(0).sum()),
        "outcomes": "|".join(f"{name}:{count}" for name, count in counts.items()),
    }  # fmt: skip
