"""Which figure of a group stands: the best supported one, or none where figures are to be kept apart."""

import numpy as np
import pandas as pd

from bdlib.evidence.edges import KINDS
from bdlib.evidence.voices import digits, voices

SLIPS = ("transposition", "scale_slip", "misattribution", "impossible_value", "stale_repeat")
RIVALS = ["transposition", "scale_slip", "vintage_revision", "series_method"]  # of a difference in definition
APART = 0.5  # strength of a difference in method that keeps figures apart
DEFINED = 0.65  # the same for a difference in definition


def decide(
    claims: pd.DataFrame, edges: pd.DataFrame, agreements: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Choose in every group.

    Returns
    -------
    decisions : by group: `status`, `chosen` (position in `claims`, -1 for none), `witnesses` (independent origins).
    members : the members, best first: group, at, `aside` (evidence explains the claim away).
    """
    rows = voices(claims, edges, agreements, members, table)
    best = rows.drop_duplicates("group").set_index("group").reindex(table.index)
    aimed = rows.groupby("group")["is_target"].any().reindex(table.index)
    apart = (
        table["contradicts"]
        & ~aimed
        & (_other_methods(rows, edges, agreements, table) | _other_definitions(rows, table))
    )
    fields = table["territory_change"].gt(0.5) & best["kind"].isin(["rank", "score"])  # two fields: no decision
    status = np.select([~table["contradicts"] | fields, apart], ["explained", "open"], "resolved")
    none = apart | ((status == "explained") & table["territory_change"].gt(0.5))
    decisions = pd.DataFrame({"status": status, "chosen": best["at"].where(~none, -1).astype(int)}, index=table.index)
    decisions["witnesses"] = rows.groupby("group")["witness"].nunique()
    return decisions, rows[["group", "at", "aside"]]


def _other_methods(rows: pd.DataFrame, edges: pd.DataFrame, agreements: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Tell where named series contradict each other and no claim outside them backs one of the two."""
    usable = rows[~rows["aside"] & ~rows["is_target"]]
    named = usable["line"].where(usable["line"].gt(0))
    telling = named.where(digits(usable).gt(2))  # a round number is nobody's own
    maker = telling.groupby([usable["group"], usable["point"]]).transform("max").fillna(named)
    lines = maker.groupby(usable["group"]).nunique().reindex(table.index).fillna(0)
    backed = _backing(agreements, usable[maker.isna()], usable[maker.notna()]).reindex(table.index).fillna(0)
    methods = (
        edges["conflict"] & edges["series_method"].ge(APART) & edges["series_method"].gt(edges["vintage_revision"])
    )
    contradicted = rows.loc[rows["at"].isin(edges.loc[methods, "i"]), "group"]
    slip = table[KINDS].idxmax(axis=1).isin(SLIPS)
    return table.index.to_series().isin(contradicted) & ~slip & lines.ge(2) & backed.eq(0)


def _other_definitions(rows: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Tell where definitions exclude each other, and the indicator's own does not say which of one year is meant."""
    stated = table[["definition", "scope_population"]].max(axis=1)
    defined = table["definition"].ge(DEFINED) & stated.ge(table[RIVALS].max(axis=1))
    defined |= rows.groupby("group")["misfit"].any().reindex(table.index)
    fits = (~rows["misfit"]).groupby([rows["group"], rows["year"]]).agg(["any", "all"])
    told = (fits["any"] & ~fits["all"]).groupby("group").any().reindex(table.index).fillna(False)
    return defined & ~told


def _backing(agreements: pd.DataFrame, unnamed: pd.DataFrame, named: pd.DataFrame) -> pd.Series:
    """Count, by group, claims of no named series that agree with one of a named series."""
    ends = np.concatenate([agreements[["i", "j"]].to_numpy(), agreements[["j", "i"]].to_numpy()])
    backed = ends[np.isin(ends[:, 1], named["at"]), 0]
    return unnamed[unnamed["at"].isin(backed)].groupby("group").size()
