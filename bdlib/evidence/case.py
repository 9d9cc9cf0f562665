"""The whole of the evidence about the figures of a corpus, computed once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from bdlib.checks import check_frame, given
from bdlib.evidence.choice import choose
from bdlib.evidence.claims import prepare
from bdlib.evidence.groups import grouped
from bdlib.evidence.kinds import KINDS, judge
from bdlib.evidence.origins import makers, origins
from bdlib.evidence.pairs import candidates
from bdlib.evidence.table import tabulate
from bdlib.memo import remembered
from bdlib.periods import published_by


@dataclass(frozen=True)
class Case:
    """What the figures say about each other.

    Attributes
    ----------
    tables : the clean tables and codelists that it rests on.
    claims : the figures, prepared; see :func:`bdlib.evidence.claims.prepare`.
    conflicts : comparable figures that contradict each other, a row a matter.
    variants : figures that say the same in other words, or that a stated fact keeps apart, a row a matter.
    origins : figure_id, origin: who made the number.
    pairs : every two figures that were judged: figure_a, figure_b, relation, perhaps, the level of each kind.
    """

    tables: Any
    claims: pd.DataFrame
    conflicts: pd.DataFrame
    variants: pd.DataFrame
    origins: pd.DataFrame
    pairs: pd.DataFrame

    def __repr__(self) -> str:
        return (f"Case({len(self.conflicts)} conflicts, {len(self.variants)} variants, "
                f"{self.origins['origin'].nunique()} origins of {len(self.claims)} figures)")  # fmt: skip


@remembered
def assess(tables: Any, as_of: str = "") -> Case:
    """Hold the figures of a corpus against each other.

    Parameters
    ----------
    tables : as given by :func:`bdlib.clean`: `observations`, `targets` and the codelists; never changed.
    as_of : ISO date; what was published later is not there yet.

    Returns
    -------
    Case
    """
    given(tables, ["observations", "targets"], "tables as bdlib.clean gives them")
    codelists = {name: _listed(tables, name) for name in ("indicators", "areas", "series", "origins", "rules")}
    rows = [_until(getattr(tables, name), name, as_of) for name in ("observations", "targets")]
    claims = prepare(*rows, codelists["indicators"])
    claims = _voices(claims, codelists["series"], codelists["origins"])
    pairs = judge(candidates(claims))
    conflicts, inside = _matters(claims, pairs[pairs["relation"].eq("conflict")])
    rest = pairs[pairs["relation"].ne("conflict") & ~_covered(pairs, inside)]
    variants = [_matters(claims, rest[rest["relation"].eq(relation)])[0] for relation in ("variant", "apart")]
    who = claims[["figure_id", "witness"]].set_axis(["figure_id", "origin"], axis=1)
    return Case(tables, claims, conflicts, _stacked(variants), who, _named(claims, pairs))


def _until(frame: pd.DataFrame | None, name: str, as_of: str) -> pd.DataFrame | None:
    """Hold the figures to their schema, and leave out what was published after a day."""
    if frame is None:
        return None
    checked = check_frame(frame, name)
    return checked[published_by(checked, as_of)]


def _listed(tables: Any, name: str) -> pd.DataFrame | None:
    """A codelist that travels with the tables; one that a study does not keep is empty."""
    found = getattr(tables, name, None)
    return found if found is not None and len(found.columns) else None


def _voices(claims: pd.DataFrame, series: pd.DataFrame | None, listed: pd.DataFrame | None) -> pd.DataFrame:
    """Add who speaks: maker_code, witness, series_maker, field (of ranks), issued_day (of documents)."""
    claims = claims.assign(maker_code=makers(claims), witness=origins(claims))
    empty = pd.Series(dtype=str)
    of = series.set_index("series") if series is not None else pd.DataFrame()
    told = {"series_maker": of.get("maker", empty), "field": of.get("field", empty)}
    claims = claims.assign(**{name: _mapped(claims["series"], column) for name, column in told.items()})
    issued = listed.drop_duplicates("origin").set_index("origin").get("issued", empty) if listed is not None else empty
    day = pd.to_datetime(_mapped(claims["origin"], issued).replace("", None)).to_numpy()
    return claims.assign(issued_day=(day - np.datetime64("1970-01-01")) / np.timedelta64(1, "D"))


def _mapped(codes: pd.Series, column: pd.Series) -> pd.Series:
    place, used = pd.factorize(codes)
    return pd.Series(column.reindex(used).fillna("").to_numpy(object)[place], index=codes.index, dtype=str)


def _matters(claims: pd.DataFrame, pairs: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Group pairs of one relation, judge and choose by group, and write the table."""
    of_pair, members = grouped(claims, pairs)
    pairs = pairs.assign(group=of_pair)
    levels = pairs.groupby("group")[KINDS].max()
    decided = choose(claims, pairs, members, levels)
    if pairs["relation"].ne("conflict").all():
        decided = decided.assign(chosen=-1, status="explained", reason=pairs.groupby("group")["relation"].first())
    return tabulate(claims, pairs, members, levels, decided), members


def _covered(pairs: pd.DataFrame, members: pd.DataFrame) -> np.ndarray:
    """Tell which pairs lie within one group of conflicts."""
    if members.empty:
        return np.zeros(len(pairs), dtype=bool)
    ends = pairs[["i", "j"]].reset_index(names="pair")
    both = ends.merge(members.rename(columns={"at": "i"}), on="i").merge(
        members.rename(columns={"at": "j"}), on=["j", "group"]
    )
    return pairs.index.isin(both["pair"])


def _stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    order = ["ref_area", "indicator", "time_period", "figure_ids"]
    return pd.concat(tables, ignore_index=True).sort_values(order, kind="stable", ignore_index=True)


def _named(claims: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    ids = claims["figure_id"].to_numpy()
    ends = {"figure_a": ids[pairs["i"]], "figure_b": ids[pairs["j"]]}
    return pairs.assign(**ends)[[*ends, "relation", "perhaps", *KINDS]]
