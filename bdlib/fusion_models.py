"""Two simple estimators for `bdlib.fusion`: a reliability-weighted median and a shrunk mean.

Both learn how far each source is from the estimates and weigh it accordingly, in turns, as in CRH (Li et al. 2014,
"Resolving conflicts in heterogeneous data by truth discovery and source reliability estimation", SIGMOD), with
errors bounded, so that one slip costs a source little, and reliabilities shrunk, so that a few claims prove little.
"""

from __future__ import annotations

import numpy as np

from bdlib.fusion_claims import Claims, median, spread

FAR = 3.0  # typical errors at which a miss stops counting for more
PRIOR = 4.0  # claims that a source's record is shrunk by


def informative(claims: Claims) -> np.ndarray:
    """What each claim can tell about its source: its vote less its part in the answer; nothing where nobody else speaks."""
    voices = claims.by_object(claims.voice)
    return claims.voice * np.where(claims.counts > 1, 1 - 1 / np.maximum(voices, 1.0), 0.0)[claims.obj]


def weighted_median(claims: Claims, rounds: int = 8, most: float = 20.0) -> np.ndarray:
    """Median of each object, each source weighted by the inverse of its typical miss, at most `most` times the usual."""
    estimate = median(claims)
    error, heard = spread(claims, estimate, hits=True)[claims.obj], claims.voice * (claims.counts > 1)[claims.obj]
    total = claims.by_source(heard)
    for _ in range(rounds):
        miss = np.minimum(np.abs(claims.value - estimate[claims.obj]) / error, FAR)
        lost = claims.by_source(heard * miss)
        usual = lost.sum() / max(total.sum(), 1e-9)
        typical = (lost + PRIOR * usual) / (total + PRIOR)
        weight = usual / np.maximum(typical, max(usual / most, 1e-12))
        before, estimate = estimate, median(claims, claims.voice * np.where(weight > 0, weight, 1.0)[claims.src])
        if np.array_equal(before, estimate):
            break
    return estimate


def shrunk_mean(claims: Claims, rounds: int = 5, prior: float = 8.0) -> np.ndarray:
    """Mean of each object, weighted by shrunk precision (within a factor 4), outliers curbed.

    Right where every claim is a noisy reading and the truth lies between them, as with ratings and polls.
    """
    estimate = median(claims)
    error, heard = spread(claims, estimate)[claims.obj], claims.voice * (claims.counts > 1)[claims.obj]
    total, weight = claims.by_source(heard), np.ones(claims.sources)
    for _ in range(rounds):
        miss = np.abs(claims.value - estimate[claims.obj]) / error
        curb = np.where(miss > 8, 0.05 / np.maximum(miss, 1), np.minimum(1, 2.5 / np.maximum(miss, 1e-9)))
        share = claims.voice * weight[claims.src] * curb
        estimate = claims.by_object(share * claims.value) / claims.by_object(share)
        square = claims.by_source(heard * np.minimum(((claims.value - estimate[claims.obj]) / error) ** 2, 9))
        usual = square.sum() / max(total.sum(), 1e-9)
        weight = np.clip(usual / np.maximum((square + prior * usual) / (total + prior), 1e-300), 0.25, 4) if usual > 0 else weight
    return estimate
