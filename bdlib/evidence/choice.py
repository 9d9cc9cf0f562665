"""Which figure of a conflict stands, and for which named reason; without one the conflict stays open.

Reasons, in the order in which they are tried: `slip`, `impossible`, `misattributed`, `stale` (an error is shown in
every other value), `low_trust` (only carriers that garble print the others), `replaced` (a later document of the same
authorities), `revised` (the same maker, later), `more_origins`. Being later, or printed more often, is none.
An open conflict says why: `makers`, `methods`, `definition`, `scope`, `documents` or `no_reason`.
"""

import numpy as np
import pandas as pd

from bdlib.evidence.kinds import KINDS
from bdlib.evidence.strength import CERTAIN, STRONG, WEAK

SHOWN = {"transposition": "slip", "scale_slip": "slip", "impossible_value": "impossible",
         "misattribution": "misattributed", "stale_repeat": "stale"}  # fmt: skip
OPEN = {"target_variant": "documents", "series_method": "makers", "definition": "definition",
        "scope_population": "scope", "vintage_revision": "vintages"}  # fmt: skip


def sides(claims: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Lay out the values of each group.

    Returns
    -------
    DataFrame
        One row a group and value: group, side (number of the value), point, origins (independent, of trusted pages),
        prints (pages), trusted (pages), first, last (day that it was said), issued (of its documents).
    """
    rows = claims.iloc[members["at"]]
    frame = pd.DataFrame({
        "group": members["group"].to_numpy(), "point": rows["point"].to_numpy(), "at": members["at"].to_numpy(),
        "witness": rows["witness"].to_numpy(), "page": rows["source_id"].to_numpy(),
        "good": rows["trust"].ne("low").to_numpy(), "said": rows["said"].to_numpy(),
        "issued": rows["issued_day"].to_numpy(), "maker": rows["maker_code"].to_numpy(),
    })  # fmt: skip
    by = ["group", "point"]
    good = frame[frame["good"]].drop_duplicates([*by, "witness"])
    found = frame.groupby(by).agg(trusted=("good", "sum"), first=("said", "min"), last=("said", "max"),
                                  issued=("issued", "min"))  # fmt: skip
    found["origins"] = good.groupby(by).size().reindex(found.index).fillna(0).astype(int)
    found["prints"] = frame.drop_duplicates([*by, "page"]).groupby(by).size()
    return found.reset_index()


def choose(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Choose in every group.

    Parameters
    ----------
    pairs : judged pairs with their `group`.
    members : group, at.
    table : levels of every kind by group.

    Returns
    -------
    DataFrame
        By group: `chosen` (position of a claim, -1), `reason`, `status` (resolved, open).
    """
    rows = sides(claims, members)
    rows["lost"], rows["why"] = _lost(claims, pairs, rows)
    verdicts = [_one_left(rows), _trusted(rows, table), _replaced(rows, table), _revised(pairs, rows, table),
                _witnessed(rows, pairs, table)]  # fmt: skip
    won = verdicts[0]
    for verdict in verdicts[1:]:
        won = won.combine_first(verdict)
    won = won.reindex(table.index)
    chosen = _speaker(claims, members, won["point"])
    why = table[KINDS].idxmax(axis=1).map(OPEN).fillna("no_reason")
    return pd.DataFrame({
        "chosen": chosen, "reason": won["reason"].where(chosen.ge(0), why),
        "status": np.where(chosen.ge(0), "resolved", "open"),
    }, index=table.index)  # fmt: skip


def _lost(claims: pd.DataFrame, pairs: pd.DataFrame, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Tell which values an error is shown in, and the reason."""
    named = pairs[pairs["loser"].ge(0)]
    kinds = list(SHOWN)
    strongest = named[kinds].idxmax(axis=1) if len(named) else pd.Series(dtype=str)
    found = pd.DataFrame({
        "group": named["group"], "point": claims["point"].to_numpy()[named["loser"]], "why": strongest.map(SHOWN),
    }).drop_duplicates(["group", "point"]).set_index(["group", "point"])["why"]  # fmt: skip
    why = found.reindex(pd.MultiIndex.from_frame(rows[["group", "point"]])).fillna("").to_numpy()
    return why != "", why


def _one_left(rows: pd.DataFrame) -> pd.DataFrame:
    """The value that is left where an error is shown in every other one."""
    left = rows[~rows["lost"]]
    alone = left[~left.duplicated("group", keep=False)].set_index("group")
    why = rows[rows["lost"]].groupby("group")["why"].first()
    return alone[["point"]].assign(reason=why.reindex(alone.index)).dropna()


def _trusted(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The only value that a page prints which does not garble."""
    good = rows[rows["trusted"].gt(0)]
    several = rows.groupby("group").size()
    alone = good[~good.duplicated("group", keep=False)].set_index("group")
    return alone.loc[several.reindex(alone.index).gt(1), ["point"]].assign(reason="low_trust")


def _replaced(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The target of the latest document, where every value has a document whose day is known."""
    aims = rows[rows["group"].isin(table.index[table["target_variant"].ge(CERTAIN)])]
    known = aims["issued"].notna().groupby(aims["group"]).transform("all")
    latest = aims[known & aims["issued"].eq(aims.groupby("group")["issued"].transform("max"))]
    alone = latest[~latest.duplicated("group", keep=False)].set_index("group")
    return alone[["point"]].assign(reason="replaced")


def _revised(pairs: pd.DataFrame, rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The latest value of one maker, where all differences of the group are his revisions."""
    all_revised = pairs["vintage_revision"].ge(STRONG).groupby(pairs["group"]).all()
    mine = rows[rows["group"].isin(all_revised.index[all_revised])]
    latest = mine[mine["first"].eq(mine.groupby("group")["first"].transform("max"))]
    alone = latest[~latest.duplicated("group", keep=False)].set_index("group")
    return alone[["point"]].assign(reason="revised")


def _witnessed(rows: pd.DataFrame, pairs: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The value of strictly more independent origins, where nothing says that the others are about something else."""
    other = table[["series_method", "definition", "scope_population", "target_variant", "vintage_revision"]].max(axis=1)
    clear = rows[rows["group"].isin(table.index[other.lt(WEAK)])]
    best = clear.groupby("group")["origins"].transform("max")
    most = clear[clear["origins"].eq(best) & best.gt(1)]
    alone = most[~most.duplicated("group", keep=False)].set_index("group")
    return alone[["point"]].assign(reason="more_origins")


def _speaker(claims: pd.DataFrame, members: pd.DataFrame, point: pd.Series) -> pd.Series:
    """The claim that states the value chosen best: trusted, no copy, exact, of a named maker, said first."""
    rows = members.assign(want=point.reindex(members["group"]).to_numpy())
    rows = rows[claims["point"].to_numpy()[rows["at"]] == rows["want"]]
    of = claims.iloc[rows["at"]]
    rows = rows.assign(low=of["trust"].eq("low").to_numpy(), copy=of["reprints"].ne("").to_numpy(),
                       soft=of["qualifier"].eq("approx").to_numpy(), unnamed=of["maker_code"].eq("").to_numpy(),
                       said=of["said"].to_numpy())  # fmt: skip
    best = rows.sort_values(["group", "low", "copy", "soft", "unnamed", "said", "at"], kind="stable")
    return best.drop_duplicates("group").set_index("group")["at"].reindex(point.index).fillna(-1).astype(int)
