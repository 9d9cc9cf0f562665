"""Small tables for the tests of comparison: estimates with one field overridden at a time."""

import numpy as np
import pandas as pd

from bdlib.reconciliation import ESTIMATE

PLAIN = {"time_period": "2022", "series": "GSO", "unit_measure": "percent", "obs_status": "A", "method": "latest",
         "witnesses": 1, "figure_ids": "x-001", "set_aside": "", "reason": ""}  # fmt: skip


def estimate(ref_area: str, indicator: str, value: float, margin: float = 0.0, **fields: object) -> dict:
    return PLAIN | {"ref_area": ref_area, "indicator": indicator, "obs_value": value, "lower": value - margin,
                    "upper": value + margin} | fields  # fmt: skip


def estimates(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=ESTIMATE)


def synthetic(areas: list[str], indicators: list[str], years: list[str], series: list[str], seed: int = 0):
    keys = pd.MultiIndex.from_product([areas, indicators, years, series], names=ESTIMATE[:4]).to_frame(index=False)
    rng = np.random.default_rng(seed)
    value = rng.lognormal(3, 1, len(keys))
    margin = value * rng.uniform(0, 0.1, len(keys))
    fields = {name: PLAIN[name] for name in ESTIMATE if name in PLAIN and name not in keys}
    return keys.assign(obs_value=value, lower=value - margin, upper=value + margin, **fields)[ESTIMATE]
