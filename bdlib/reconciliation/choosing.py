"""The plain methods of reconciling: choose the latest claim, choose by authority, take the median."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from bdlib.reconciliation import GROUP, KEY
from bdlib.reconciliation.by_evidence import ByEvidence
from bdlib.reconciliation.pooled import Fused, RandomEffects

# Who counts and who repeats: an office that measures, the law, the body in charge, then those who pass figures on.
AUTHORITY = {
    "statistics_office": (1, "measures, with a published method"),
    "law": (2, "binding text"),
    "ministry": (3, "runs the national index or register"),
    "provincial_government": (4, "reports its own area"),
    "party": (5, "reports on its own programme"),
    "academic": (6, "cites its sources"),
    "newspaper": (7, "passes on what others said"),
    "company": (8, "no statistical duty"),
}


@dataclass(frozen=True)
class Latest:
    """Choose the claim about the latest state of the period; among those the latest published, then by id."""

    def __call__(
        self, claims: pd.DataFrame, indicators: pd.DataFrame | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Reconcile prepared claims into (estimates, steps)."""
        ordered = claims.sort_values(["end", "published", "figure_id"], ascending=[False, False, True], kind="stable")
        return choose_first(ordered, "the latest state", "an earlier claim")


@dataclass(frozen=True)
class Authority:
    """Choose the claim of the highest source rank; ties by latest state, then publication, then id.

    Parameters
    ----------
    ranks : kind of source to (rank, reason), 1 first.
    """

    ranks: dict[str, tuple[int, str]] = field(default_factory=lambda: dict(AUTHORITY))

    def __call__(
        self, claims: pd.DataFrame, indicators: pd.DataFrame | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Reconcile prepared claims into (estimates, steps)."""
        rank = claims["source_kind"].map({kind: rank for kind, (rank, _) in self.ranks.items()})
        ordered = claims.assign(rank=rank.fillna(np.inf)).sort_values(
            ["rank", "end", "published", "figure_id"], ascending=[True, False, False, True], kind="stable"
        )
        return choose_first(ordered, "the source of highest rank", "a source of lower rank, or an earlier claim")


@dataclass(frozen=True)
class Median:
    """Median of the points, one voice an origin, each series by itself; the interval spans the claims."""

    def __call__(
        self, claims: pd.DataFrame, indicators: pd.DataFrame | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Reconcile prepared claims into (estimates, steps)."""
        ordered = claims.sort_values(["end", "published", "figure_id"], ascending=[False, False, True], kind="stable")
        repeated = ordered.duplicated([*KEY, "origin"])
        voices = ordered[~repeated]
        groups = voices.groupby(KEY, sort=True)
        frame = groups.agg(
            obs_value=("point", "median"), lower=("lower", "min"), upper=("upper", "max"),
            unit_measure=("unit_measure", "first"), witnesses=("origin", "nunique"),
        )  # fmt: skip
        status = groups["obs_status"].agg(lambda codes: codes.iloc[0] if codes.nunique() == 1 else "E")
        frame["obs_status"] = status.mask(spread(voices), "U")
        steps = note_steps(ordered, kept=~repeated, why_kept="one voice an origin", why_not="repeats its own origin")
        return with_figures(frame, steps, "median of the independent claims"), steps


METHODS: dict[str, Callable] = {
    "evidence": ByEvidence,
    "latest": Latest,
    "authority": Authority,
    "median": Median,
    "fusion": Fused,
    "random_effects": RandomEffects,
}


def choose_first(ordered: pd.DataFrame, why: str, why_not: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep the first claim of each area, indicator and period; its series is the series of the estimate.

    Parameters
    ----------
    ordered : prepared claims, the best first.
    why, why_not : reasons, for the steps.

    Returns
    -------
    (estimates, steps). The status is U where a claim of the same series does not meet the chosen one.
    """
    first = ~ordered.duplicated(GROUP)
    best = ordered[first].set_index(GROUP)
    others = ordered.join(best[["lower", "upper", "series"]], on=GROUP, suffixes=("", "_best"))
    same = others["series"].eq(others["series_best"])
    meets = (others["lower"] <= others["upper_best"]) & (others["upper"] >= others["lower_best"])
    by_group = [others[name] for name in GROUP]
    frame = best.assign(
        obs_value=best["point"],
        witnesses=others["origin"].where(same & meets).groupby(by_group).nunique(),
        obs_status=best["obs_status"].mask((same & ~meets).groupby(by_group).any(), "U"),
    )
    steps = note_steps(ordered.assign(series=others["series_best"]), kept=first, why_kept=why, why_not=why_not)
    return with_figures(frame.reset_index().set_index(KEY), steps, why), steps


def spread(voices: pd.DataFrame) -> pd.Series:
    """Tell, per estimate, whether some claim interval misses another."""
    groups = voices.groupby(KEY, sort=True)
    return groups["lower"].max() > groups["upper"].min()


def note_steps(claims: pd.DataFrame, kept: pd.Series, why_kept: str, why_not: str) -> pd.DataFrame:
    """Write down what became of each claim."""
    return claims.assign(step=1, action=np.where(kept, "kept", "set_aside"), reason=np.where(kept, why_kept, why_not))


def with_figures(frame: pd.DataFrame, steps: pd.DataFrame, reason: str) -> pd.DataFrame:
    """Add the figures kept and set aside, joined by |, and the reason, to estimates indexed by their key."""
    sides = steps.sort_values("figure_id").groupby([*KEY, "action"])["figure_id"].agg("|".join).unstack("action")
    sides = sides.reindex(columns=["kept", "set_aside"]).reindex(frame.index).astype(object).fillna("")
    return frame.assign(figure_ids=sides["kept"], set_aside=sides["set_aside"], reason=reason).reset_index()
