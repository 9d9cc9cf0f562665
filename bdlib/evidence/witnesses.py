"""Who is an independent witness: reprints, one author and one agency's number passed on count once."""

import re

import numpy as np
import pandas as pd

from bdlib.reconcile import origin

_IMPLIED = re.compile(r"\((?:implied|as printed)\)|[\s.,]+")
_ENOUGH = 4  # figures in one order by chance: 1 in 4! = 24 for four, far rarer with their digits


def witnesses(claims: pd.DataFrame) -> pd.Series:
    """Give each claim the code of the origin it goes back to, within its object.

    Two claims of one value share a witness when they come from one source or its reprints, when one source copies
    another's run of figures, or when they name one series or one speaker: a number passed on. A reprint that prints
    another value than its source is no new witness either, where the source leaves no doubt which figure it copies.

    Parameters
    ----------
    claims : with `object, source_id, reprints, figure_id, point, series, attributed_to`.

    Returns
    -------
    Series
        Codes that are equal for claims of one witness. Codes of different objects mean nothing to each other.
    """
    root = origin(claims)
    copied = copies(claims.assign(origin=root))
    root = root.map(lambda source: copied.get(source, source))
    speaker = claims["attributed_to"].map(
        {who: _IMPLIED.sub("", who).lower() for who in claims["attributed_to"].unique()}
    )
    value = [claims["object"], claims["point"]]
    links = [
        _first_of(claims, [*value, root]),
        _first_of(claims, [*value, claims["series"]], claims["series"].ne("")),
        _first_of(claims, [*value, speaker], speaker.ne("")),
        _original(claims, root),
    ]
    return pd.Series(_merge(links, len(claims)), index=claims.index)


def copies(claims: pd.DataFrame) -> dict[str, str]:
    """Find sources that print another's figures in another's order.

    Equal digits alone are no proof (both may be right), but a run of equal figures in the same order is: by chance
    k figures keep their order once in k!.

    Parameters
    ----------
    claims : with `object, point, source_id, figure_id, published, origin`.

    Returns
    -------
    dict
        Copying source to the earliest source that it agrees with.
    """
    ordered = claims.sort_values(["object", "point", "published", "figure_id"], kind="stable")
    same = [ordered["object"], ordered["point"], ordered["year"]]
    shared = ordered.assign(
        other=ordered["origin"].groupby(same).transform("first"),
        place=ordered["figure_id"].groupby(same).transform("first"),
    )
    shared = shared[shared["origin"].ne(shared["other"])].drop_duplicates(["origin", "other", "place"])
    shared = shared.sort_values(["origin", "other", "figure_id"], kind="stable")
    pair = [shared["origin"], shared["other"]]
    falls = shared["place"] < shared["place"].groupby(pair).shift().fillna("")
    runs = falls.groupby(pair).agg(["size", "sum"]).reset_index()
    runs = runs[(runs["size"] >= _ENOUGH) & runs["sum"].eq(0)].sort_values(["size", "other"], ascending=[False, True])
    return runs.drop_duplicates("origin").set_index("origin")["other"].to_dict()


def _original(claims: pd.DataFrame, root: pd.Series) -> np.ndarray:
    """Position of the figure that a reprint copies, where its source prints but one value; else its own position."""
    here = np.arange(len(claims))
    key = pd.MultiIndex.from_arrays([claims["object"], claims["year"].fillna(-1), root])
    own = claims.assign(key=key, here=here)[claims["source_id"].eq(root).to_numpy()]
    one = own.groupby("key")["point"].transform("nunique").eq(1)
    first = own[one].drop_duplicates("key").set_index("key")["here"]
    copied = first.reindex(key).to_numpy()
    return np.where(claims["source_id"].ne(root) & ~np.isnan(copied), np.nan_to_num(copied), here).astype(int)


def _first_of(claims: pd.DataFrame, keys: list[pd.Series], where: pd.Series | None = None) -> np.ndarray:
    """Position of the first claim that shares the keys; its own position where they say nothing."""
    here = np.arange(len(claims))
    position = pd.Series(here, index=claims.index)
    first = position.groupby(keys, sort=False).transform("first").to_numpy()
    return first if where is None else np.where(where, first, here)


def _merge(links: list[np.ndarray], size: int) -> np.ndarray:
    """Number the connected components of links between claims."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    here = np.tile(np.arange(size), len(links))
    graph = coo_matrix((np.ones(len(here), dtype=bool), (here, np.concatenate(links))), shape=(size, size))
    return connected_components(graph, directed=False)[1]
