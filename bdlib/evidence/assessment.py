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
    edges : pairs that differ: i, j, conflict, soft, together, the strength of every kind and group (-1 for none); i
        and j are positions in `claims`.
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
    found = [_settled(claims, *links) for links in (inside, across)] + [_sums(claims, facets)]
    members, table, edge = _stack(found)
    return Evidence(claims, facets, edge, members, table)


def _across(pairs: Pairs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Edges between a former territory and the one that bears its name now."""
    differ = ~pairs.same("point") | ~pairs.same("qualifier")
    agreements = pd.DataFrame({"i": pairs.i[~differ], "j": pairs.j[~differ]})
    judged = pairs.take(differ)
    table = pd.DataFrame({"i": judged.i, "j": judged.j, **strengths(judged)})
    apart = ~judged.same("point")
    return table.assign(time_change=0.0, conflict=apart, soft=~apart, together=True), agreements


def _settled(
    claims: pd.DataFrame, differing: pd.DataFrame, agreements: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    members, table, of_edge = groups(claims, differing, agreements)
    decided, voices = decide(claims, differing, agreements, members, table)
    table = table.join(decided).assign(detail="", computed=np.nan, first=-1)
    return voices, table, differing.assign(group=of_edge)


def _sums(claims: pd.DataFrame, facets: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame, None]:
    """Groups whose sums do not come out."""
    members, table = inconsistencies(claims, facets)
    status = np.where(~table["contradicts"], "explained", np.where(table["chosen"] >= 0, "resolved", "open"))
    witness = claims["witness"].to_numpy()[members["at"]]
    count = members.assign(witness=witness).groupby("group")["witness"].nunique()
    return members.assign(aside=False), table.assign(status=status, witnesses=count), None


def _stack(
    found: list[tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame | None]],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Put groups of several origins under one numbering, from 0: their members, table and edges."""
    members, tables, edges, start = [], [], [], 0
    for rows, table, links in found:
        number = pd.Series(np.arange(start, start + len(table)), index=table.index)
        members.append(rows.assign(group=rows["group"].map(number)))
        if links is not None:
            edges.append(links.assign(group=number.reindex(links["group"]).fillna(-1).to_numpy(int)))
        tables.append(table.set_axis(number.to_numpy()))
        start += len(table)
    kept = [table for table in tables if len(table)] or tables[:1]
    known = pd.concat([rows for rows in members if len(rows)] or members[:1], ignore_index=True)
    return (
        known.astype({"group": int, "at": int, "aside": bool}),
        pd.concat(kept),
        pd.concat(edges, ignore_index=True),
    )
