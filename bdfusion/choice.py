"""Which estimator suits these claims: the one whose answers from two halves of the sources agree best.

Where good sources are exact, finding the exact value is stable and averaging is not; where every claim is a noisy
reading, the mean is stable and the most frequent value is not.  The comparison needs no truth.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from bdfusion.claims import Claims, fingerprint, median, spread, take
from bdfusion.likelihood import judge, learn_records, prepare
from bdfusion.models import FAR, mean_weights, median_weights, weighted_mean, weighted_median

# Estimators: what each learns about the sources, and its estimates given that.
METHODS: dict[str, tuple[Callable[[Claims], Any], Callable[[Claims, Any], np.ndarray]]] = {
    "likelihood": (learn_records, lambda claims, record: judge(claims, prepare(claims), record).value),
    "weighted_median": (median_weights, weighted_median),
    "shrunk_mean": (mean_weights, weighted_mean),
}
SAMPLE = 15_000  # claims that the comparison looks at
SPLITS = 4
ENOUGH = 50  # objects that giving up the default must rest on
POWER = 1.5


def choose(claims: Claims, seed: int = 0) -> pd.DataFrame:
    """Instability of each method, its excess over the default with standard error, and which is chosen.

    Instability is the mean difference, to the power 1.5 (between absolute and squared), of the estimates from two
    random halves of the sources, in typical errors, at most `FAR`.  The default, the likelihood, gives way only to a
    method that is better on `ENOUGH` objects by more than one standard error (the rule of Breiman et al. 1984), over
    objects and over splits.
    """
    rng = np.random.default_rng(seed)
    sample = _sample(claims, rng)
    typical = np.zeros(int(claims.objects.max(initial=-1)) + 1)
    typical[sample.objects] = spread(sample, median(sample), hits=True) if len(sample.obj) else 0.0
    sides = [fingerprint(claims, seed + 1 + split) < 0.5 for split in range(SPLITS)]
    parts = [_differences(sample, side, typical) for side in sides]
    losses = pd.concat(parts).groupby(level=0).mean() if parts else pd.DataFrame(columns=list(METHODS))
    excess = losses.sub(losses["likelihood"], axis=0)
    by_split = pd.DataFrame([part.sub(part["likelihood"], axis=0).mean() for part in parts])
    error = np.sqrt(excess.sem() ** 2 + by_split.sem() ** 2)
    table = pd.DataFrame({"instability": losses.mean(), "excess": excess.mean(), "standard_error": error})
    better = table.index[(table["excess"] < -table["standard_error"]) & (len(losses) >= ENOUGH)]
    chosen = table.loc[better, "excess"].idxmin() if len(better) else "likelihood"
    return table.assign(objects=len(losses), chosen=table.index == chosen).rename_axis("method").reset_index()


def _sample(claims: Claims, rng: np.random.Generator) -> Claims:
    """Objects with at least three claims, as many as `SAMPLE` claims allow, drawn at random."""
    fit = claims.counts >= 3
    draw = rng.permutation(len(fit))
    draw = draw[fit[draw]]
    total = np.cumsum(claims.counts[draw])
    picked = np.zeros(len(fit), bool)
    picked[draw[: max(1, int(np.searchsorted(total, SAMPLE, "right")))]] = True
    return take(claims, picked[claims.obj])


def _differences(claims: Claims, side: np.ndarray, typical: np.ndarray) -> pd.DataFrame:
    """Loss between the two halves' estimates: one row an object that both know, one column a method."""
    halves = [take(claims, side[claims.src]), take(claims, ~side[claims.src])]
    if not all(len(h.obj) for h in halves):
        return pd.DataFrame(columns=list(METHODS), dtype=float)
    both, a, b = np.intersect1d(halves[0].objects, halves[1].objects, return_indices=True)
    use = np.maximum(halves[0].counts[a], halves[1].counts[b]) > 1
    both, a, b = both[use], a[use], b[use]
    answers = {name: [estimate(half, learn(half)) for half in halves] for name, (learn, estimate) in METHODS.items()}
    return pd.DataFrame(
        {name: np.minimum(np.abs(x[a] - y[b]) / typical[both], FAR) ** POWER for name, (x, y) in answers.items()},
        index=both,
    )
