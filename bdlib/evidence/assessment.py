"""The whole of the evidence about a set of figures."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.evidence.arithmetic import inconsistencies
from bdlib.evidence.change import bands
from bdlib.evidence.claims import misfits, note_facets, prepare
from bdlib.evidence.crossing import add_context, mergers
from bdlib.evidence.decide import decide
from bdlib.evidence.edges import edges, strengths
from bdlib.evidence.groups import groups
from bdlib.evidence.pairing import within
from bdlib.evidence.pairs import Pairs


@dataclass(frozen=True)
class Evidence:
    """What the figures say about each other.

    Attributes
    ----------
    claims : the figures, prepared; see :func:`bdlib.evidence.claims.prepare`.
    facets : what their notes answer.
    edges : i, j, conflict, soft, agree and the strength of every kind; i and j are positions in `claims`.
    members : group, at, aside (a slip, a mix-up, a stale or impossible value); the best of a group first.
    groups : by group: `contradicts`, strength of every kind, `status`, `chosen` (position or -1), `witnesses`.
    """

    claims: pd.DataFrame
    facets: np.ndarray
    edges: pd.DataFrame
    members: pd.DataFrame
    groups: pd.DataFrame


def assess(
    obs: pd.DataFrame,
    targets: pd.DataFrame | None = None,
    *,
    indicators: pd.DataFrame | None = None,
    areas: pd.DataFrame | None = None,
) -> Evidence:
    """Hold figures against each other.

    Parameters
    ----------
    obs, targets : clean tables; never changed.
    indicators, areas : codelists. Without them nothing is known of kinds, parts and mergers.

    Returns
    -------
    Evidence
    """
    claims = prepare(obs, targets, indicators)
    former = set(areas.loc[areas["successor"].ne(""), "area"]) if areas is not None else set()
    facets = note_facets(claims)
    claims = add_context(claims).assign(former=claims["ref_area"].isin(former), misfit=misfits(claims, facets))
    pairs = Pairs(claims, facets, *within(claims))
    inside = edges(pairs, bands(pairs))
    across = _across(Pairs(claims, facets, *mergers(claims, areas)))
    found = [_settled(claims, links) for links in (inside, across)] + [_sums(claims, facets)]
    members, table = _stack(found)
    return Evidence(claims, facets, pd.concat([inside, across], ignore_index=True), members, table)


def _across(pairs: Pairs) -> pd.DataFrame:
    """Edges between a former territory and the one that bears its name now."""
    differ = ~pairs.same("point") | ~pairs.same("qualifier")
    apart = differ & ~pairs.same("point")
    table = pd.DataFrame({"i": pairs.i, "j": pairs.j, "agree": ~differ})
    return table.assign(
        **strengths(pairs, differ), time_change=0.0, conflict=apart, soft=differ & ~apart, together=True
    )


def _settled(claims: pd.DataFrame, links: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    members, table = groups(claims, links)
    decided, voices = decide(claims, links, members, table)
    return voices, table.join(decided).assign(detail="", computed=np.nan, first=-1)


def _sums(claims: pd.DataFrame, facets: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Groups whose sums do not come out."""
    members, table = inconsistencies(claims, facets)
    status = np.where(~table["contradicts"], "explained", np.where(table["chosen"] >= 0, "resolved", "open"))
    witness = claims["witness"].to_numpy()[members["at"]]
    count = members.assign(witness=witness).groupby("group")["witness"].nunique()
    return members.assign(aside=False), table.assign(status=status, witnesses=count)


def _stack(found: list[tuple[pd.DataFrame, pd.DataFrame]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put groups of several origins under one numbering, from 0."""
    members, tables, start = [], [], 0
    for rows, table in found:
        number = pd.Series(np.arange(start, start + len(table)), index=table.index)
        members.append(rows.assign(group=rows["group"].map(number)))
        tables.append(table.set_axis(number.to_numpy()))
        start += len(table)
    kept = [table for table in tables if len(table)] or tables[:1]
    known = pd.concat([rows for rows in members if len(rows)] or members[:1], ignore_index=True)
    return known.astype({"group": int, "at": int, "aside": bool}), pd.concat(kept)
