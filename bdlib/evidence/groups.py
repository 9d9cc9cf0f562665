"""From edges to groups: connected claims, and the kinds that hold for a group, strongest first."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from bdlib.evidence.edges import HINT, KINDS, SOFT

WEAKEST = 0.25  # a kind below is not reported
HINTS = ("definition", "scope_population")  # told of a group that time explains, too
MINOR = 0.35  # weight of rounding and lost qualifiers in a group that also holds a contradiction


def groups(
    claims: pd.DataFrame, edges: pd.DataFrame, agreements: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Join claims that differ, with those that agree with them, and weigh the kinds.

    Returns
    -------
    members : group, at (position in `claims`).
    table : one row a group: `contradicts`, and the strength of every kind.
    of_edge : group of each edge, -1 for one that needs no row.
    """
    links = (edges["conflict"] | edges["soft"]).to_numpy()
    linked, of_edge = edges[links], np.full(len(edges), -1)
    if linked.empty:
        nothing = pd.DataFrame({"group": [], "at": []}, dtype=int)
        return nothing, pd.DataFrame(columns=["contradicts", *KINDS], dtype=float), of_edge
    size = len(claims)
    graph = coo_matrix((np.ones(len(linked), dtype=bool), (linked["i"], linked["j"])), shape=(size, size))
    label = connected_components(graph, directed=False)[1]
    core = np.zeros(size, dtype=bool)
    core[linked["i"]] = core[linked["j"]] = True
    label = np.where(core, label, -1)
    of_edge[links] = label[linked["i"]]
    return _with_witnesses(label, agreements), _weigh(claims, linked.assign(group=of_edge[links])), of_edge


def _with_witnesses(label: np.ndarray, agreements: pd.DataFrame) -> pd.DataFrame:
    """Add to every group the claims outside any group that agree with one of its members."""
    i, j = agreements["i"].to_numpy(), agreements["j"].to_numpy()
    ends = np.concatenate([np.stack([i, j]), np.stack([j, i])], axis=1)
    joins = (label[ends[0]] < 0) & (label[ends[1]] >= 0)
    own = pd.DataFrame({"group": label, "at": np.arange(len(label))}).query("group >= 0")
    guests = pd.DataFrame({"group": label[ends[1][joins]], "at": ends[0][joins]})
    return pd.concat([own, guests.drop_duplicates("at")]).sort_values(["group", "at"], ignore_index=True)


def _weigh(claims: pd.DataFrame, linked: pd.DataFrame) -> pd.DataFrame:
    """Strength of every kind in a group: between its mean and its maximum over the different pairs of values."""
    point = claims["point"].to_numpy()
    values = np.sort(np.stack([point[linked["i"]], point[linked["j"]]]), axis=0)
    once = (
        linked.assign(low=values[0], high=values[1])
        .groupby(["group", "conflict", "low", "high"])[KINDS[:-2]]
        .max()
        .reset_index()
    )
    hard = [kind for kind in KINDS[:-2] if kind not in SOFT]
    contradicting = once[once["conflict"]].groupby("group")[hard]
    table = ((contradicting.max() + contradicting.mean()) / 2).reindex(np.sort(linked["group"].unique()))
    contradicts = table["definition"].notna()
    table["time_change"] = contradicting.mean()["time_change"] / 2
    every = once.groupby("group")[KINDS[:-2]].max()
    for kind in SOFT:
        table[kind] = every[kind] * np.where(contradicts, MINOR / 0.9, 1.0)
    table = table.fillna(0.0)
    table.loc[~contradicts, "time_change"] = every["time_change"]
    for kind in HINTS:
        table.loc[~contradicts, kind] = every[kind].where(every[kind] >= HINT, 0.0)
    table["arithmetic_inconsistency"] = 0.0
    best = table[hard].drop(columns="time_change").max(axis=1)
    table["unexplained"] = np.where(contradicts, np.clip(0.75 - best, 0.05, 0.75), 0.0)
    return table.assign(contradicts=contradicts)


def ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Kinds and strengths of every group as text, strongest first, joined by |."""
    strength = table[KINDS].to_numpy(float)
    order = np.argsort(-strength, axis=1, kind="stable")
    lines = []
    for row, places in zip(strength, order, strict=True):
        kept = [k for n, k in enumerate(places) if row[k] >= WEAKEST or (n == 0 and row[k] > 0)]
        lines.append(("|".join(KINDS[k] for k in kept), "|".join(f"{row[k]:.2f}" for k in kept)))
    return pd.DataFrame(lines, columns=["kinds", "strengths"], index=table.index)
