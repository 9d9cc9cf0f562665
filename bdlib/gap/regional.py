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
    dated = frame[frame["dated"].ne("bound")]
    known = pd.MultiIndex.from_arrays([dated["ref_area"], dated["indicator"], dated["time_period"].str[:4]])
    made = (rows[~pd.MultiIndex.from_frame(rows[[*AREA, "time_period"]]).isin(known)]
            for rows in _counted(tables, asked))  # fmt: skip
    made = [rows.assign(**dict.fromkeys(set(frame) - set(rows), ""))[[*frame]] for rows in made if len(rows)]
    return pd.concat([frame, *made], ignore_index=True) if made else frame


def _counted(tables: object, asked: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Places of the areas asked for, an edition of a table of one whole division each."""
    codes = tables.indicators.reindex(columns=["indicator", "place_of", "within", "limit"])
    codes = codes[codes["place_of"].fillna("").ne("") & codes["indicator"].isin(asked["indicator"])]
    seen = tables.observations
    seen = seen[seen["frame"].eq("complete") & seen["time_period"].str.fullmatch(r"\d{4}") & seen["obs_value"].notna()]
    parts = divisions(tables.areas).values()
    for code in codes.itertuples():
        areas, limit = asked.loc[asked["indicator"].eq(code.indicator), "ref_area"], pd.to_numeric(code.limit)
        listed = seen[seen["indicator"].eq(code.place_of)]
        for _, edition in listed.groupby(["source_id", "time_period", "series"]):
            regions = [part["region"] for part in parts if {*part.index} == {*edition["ref_area"]}]
            mates = edition[edition["ref_area"].map(regions[0]).eq(code.within)] if regions else edition[:0]
            if pd.isna(limit) or limit == len(mates):  # as many as the ranks of the region are of
                placed = _placed(mates, code.indicator, code.place_of)
                yield placed[placed["ref_area"].isin(areas)]


def _placed(mates: pd.DataFrame, indicator: str, rank: str) -> pd.DataFrame:
    """Estimates of the places of areas in their region: equal ranks share the better place."""
    place = mates["obs_value"].rank(method="min")
    told = mates[["ref_area", "time_period", "series", "unit_measure", "obs_status", "maker", "trust"]]
    every = mates["figure_id"]  # it rests on its own figure, then on those of the others
    ids = ["|".join([own, *every[every.ne(own)]]) for own in every]
    return told.assign(indicator=indicator, obs_value=place, lower=place, upper=place, figure_ids=ids,
                       derived=rank, mates=float(len(mates)), dated="stated", status="kept", witnesses=1,
                       prints=0, method="counted")  # fmt: skip
