"""The table of conflicts, with a sentence on each in Vietnamese and English."""

import numpy as np
import pandas as pd

from bdlib.evidence.assessment import Evidence, assess
from bdlib.evidence.groups import ranked
from bdlib.evidence.sentences import explanations
from bdlib.schemas import CLEAN


def conflicts(
    obs: pd.DataFrame,
    targets: pd.DataFrame | None = None,
    *,
    indicators: pd.DataFrame | None = None,
    areas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find figures that differ where they should agree, and say why.

    Parameters
    ----------
    obs, targets : clean tables; never changed. The order of rows and columns makes no difference.
    indicators, areas : codelists. Without them nothing is known of kinds of number, parts, mergers and names.

    Returns
    -------
    DataFrame
        One row a conflict, in the columns of `CLEAN["conflicts"]`: kinds and strengths joined by |, strongest first;
        status `explained` (no decision is needed), `resolved` (one figure stands) or `open` (kept apart).
    """
    return tabulate(assess(obs, targets, indicators=indicators, areas=areas), indicators, areas)


def tabulate(
    evidence: Evidence, indicators: pd.DataFrame | None = None, areas: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Write evidence as the table of conflicts; see :func:`conflicts`."""
    claims, members, table = evidence.claims, evidence.members, evidence.groups
    names = CLEAN["conflicts"].columns
    types = {name: "Int64" if str(spec.dtype) == "Int64" else str for name, spec in names.items()}
    if table.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})
    rows = members.sort_values(["group", "at"], ignore_index=True)
    out = pd.DataFrame({name: _joined(claims, rows, name) for name in ("ref_area", "indicator", "role", "figure_id")})
    out = out.rename(columns={"figure_id": "figure_ids"})
    out["time_period"] = _span(claims, members)
    out = out.join(ranked(table)).join(table[["status", "witnesses", "chosen"]])
    ids = np.append(claims["figure_id"].to_numpy(object), "")
    out["chosen_figure_id"] = ids[out["chosen"]]
    for lang, texts in explanations(evidence, out, indicators, areas).items():
        out[f"explanation_{lang}"] = texts
    out = out.sort_values(["ref_area", "indicator", "time_period", "figure_ids"], kind="stable", ignore_index=True)
    out["conflict_id"] = [f"K{number:04d}" for number in range(1, len(out) + 1)]
    return out[list(names)].astype(types)


def _joined(claims: pd.DataFrame, rows: pd.DataFrame, name: str) -> pd.Series:
    """Distinct values of a column by group, sorted and joined by |; `rows` are members sorted by group."""
    codes, values = pd.factorize(claims[name], sort=True)
    once = pd.DataFrame({"group": rows["group"], "code": codes[rows["at"]]}).drop_duplicates()
    once = once.sort_values(["group", "code"], kind="stable")
    words = values.astype(object)[once["code"]].tolist()
    groups, starts = np.unique(once["group"], return_index=True)
    ends = [*starts[1:], len(words)]
    return pd.Series(["|".join(words[a:b]) for a, b in zip(starts, ends, strict=True)], index=groups, dtype=str)


def _span(claims: pd.DataFrame, members: pd.DataFrame) -> pd.Series:
    """First and last year of a group, joined by / where they differ."""
    year = claims["year"].to_numpy()[members["at"]]
    years = pd.Series(year).groupby(members["group"].to_numpy()).agg(["min", "max"])
    texts = [_years(low, high) for low, high in zip(years["min"], years["max"], strict=True)]
    return pd.Series(texts, index=years.index)


def _years(low: float, high: float) -> str:
    if np.isnan(low):
        return ""
    return f"{low:.0f}" if low == high else f"{low:.0f}/{high:.0f}"
