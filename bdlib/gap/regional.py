"""Places within a region where no page prints them: counted from a complete table of places among all areas.

Which rank a regional one is counted from, and in which region, the codelist says (`place_of`, `within`).
"""

from collections.abc import Iterator

import pandas as pd

from bdlib.gap.measures import AREA
from bdlib.study import divisions

COUNTED = ["derived", "mates"]  # the rank that a place is counted from, and among how many areas of the region


def with_regional(frame: pd.DataFrame, tables: object, asked: pd.DataFrame) -> pd.DataFrame:
    """Add to estimates the counted places of the areas and indicators asked for, marked by :data:`COUNTED`.

    Of years for which the frame has a figure of the place, printed ones stand alone. A frame that has been counted
    for is given as it is.
    """
    if set(COUNTED) <= set(frame):
        return frame
    frame = frame.assign(derived="", mates=float("nan"))
    made = [*_counted(tables, asked)]
    if not made:
        return frame
    key = [*AREA, "time_period"]
    dated = frame.loc[frame["dated"].ne("bound"), key].assign(time_period=lambda one: one["time_period"].str[:4])
    rows = pd.concat(made, ignore_index=True)
    rows = rows[~pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(dated))]
    blank = dict.fromkeys(set(frame) - set(rows), "")
    return pd.concat([frame, rows.assign(**blank)[[*frame]]], ignore_index=True) if len(rows) else frame


def _counted(tables: object, asked: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Places of the areas asked for, an edition of a table each."""
    codes = tables.indicators.reindex(columns=["indicator", "place_of", "within", "limit"])
    codes = codes[codes["place_of"].fillna("").ne("") & codes["indicator"].isin(asked["indicator"])]
    if codes.empty:
        return
    seen = tables.observations
    seen = seen[seen["frame"].eq("complete") & seen["time_period"].str.fullmatch(r"\d{4}") & seen["obs_value"].notna()]
    parts = divisions(tables.areas).values()
    for code in codes.itertuples():
        areas = asked.loc[asked["indicator"].eq(code.indicator), "ref_area"]
        listed = seen[seen["indicator"].eq(code.place_of)]
        for _, edition in listed.groupby(["source_id", "time_period", "series"]):
            placed = _placed(_mates(edition, parts, code), code.indicator, code.place_of)
            yield placed[placed["ref_area"].isin(areas)]


def _mates(edition: pd.DataFrame, parts: object, code: tuple) -> pd.DataFrame:
    """The areas of the region in a table of one whole division; none where they are not as many as its ranks are of."""
    of = next((part for part in parts if set(part.index) == set(edition["ref_area"])), None)
    if of is None:
        return edition[:0]
    mates = edition[edition["ref_area"].map(of["region"]).eq(code.within)]
    limit = pd.to_numeric(code.limit)
    return mates if pd.isna(limit) or limit == len(mates) else mates[:0]


def _placed(mates: pd.DataFrame, indicator: str, rank: str) -> pd.DataFrame:
    """Estimates of the places of areas in their region: equal ranks share the better place."""
    place = mates["obs_value"].rank(method="min")
    told = mates[["ref_area", "time_period", "series", "unit_measure", "obs_status", "maker", "trust"]]
    return told.assign(indicator=indicator, obs_value=place, lower=place, upper=place, figure_ids=_ids(mates),
                       derived=rank, mates=float(len(mates)), dated="stated", status="kept", witnesses=1,
                       prints=0, method="counted")  # fmt: skip


def _ids(mates: pd.DataFrame) -> list[str]:
    """Figures that each place rests on: its area's own, then those of the others of the region."""
    ids = mates["figure_id"].tolist()
    return ["|".join([own, *(other for other in ids if other != own)]) for own in ids]
