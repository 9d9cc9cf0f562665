"""One value out of many claims, by a named method, with every step and every loser kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import pandas as pd

from bdlib.asking import columns
from bdlib.checks import check_key
from bdlib.errors import DataError, nearest
from bdlib.handed import case_of, has
from bdlib.memo import remembered
from bdlib.reconciliation.choosing import METHODS
from bdlib.reconciliation.claims import prepare
from bdlib.reconciliation.frames import ESTIMATE, FACT, KEY, STEP, complete

__all__ = ["ESTIMATE", "FACT", "KEY", "STEP", "Estimates", "Method", "methods", "reconcile"]
Choice = Callable[[pd.DataFrame], pd.DataFrame]


class Method(Protocol):
    """What reconciles: any object with a name that makes one row a :data:`KEY` of claims.

    See :func:`.claims.prepare` for the columns of the claims, :func:`.frames.complete` for those of the answer.
    """

    name: str

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Reconcile prepared claims."""


@dataclass(frozen=True)
class Estimates:
    """What a method made of the claims; with the `tables` behind them, and the `conflicts` that rows name.

    `frame` has one row per area, indicator, period, series and set of facets; :data:`ESTIMATE`. An open row has the
    interval of its figures and no value, a declined one neither. `dated` is inferred where only a reader dated it,
    bound where nobody did: then it is only known that the figure is no younger. `steps` says what became of every
    observation: step, figure_id, action (kept, set_aside, declined) and reason, under the key of its estimate.
    """

    frame: pd.DataFrame
    steps: pd.DataFrame
    tables: Any = field(default=None, repr=False)
    conflicts: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)

    def __repr__(self) -> str:
        return f"Estimates(frame: {len(self.frame)} rows, steps: {len(self.steps)} rows)"


def methods() -> dict[str, Choice]:
    """Give the methods that come with the library, by name."""
    return METHODS.copy()


@remembered
def reconcile(case: Any, method: str | Method = "evidence") -> Estimates:
    """Reconcile the claims of a case into estimates.

    Parameters
    ----------
    case : Case
        As given by :func:`bdlib.assess`, which also takes the day as of which to look.
    method : str or Method, optional
        A name in :func:`methods`, or an object of your own that is called with claims and has a name.

    Returns
    -------
    Estimates
        `frame`, a row an estimate, and `steps`, what became of every observation.

    Raises
    ------
    DataError
        For a method that is not known, with the nearest; for an answer of one that lacks a column, says a key twice or
        has keys of no claim.

    Examples
    --------
    >>> import bdlib as bd
    >>> found = bd.reconcile(bd.assess(bd.clean(bd.load())), "latest").frame.set_index(["ref_area", "indicator"])
    >>> found.loc[("VN-74", "dti_rank")].query("time_period == '2022'")["obs_value"].tolist()
    [19.0]
    """
    name, choose = _method(method)
    claims, unusable = prepare(case_of(case))
    frame, steps = complete(_held(choose(_standing(claims)), claims, name), claims, name)
    steps = pd.concat([unusable[STEP], steps]).sort_values([*KEY, "step", "figure_id"], kind="stable")
    return Estimates(frame, steps.reset_index(drop=True), case.tables, case.conflicts)


def _standing(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims without those that their own maker has revised: no method weighs a figure that was withdrawn."""
    stands = claims["lost"].ne("revised")
    return claims[stands | ~stands.groupby([claims[name] for name in KEY]).transform("any")]


def _held(answer: pd.DataFrame, claims: pd.DataFrame, name: str) -> pd.DataFrame:
    """Hold what a method says of the claims to what it was asked: one row a key, of their keys."""
    what = f"the answer of the method {name}"
    answer = columns(answer, [*KEY, "obs_value", "lower", "upper"], what)
    check_key(answer, KEY, what)
    strange = ~pd.MultiIndex.from_frame(answer[KEY]).isin(pd.MultiIndex.from_frame(claims[KEY]))
    if strange.any():
        raise DataError("keys of the claims", file=what, value=", ".join(map(str, answer.loc[strange, KEY].iloc[0])))
    return answer


def _method(method: str | Method) -> tuple[str, Choice]:
    """Name of a method, and what is called."""
    if not isinstance(method, str):
        expected = "the name of a method, or an object that is called and has a name"
        return has(None if isinstance(method, type) else method, ["__call__", "name"], expected).name, method
    if method not in METHODS:
        raise DataError(f"one of {', '.join(METHODS)}{nearest(method, list(METHODS))}", column="method", value=method)
    return method, METHODS[method]
