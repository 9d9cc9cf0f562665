"""Random-effects mean of independent claims, for three or more of them."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.reconciliation.choosing import one_voice
from bdlib.reconciliation.frames import KEY

FEWEST = 3  # independent claims: with two the interval of the mean is of no use
NARROWEST = 1e-6  # relative standard error of a claim printed to the last digit


@dataclass(frozen=True)
class Pooled:
    """Random-effects mean of the independent claims of an estimate, with an interval of a level.

    Heterogeneity by Paule and Mandel, the interval by Hartung and Knapp, shares on the logit scale (statsmodels
    `combine_effects`; DerSimonian and Kacker 2007, Contemporary Clinical Trials 28, 105-114). The standard error of a
    claim is that of a uniform over its claim interval. Declined below three claims and for ranks.
    """

    level: float = 0.95
    name: str = "pooled"

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Reconcile prepared claims; see :func:`bdlib.reconciliation.reconcile`."""
        voices = one_voice(claims)
        size = voices.groupby(KEY)["figure_id"].transform("size")
        able = size.ge(FEWEST) & voices["kind"].ne("rank")
        rows = [(*key, *self._pool(group)) for key, group in voices[able].groupby(KEY, sort=True)]
        ends = ["obs_value", "lower", "upper"]
        frame = voices.groupby(KEY).agg(kind=("kind", "first"))
        frame = frame.join(pd.DataFrame(rows, columns=[*KEY, *ends]).set_index(KEY).astype(float))
        refused = np.where(frame["kind"].eq("rank"), "rank_has_no_mean", "too_few")
        ids = voices[able].sort_values("figure_id").groupby(KEY)["figure_id"].agg("|".join)
        frame["reason"] = np.where(frame["obs_value"].notna(), "pooled", refused)
        return frame.assign(figure_ids=ids).fillna({"figure_ids": ""})[[*ends, "reason", "figure_ids"]].reset_index()

    def _pool(self, group: pd.DataFrame) -> tuple[float, float, float]:
        from statsmodels.stats.meta_analysis import combine_effects

        effect, spread, back = _scaled(group)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of degrees of freedom that are not asked for
            result = combine_effects(effect, spread**2, method_re="iterated", use_t=False, alpha=1 - self.level)
            low, high = result.conf_int(use_t=True)[3]  # the Hartung-Knapp interval of the random-effects mean
        mean = back(result.mean_effect_re)
        return mean, min(back(low), mean), max(back(high), mean)


def _scaled(group: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, Callable[[float], float]]:
    """Effects, their standard errors and the way back; shares strictly between 0 and 100 on the logit scale."""
    point, low, high = (group[name].to_numpy(float) for name in ("point", "lower", "upper"))
    if group["unit_measure"].eq("percent").all() and (point > 0).all() and (point < 100).all():
        forth, back = (lambda p: np.log(p / (100 - p))), (lambda x: float(100 / (1 + np.exp(-x))))
        low, high = np.clip(low, 1e-3, 100 - 1e-3), np.clip(high, 1e-3, 100 - 1e-3)
    else:
        size = max(np.abs(point).max(), 1e-12)
        forth, back = (lambda p: p / size), (lambda x: float(x * size))
    spread = (forth(high) - forth(low)) / np.sqrt(12)
    return forth(point), np.maximum(np.nan_to_num(spread, posinf=1.0), NARROWEST), back
