"""Which figure of a conflict stands, and for which named reason; without one the conflict stays open.

Reasons, as they are tried: `slip`, `impossible`, `misattributed`, `arithmetic`, `stale` (shown in every other value),
`garbled` (copies of a page that prints it), `in_force` (a document that sets targets), `replaced` (a law, or later by
the same author), `revised` (by its maker), `own_table` (its maker's), `ended` (the others came before the period was
over), `more_origins`, `trusted` (it alone has an origin: only copies, wikis or blogs have the others, and name nobody).
Being later, or printed more often, is none. An open one says why: :data:`OPEN`, `excluded` or `elsewhere` (one figure
is wrong, or another indicator's, and no other is left to keep), `outdated` (its release was replaced), `no_reason`.
"""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import CERTAIN, FACETS, STRONG, WEAK
from bdlib.evidence.kinds import KINDS
from bdlib.evidence.quoting import ordered, quoted
from bdlib.periods import EDITIONS

SHOWN = {"garbled_copy": "garbled", "transposition": "slip", "scale_slip": "slip", "impossible_value": "impossible",
         "stale_repeat": "stale", "definition": "misattributed", "misattribution": "misattributed",
         "arithmetic_inconsistency": "arithmetic"}  # fmt: skip
LAW = "law"  # kind of makers that bind the others
OPEN = {"arithmetic_inconsistency": "arithmetic", "impossible_value": "arithmetic", "target_variant": "documents",
        "series_method": "makers", "definition": "definition", "scope_population": "scope",
        "vintage_revision": "vintages"}  # fmt: skip


def sides(claims: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Lay out the values of each group: point, origins (independent, of trusted pages), prints, trusted, low, high."""
    rows = members.assign(good=_trusted_values(claims)[members["at"]])
    rows = rows.assign(origin=rows["witness"].where(rows["good"]))
    rows.loc[rows["timing"].eq("stock"), ["start", "end"]] = np.nan
    return rows.groupby(["group", "point"], as_index=False).agg(
        trusted=("good", "sum"), low=("low_end", "min"), high=("high_end", "max"), start=("start", "min"),
        end=("end", "max"), origins=("origin", "nunique"), prints=("source_id", "nunique"))  # fmt: skip


def quote(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Say of variants what to quote: the outcome of a forecast, the fullest print.

    Of the figures of a rule that only rounding breaks it is the whole; of what a facet keeps apart nothing.
    """
    first, best = pairs.groupby("group")[["relation", "perhaps", "i", "j"]].first(), quoted(members)
    variant, ruled = first["relation"].eq("variant"), pairs["edit"].ne("").groupby(pairs["group"]).any()
    later = table["vintage_revision"].ge(CERTAIN) & ~first["perhaps"]  # of a forecast, unless replaced since
    cases, whys = [variant & ruled, variant, later], ["whole", best["reason"].replace("", "original"), "replaced"]
    reason, chosen = np.select(cases, whys, "apart"), np.select(cases, [first["i"], best["chosen"], first["j"]], -1)
    return pd.DataFrame({"chosen": chosen, "reason": reason, "status": "explained"}, index=table.index)


def _trusted_values(claims: pd.DataFrame) -> np.ndarray:
    """Tell which values some page prints that does not garble."""
    good = claims["trust"].ne("low")
    when = claims["year"].where(claims["timing"].ne("stock"))  # a rate is that of its own year
    place = [claims["ref_area"], claims["indicator"], claims["side"], claims["point"], when]
    return (good if good.all() else good.groupby(place, dropna=False).transform("any")).to_numpy()


def _bare(claims: pd.DataFrame) -> np.ndarray:
    """Tell which claims only a copy, wiki or blog has that names no maker, or none that a better page knows."""
    known = claims.loc[claims["trust"].ne("low") & claims["maker_code"].ne(""), "maker_code"].unique()
    named = claims["maker_code"].ne("") & ~claims["origin_basis"].isin(["series", "publisher"])
    return ~_trusted_values(claims) & ~(named | claims["maker_code"].isin(known)).to_numpy()


def choose(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Choose in every group: `chosen` (position of a claim, -1), `reason`, `status` (resolved, open).

    Needs the judged pairs with their `group`, the members (group, at) and the levels of every kind by group.
    """
    rows = sides(claims, members)
    named = members.assign(voice=members["voice"].astype(object).where(members["voice"].ne("")))
    counts = named.groupby("group")[["object", "voice"]].nunique().reindex(table.index)
    rows["why"] = _shown(claims, pairs, rows)
    rows["lost"] = rows["why"].ne("")
    whole = rows[~rows["lost"].groupby(rows["group"]).transform("any")]
    left = _one_left(rows)
    old = left["reason"].eq("stale")  # a likelihood: what its maker says himself goes before
    verdicts = [left[~old], _in_force(members, table), _renewed(claims, pairs, members), left[old],
                _ended(members, table), _witnessed(whole, table), _trusted(claims, rows, members, table)]  # fmt: skip
    won = pd.concat(verdicts)[["point", "at", "reason"]]
    won = won[~won.index.duplicated()].reindex(table.index)
    won[counts["object"].gt(1)] = pd.NA
    chosen = won["at"].fillna(_speaker(members, won["point"])).astype(int)
    why = table[KINDS].idxmax(axis=1).map(OPEN).fillna("no_reason")
    why = why.mask(why.eq("vintages") & counts["voice"].gt(1), "makers")
    shown = table.index.isin(rows.loc[rows["why"].isin(["arithmetic", "impossible"]), "group"])
    why = why.mask(why.eq("arithmetic") & shown, "excluded")
    why = why.mask(table.index.isin(rows.loc[rows["why"].eq("misattributed"), "group"]), "elsewhere")
    why = why.mask(won["reason"].eq("outdated"), "outdated")
    status = np.where(chosen.ge(0), "resolved", "open")
    return pd.DataFrame({"chosen": chosen, "reason": won["reason"].where(chosen.ge(0), why), "status": status})


def _shown(claims: pd.DataFrame, pairs: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """The error that is shown in each value, else nothing."""
    named = pairs[pairs["loser"].ge(0)]
    named = named.assign(definition=named["definition"].where(named["definition"].ge(STRONG), 0))
    strongest = named[[*SHOWN]].idxmax(axis=1) if len(named) else pd.Series(dtype=str)
    why = strongest.map(SHOWN).mask(strongest.eq("misattribution") & named["edit"].eq(""), "stale")  # of another year
    found = named[["group"]].assign(point=claims["point"].to_numpy()[named["loser"]], why=why)
    found = found.drop_duplicates(["group", "point"]).set_index(["group", "point"])["why"]
    return found.reindex(pd.MultiIndex.from_frame(rows[["group", "point"]])).fillna("").to_numpy()


def _one_left(rows: pd.DataFrame) -> pd.DataFrame:
    """The value that is left where an error is shown in every other one; of a flow, one of the same time."""
    why = rows[rows["lost"]].groupby("group")["why"].first()
    rows = rows[rows["group"].isin(why.index)]
    wrong = rows[rows["lost"]].groupby("group").agg(least=("low", "min"), most=("high", "max"),
                                                    first=("start", "min"), last=("end", "max"))  # fmt: skip
    rows = rows.join(wrong, on="group")
    left = rows[~rows["lost"] & ((rows["low"] > rows["most"]) | (rows["high"] < rows["least"]))]
    left = left[~(left["start"].gt(left["last"]) | left["end"].lt(left["first"]))]
    meet = left.groupby("group")["low"].max() <= left.groupby("group")["high"].min()
    fits = left["group"].map(meet).astype(bool) & left["trusted"].gt(0)
    best = left[fits].sort_values(["group", "origins", "prints", "point"], ascending=[True, False, False, True])
    alone = best.drop_duplicates("group").set_index("group")
    return alone[["point"]].assign(reason=why.reindex(alone.index))


def _in_force(members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The target of a law, or of the latest document (dated, or else by its page) of the author of the others.

    Only who sets targets is heard.
    """
    other = table[["definition", "scope_population"]].max(axis=1)
    aims = members["group"].isin(table.index[table["target_variant"].ge(CERTAIN) & other.lt(STRONG)])
    rows = ordered(members[aims])
    rows = rows[rows["named"].eq(0) & rows["trusted"].eq(0)]
    named = rows["origin"].where(rows["origin"].ne(rows["maker"]))
    rows = rows.assign(day=rows["issued_day"].fillna(rows["said"]), begin=rows["issued_day"].fillna(rows["since"]),
                       document=named)  # fmt: skip
    rows = rows[rows["day"].notna().groupby(rows["group"]).transform("all")].sort_values("day", kind="stable")
    named = rows.dropna(subset="document").drop_duplicates(["group", "document", "point"])
    twice = named[named.duplicated(["group", "document"])]["group"]  # one document, two numbers: it replaces nothing
    values = rows.groupby("group")["point"].nunique()
    rows = rows.join(rows.drop_duplicates("group", keep="last").set_index("group"), on="group", suffixes=("", "_last"))
    meets = rows["low_end"].le(rows["high_end_last"]) & rows["high_end"].ge(rows["low_end_last"])
    own = rows["maker_code"].eq(rows["maker_code_last"]) & rows["day"].lt(rows["begin_last"])
    law = rows["maker_kind_last"].eq(LAW) & rows["maker_kind"].ne(LAW)
    stands = (meets | own | law).groupby(rows["group"]).all() & ~values.index.isin(twice) | values.eq(1)
    last = rows[rows["group"].map(stands).astype(bool)].drop_duplicates("group", keep="last").set_index("group")
    found = last[["point_last", "at_last"]].set_axis(["point", "at"], axis=1).astype(float)
    return found.assign(reason=np.where(values.reindex(found.index).gt(1), "replaced", "in_force"))


def _renewed(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The value that its maker left standing, by a later release or in his own table.

    Whoever else has a third value stands against it, unless the page was out before the period was over; one that has
    what was replaced, or names nobody and rounds it, repeats its maker. Only ranks and scores are read off a table.
    """
    changed = pairs[pairs["former"].ge(0)]
    then = np.where(changed["former"].eq(changed["i"]), changed["j"], changed["i"]).astype(int)
    said, since = (claims[name].to_numpy() for name in ("said", "since"))
    ends = ["point", "low_end", "high_end"]
    old = claims[ends].iloc[changed["former"]].assign(group=changed["group"].to_numpy())
    new = claims[[*ends, "voice"]].iloc[then].assign(group=changed["group"].to_numpy())
    listed = claims["frame"].ne("").to_numpy()[then] & ~(since[then] > said[changed["former"]])
    edition = claims["kind"].isin(EDITIONS).to_numpy()[then]
    gone = pd.MultiIndex.from_frame(old[["group", "point"]])
    new = new.assign(listed=listed, edition=edition).sort_values(["group", "point", "listed"], kind="stable")
    new = new.drop_duplicates(["group", "point"])
    new = new[~pd.MultiIndex.from_frame(new[["group", "point"]]).isin(gone)]
    new = new[~new.duplicated("group", keep=False)].set_index("group")
    others = members[~_bare(claims)[members["at"]]].join(new, on="group", suffixes=("", "_new"), how="inner")
    meets = others["low_end"].le(others["high_end_new"]) & others["high_end"].ge(others["low_end_new"])
    others = others[others["voice"].ne(others["voice_new"]) & ~meets & ~others["said"].le(others["end"])]
    others = others.merge(old, on="group", suffixes=("", "_old"))
    near = others["step"].where(others["maker_code"].eq(""), 0) / 2
    repeats = (others["point"] - others["point_old"]).abs().le(near) | others["kind"].isin(EDITIONS)
    repeats = repeats.groupby([others["group"], others["at"]]).any()
    alone = new.drop(index=repeats[~repeats].index.get_level_values("group").unique())
    own = alone["edition"] | alone["listed"]  # not known to be later
    return alone[["point"]].assign(reason=np.where(own.astype(bool), "own_table", "revised"))


def _ended(members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The value of a named maker, of a flow whose other values, of the same facets, were out before its end."""
    flow = members["timing"].ne("stock") & members["side"].eq("measured")
    named = members["maker_code"].ne("") & members["said"].gt(members["end"]) & members["trust"].ne("low")
    rows = members.assign(early=members["early"].gt(0), named=named)[flow.groupby(members["group"]).transform("all")]
    by = rows.groupby(["group", "point"], as_index=False).agg(early=("early", "all"), named=("named", "any"),
                                                              end=("end", "max"))  # fmt: skip
    left = by[~by["early"]]
    one = left[~left["group"].duplicated(keep=False) & left["named"]].set_index("group")
    one = one[by.groupby("group")["end"].nunique().reindex(one.index).eq(1)]
    other = table[["definition", "scope_population"]].max(axis=1)
    return one.loc[other.reindex(one.index).lt(WEAK), ["point"]].assign(reason="ended")


def _witnessed(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The value of strictly more independent origins, where nothing says that the others are about something else."""
    other = table[["series_method", "definition", "scope_population", "target_variant", "vintage_revision"]].max(axis=1)
    clear = rows[rows["group"].isin(table.index[other.lt(WEAK)])]
    best = clear.groupby("group")["origins"].transform("max")
    return _only(clear[clear["origins"].eq(best) & best.gt(1)], "more_origins")


def _trusted(claims: pd.DataFrame, rows: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The one value that has an origin, where copies, wikis and blogs alone have the others and name no maker of them.

    Who copies a named maker speaks for him; who states what no page that can be trusted does may mean another thing.
    One of a release that its maker has replaced since is not kept: it has no `point`, and `outdated` as its reason.
    """
    doubt = table[["definition", "scope_population"]].max(axis=1)
    open_ = doubt.ge(STRONG) | table["target_variant"].ge(WEAK)
    low = ~_trusted_values(claims)
    said = claims[FACETS].ne("").any(axis=1).to_numpy()
    asked = (low & ~_bare(claims), low & said, ~low & claims["outdated"].to_numpy(bool))
    named, said, old = (table.index.isin(members.loc[which[members["at"]], "group"]) for which in asked)
    open_ |= named | (said & doubt.ge(WEAK))
    found = _only(rows[rows["trusted"].gt(0) & ~rows["group"].isin(table.index[open_])], "trusted")
    replaced = found.index.isin(table.index[old])
    return found.assign(point=found["point"].mask(replaced), reason=found["reason"].mask(replaced, "outdated"))


def _only(rows: pd.DataFrame, reason: str) -> pd.DataFrame:  # of its group
    return rows[~rows.duplicated("group", keep=False)].set_index("group")[["point"]].assign(reason=reason)


def _speaker(members: pd.DataFrame, point: pd.Series) -> pd.Series:
    """The claim to quote of those that state the value chosen."""
    rows = ordered(members)
    best = rows[rows["point"].eq(point.reindex(rows["group"]).to_numpy())].drop_duplicates("group")
    return best.set_index("group")["at"].reindex(point.index).fillna(-1).astype(int)
