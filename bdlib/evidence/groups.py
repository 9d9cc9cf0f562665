"""One matter, one row: pairs that hang together become a group of figures, and no chain runs on through time."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import EDITIONS, YEAR, codes
from bdlib.evidence.pairs import NEAR


def grouped(claims: pd.DataFrame, pairs: pd.DataFrame,
            worded: pd.DataFrame | None = None) -> tuple[pd.Series, pd.DataFrame]:  # fmt: skip
    """Put pairs that share a claim into one group; what a rule holds against each other is a group of its own.

    One that says the same in other words (`worded`) joins. Gives the group of each pair, and of each claim in one a
    row: the claim with its `group` and its position, `at`. What its maker has replaced stands against his own alone.
    """
    pairs, third = _standing(claims, pairs)
    i, j = pairs["i"].to_numpy(int), pairs["j"].to_numpy(int)
    object_, end = claims["object"].to_numpy(), claims["end"].to_numpy()
    own = (pairs["page"] | (object_[i] != object_[j]) & pairs["edit"].ne("")).to_numpy(bool)
    part = ("+" + pairs["edit"]).to_numpy(object)
    part[~own] = _components(*(each[~own] + len(claims) * third[~own] for each in (i, j)))
    part = pd.factorize(part)[0]
    span = pd.DataFrame({"part": part, "first": np.fmin(end[i], end[j]), "last": np.fmax(end[i], end[j])})
    whole = span.groupby("part").agg(first=("first", "min"), last=("last", "max"))
    long = ((whole["last"] - whole["first"]) > 2 * NEAR * YEAR).reindex(part).to_numpy()
    year = np.where(long, np.nan_to_num(claims["year"].to_numpy()[j]), 0)
    number = pd.factorize(pd.MultiIndex.from_arrays([part, year]))[0]
    ends = pd.DataFrame({"group": np.r_[number, number], "at": np.r_[i, j]}).drop_duplicates()
    if worded is not None:
        links = np.concatenate([worded[["i", "j"]].to_numpy(int), worded[["j", "i"]].to_numpy(int)])
        joining = ends.merge(pd.DataFrame(links, columns=["at", "other"]), on="at")
        ends = pd.concat([ends, joining[["group", "other"]].set_axis(["group", "at"], axis=1)]).drop_duplicates()
    members = _with_same(claims, ends)
    rows = claims.iloc[members["at"]].reset_index(drop=True)
    return pd.Series(number, index=pairs.index), rows.assign(group=members["group"], at=members["at"])


def _standing(claims: pd.DataFrame, pairs: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Pairs without those of another's value with one that its maker has replaced, and which have such a value."""
    renewed, state = pairs[pairs["former"].ge(0)], claims["statement"].to_numpy()
    by, old = codes(claims["object"], claims["voice"]), state[renewed["former"]]
    new = np.setdiff1d(state[renewed["i"] + renewed["j"] - renewed["former"]], old)
    heard = claims["trust"].ne("low") & ~claims["early"].gt(0) & ~claims["kind"].isin(EDITIONS)  # as in _renewed
    a, b = (pairs[ends].to_numpy(int) for ends in (["i", "j"], ["j", "i"]))
    rival = (by[a] != by[b]) & heard.to_numpy()[b]
    third = np.isin(a, np.intersect1d(*(b[rival & np.isin(state[a], which)] for which in (old, new))))
    moot = (third & np.isin(by, by[renewed["former"]])[b] & ~np.isin(state, new)[b]).any(axis=1)
    return pairs[~moot], third.any(axis=1)[~moot]


def _components(i: np.ndarray, j: np.ndarray) -> np.ndarray:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes, place = np.unique(np.r_[i, j], return_inverse=True)
    ends = place[: len(i)], place[len(i) :]
    graph = coo_array((np.ones(len(i), dtype=bool), ends), shape=(len(nodes), len(nodes)))
    return connected_components(graph, directed=False)[1][ends[0]]


def _with_same(claims: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    """Add the claims that state the same as one of a group."""
    code = claims["statement"].to_numpy()
    repeated = claims["statement"].duplicated(keep=False).to_numpy()
    crowd = pd.DataFrame({"code": code[repeated], "at": np.flatnonzero(repeated)})
    several = ends[repeated[ends["at"]]]
    several = pd.DataFrame({"group": several["group"], "code": code[several["at"]]}).drop_duplicates()
    made = pd.concat([ends[~repeated[ends["at"]]], several.merge(crowd, on="code")[["group", "at"]]])
    return made.drop_duplicates().sort_values(["group", "at"], ignore_index=True)
