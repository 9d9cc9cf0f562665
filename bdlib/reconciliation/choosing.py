"""Methods that take one of the claims as it is printed: official first, the latest, the middle, the most witnessed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.reconciliation.frames import KEY, best_first

# Who measures, who rules, who runs the register, who reports on himself; everybody else passes figures on.
AUTHORITY = ("statistics_office", "law", "ministry", "survey", "department", "provincial_government", "party")


@dataclass(frozen=True)
class OfficialFirst:
    """Take the official table, then the maker of highest rank; equal ranks by the latest day that a page states.

    `ranks` are kinds of makers, the highest first; a maker of no kind named there comes last.
    """

    ranks: tuple[str, ...] = AUTHORITY
    name: str = "official_first"

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Reconcile prepared claims; see :func:`bdlib.reconciliation.reconcile`."""
        rank = {kind: place for place, kind in enumerate(self.ranks)}
        place = claims["maker_kind"].map(rank).fillna(len(rank)).mask(claims["frame"].eq("complete"), -1)
        return taken(best_first(claims).assign(place=place).sort_values([*KEY, "place"], kind="stable"), "official")


@dataclass(frozen=True)
class Latest:
    """Take the claim about the latest day of the period, of these the one published last."""

    name: str = "latest"

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Reconcile prepared claims; see :func:`bdlib.reconciliation.reconcile`."""
        order = claims.assign(late=-claims["end"], new=-claims["said"].fillna(-np.inf))
        return taken(order.sort_values([*KEY, "late", "new", "figure_id"], kind="stable"), "latest_state")


@dataclass(frozen=True)
class MostWitnessed:
    """Take the value that most independent origins state; equally witnessed ones as in `latest`."""

    name: str = "most_witnessed"

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Reconcile prepared claims; see :func:`bdlib.reconciliation.reconcile`."""
        count = claims.groupby([*KEY, "point"])["origin"].nunique().rename("count")
        ordered = best_first(claims).join(count, on=[*KEY, "point"])
        return taken(ordered.sort_values([*KEY, "count"], ascending=[True] * len(KEY) + [False], kind="stable"), "most")


@dataclass(frozen=True)
class Median:
    """Take the median of the points, one voice an origin; the interval spans the claims."""

    name: str = "median"

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Reconcile prepared claims; see :func:`bdlib.reconciliation.reconcile`."""
        voices = one_voice(claims)
        frame = voices.groupby(KEY).agg(obs_value=("point", "median"), lower=("lower", "min"), upper=("upper", "max"))
        return frame.assign(reason="median").reset_index()


def taken(ordered: pd.DataFrame, reason: str) -> pd.DataFrame:
    """The first claim of each estimate, with its own interval."""
    lead = ordered.drop_duplicates(KEY)
    return lead[[*KEY, "lower", "upper"]].assign(obs_value=lead["point"], reason=reason)


def one_voice(claims: pd.DataFrame) -> pd.DataFrame:
    """The best claim of each origin of an estimate; carriers that garble have no voice beside others."""
    good = claims["trust"].ne("low").groupby([claims[name] for name in KEY]).transform("any")
    return best_first(claims[claims["trust"].ne("low") | ~good]).drop_duplicates([*KEY, "origin"])
