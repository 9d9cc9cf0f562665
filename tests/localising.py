"""Localising errors as the literature does, by sets of equalities: what the rules of bdlib.edits are measured against.

Fellegi and Holt (1976, Journal of the American Statistical Association 71, 17-35): change as little as makes every
rule hold. Scholtus (2009, Statistics Netherlands, Discussion Paper 09046): a value that breaks an equality is a typing
error, where the value that the equality gives differs from it by one digit, or by two digits swapped.
"""

from itertools import combinations

import numpy as np

from bdviews.conflicts.rules import one_slip


def localise(values: np.ndarray, equalities: np.ndarray, weights: np.ndarray | None = None,
             most: int = 3) -> tuple[int, ...]:  # fmt: skip
    """Find the lightest set of up to `most` values that can be changed so that every equality holds.

    An equality is a row whose products with the values sum to zero; a value that is trusted more weighs more. Gives
    the places of the values; none where all hold, no set as small can mend them, or two sets are equally light.

    >>> localise(np.array([753.0, 1050.0, 1512.0]), np.array([[1, 1, -1]]), np.array([2, 2, 1]))
    (2,)
    """
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    gap = equalities @ values
    if np.allclose(gap, 0):
        return ()
    fits = [some for size in range(1, most + 1) for some in combinations(range(len(values)), size)
            if _mends(equalities[:, some], gap)]  # fmt: skip
    cost = [weights[list(some)].sum() for some in fits]
    best = [some for some, price in zip(fits, cost, strict=True) if np.isclose(price, min(cost))]
    return best[0] if len(best) == 1 else ()


def typos(values: np.ndarray, equalities: np.ndarray) -> np.ndarray:
    """Correct typing errors, one digit, one sign or two swapped digits away, that make most equalities hold.

    >>> typos(np.array([1452, 161, 1568]), np.array([[1, 1, -1]])).tolist()
    [1452.0, 116.0, 1568.0]
    """
    record = np.asarray(values, dtype=float).copy()
    while True:
        held = np.isclose(equalities @ record, 0)
        best, gain = None, 0
        for place, value in _corrections(record, equalities, held):
            tried = record.copy()
            tried[place] = value
            holds = np.isclose(equalities @ tried, 0)
            if holds[held].all() and holds.sum() - held.sum() > gain:
                best, gain = tried, holds.sum() - held.sum()
        if best is None:
            return record
        record = best


def _mends(columns: np.ndarray, gap: np.ndarray) -> bool:
    """Tell whether changes of these values alone can close all gaps."""
    change, *_ = np.linalg.lstsq(columns, -gap, rcond=None)
    return bool(np.allclose(columns @ change, -gap) and np.all(np.abs(change) > 1e-9))


def _corrections(record: np.ndarray, equalities: np.ndarray, held: np.ndarray) -> list[tuple[int, float]]:
    """Values that a failing equality gives, where they are one slip away from what stands there."""
    given = [(int(place), float(record[place] - (row @ record) / row[place]))
             for row in equalities[~held] for place in np.flatnonzero(row)]  # fmt: skip
    return [(place, value) for place, value in given if _one_slip(record[place], value)]


def _one_slip(stands: float, gives: float) -> bool:
    return one_slip(f"{abs(stands):.12g}", f"{abs(gives):.12g}") or stands == -gives
