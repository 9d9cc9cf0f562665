"""Which claims are held against which: all pairs of a small object, neighbours and the common claim of a large one."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

SMALL = 12  # figures of an object that are all held against each other
NEIGHBOURS = 3  # in time and in value, for the others
NEAR = np.timedelta64(2 * 366, "D")


def within(claims: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Pair claims of one object that lie near in time and are about comparable spans.

    The number of pairs grows with the number of claims, not with its square: an object of more than
    :data:`SMALL` claims is paired by neighbours in time, by neighbours in value within a year, and with the most
    frequent value of the year.

    Returns
    -------
    (i, j) : positions in `claims`; i is the claim about the earlier time, of one time the one said first.
    """
    size = claims.groupby("object")["object"].transform("size").to_numpy()
    found = [np.concatenate(pairs, axis=1) for pairs in _candidates(claims, size)]
    i, j = np.concatenate(found, axis=1) if found else np.empty((2, 0), dtype=int)
    keep = _comparable(claims, i, j)
    return ordered(claims, i[keep], j[keep])


def _candidates(claims: pd.DataFrame, size: np.ndarray) -> Iterator[list[np.ndarray]]:
    last = claims["last"].to_numpy()
    by_time = np.lexsort((claims["point"], last, claims["object"]))
    yield list(_lags(by_time, claims["object"].to_numpy()[by_time], size[by_time], SMALL))
    large = np.flatnonzero(size > SMALL)
    if len(large):
        year = claims["year"].fillna(-1).to_numpy()
        by_value = large[
            np.lexsort(
                (last[large], claims["point"].to_numpy()[large], year[large], claims["object"].to_numpy()[large])
            )
        ]
        key = claims["object"].to_numpy()[by_value].astype(np.int64) * 10_000 + year[by_value].astype(np.int64)
        yield list(_lags(by_value, key, size[by_value], NEIGHBOURS))
        yield [_with_common(claims, by_value, key)]


def _lags(order: np.ndarray, key: np.ndarray, size: np.ndarray, most: int) -> Iterator[np.ndarray]:
    """Pair each claim with those up to `most` places on; of a large object only the next few."""
    yield np.empty((2, 0), dtype=np.int64)
    for lag in range(1, min(most, len(order) - 1) + 1):
        same = (key[lag:] == key[:-lag]) & ((size[lag:] <= SMALL) | (lag <= NEIGHBOURS))
        yield np.stack([order[:-lag][same], order[lag:][same]])


def _with_common(claims: pd.DataFrame, order: np.ndarray, key: np.ndarray) -> np.ndarray:
    """Pair each claim of a large object with the most frequent value of its year."""
    frame = pd.DataFrame({"key": key, "point": claims["point"].to_numpy()[order], "at": order})
    counts = frame.groupby(["key", "point"], sort=True)["at"].agg(["size", "first"]).reset_index()
    common = counts.sort_values("size", ascending=False, kind="stable").drop_duplicates("key").set_index("key")["first"]
    other = common.reindex(key).to_numpy()
    differs = claims["point"].to_numpy()[other] != frame["point"].to_numpy()
    return np.stack([order[differs], other[differs]])


def _comparable(claims: pd.DataFrame, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Tell which pairs are about times that are known and near; a mean of years only meets its like."""
    first, last = claims["first"].to_numpy(), claims["last"].to_numpy()
    length = (last - first) / np.timedelta64(1, "D")
    near = np.abs(last[i] - last[j]) <= NEAR
    long = length > 370
    alike = (long[i] == long[j]) & (~long[i] | ((first[i] == first[j]) & (last[i] == last[j])))
    return near & alike


def ordered(claims: pd.DataFrame, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Put the claim about the earlier time first; of one time the one said first, then by figure_id; no pair twice."""
    said = claims["said"].fillna(pd.Timestamp("1800-01-01"))
    rank = np.empty(len(claims), dtype=np.int64)
    rank[np.lexsort((np.arange(len(claims)), said, claims["last"]))] = np.arange(len(claims))
    swap = rank[i] > rank[j]
    i, j = np.where(swap, j, i), np.where(swap, i, j)
    _, once = np.unique(i * len(claims) + j, return_index=True)
    return i[once], j[once]
