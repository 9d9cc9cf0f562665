"""Who is an independent witness: reprints, one author and one agency's number passed on count once."""

import re

import numpy as np
import pandas as pd

from bdlib.reconciliation import origin

_IMPLIED = re.compile(r"\((?:implied|as printed)\)|[\s.,]+")
_LAST = pd.Timestamp("2200-01-01")  # for pages without a date
_ENOUGH = 4  # figures in one order by chance: 1 in 4! = 24 for four, far rarer with their digits


def witnesses(claims: pd.DataFrame) -> pd.Series:
    """Give each claim the code of the origin it goes back to, within its object.

    Two claims of one value share a witness when they come from one source or its reprints, when one source copies
    another's run of figures, or when they name one series or one speaker: a number passed on. A reprint that prints
    another value than its source is no new witness either, where the source leaves no doubt which figure it copies.

    Parameters
    ----------
    claims : with `object, source_id, reprints, point, year, said, series, attributed_to`, sorted by figure_id.

    Returns
    -------
    Series
        Codes that are equal for claims of one witness. Codes of different objects mean nothing to each other.
    """
    codes, sources = pd.factorize(claims["source_id"], sort=True)
    roots = origin(claims.drop_duplicates(["source_id", "reprints"])).set_axis(
        claims.drop_duplicates(["source_id", "reprints"])["source_id"]
    )
    root = pd.Index(sources).get_indexer(sources.map(roots[~roots.index.duplicated()]).fillna(""))[codes]
    root = np.where(root < 0, codes, root)
    copied = copies(claims, root)
    root = (
        np.arange(len(sources))[root] if not copied else np.array([copied.get(k, k) for k in range(len(sources))])[root]
    )
    who = claims["attributed_to"]
    speaker = pd.factorize(who.map({name: _IMPLIED.sub("", name).lower() for name in who.unique()}))[0]
    value = pd.Series(claims.groupby(["object", "point"], sort=False).ngroup().to_numpy())
    links = [
        _first_of([value, root]),
        _first_of([value, pd.factorize(claims["series"])[0]], claims["series"].ne("").to_numpy()),
        _first_of([value, speaker], who.ne("").to_numpy()),
        _original(claims, codes, root),
    ]
    return pd.Series(_merge(links, len(claims)), index=claims.index)


def copies(claims: pd.DataFrame, root: np.ndarray) -> dict[int, int]:
    """Find sources that print another's figures in another's order.

    Equal digits alone are no proof (both may be right), but a run of equal figures in the same order is: by chance
    k figures keep their order once in k!. An order that anyone would choose, by code or by size, proves nothing.

    Parameters
    ----------
    claims : with `object, year, point, said`, sorted by figure_id: that is the order of a page.
    root : code of the source that each goes back to.

    Returns
    -------
    dict
        Copying source to the earliest source that it agrees with.
    """
    cell = claims.groupby(["object", "year", "point"], sort=False).ngroup().to_numpy()
    said = claims["said"].fillna(_LAST).to_numpy()
    order = np.lexsort((np.arange(len(claims)), said, cell))
    first = order[np.searchsorted(cell[order], cell)] if len(order) else order
    shared = pd.DataFrame({"source": root, "other": root[first], "place": first, "at": np.arange(len(claims))})
    shared = shared[shared["source"].ne(shared["other"]) & (cell >= 0)].drop_duplicates(["source", "other", "place"])
    pair = [shared["source"], shared["other"]]
    falls = shared["place"] < shared["place"].groupby(pair).shift().fillna(-1)
    runs = falls.groupby(pair).agg(["size", "sum"])
    for name in ("object", "point"):
        step = shared.assign(by=claims[name].to_numpy()[shared["at"]]).groupby(["source", "other"])["by"].diff()
        runs[name] = step.gt(0).groupby(pair).any() & step.lt(0).groupby(pair).any()
    runs = runs[(runs["size"] >= _ENOUGH) & runs["sum"].eq(0) & runs["object"] & runs["point"]].reset_index()
    runs = runs.sort_values(["size", "other"], ascending=[False, True])
    return runs.drop_duplicates("source").set_index("source")["other"].to_dict()


def _original(claims: pd.DataFrame, source: np.ndarray, root: np.ndarray) -> np.ndarray:
    """Position of the figure that a reprint copies, where its source prints but one value; else its own position."""
    frame = pd.DataFrame({
        "object": claims["object"].to_numpy(), "year": claims["year"].fillna(-1).to_numpy(), "root": root,
        "point": claims["point"].to_numpy(), "at": np.arange(len(claims)),
    })  # fmt: skip
    key, reprint = ["object", "year", "root"], source != root
    copied = frame[~reprint & np.isin(root, root[reprint])]
    one = copied[copied.groupby(key)["point"].transform("nunique").eq(1)].drop_duplicates(key)
    found = frame[reprint].merge(one[[*key, "at"]], on=key, suffixes=("", "_first"))
    links = np.arange(len(claims))
    links[found["at"]] = found["at_first"]
    return links


def _first_of(keys: list[np.ndarray], where: np.ndarray | None = None) -> np.ndarray:
    """Position of the first claim that shares the keys; its own position where they say nothing."""
    here = pd.Series(np.arange(len(keys[0])))
    first = here.groupby(keys, sort=False).transform("first").to_numpy()
    return first if where is None else np.where(where, first, here)


def _merge(links: list[np.ndarray], size: int) -> np.ndarray:
    """Number the connected components of links between claims."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    here = np.tile(np.arange(size), len(links))
    graph = coo_matrix((np.ones(len(here), dtype=bool), (here, np.concatenate(links))), shape=(size, size))
    return connected_components(graph, directed=False)[1]
