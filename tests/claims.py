"""A few figures about made-up indicators, as small as a test of evidence or of a method needs them."""

from types import SimpleNamespace

import pandas as pd

from bdlib.schemas import CLEAN, DTYPES

SHARE = {"indicator": "x_share", "kind": "share", "direction": "up", "limit": "100", "unit": "percent", "flow": "rate",
         "part_of": "", "ratio_of": "", "family": "", "name_vi": "chỉ tiêu", "name_en": "indicator"}  # fmt: skip
RATE = SHARE | {"indicator": "x_rate", "kind": "rate", "limit": ""}
STOCK = SHARE | {"indicator": "x_stock", "kind": "count", "limit": "", "unit": "count", "flow": "stock"}
COUNT = SHARE | {"indicator": "x_count", "kind": "count", "limit": "", "unit": "count", "flow": "running"}
PLAIN = {"ref_area": "A", "indicator": "x_share", "time_period": "2024", "period_basis": "stated", "role": "actual",
         "decimals": 1, "qualifier": "exact", "unit_measure": "percent", "obs_status": "A", "publisher": "P",
         "source_kind": "newspaper"}  # fmt: skip


def figures(*rows: dict) -> pd.DataFrame:
    """Observations from the cells that matter; a value is rounded to the decimals printed."""
    made = []
    for number, row in enumerate(rows):
        own = {"unit_measure": "count"} if row.get("indicator") in ("x_count", "x_stock") else {}
        cells = {**PLAIN, **own, "source_id": f"s{number}", "figure_id": f"s{number}-001", **row}
        half = 0.5 * 10.0 ** -cells["decimals"]
        ends = {"lower": row["value"] - half, "upper": row["value"] + half}
        made.append({**ends, **cells, "obs_value": row["value"], "figure": f"{row['value']}"})
    kinds = {name: DTYPES[spec.metadata["type"]] for name, spec in CLEAN["targets"].columns.items()}
    frame = pd.DataFrame(made).reindex(columns=[*kinds]).astype(object)
    return frame.fillna({name: "" for name, kind in kinds.items() if kind is str}).astype(kinds)


def tables(*rows: dict, series: dict | None = None, origins: pd.DataFrame | None = None) -> SimpleNamespace:
    obs = figures(*rows)
    aimed = obs["role"].eq("target")
    listed = pd.DataFrame([{"series": code, "maker": maker, "field": field}
                           for code, (maker, field) in (series or {}).items()])  # fmt: skip
    return SimpleNamespace(observations=obs[~aimed].drop(columns="target_year"), targets=obs[aimed], series=listed,
                           indicators=pd.DataFrame([SHARE, COUNT, STOCK, RATE]), origins=origins)  # fmt: skip
