"""Estimates without one source, for every source at once.

A source that is left out changes only the areas and indicators that it speaks about. Those groups, each without its
source, are laid side by side under names of their own and reconciled in one call.
"""

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.evidence import assess
from bdlib.makers import roots
from bdlib.reconciliation import KEY, reconcile

AREA = ["ref_area", "indicator"]
SEP = "\x1f"


def leave_out(
    obs: pd.DataFrame, sources: Sequence[str], method: str, indicators: pd.DataFrame, as_of: str = "", **codelists: object
) -> pd.DataFrame:
    """Reconcile, for each source, the groups that it speaks about without it and without its reprints.

    Parameters
    ----------
    obs : observations.
    sources : origins, as :func:`bdlib.reconciliation.origin` names them.
    method, indicators, as_of : as for :func:`bdlib.reconciliation.reconcile`.
    codelists : series and origins, where the study has them.

    Returns
    -------
    DataFrame
        Estimates with the left-out source in `spec`; a group of which nothing is left has one row without a value.
    """
    obs = obs[periods.published_by(obs, as_of)]
    left = SimpleNamespace(observations=stack(obs, sources), targets=None, indicators=indicators, **codelists)
    frame = reconcile(assess(left), method).frame
    frame[["spec", "ref_area"]] = frame["ref_area"].str.split(SEP, n=1, expand=True).reindex(columns=[0, 1]).to_numpy()
    gone = touched_groups(obs, sources).merge(frame[["spec", *AREA]].drop_duplicates(), how="left", indicator="here")
    empty = dict.fromkeys([name for name in KEY if name not in AREA], "")
    gone = gone[gone["here"].eq("left_only")].drop(columns="here").assign(**empty, obs_value=np.nan)
    return pd.concat([frame, gone], ignore_index=True)


def touched_groups(obs: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """List the areas and indicators that each source, or a reprint of it, speaks about: spec, ref_area, indicator."""
    spoken = obs[AREA].assign(spec=roots(obs)).drop_duplicates()
    return spoken[spoken["spec"].isin(sources)][["spec", *AREA]].reset_index(drop=True)


def stack(obs: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """Lay the touched groups side by side, each without its source, the area under the name of the specification."""
    rows = touched_groups(obs, sources).merge(obs.assign(page=roots(obs)), on=AREA)
    rows = rows[rows["page"].ne(rows["spec"])].drop(columns="page")
    names = rows["spec"] + SEP
    return rows.assign(ref_area=names + rows["ref_area"], figure_id=names + rows["figure_id"]).drop(columns="spec")
