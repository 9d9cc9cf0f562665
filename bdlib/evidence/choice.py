"""Which figure of a conflict stands, and for which named reason; without one the conflict stays open.

Reasons, in the order in which they are tried: `slip`, `impossible`, `misattributed`, `stale` (an error is shown in
every other value), `garbled` (the others are copies that differ from their original), `in_force` (no document that
sets targets has another), `replaced` (a law, or a later document of the same author), `revised` (the same maker,
later), `own_table` (the maker's own table), `more_origins`. Being later, or printed more often, is none.
An open conflict says why: `makers`, `definition`, `scope`, `documents`, `vintages`, `arithmetic`, `excluded` (one
figure is, and no other is left to keep) or `no_reason`.
"""

import numpy as np
import pandas as pd

from bdlib.evidence.kinds import KINDS
from bdlib.evidence.pairs import MONTH
from bdlib.evidence.strength import CERTAIN, STRONG, WEAK

SHOWN = {"transposition": "slip", "scale_slip": "slip", "impossible_value": "impossible", "stale_repeat": "stale",
         "definition": "misattributed", "misattribution": "misattributed",
         "arithmetic_inconsistency": "arithmetic"}  # fmt: skip
SETS, LAW = ("law", "party", "provincial_government"), "law"  # kinds of makers whose documents set targets
LISTS = ("rank", "score")  # kinds that are not revised, but read off a list
END = ["point", "low", "high"]
OPEN = {"arithmetic_inconsistency": "arithmetic", "impossible_value": "arithmetic", "target_variant": "documents",
        "series_method": "makers", "definition": "definition", "scope_population": "scope",
        "vintage_revision": "vintages"}  # fmt: skip


def sides(claims: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Lay out the values of each group: point, origins (independent, of trusted pages), prints, trusted, low, high."""
    names = {"point": "point", "low_end": "low", "high_end": "high", "witness": "witness", "source_id": "page"}
    frame = claims[[*names]].iloc[members["at"]].rename(columns=names)
    frame = frame.assign(group=members["group"].to_numpy(), good=_trusted_values(claims)[members["at"]])
    by = ["group", "point"]
    good = frame[frame["good"]].drop_duplicates([*by, "witness"])
    found = frame.groupby(by).agg(trusted=("good", "sum"), low=("low", "min"), high=("high", "max"))
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
    chosen = told.where(reason == "replaced", -1)
    return pd.DataFrame({"chosen": chosen, "reason": reason, "status": "explained"}, index=table.index)


def _trusted_values(claims: pd.DataFrame) -> np.ndarray:
    """Tell which values some page prints that does not garble."""
    good = claims["trust"].ne("low")
    place = [claims["ref_area"], claims["indicator"], claims["side"], claims["point"]]
    return (good if good.all() else good.groupby(place, dropna=False).transform("any")).to_numpy()


def choose(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Choose in every group: `chosen` (position of a claim, -1), `reason`, `status` (resolved, open).

    Needs the judged pairs with their `group`, the members (group, at) and the levels of every kind by group.
    """
    rows = sides(claims, members)
    objects = pd.Series(claims["object"].to_numpy()[members["at"]]).groupby(members["group"].to_numpy()).nunique()
    rows["lost"], rows["why"] = _lost(claims, pairs, rows)
    whole = rows[~rows["lost"].groupby(rows["group"]).transform("any")]
    left = _one_left(rows)
    old = left["reason"].eq("stale")  # a likelihood: what its maker says himself goes before
    verdicts = [left[~old], _in_force(claims, members, table), _renewed(claims, pairs, members), left[old],
                _witnessed(whole, table)]  # fmt: skip
    won = pd.concat(verdicts)[["point", "at", "reason"]]
    won = won[~won.index.duplicated()].reindex(table.index)
    won[objects.reindex(table.index).gt(1)] = pd.NA
    chosen = won["at"].fillna(_speaker(claims, members, won["point"])).astype(int)
    why = table[KINDS].idxmax(axis=1).map(OPEN).fillna("no_reason")
    why = why.mask(why.eq("vintages") & table["series_method"].gt(0), "makers")
    shown = table.index.isin(rows.loc[rows["lost"] & rows["why"].eq("arithmetic"), "group"])
    why = why.mask(why.eq("arithmetic") & shown, "excluded")
    status = np.where(chosen.ge(0), "resolved", "open")
    return pd.DataFrame({"chosen": chosen, "reason": won["reason"].where(chosen.ge(0), why), "status": status})


def _lost(claims: pd.DataFrame, pairs: pd.DataFrame, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Tell which values an error is shown in, and the reason."""
    named = pairs[pairs["loser"].ge(0)]
    named = named.assign(definition=named["definition"].where(named["definition"].ge(STRONG), 0))
    strongest = named[[*SHOWN]].idxmax(axis=1) if len(named) else pd.Series(dtype=str)
    why = strongest.map(SHOWN).where(named[[*SHOWN]].max(axis=1).gt(0), "garbled")
    found = pd.DataFrame({
        "group": named["group"], "point": claims["point"].to_numpy()[named["loser"]], "why": why,
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


def _in_force(claims: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The target of a law, or of the latest document (dated, or else by its page) of the author of the others.

    Only who sets targets is heard.
    """
    other = table[["definition", "scope_population"]].max(axis=1)
    aims = members[members["group"].isin(table.index[table["target_variant"].ge(CERTAIN) & other.eq(0)])]
    of = claims.iloc[aims["at"]]
    rows = of[["point", "low_end", "high_end", "maker_code", "maker_kind"]].assign(
        group=aims["group"].to_numpy(), at=aims["at"].to_numpy(), day=of["issued_day"].fillna(of["said"]),
        document=of["origin"].where(of["origin"].ne(of["maker"]), ""),
    )  # fmt: skip
    rows = rows[of["maker_kind"].isin(SETS) & of["trust"].ne("low")].sort_values(["group", "day", "at"])
    rows = rows[rows["day"].notna().groupby(rows["group"]).transform("all")]
    named = rows[rows["document"].ne("")].drop_duplicates(["group", "document", "point"])
    twice = named[named.duplicated(["group", "document"])]["group"]  # one document, two numbers: it replaces nothing
    values = rows.groupby("group")["point"].nunique()
    rows = rows.join(rows.drop_duplicates("group", keep="last").set_index("group"), on="group", suffixes=("", "_last"))
    meets = rows["low_end"].le(rows["high_end_last"]) & rows["high_end"].ge(rows["low_end_last"])
    own = rows["maker_code"].eq(rows["maker_code_last"]) & rows["day"].lt(rows["day_last"])
    law = rows["maker_kind_last"].eq(LAW) & rows["maker_kind"].ne(LAW)
    stands = (meets | own | law).groupby(rows["group"]).all() & ~values.index.isin(twice) | values.eq(1)
    last = rows[rows["group"].map(stands).astype(bool)].drop_duplicates("group", keep="last").set_index("group")
    found = last[["point_last", "at_last"]].set_axis(["point", "at"], axis=1).astype(float)
    return found.assign(reason=np.where(values.reindex(found.index).gt(1), "replaced", "in_force"))


def _renewed(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The value that its maker left standing, by a later release or in his own table.

    Whoever else has a third value stands against it; a page that has what was replaced, or names nobody and rounds it,
    repeats its maker. Only ranks and scores are read off a table with nothing said against it.
    """
    changed = pairs[pairs["former"].ge(0)]
    then = np.where(changed["former"].eq(changed["i"]), changed["j"], changed["i"]).astype(int)
    said, ends = claims["said"].to_numpy(), claims[["point", "low_end", "high_end"]].set_axis(END, axis=1)
    old = ends.iloc[changed["former"]].assign(group=changed["group"].to_numpy())
    new = ends.iloc[then].assign(group=old["group"].to_numpy(), voice=claims["voice"].to_numpy()[then])
    listed = ~(np.abs(said[then] - said[changed["former"]]) > MONTH)
    edition = claims["kind"].isin(LISTS).to_numpy()[then]
    gone = pd.MultiIndex.from_frame(old[["group", "point"]])
    new = new.assign(listed=listed, edition=edition).sort_values(["group", "point", "listed"], kind="stable")
    new = new.drop_duplicates(["group", "point"])
    new = new[~pd.MultiIndex.from_frame(new[["group", "point"]]).isin(gone)]
    new = new[~new.duplicated("group", keep=False)].set_index("group")
    of = claims[["point", "step", "low_end", "high_end", "voice", "maker_code", "kind"]].iloc[members["at"]]
    others = of.assign(group=members["group"].to_numpy()).join(new, on="group", suffixes=("", "_new"), how="inner")
    others = others[others["voice"].ne(others["voice_new"]) & ~_meet(others, "low", "high")]
    others = others.reset_index(names="at").merge(old, on="group", suffixes=("", "_old"))
    near = others["step"].where(others["maker_code"].eq(""), 0) / 2
    repeats = (others["point"] - others["point_old"]).abs().le(near) | others["kind"].isin(LISTS)
    repeats = repeats.groupby([others["group"], others["at"]]).any()
    alone = new.drop(index=repeats[~repeats].index.get_level_values("group").unique())
    return alone[["point"]].assign(reason=np.where(alone["edition"], "own_table", "revised"))


def _meet(rows: pd.DataFrame, low: str, high: str) -> pd.Series:
    """Tell where a claim meets the interval of two more columns."""
    return rows["low_end"].le(rows[high]) & rows["high_end"].ge(rows[low])


def _witnessed(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
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
