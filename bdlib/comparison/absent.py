"""Provinces that a comparison cannot show, each with the reason.

| reason | meaning | detail |
|---|---|---|
| declined | the sources contradict each other and the method gives no estimate | why |
| other_edition | a value of another year or series, which is not comparable | the latest: year, series |
| other_index | a place or score in the index of the other territory | year, series |
| parts_only | values of the old provinces, of which it was made | their codes |
| parts_missing, no_rule, weight_missing | it could not be added up | missing parts, or the missing weight |
| successor_only | a value of the new province that it became part of | its code |
| no_figure | no source of the corpus gives one | |
"""

from collections.abc import Sequence

import pandas as pd

from bdlib.comparison.territory import EDITION

COLUMNS = ["indicator", "ref_area", "reason", "detail"]


def absences(
    asked: Sequence[str],
    shown: pd.DataFrame,
    chosen: pd.DataFrame,
    usable: pd.DataFrame,
    estimates: pd.DataFrame,
    areas: pd.DataFrame,
    members: pd.DataFrame,
    refused: pd.DataFrame,
) -> pd.DataFrame:
    """List every province without a row in a comparison, with the reason.

    Parameters
    ----------
    asked : codes of indicators.
    shown : the compared rows.
    chosen : the edition of each indicator.
    usable : estimates with a value that could have been compared, in any edition.
    estimates : all estimates, also of areas and indices of the other territory.
    areas : codelist.
    members : provinces of the territory.
    refused : refusals of :func:`bdlib.comparison.aggregation.aggregate`.

    Returns
    -------
    DataFrame
        indicator, ref_area, reason, detail; one row a pair.
    """
    pairs = pd.MultiIndex.from_product([list(asked), members.index], names=["indicator", "ref_area"])
    missing = pairs.difference(pd.MultiIndex.from_frame(shown[["indicator", "ref_area"]]), sort=False)
    out = pd.DataFrame({"reason": "", "detail": ""}, index=missing, dtype=object)
    lacking = missing.unique("indicator")
    usable, estimates = (rows[rows["indicator"].isin(lacking)] for rows in (usable, estimates))
    for reason, details in _reasons(chosen, usable, estimates, areas, refused):
        details = details[~details.index.duplicated()].reindex(missing)
        first = out["reason"].eq("") & details["detail"].notna()
        out.loc[first, "reason"] = details.get("reason", reason)
        out.loc[first, "detail"] = details["detail"]
    out["reason"] = out["reason"].replace("", "no_figure")
    return out.astype(str).reset_index()[COLUMNS].sort_values(COLUMNS, kind="stable", ignore_index=True)


def _reasons(
    chosen: pd.DataFrame, usable: pd.DataFrame, estimates: pd.DataFrame, areas: pd.DataFrame, refused: pd.DataFrame
) -> list[tuple[str, pd.DataFrame]]:
    """Reasons in the order in which they are looked for, each with its details by indicator and area."""
    latest = usable.sort_values(["time_period", "series"], ascending=[False, True], kind="stable")
    declined = estimates[estimates["obs_value"].isna()].merge(chosen[EDITION], on=EDITION)
    valued = estimates[estimates["obs_value"].notna()]
    successor = areas[areas["successor"].ne("")].set_index("area")["successor"]
    new = valued["ref_area"].map(successor)
    parts = valued.assign(detail=valued["ref_area"], ref_area=new).dropna(subset="ref_area")
    parts = parts.drop_duplicates(["indicator", "ref_area", "detail"]).sort_values("detail")
    parts = parts.groupby(["indicator", "ref_area"], as_index=False)["detail"].agg("|".join)
    old = pd.DataFrame({"successor": successor}).reset_index(names="ref_area")
    merged = valued.rename(columns={"ref_area": "successor"}).merge(old, on="successor")
    return [
        ("declined", _details(declined, declined["reason"])),
        ("other_edition", _details(latest, _edition(latest))),
        ("other_index", _details(valued, _edition(valued))),
        ("refused", refused.set_index(["indicator", "ref_area"])[["reason", "detail"]]),
        ("parts_only", _details(parts, parts["detail"])),
        ("successor_only", _details(merged, merged["successor"])),
    ]


def _edition(rows: pd.DataFrame) -> pd.Series:
    return (rows["time_period"] + " " + rows["series"]).str.strip()


def _details(rows: pd.DataFrame, detail: pd.Series) -> pd.DataFrame:
    index = pd.MultiIndex.from_frame(rows[["indicator", "ref_area"]])
    return pd.DataFrame({"detail": detail.to_numpy()}, index=index)
