"""Pairs of two indicators, sides or territories: failing rules, forecasts and outcomes, former and new areas."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import CERTAIN, FACETS, MEANT, STRONG, WEAK, YEAR
from bdlib.evidence.kinds import KINDS
from bdlib.evidence.pairs import NEAR

COUNTED = 2  # independent origins that vouch for a figure of a failing rule


def crossing(claims: pd.DataFrame, failing: pd.DataFrame, areas: pd.DataFrame | None,
             judged: pd.DataFrame) -> pd.DataFrame:  # fmt: skip
    """Find what only several objects show; see :func:`bdlib.evidence.kinds.judge` for the columns.

    What came out of a forecast is no figure that was replaced, or has a slip (in the pairs `judged`), if others stand.
    """
    gone = np.r_[judged["former"], judged["loser"]]
    gone = claims["statement"].isin(claims["statement"].iloc[gone[gone >= 0]])
    found = [_edits(claims, failing), _forecasts(claims.assign(gone=gone)), _mergers(claims, areas)]
    return pd.concat([_complete(frame) for frame in found], ignore_index=True)


def outdated(claims: pd.DataFrame, failing: pd.DataFrame, judged: pd.DataFrame) -> np.ndarray:
    """Tell which claims fit, on one page, a figure that its maker has replaced since: of the same release."""
    old = claims["statement"].isin(claims["statement"].iloc[judged["former"][judged["former"].ge(0)]]).to_numpy()
    rows = failing[failing["holds"].astype(bool)]
    page, at = claims["source_id"].to_numpy()[rows["at"]], rows["at"].to_numpy(int)
    beside = pd.Series(old[at]).groupby([rows["edit"].to_numpy(), page]).transform("any").to_numpy(bool)
    return np.isin(np.arange(len(claims)), at[beside & ~old[at]])


def with_arithmetic(claims: pd.DataFrame, pairs: pd.DataFrame, across: pd.DataFrame) -> pd.DataFrame:
    """Bring what rules show into the pairs of one object.

    A figure that is the only suspect of a failing rule loses there, where another figure contradicts it; the rule
    itself is then told with it. What nobody contradicts keeps the pairs of the rule.
    """
    refuted = across[across["loser"].ge(0)].drop_duplicates("loser").set_index("loser")
    wrong = _alike(claims, refuted.index)
    ends = [pairs[end].map(wrong).to_numpy() for end in ("i", "j")]
    one = pairs["relation"].eq("conflict") & (np.isnan(ends[0]) != np.isnan(ends[1]))
    suspect = pd.Series(np.where(np.isnan(ends[0]), ends[1], ends[0]), index=pairs.index)[one].astype(int)
    kinds = ["definition", "misattribution", "impossible_value", "arithmetic_inconsistency"]
    shown = refuted.reindex(suspect)[kinds].set_axis(suspect.index)
    shown["arithmetic_inconsistency"] = np.where(shown.max(axis=1) < STRONG, STRONG, shown["arithmetic_inconsistency"])
    pairs = pairs.assign(page=False, edit="")
    pairs.loc[one, "edit"] = refuted["edit"].reindex(suspect).to_numpy()
    pairs.loc[one, kinds] = np.maximum(pairs.loc[one, kinds].to_numpy(), shown.to_numpy())
    pairs.loc[one, "loser"] = np.where(np.isnan(ends[0]), pairs["j"], pairs["i"])[one]
    pairs = pd.concat([pairs, _beside(claims, refuted.drop(index=suspect.unique()), wrong)], ignore_index=True)
    suspect = [*suspect, *pairs.loc[pairs["edit"].ne(""), "loser"]]
    pairs, doubted = _doubted(claims, pairs, across)
    vague = across["perhaps"] & across["arithmetic_inconsistency"].between(1, WEAK) & across["loser"].lt(0)
    told = across["edit"].isin(across.loc[across["loser"].isin(suspect), "edit"]) & across["edit"].ne("")
    vague |= across["edit"].str.contains("order:")  # a rank that nobody else contradicts is left to its table
    vague |= across["edit"].isin(doubted)
    rest = across[~told & ~vague]
    lost = rest["loser"].where(rest["loser"].ge(0))
    one = lost.map(_alike(claims, pd.Index(lost.dropna().astype(int).unique())))
    size = -rest.groupby("edit")["edit"].transform("size")  # several rules against one figure: the fullest tells it
    best = rest.assign(one=one, size=size).sort_values(["size", "edit"], kind="stable").drop_duplicates("one")
    return pd.concat([pairs, rest[one.isna() | rest["edit"].isin(best["edit"])]], ignore_index=True)


def _doubted(claims: pd.DataFrame, pairs: pd.DataFrame, across: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Tell in a pair of one object the rule that one of the two breaks, with which of its figures it does not show."""
    rules = across[across["loser"].lt(0) & across["relation"].eq("conflict")]
    strong = rules["arithmetic_inconsistency"].ge(STRONG)  # a weaker one is a clue where there is no other
    ends = rules.melt(["edit"], ["i", "j"], value_name="at").drop_duplicates("at").set_index("at")["edit"]
    ends = ends[claims["frame"].to_numpy()[ends.index] == ""]
    i, j = (pairs[end].map(_alike(claims, ends.index).map(ends)) for end in ("i", "j"))
    asked = pairs["relation"].eq("conflict") & pairs["edit"].eq("") & (i.isna() != j.isna())
    edit = i.fillna(j)[asked]
    shown = edit.isin(rules.loc[strong, "edit"])
    edit = edit[shown | pairs.loc[asked, "unexplained"].gt(0)]
    pairs.loc[edit.index, "edit"] = edit
    pairs.loc[edit.index[shown.reindex(edit.index)], "arithmetic_inconsistency"] = STRONG
    return pairs, edit[edit.isin(rules.loc[rules["perhaps"], "edit"])]  # of one page it stays a matter of its own


def _beside(claims: pd.DataFrame, refuted: pd.DataFrame, wrong: pd.Series) -> pd.DataFrame:
    """Pairs of what a rule refutes with the other figures of its object near in time, which no change leads to it."""
    rows = claims[["object", "end", "low_end", "high_end", "source_id", *FACETS]].assign(at=np.arange(len(claims)))
    found = rows.iloc[refuted.index].join(refuted.reset_index()[["edit", *KINDS]].set_axis(refuted.index))
    pairs = found.merge(rows[~rows["at"].isin(wrong.index)], on="object", suffixes=("", "_of"))
    near = (pairs["end"] - pairs["end_of"]).abs().le(NEAR * YEAR) & pairs["source_id"].ne(pairs["source_id_of"])
    apart = (pairs["low_end"] > pairs["high_end_of"]) | (pairs["high_end"] < pairs["low_end_of"])
    same = [pairs[name].eq(pairs[f"{name}_of"]) | pairs[name].eq("") | pairs[f"{name}_of"].eq("") for name in FACETS]
    pairs = pairs[near & apart & np.all(same, axis=0)]
    pairs["relation"] = np.where(pairs["definition"].ge(STRONG), "apart", "conflict")
    return _complete(pairs.assign(i=pairs["at"], j=pairs["at_of"], loser=pairs["at"], perhaps=True))


def _alike(claims: pd.DataFrame, positions: pd.Index) -> pd.Series:
    """Positions of all claims with the object, time and value of one of these, to that one."""
    key = ["object", "start", "end", "point"]
    named = claims[key].iloc[positions].assign(of=positions.to_numpy()).drop_duplicates(key)
    return claims[key].assign(at=np.arange(len(claims))).merge(named, on=key).set_index("at")["of"].astype(float)


def _complete(frame: pd.DataFrame) -> pd.DataFrame:
    empty = dict.fromkeys(KINDS, 0) | {"page": False, "edit": "", "former": -1}
    frame = frame.assign(**{name: value for name, value in empty.items() if name not in frame})
    whole = {name: int for name in ("i", "j", "loser", "former", *KINDS)} | {"perhaps": bool, "page": bool}
    return frame[["i", "j", "relation", "perhaps", *KINDS, "loser", "former", "page", "edit"]].astype(whole)


def _edits(claims: pd.DataFrame, failing: pd.DataFrame) -> pd.DataFrame:
    """Pairs of the whole with each other figure of a rule that fails, with the suspect where only one can be."""
    held, failing = failing[failing["holds"].astype(bool)], failing[~failing["holds"].astype(bool)]
    if failing.empty:
        return pd.DataFrame(columns=["i", "j", "relation", "perhaps", "loser"])
    whole = failing[failing["member"].eq(0)].set_index("edit")["at"]
    rows = failing[failing["member"].gt(0)].join(whole.rename("i"), on="edit").rename(columns={"at": "j"})
    rows = rows.sort_values("kind", ascending=False, kind="stable").drop_duplicates(["i", "j"])  # a sum before a part
    page, first = claims["source_id"].to_numpy(), failing[failing["member"].eq(1)].set_index("edit")["at"]
    own = page[rows["i"].astype(int)] == page[rows["edit"].map(first)]  # a page against itself, by official counts
    own &= claims["kind"].to_numpy()[rows["i"].astype(int)] == "money"  # shares of people may have another base
    rows = rows.assign(own=own).sort_values("own", ascending=False, kind="stable")
    bound, turned = rows["kind"].isin(["part", "limit"]), rows["kind"].isin(["turnover", "based"])
    level_of = rows["kind"].eq("prices")
    older = rows["kind"].eq("growth") & ~rows["together"]  # the level of the year before, as another page had it
    span = claims[["start", "end"]].to_numpy()
    same = (span[rows["i"].astype(int)] == span[rows["j"].astype(int)]).all(axis=1)
    flow = claims["timing"].eq("flow").to_numpy()[rows["i"].astype(int)]
    grown = claims["end"].to_numpy()[rows["j"]] > claims["end"].to_numpy()[rows["i"].astype(int)]
    sharp = ~bound | ~grown  # else the whole may have grown until then
    shown = (same | flow) & bound & sharp | rows["own"] & rows["kind"].eq("ratio")
    level = np.where(rows["together"] & sharp, CERTAIN, np.where(shown, STRONG, WEAK))
    beyond = bound & ~rows["together"]
    mixed, alone = _mixed(claims, rows), rows["edit"].map(_suspects(claims, failing, held["at"]))
    return pd.DataFrame({
        "i": rows["i"], "j": rows["j"], "edit": rows["edit"], "perhaps": ~rows["together"],
        "relation": np.select([rows["rounded"], turned], ["variant", "apart"], "conflict"),
        "page": rows["together"] | older, "impossible_value": np.where(beyond, level, 0),
        "arithmetic_inconsistency": np.select([rows["rounded"], beyond | turned | older | level_of], [WEAK, 0], level),
        "vintage_revision": np.where(older, STRONG, 0),
        "definition": np.where(rows["kind"].isin(["turnover", "prices"]), STRONG, 0),
        "scope_population": np.where(rows["kind"].eq("based") & ~rows["rounded"], STRONG, 0),
        "rounding": np.where(rows["rounded"], CERTAIN, 0), "misattribution": np.where(mixed, STRONG, 0),
        "loser": np.select([rows["kind"].eq("order"), level_of, mixed], [rows["i"], rows["edit"].map(first), rows["j"]],
                           alone.where(~turned & ~older).fillna(-1)).astype(int),
    })  # fmt: skip


def _mixed(claims: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Tell where the first count of a share is as large as the second: the whole printed under the part's name."""
    low, high = claims["low_end"].to_numpy(), claims["high_end"].to_numpy()
    second = rows[rows["member"].eq(2)].set_index("edit")["j"].reindex(rows["edit"]).to_numpy()
    known = rows["kind"].eq("ratio") & rows["member"].eq(1) & ~np.isnan(second)
    other, own = np.nan_to_num(second).astype(int), rows["j"].to_numpy()
    return known & (low[own] <= high[other]) & (high[own] >= low[other])


def _suspects(claims: pd.DataFrame, failing: pd.DataFrame, held: pd.Series) -> pd.Series:
    """The only figure of a failing rule that nobody else and no rule that holds vouches for, by rule.

    Of one for which the others would make what no such figure can be, another must be wrong.
    """
    key = [claims["object"], claims["point"], claims["year"]]
    weight = claims["witness"].where(claims["trust"].ne("low")).groupby(key).transform("nunique")
    weight = weight.to_numpy() + COUNTED * claims["frame"].ne("").to_numpy()
    weight[held] += COUNTED
    rate = claims["kind"].eq("rate").to_numpy()[failing["at"]]
    can = (failing["implied"].ge(0) | rate) & failing["implied"].le(failing["most"])
    renewed = failing["edit"].isin(failing.loc[renewing(claims, failing), "edit"])
    alone = failing[(weight[failing["at"]] < COUNTED) & can & ~renewed]
    return alone[~alone.duplicated("edit", keep=False)].set_index("edit")["at"]


def renewing(claims: pd.DataFrame, failing: pd.DataFrame) -> pd.Series:
    """Tell which figures, of parts of a year on several pages, were published after the others: they may revise."""
    spans = failing[failing["kind"].eq("spans") & ~failing["together"]]
    since, said = (pd.Series(claims[name].to_numpy()[spans["at"]], spans.index) for name in ("since", "said"))
    before = said.groupby(spans["edit"]).transform(lambda days: days.nlargest(2).iloc[-1])
    return since.gt(before).reindex(failing.index, fill_value=False)


def _forecasts(claims: pd.DataFrame) -> pd.DataFrame:
    """Pairs of what was expected of a period and what came out."""
    rows = claims.assign(at=np.arange(len(claims)))
    asked = rows.loc[rows["side"].eq("forecast"), "indicator"].unique()
    rows = rows[rows["indicator"].isin(asked)].drop_duplicates(["object", "start", "end", "point", "series", *MEANT])
    ahead, out = (rows[rows["side"].eq(side)] for side in ("forecast", "measured"))
    pairs = ahead.merge(out, on=["ref_area", "indicator", "start", "end"], suffixes=("", "_out"))
    agree = [pairs[name].eq(pairs[f"{name}_out"]) | (name in ("series", "prices_meant")) & (
        pairs[name].eq("") | pairs[f"{name}_out"].eq("")) for name in ("series", *MEANT)]  # fmt: skip
    apart = (pairs["low_end"] > pairs["high_end_out"]) | (pairs["high_end"] < pairs["low_end_out"])
    pairs = pairs[apart & np.all(agree, axis=0) & (pairs["dated_out"].eq("stated") | pairs["timing"].ne("stock"))]
    pairs = pairs[~pairs["gone_out"] | pairs["gone_out"].groupby(pairs["at"]).transform("all")]
    one = pairs["voice"].eq(pairs["voice_out"]) & pairs["voice"].ne("") | pairs["source_id"].eq(pairs["source_id_out"])
    return pd.DataFrame({"i": pairs["at"], "j": pairs["at_out"], "relation": "apart", "loser": -1,
                         "perhaps": pairs["gone_out"], "vintage_revision": np.where(one, CERTAIN, 0),
                         "series_method": np.where(one, 0, CERTAIN)})  # fmt: skip  # two makers are no two releases


def _mergers(claims: pd.DataFrame, areas: pd.DataFrame | None) -> pd.DataFrame:
    """Pairs of a share of a former area with that of the enlarged one that bears its name."""
    named = areas.set_index("area")[["name_vi", "successor"]] if areas is not None else pd.DataFrame()
    into = named["successor"][named["name_vi"].eq(named["successor"].map(named["name_vi"]))] if len(named) else named
    if not len(into):
        return pd.DataFrame(columns=["i", "j", "relation", "perhaps", "loser"])
    rows = claims.assign(at=np.arange(len(claims)), into=claims["ref_area"].map(into))
    rows = rows[rows["kind"].eq("share")].drop_duplicates(["object", "start", "end", "point", "qualifier"])
    columns = ["at", "indicator", "side", "point", "end", "year"]
    heirs = rows[["ref_area", *columns]].rename(columns={"ref_area": "into"})
    pairs = rows.loc[rows["into"].notna(), [*columns, "into"]].merge(heirs, on=["into", "indicator", "side"],
                                                                     suffixes=("", "_new"))  # fmt: skip
    near = (pairs["end"] - pairs["end_new"]).abs().le(YEAR / 2)
    near = near.where(pairs["side"].ne("target"), pairs["year"].eq(pairs["year_new"]))
    pairs = pairs[near & pairs["point"].ne(pairs["point_new"])]
    return pd.DataFrame({"i": pairs["at"], "j": pairs["at_new"], "relation": "apart", "perhaps": False, "loser": -1,
                         "territory_change": CERTAIN})  # fmt: skip
