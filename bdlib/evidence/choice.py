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

SHOWN = {"transposition": "slip", "scale_slip": "slip", "impossible_value": "impossible", "stale_repeat": "stale",
         "misattribution": "misattributed", "arithmetic_inconsistency": "arithmetic"}  # fmt: skip
SETS = ("law", "party", "provincial_government")  # kinds of makers whose documents set targets
OPEN = {"arithmetic_inconsistency": "arithmetic", "target_variant": "documents", "series_method": "makers",
        "definition": "definition", "scope_population": "scope", "vintage_revision": "vintages"}  # fmt: skip


def sides(claims: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Lay out the values of each group.

    Returns
    -------
    DataFrame
        One row a group and value: group, side (number of the value), point, origins (independent, of trusted pages),
        prints (pages), trusted (pages), first (day that it was said), low, high.
    """
    names = ["point", "low_end", "high_end", "witness", "maker_kind", "source_id", "said"]
    rows = claims[names].iloc[members["at"]]
    frame = pd.DataFrame({
        "group": members["group"].to_numpy(), "point": rows["point"].to_numpy(), "low": rows["low_end"].to_numpy(),
        "high": rows["high_end"].to_numpy(), "at": members["at"].to_numpy(),
        "witness": rows["witness"].to_numpy(), "office": rows["maker_kind"].ne("").to_numpy(),
        "page": rows["source_id"].to_numpy(),
        "good": _trusted_values(claims)[members["at"]], "said": rows["said"].to_numpy(),
    })  # fmt: skip
    by = ["group", "point"]
    good = frame[frame["good"]].drop_duplicates([*by, "witness"])
    found = frame.groupby(by).agg(trusted=("good", "sum"), office=("office", "any"), first=("said", "min"),
                                  low=("low", "min"), high=("high", "max"))  # fmt: skip
    found["origins"] = good.groupby(by).size().reindex(found.index).fillna(0).astype(int)
    found["prints"] = frame.drop_duplicates([*by, "page"]).groupby(by).size()
    return found.reset_index()


def quote(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Say of variants what holds now: the outcome of a forecast, the aim of the territory that is; else nothing."""
    relation = pairs.groupby("group")["relation"].first().reindex(table.index)
    told = pairs.groupby("group")["j"].first()  # of crossing pairs b is the outcome, or the new territory
    later = table["territory_change"].ge(CERTAIN) & (claims["side"].to_numpy()[told] == "target")
    later |= table["vintage_revision"].ge(CERTAIN)
    reason = np.select([relation.eq("variant"), later], ["original", "replaced"], "apart")
    return pd.DataFrame(
        {"chosen": told.where(reason == "replaced", -1), "reason": reason, "status": "explained"}, index=table.index
    )


def _trusted_values(claims: pd.DataFrame) -> np.ndarray:
    """Tell which values some page prints that does not garble."""
    good = claims["trust"].ne("low")
    place = [claims["ref_area"], claims["indicator"], claims["side"], claims["point"]]
    return (good if good.all() else good.groupby(place, dropna=False).transform("any")).to_numpy()


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
    objects = pd.Series(claims["object"].to_numpy()[members["at"]]).groupby(members["group"].to_numpy()).nunique()
    rows["lost"], rows["why"] = _lost(claims, pairs, rows)
    verdicts = [_one_left(rows)]
    rows = rows[~rows["lost"].groupby(rows["group"]).transform("any")]
    verdicts += [_trusted(rows, table), _in_force(claims, members, table), _revised(pairs, rows, table),
                 _witnessed(rows, pairs, table)]  # fmt: skip
    won = verdicts[0]
    for verdict in verdicts[1:]:
        won = won.combine_first(verdict)
    won = won.reindex(table.index)
    won[objects.reindex(table.index).gt(1)] = pd.NA
    speaker = won["at"] if "at" in won else pd.Series(np.nan, index=won.index)
    chosen = speaker.fillna(_speaker(claims, members, won["point"])).astype(int)
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
    why = rows[rows["lost"]].groupby("group")["why"].first()
    rows = rows[rows["group"].isin(why.index)]
    wrong = rows[rows["lost"]].groupby("group").agg(least=("low", "min"), most=("high", "max"))
    rows = rows.join(wrong, on="group")
    left = rows[~rows["lost"] & ((rows["low"] > rows["most"]) | (rows["high"] < rows["least"]))]
    meet = left.groupby("group")["low"].max() <= left.groupby("group")["high"].min()
    fits = left["group"].map(meet).astype(bool)
    fits &= left["trusted"].gt(0)
    best = left[fits].sort_values(["group", "origins", "prints", "point"], ascending=[True, False, False, True])
    alone = best.drop_duplicates("group").set_index("group")
    return alone[["point"]].assign(reason=why.reindex(alone.index))


def _trusted(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The only value that a page prints which does not garble."""
    other = table[["definition", "scope_population"]].max(axis=1).gt(0)
    offices = rows[rows["trusted"].eq(0) & rows["office"]]["group"]  # that a carrier that garbles may still quote
    other |= table["series_method"].ge(WEAK) & table.index.isin(offices)
    clear = rows[rows["group"].isin(table.index[~other])]
    good = clear[clear["trusted"].gt(0)]
    several = clear.groupby("group").size()
    alone = good[~good.duplicated("group", keep=False)].set_index("group")
    return alone.loc[several.reindex(alone.index).gt(1), ["point"]].assign(reason="low_trust")


def _in_force(claims: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The target of the latest document of those that set targets; a document without a day counts from its page."""
    other = table[["definition", "scope_population"]].max(axis=1)
    aims = members[members["group"].isin(table.index[table["target_variant"].ge(CERTAIN) & other.eq(0)])]
    of = claims[["point", "issued_day", "said", "origin", "maker", "maker_kind", "trust"]].iloc[aims["at"]]
    rows = pd.DataFrame({
        "group": aims["group"].to_numpy(), "at": aims["at"].to_numpy(), "point": of["point"].to_numpy(),
        "issued": of["issued_day"].to_numpy(),
        "said": of["said"].to_numpy(), "document": of["origin"].where(of["origin"].ne(of["maker"]), "").to_numpy(),
        "sets": (of["maker_kind"].isin(SETS) & of["trust"].ne("low")).to_numpy(),
    })  # fmt: skip
    setters = rows[rows["sets"]].copy()
    setters["day"] = setters["issued"].fillna(setters["said"])
    several = setters.groupby("group")["point"].nunique()
    named = setters[setters["document"].ne("")].drop_duplicates(["group", "document", "point"])
    twice = named[named.duplicated(["group", "document"])]["group"]  # one document, two numbers: it replaces nothing
    setters = setters[~setters["group"].isin(twice)]
    dated = setters["day"].notna().groupby(setters["group"]).transform("all")
    latest = setters[setters["day"].eq(setters.groupby("group")["day"].transform("max")) & dated]
    latest = latest.drop_duplicates(["group", "point"])
    alone = latest[~latest.duplicated("group", keep=False)].set_index("group")
    only = setters.drop_duplicates(["group", "point"]).set_index("group")
    only = only[several.reindex(only.index).eq(1)]
    alone = alone[several.reindex(alone.index).gt(1)]
    return pd.concat([alone[["point", "at"]].assign(reason="replaced"), only[["point"]].assign(reason="in_force")])


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
    of = claims[["trust", "reprints", "qualifier", "maker_code", "said"]].iloc[rows["at"]]
    rows = rows.assign(low=of["trust"].eq("low").to_numpy(), copy=of["reprints"].ne("").to_numpy(),
                       soft=of["qualifier"].ne("exact").to_numpy(), unnamed=of["maker_code"].eq("").to_numpy(),
                       said=of["said"].to_numpy())  # fmt: skip
    best = rows.sort_values(["group", "low", "copy", "soft", "unnamed", "said", "at"], kind="stable")
    return best.drop_duplicates("group").set_index("group")["at"].reindex(point.index).fillna(-1).astype(int)
