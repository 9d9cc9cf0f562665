"""Places in an order, and how sure they are: a rank is only as sure as the values behind it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def rank(frame: pd.DataFrame, group: Sequence[str]) -> pd.DataFrame:
    """Rank values by group and bound each rank by the intervals; `better` is 1 where more is better, -1 where less is.

    Rank 1 is best; equal values share the better place, 1-2-2-4. rank_lower and rank_upper are exact: each is reached
    by some values inside the intervals, the area's own at one end and the others' at the opposite ends, and no values
    inside them lead beyond.
    """
    codes = frame.groupby(list(group), sort=False).ngroup().to_numpy()
    value = (frame["obs_value"] * frame["better"]).to_numpy(dtype=float)
    ends = frame[["lower", "upper"]].mul(frame["better"], axis=0).to_numpy(dtype=float)
    worst, best = ends.min(axis=1), ends.max(axis=1)
    itself = best > worst
    found = {"rank": count_above(value, value, codes), "rank_lower": count_above(worst, best, codes),
             "rank_upper": count_above(best, worst, codes) - itself}  # fmt: skip
    return 1 + pd.DataFrame(found, index=frame.index)


def count_above(values: np.ndarray, thresholds: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Count, for every threshold, the values of its group that are greater.

    One sort serves all groups: values and thresholds become places in one common order, shifted by group.
    """
    places = np.unique(np.concatenate([values, thresholds]), return_inverse=True)[1]
    step = places.max(initial=0) + 1
    keys = np.sort(codes * step + places[: len(values)])
    end = np.searchsorted(keys, (codes + 1) * step)
    return end - np.searchsorted(keys, codes * step + places[len(values) :], side="right")
