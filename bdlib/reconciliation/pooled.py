"""Methods of reconciling that pool the claims: random effects, and fusion with reliabilities learned of the sources."""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.reconciliation import KEY

FEWEST = 2  # independent claims, to pool at all
ENOUGH = 5  # for an interval of the mean; below, the range of the claims is more honest
POOLED, REPEATS = "one of the claims pooled", "repeats its own origin"
TOO_FEW = "declined: fewer than two independent claims to pool"
NO_MEAN = "declined: a rank has no mean"
NARROWEST = 1e-6  # relative standard error of a claim printed to the last digit


@dataclass(frozen=True)
class RandomEffects:
    """Random-effects mean of the independent claims, each series by itself.

    Heterogeneity by Paule and Mandel, the interval by Hartung and Knapp, shares on the logit scale
    (statsmodels `combine_effects`; DerSimonian and Kacker 2007, Contemporary Clinical Trials 28, 105-114). The
    standard error of a claim is that of a uniform over its claim interval. Declined below two claims and for ranks;
    below five the interval is the range of the claims, since the t interval of two or three is of no use.

    Parameters
    ----------
    level : of the interval.
    """

    level: float = 0.95

    def __call__(
        self, claims: pd.DataFrame, indicators: pd.DataFrame | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Reconcile prepared claims into (estimates, steps)."""
        voices, repeated = one_voice_an_origin(claims)
        rank = voices["unit_measure"].eq("rank")
        size = voices.groupby(KEY)["figure_id"].transform("size")
        voices["pooled"] = size.ge(FEWEST) & ~rank
        rows = [self._pool(key, group) for key, group in voices[voices["pooled"]].groupby(KEY, sort=True)]
        columns = [*KEY, "obs_value", "lower", "upper", "obs_status", "reason"]
        pooled = pd.DataFrame(rows, columns=columns).set_index(KEY)
        frame = (
            voices.groupby(KEY)
            .agg(unit_measure=("unit_measure", "first"), witnesses=("origin", "nunique"))
            .join(pooled)
        )
        refused = np.where(frame["unit_measure"].eq("rank"), NO_MEAN, TOO_FEW)
        frame["reason"] = frame["reason"].where(frame["obs_value"].notna(), refused)
        frame["obs_status"] = frame["obs_status"].fillna("O")
        action = np.where(voices["pooled"], "kept", "declined")
        reason = np.where(voices["pooled"], POOLED, np.where(rank, NO_MEAN, TOO_FEW))
        steps = pd.concat([voices.assign(step=2, action=action, reason=reason), repeated])
        return _with_figures(frame, steps), steps

    def _pool(self, key: tuple, group: pd.DataFrame) -> tuple:
        from statsmodels.stats.meta_analysis import combine_effects

        effect, spread, back = _scaled(group)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of degrees of freedom that are not asked for
            result = combine_effects(effect, spread**2, method_re="iterated", use_t=False, alpha=1 - self.level)
        mean = back(result.mean_effect_re)
        if len(group) < ENOUGH:
            lower, upper = group["lower"].min(), group["upper"].max()
            how = f"mean of {len(group)} independent claims, with their range"
        else:
            low, high = result.conf_int(use_t=True)[3]  # the Hartung-Knapp interval of the random-effects mean
            lower, upper = back(low), back(high)
            apart = 100 * max(0.0, result.i2)
            how = f"mean of {len(group)} independent claims, {apart:.0f}% of their variance between them"
        apart = group["lower"].max() > group["upper"].min()
        return (*key, mean, min(lower, mean), max(upper, mean), "U" if apart else "E", how)


@dataclass(frozen=True)
class Fused:
    """Fusion: the value that sources agree on, each weighed by a reliability learned over all claims at once.

    See :func:`bdlib.fusion.fuse`. Reprints are left to one voice an origin before; series stay apart.
    """

    def __call__(
        self, claims: pd.DataFrame, indicators: pd.DataFrame | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Reconcile prepared claims into (estimates, steps)."""
        from bdlib.fusion import fuse

        voices, repeated = one_voice_an_origin(claims)
        number = voices.groupby(KEY, sort=True).ngroup()
        fused = fuse(pd.DataFrame({"object": number, "source": voices["origin"], "value": voices["point"]}))
        found = fused.estimates.set_index("object")[["value", "lower", "upper"]]
        voices = voices.assign(object=number).join(found.add_prefix("fused_"), on="object")
        groups = voices.groupby(KEY)
        frame = groups.agg(
            unit_measure=("unit_measure", "first"), witnesses=("origin", "nunique"), obs_value=("fused_value", "first"),
            lower=("fused_lower", "first"), upper=("fused_upper", "first"), obs_status=("obs_status", "first"),
            least=("lower", "min"), most=("upper", "max"), apart=("lower", "max"), meet=("upper", "min"),
        )  # fmt: skip
        alone = frame["witnesses"].eq(1)
        frame["lower"] = np.fmin(frame["lower"].where(~alone, frame["least"]), frame["obs_value"])
        frame["upper"] = np.fmax(frame["upper"].where(~alone, frame["most"]), frame["obs_value"])
        frame["obs_status"] = frame["obs_status"].where(~(frame["apart"] > frame["meet"]), "U")
        near = (voices["lower"] <= voices["fused_upper"]) & (voices["upper"] >= voices["fused_lower"])
        steps = pd.concat([
            voices.assign(
                step=2, action=np.where(near, "kept", "set_aside"),
                reason=np.where(near, "agrees with the fused value", "misses the fused value"),
            ),
            repeated,
        ])  # fmt: skip
        frame["reason"] = "fused, each source weighed by its reliability over all claims"
        return _with_figures(frame, steps), steps


def one_voice_an_origin(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep, of each origin, its latest claim on a state.

    Returns
    -------
    voices : the claims kept.
    repeated : steps of the others.
    """
    order = ["end", "published", "figure_id"]
    ordered = claims.sort_values(order, ascending=[False, False, True], kind="stable")
    again = ordered.duplicated([*KEY, "origin"])
    return ordered[~again].copy(), ordered[again].assign(step=1, action="set_aside", reason=REPEATS)


def _scaled(group: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, object]:
    """Effects, their standard errors and the way back; shares strictly between 0 and 100 on the logit scale."""
    point, low, high = (group[name].to_numpy(float) for name in ("point", "lower", "upper"))
    if group["unit_measure"].eq("percent").all() and (point > 0).all() and (point < 100).all():
        forth, back = (lambda p: np.log(p / (100 - p))), (lambda x: 100 / (1 + np.exp(-x)))
        low, high = np.clip(low, 1e-3, 100 - 1e-3), np.clip(high, 1e-3, 100 - 1e-3)
    else:
        size = max(np.abs(point).max(), 1e-12)
        forth, back = (lambda p: p / size), (lambda x: x * size)
    spread = (forth(high) - forth(low)) / np.sqrt(12)
    return forth(point), np.maximum(spread, NARROWEST), back


def _with_figures(frame: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """Add the figures kept and the others, joined by |."""
    sides = steps.sort_values("figure_id").groupby([*KEY, "action"])["figure_id"].agg("|".join).unstack("action")
    sides = sides.reindex(columns=["kept", "set_aside", "declined"]).reindex(frame.index).astype("object")
    sides = sides.fillna("").astype("str")
    aside = sides["set_aside"].str.cat(sides["declined"], sep="|").str.strip("|")
    return frame.assign(figure_ids=sides["kept"], set_aside=aside).reset_index()
