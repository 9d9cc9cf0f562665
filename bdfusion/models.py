"""Two simple estimators for `bdfusion`: a reliability-weighted median and a shrunk mean.

Both learn how far each source is from the estimates and weigh it accordingly, in turns, as in CRH (Li et al. 2014,
"Resolving conflicts in heterogeneous data by truth discovery and source reliability estimation", SIGMOD), with
errors bounded, so that one slip costs a source little, and reliabilities shrunk, so that a few claims prove little.
"""

import numpy as np

from bdfusion.claims import Claims, likely_size, median, spread

FAR = 3.0  # typical errors at which a miss stops counting for more
GROSS = 10.0  # typical errors from the median at which a claim loses credit
PRIOR = 4.0  # claims that a source's record is shrunk by


def credit(claims: Claims) -> np.ndarray:
    """Share of its vote that each claim keeps: less where it is grossly off from the others of its object.

    Against a median of three or more, by the square of the distance; of two, by how likely its size is.
    """
    middle = median(claims)
    miss = np.abs(claims.value - middle[claims.obj]) / spread(claims, middle)[claims.obj]
    gross = miss > GROSS
    size = likely_size(claims, claims.value)
    top = np.full(len(claims.start), -np.inf)
    np.maximum.at(top, claims.obj, size)
    several = (claims.counts > 2)[claims.obj]
    kept = np.where(several, (GROSS / np.maximum(miss, GROSS)) ** 2, np.exp(size - top[claims.obj]))
    return np.where(gross, kept, 1.0)


def informative(claims: Claims) -> np.ndarray:
    """What each claim can tell about its source: its vote less its part in the answer; alone, nothing."""
    voices = claims.by_object(claims.voice)
    return claims.voice * np.where(claims.counts > 1, 1 - 1 / np.maximum(voices, 1.0), 0.0)[claims.obj]


def median_weights(claims: Claims, rounds: int = 8, most: float = 20.0) -> np.ndarray:
    """Weight of each source: the inverse of its typical miss of the weighted medians, up to `most` times the usual."""
    estimate, weight = median(claims), np.ones(claims.sources)
    error, heard = spread(claims, estimate, hits=True)[claims.obj], claims.voice * (claims.counts > 1)[claims.obj]
    total = claims.by_source(heard)
    for _ in range(rounds):
        miss = np.minimum(np.abs(claims.value - estimate[claims.obj]) / error, FAR)
        lost = claims.by_source(heard * miss)
        usual = lost.sum() / max(total.sum(), 1e-9)
        if usual <= 0:
            break
        weight = usual / np.maximum((lost + PRIOR * usual) / (total + PRIOR), usual / most)
        before, estimate = estimate, weighted_median(claims, weight)
        if np.array_equal(before, estimate):
            break
    return weight


def weighted_median(claims: Claims, weight: np.ndarray) -> np.ndarray:
    """Median of each object with a weight for each source."""
    return median(claims, claims.voice * credit(claims) * weight[claims.src])


def mean_weights(claims: Claims, rounds: int = 5, prior: float = 8.0) -> np.ndarray:
    """Weight of each source: its precision about the weighted means, shrunk, within a factor 4 of the usual."""
    weight = np.ones(claims.sources)
    error, heard = spread(claims, median(claims))[claims.obj], claims.voice * (claims.counts > 1)[claims.obj]
    total = claims.by_source(heard)
    for _ in range(rounds):
        miss = (claims.value - weighted_mean(claims, weight)[claims.obj]) / error
        square = claims.by_source(heard * np.minimum(miss**2, 9))
        usual = square.sum() / max(total.sum(), 1e-9)
        if usual <= 0:
            break
        weight = np.clip(usual / ((square + prior * usual) / (total + prior)), 0.25, 4)
    return weight


def weighted_mean(claims: Claims, weight: np.ndarray, rounds: int = 3) -> np.ndarray:
    """Mean of each object with a weight for each source, outliers curbed.

    Right where every claim is a noisy reading and the truth lies between them, as with ratings and polls.
    """
    estimate = weighted_median(claims, weight)
    error = spread(claims, estimate)[claims.obj]
    for _ in range(rounds):
        miss = np.abs(claims.value - estimate[claims.obj]) / error
        curb = np.where(miss > 8, 0.05 / np.maximum(miss, 1), np.minimum(1, 2.5 / np.maximum(miss, 1e-9)))
        share = claims.voice * weight[claims.src] * curb
        estimate = claims.by_object(share * claims.value) / claims.by_object(share)
    return estimate
