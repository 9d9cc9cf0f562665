"""Official against press: how far figures of pages lie from the official table.

The official value of a cell (area, indicator, period) is that of a table over all areas, the latest published. A figure
of a page is held against it where its period is the same and no facet differs; a page of the table's own maker is not,
nor one of a body of that kind: ministries succeed each other, and a branch office has another name.
"""

from typing import Any

import numpy as np
import pandas as pd

from bdlib.codelists import DEFINING
from bdlib.gap.beside import differing
from bdlib.ranked import series_fields

CELL = ["ref_area", "indicator", "time_period"]
SAME = [*DEFINING, "field"]  # what must not differ where both sides state it
WIDE = ("complete", "most")  # frames of a table that can be official for all
KEPT = [*CELL, "figure_id", "obs_value", "lower", "upper", "unit_measure", "figure", "source_id", "source_kind",
        "maker_kind", "role", "trust", "published", "publisher"]  # fmt: skip


def against_official(tables: Any) -> pd.DataFrame:
    """Hold every figure of a page against the official value of the same thing, a row each.

    official, official_lower, official_upper, official_source, official_maker, rank, points (a share or a rate), error
    (relative; of shares and rates in points over 100, of ranks in places), meets (whether the intervals meet).
    """
    told = tables.observations
    told = told.assign(field=told["series"].map(series_fields(tables)).astype(object).fillna(""))
    said = told.query("frame == '' and obs_value.notna() and period_basis == 'stated' and role != 'forecast'")
    both = said[[*KEPT, *SAME]].merge(_official(told), on=CELL)
    maker = dict(zip(tables.origins["name"], tables.origins["maker"], strict=True))
    both["same"] = both["field"].eq(both["field_official"])
    own = both["publisher"].map(maker).eq(both["official_maker"]) | both["source_kind"].eq(both["official_kind"])
    sides = [f"{name}_official" for name in SAME]
    both = both[~differing(both[SAME], both[sides].set_axis(SAME, axis=1)) & ~own]
    both = both.sort_values(["same", "official_source"], ascending=[False, True]).drop_duplicates("figure_id")
    both = both.drop(columns=["same", "publisher", "official_kind", *SAME, *sides])
    return scored(both, tables.indicators).sort_values([*CELL, "figure_id"], ignore_index=True)


def _official(rows: pd.DataFrame) -> pd.DataFrame:
    """Official value of every cell and field that has one; of several tables the latest published counts."""
    wide = rows[rows["frame"].isin(WIDE) & rows["trust"].ne("low") & rows["obs_value"].notna()]
    wide = wide.sort_values(["published", "source_id"], kind="stable").drop_duplicates([*CELL, "field"], keep="last")
    names = {"obs_value": "official", "lower": "official_lower", "upper": "official_upper",
             "source_id": "official_source", "maker": "official_maker", "maker_kind": "official_kind"}  # fmt: skip
    names |= {name: f"{name}_official" for name in SAME}
    return wide[[*CELL, *names]].rename(columns=names)


def scored(both: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Add rank, error and meets."""
    kind = both["indicator"].map(indicators.set_index("indicator")["kind"])
    apart = both["obs_value"] - both["official"]
    meets = (both["lower"] <= both["official_upper"]) & (both["upper"] >= both["official_lower"])
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = apart / both["official"].abs()
    error = np.select([kind.eq("rank"), kind.isin(["share", "rate"])], [apart, apart / 100], relative)
    return both.assign(rank=kind.eq("rank"), points=kind.isin(["share", "rate"]), error=error, meets=meets)
