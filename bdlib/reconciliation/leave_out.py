"""Estimates without one source, for every source at once.

A source that is left out changes only the areas and indicators that it speaks about. Those groups, each without its
source, are laid side by side under names of their own and reconciled in one call. Fusion learns its reliabilities
over the whole corpus, so there every source is left out of the whole.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.reconciliation import KEY, claims, origin, reconcile

AREA = ["ref_area", "indicator"]
SEP = "\x1f"


def leave_out(
    obs: pd.DataFrame, sources: Sequence[str], method: str, indicators: pd.DataFrame, as_of: str = ""
) -> pd.DataFrame:
    """Reconcile, for each source, the groups that it speaks about without it and without its reprints.

    Parameters
    ----------
    obs : observations.
    sources : origins, as :func:`bdlib.reconciliation.origin` names them.
    method, indicators, as_of : as for :func:`bdlib.reconciliation.reconcile`.

    Returns
    -------
    DataFrame
        Estimates with the left-out source in `spec`; a group of which nothing is left has one row without a value.
    """
    obs = obs[periods.published_by(obs, as_of)]
    if method == "fusion":
        frame = _fused(obs, sources, indicators)
    else:
        frame = reconcile(stack(obs, sources), method, indicators=indicators).frame
        frame[["spec", "ref_area"]] = (
            frame["ref_area"].str.split(SEP, n=1, expand=True).reindex(columns=[0, 1]).to_numpy()
        )
    gone = touched_groups(obs, sources).merge(frame[["spec", *AREA]].drop_duplicates(), how="left", indicator="here")
    gone = gone[gone["here"].eq("left_only")].drop(columns="here").assign(time_period="", series="", obs_value=np.nan)
    return pd.concat([frame, gone], ignore_index=True)


def touched_groups(obs: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """List the areas and indicators that each source, or a reprint of it, speaks about: spec, ref_area, indicator."""
    spoken = obs[AREA].assign(spec=origin(obs)).drop_duplicates()
    return spoken[spoken["spec"].isin(sources)][["spec", *AREA]].reset_index(drop=True)


def stack(obs: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """Lay the touched groups side by side, each without its source, the area under the name of the specification."""
    rows = touched_groups(obs, sources).merge(obs.assign(origin=origin(obs)), on=AREA)
    rows = rows[rows["origin"].ne(rows["spec"])].drop(columns="origin")
    names = rows["spec"] + SEP
    return rows.assign(ref_area=names + rows["ref_area"], figure_id=names + rows["figure_id"]).drop(columns="spec")


def _fused(obs: pd.DataFrame, sources: Sequence[str], indicators: pd.DataFrame) -> pd.DataFrame:
    """Fuse the whole corpus without each source; the estimator is the one that fits the whole."""
    from bdlib.fusion import fuse
    from bdlib.reconciliation.pooled import one_voice_an_origin

    voices, _ = one_voice_an_origin(claims(obs, indicators)[0])
    voices = voices.assign(object=voices.groupby(KEY, sort=True).ngroup())
    said = voices[["object", "origin", "point"]].set_axis(["object", "source", "value"], axis=1)
    method = fuse(said).method
    facts = voices.groupby("object").agg(
        **{name: (name, "first") for name in KEY}, unit_measure=("unit_measure", "first")
    )
    heard = said.loc[said.duplicated("object", keep=False), "source"].unique()  # the others leave nothing behind
    touched = touched_groups(obs, [source for source in sources if source in heard]).merge(facts.reset_index(), on=AREA)
    found = [touched.iloc[:0].assign(value=np.nan, lower=np.nan, upper=np.nan, witnesses=0)]
    for source, groups in touched.groupby("spec", sort=True):
        estimates = fuse(said[said["source"].ne(source)], method=method).estimates
        found.append(groups.merge(estimates[["object", "value", "lower", "upper", "witnesses"]], on="object"))
    rows = pd.concat(found, ignore_index=True).rename(columns={"value": "obs_value"}).drop(columns="object")
    return rows.assign(obs_status="E", method="fusion", figure_ids="", set_aside="", reason="")
