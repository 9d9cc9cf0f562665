"""One value out of many claims, by a named method, with every step and every loser kept."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.errors import nearest
from bdlib.memo import remembered

KEY = ["ref_area", "indicator", "time_period", "series"]
GROUP = ["ref_area", "indicator", "time_period"]
ESTIMATE = [*KEY, "obs_value", "lower", "upper", "unit_measure", "obs_status", "method", "witnesses", "figure_ids",
            "set_aside", "reason"]  # fmt: skip
STEP = [*KEY, "step", "figure_id", "action", "reason"]
FLOWS = ["money", "rate"]
CLAIM_ROLES = ["actual", "estimate"]


@dataclass(frozen=True)
class Estimates:
    """What a method made of the claims.

    Attributes
    ----------
    frame : one row per area, indicator, period and series: obs_value, lower, upper, unit_measure, obs_status, method,
        witnesses, figure_ids (kept), set_aside, reason. A declined estimate has no value, status O and its reason.
    steps : what became of every observation: step, figure_id, action (kept, set_aside, declined) and reason, under
        the key of its estimate.
    """

    frame: pd.DataFrame
    steps: pd.DataFrame

    def __repr__(self) -> str:
        return f"Estimates(frame: {len(self.frame)} rows, steps: {len(self.steps)} rows)"


@remembered
def reconcile(
    obs: pd.DataFrame,
    method: str = "evidence",
    *,
    indicators: pd.DataFrame | None = None,
    as_of: str = "",
    **options: object,
) -> Estimates:
    """Reconcile observations into estimates.

    Parameters
    ----------
    obs : observations as in data/clean/observations.csv; never changed.
    method : name in :func:`methods`.
    indicators : codelist; tells flows (kept apart by part of the year) from states (latest state of a year).
        Without it every indicator counts as a state.
    as_of : ISO date; what was published later is not there yet.
    options : parameters of the method.

    Returns
    -------
    Estimates

    Raises
    ------
    ValueError
        For an unknown method or option.
    """
    known = methods()
    if method not in known:
        raise ValueError(f"method {method!r}, expected one of {', '.join(known)}{nearest(method, list(known))}")
    usable, unusable = claims(obs[periods.published_by(obs, as_of)], indicators)
    estimates, steps = known[method](**options)(usable, indicators)
    steps = pd.concat([unusable, steps])[STEP].sort_values([*KEY, "step", "figure_id"], kind="stable")
    frame = estimates.assign(method=method)[ESTIMATE].sort_values(KEY, kind="stable", ignore_index=True)
    return Estimates(frame, steps.reset_index(drop=True))


def methods() -> dict[str, type]:
    """Methods by name; each is a dataclass of parameters whose call takes claims and gives (estimates, steps)."""
    from bdlib.reconciliation.choosing import METHODS

    return METHODS


def claims(obs: pd.DataFrame, indicators: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Prepare observations for reconciling.

    Returns
    -------
    claims : the observations that state something about a known period, with `time_period` cut to what is
        estimated (a year, or the part of a year of a flow), `stated_period`, `end` (last day), `point` (the value,
        of a printed range its middle) and `origin` (the source that all reprints go back to).
    unusable : steps of the others, with the reason.
    """
    when = periods.frame(obs["time_period"])
    kind = obs["indicator"].map(indicators.set_index("indicator")["kind"]) if indicators is not None else None
    flow = when["part_year"] & kind.isin(FLOWS) if kind is not None else pd.Series(False, index=obs.index)
    frame = obs.assign(
        stated_period=obs["time_period"],
        time_period=obs["time_period"].where(flow, when["year"].astype("string").fillna("")).astype(str),
        end=when["end"],
        point=obs["obs_value"].fillna((obs["lower"] + obs["upper"]) / 2),
        origin=origin(obs),
    )
    reason = pd.Series("", index=obs.index)
    reason = reason.mask(when["end"].isna(), "no period is stated and the page has no date")
    several = (when["end"] - when["start"]).dt.days > 370
    reason = reason.mask(several, "a mean or total of several years states no year")
    reason = reason.mask(~np.isfinite(frame["point"]), "a bound alone states no value")
    reason = reason.mask(~obs["role"].isin(CLAIM_ROLES), "a forecast is no measurement")
    left = frame[reason.ne("")].assign(step=0, action="set_aside", reason=reason[reason.ne("")])
    return frame[reason.eq("")], left[STEP]


def origin(obs: pd.DataFrame) -> pd.Series:
    """Source that a claim goes back to: its own, or along `reprints` the one it copies.

    Two sources that name each other count as the first of them by name.
    """
    copied = obs.loc[obs["reprints"].ne("")].drop_duplicates("source_id").set_index("source_id")["reprints"].to_dict()
    roots = {source: _root(source, copied) for source in set(obs["source_id"])}
    return obs["source_id"].map(roots)


def _root(source: str, copied: dict[str, str]) -> str:
    seen = [source]
    while (parent := copied.get(seen[-1])) and parent not in seen:
        seen.append(parent)
    return min(seen[seen.index(parent) :]) if parent else seen[-1]
