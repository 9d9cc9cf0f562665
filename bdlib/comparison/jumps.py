"""Jumps that the descriptor of a table declares, in the table's own indicator and in every ratio that rests on it."""

import pandas as pd

KEY = ["ref_area", "indicator", "series", "year"]
JUMP = [*KEY, "jump_before"]
TYPES = dict.fromkeys(JUMP, "str") | {"year": int}


def declared(tables: object) -> pd.DataFrame:
    """One row an area, indicator, series and year to which a change is declared beyond the usual.

    `jump_before` is the indicator that jumps: the own one, or a part of the ratio that the codelist says it is
    (`ratio_of`).
    """
    own = _own(tables)
    parts = tables.indicators.reindex(columns=["indicator", "ratio_of"]).astype(object).fillna("")
    parts = parts.assign(part=parts["ratio_of"].str.split("/")).explode("part").query("part != ''")
    ratios = own.merge(parts, left_on="indicator", right_on="part", suffixes=("_own", ""))
    return pd.concat([own, ratios])[JUMP].drop_duplicates(KEY, ignore_index=True).astype(TYPES)


def _own(tables: object) -> pd.DataFrame:
    """Jumps in the indicators of the tables that declare them."""
    said = tables.sources.reindex(columns=["source_id", "jumps"]).astype(object).fillna("")
    said = said.assign(jump=said["jumps"].str.split("|")).explode("jump").query("jump != ''")
    if said.empty:
        return pd.DataFrame(columns=JUMP).astype(TYPES)
    where = said["jump"].str.rpartition(":")
    said = pd.DataFrame({"source_id": said["source_id"], "area": where[0], "time_period": where[2]}).astype(str)
    rows = tables.observations[tables.observations["source_id"].isin(said["source_id"])]
    rows = rows.merge(said, on=["source_id", "time_period"])
    rows = rows[rows["area"].eq("") | rows["area"].eq(rows["ref_area"])]
    rows = rows.assign(year=rows["time_period"].str[:4].astype(int), jump_before=rows["indicator"])
    return rows[JUMP]
