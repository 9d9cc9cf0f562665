"""Small tables for the tests of comparison: estimates with one field overridden at a time."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from bdlib.reconciliation import ESTIMATE

PLAIN = {"time_period": "2022", "series": "GSO", "unit_measure": "percent", "obs_status": "A", "method": "latest",
         "witnesses": 1, "figure_ids": "x-001", "set_aside": "", "reason": "", "measure": "", "base": "", "prices": "",
         "scope": "", "stage": "", "maker": "", "trust": "", "frame": "", "status": "kept", "dated": "stated",
         "contradicted_by": "", "prints": 1}  # fmt: skip


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


FIGURE = {"source_id": "page", "period_basis": "stated", "role": "actual", "figure": "…", "published": "2024-05-01",
          "publisher": "Page", "source_kind": "newspaper", "maker_kind": "", "attributed_to": "",
          "trust": "", "frame": "", "qualifier": "exact", "measure": "", "base": "", "prices": "",
          "scope": ""}  # fmt: skip
PAGE = {"source_id": "page", "publisher": "Báo Đồng Nai", "title": "50% & more", "published": "2024-05-01", "url": "",
        "kind": "newspaper", "language": "vi", "reprints": ""}  # fmt: skip


def fact(ref_area: str, indicator: str, value: float, margin: float = 0.0, **fields: object) -> dict:
    """An estimate with all the columns that findings read."""
    return estimate(ref_area, indicator, value, margin) | fields


def _series(corpus, fields):
    known = pd.DataFrame(fields, columns=["series", "field"])
    return corpus.series[["series", "maker"]].merge(known, how="outer").fillna("")


def result(corpus, *rows: dict, observations=(), conflicts=(), fields=(("DTI", "63"), ("DTI34", "34")), **codelists):
    """What reconciling gives, as small as a test needs it."""
    frame = pd.DataFrame(rows, columns=ESTIMATE)
    said = ["ref_area", "indicator", "time_period", "series", "obs_value", "lower", "upper", "unit_measure", "maker",
            "obs_status", "stage"]  # fmt: skip
    behind = frame.assign(figure_id=frame["figure_ids"].str.split("|")).explode("figure_id")[["figure_id", *said]]
    figures = [FIGURE | row for row in behind.to_dict("records")]
    columns = list(
        dict.fromkeys(["figure_id", "denominator", *said, *FIGURE, *(key for row in observations for key in row)])
    )
    seen = pd.DataFrame([*observations, *figures], columns=columns).drop_duplicates("figure_id")
    listed = {"observations": seen, "areas": corpus.areas, "indicators": corpus.indicators,
              "sources": pd.DataFrame([PAGE]), "series": _series(corpus, fields),
              "facets": corpus.facets,
              "origins": pd.DataFrame(columns=["name", "origin", "maker", "name_vi", "name_en"]),
              "targets": pd.DataFrame(columns=[*seen, "target_year"])}  # fmt: skip
    columns = ["conflict_id", "indicator", "figure_ids", "status", "reason", "chosen_figure_id", "facts"]
    held = pd.DataFrame([{"indicator": "", "facts": ""} | one for one in conflicts], columns=columns)
    tables, steps = SimpleNamespace(**listed | codelists), pd.DataFrame(columns=["figure_id", "action"])
    return SimpleNamespace(frame=frame, tables=tables, conflicts=held, steps=steps, method="evidence")
