"""Which figure of a group stands: the best supported one, or none where figures are to be kept apart."""

import numpy as np
import pandas as pd

from bdlib.evidence.edges import KINDS

AUTHORITY = {"statistics_office": 3, "law": 3, "ministry": 2, "provincial_government": 1, "party": 1}
SLIPS = ("transposition", "scale_slip", "misattribution", "impossible_value", "stale_repeat")
NEEDED = [
    "is_target", "said", "last", "year", "point", "lower", "upper", "line", "qualifier", "reprints", "obs_status", "role",
    "witness", "figure_id", "kind", "limit", "misfit", "over_whole", "mixed_up", "former", "ref_area",
]  # fmt: skip
LOGICAL = 0.5  # support of a bound that a value merely respects, against 1 of a claim that means the value
KNOWN = 1.0  # weight of a named series
DIGITS = 0.1  # weight of a significant digit, up to six
VAGUE = 1.0  # against a figure that a word bounds or softens
APART_IN_TIME = 2.0  # for the later of claims about different times
RECENT = 0.5  # weight of having been said last
DOUBT = 0.5  # from this strength on, a slip sets a figure aside


def decide(
    claims: pd.DataFrame, edges: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Choose in every group.

    Returns
    -------
    decisions : by group: `status`, `chosen` (position in `claims`, -1 for none), `witnesses` (independent origins).
    voices : the members, best first: group, at, `aside` (evidence explains the claim away).
    """
    voices = _voices(claims, edges, members, table)
    voices = voices.sort_values(
        ["group", "aside", "early", "doubted", "score", "copy", "last", "said", "figure_id"],
        ascending=[True, True, True, True, False, True, False, False, True],
        kind="stable",
    )
    best = voices.drop_duplicates("group").set_index("group").reindex(table.index)
    apart = _apart(claims, voices, edges, members, table)
    status = np.where(~table["contradicts"], "explained", np.where(apart, "open", "resolved"))
    status = np.where(table["territory_change"].gt(0.5) & best["kind"].isin(["rank", "score"]), "explained", status)
    chosen = best["at"].where(~apart & ~((status == "explained") & table["territory_change"].gt(0.5)), -1)
    witnesses = voices.groupby("group")["witness"].nunique()
    decisions = pd.DataFrame(
        {"status": status, "chosen": chosen.astype(int), "witnesses": witnesses}, index=table.index
    )
    return decisions, voices[["group", "at", "aside"]]


def _voices(claims: pd.DataFrame, edges: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Members of groups with what speaks for each: supporters, a named series, digits, and what speaks against."""
    voices = members.join(claims[NEEDED], on="at").join(table[KINDS].idxmax(axis=1).rename("top"), on="group")
    voices["support"] = _support(claims, edges, members)
    value = voices.groupby(["group", "point"], sort=False).ngroup()
    aimed = voices["is_target"]
    said = voices["said"].fillna(voices["last"].mask(aimed))
    recent = said.fillna(pd.Timestamp("1900")).astype("int64")
    voices["said"] = said
    best = voices["support"].groupby(value).transform("max")
    named = voices["line"].gt(0).groupby(value).transform("any")
    voices["aside"] = _slips(claims, edges, voices)
    said = said.where(~voices["aside"])
    newest_value = said.groupby(value).transform("max")
    latest = newest_value.eq(said.groupby(voices["group"]).transform("max"))
    voices["score"] = best + KNOWN * named + DIGITS * _digits(voices).round() + RECENT * latest
    spread = voices["group"].map(_at_one_time(edges, members)).eq(False) & ~aimed
    newest = voices["last"].eq(voices["last"].groupby(voices["group"]).transform("max"))
    voices["score"] += APART_IN_TIME * (spread & newest)
    voices["score"] -= VAGUE * ~voices["qualifier"].isin(["exact", "ordinal"])
    by_date = aimed | voices["top"].eq("vintage_revision")
    voices["score"] = voices["score"].where(~by_date, recent)
    voices["copy"] = voices["reprints"].ne("")
    voices["doubted"] = voices["obs_status"].isin(["U", "V"])
    voices["early"] = voices["role"].eq("forecast") | (aimed & _superseded(voices))
    explained = ~voices["group"].map(table["contradicts"]).astype(bool)
    width = (voices["upper"] - voices["lower"]) / voices["point"].abs().clip(lower=1e-9)
    precise = -width - (~voices["qualifier"].isin(["exact", "ordinal"])).astype(float)
    passing = voices["top"].eq("time_change")
    settled = precise.where(~passing, voices["last"].astype("int64"))
    voices["score"] = voices["score"].where(~explained, settled)
    return voices


def _superseded(voices: pd.DataFrame) -> pd.Series:
    """Tell which targets are of a territory that no longer is, beside one of its successor."""
    return voices["former"] & ~voices["former"].groupby(voices["group"]).transform("all")


def _at_one_time(edges: pd.DataFrame, members: pd.DataFrame) -> pd.Series:
    """Tell, by group, whether some contradiction is between claims about one time."""
    conflict = edges[edges["conflict"]]
    group = members.drop_duplicates("at").set_index("at")["group"].reindex(conflict["i"]).to_numpy()
    return conflict["together"].groupby(group).any()


def _support(claims: pd.DataFrame, edges: pd.DataFrame, members: pd.DataFrame) -> np.ndarray:
    """Independent witnesses for each member: 1 for each that means the value, less for a bound that it respects."""
    point, lower, upper, low, high, witness = (
        claims[name].to_numpy() for name in ("point", "lower", "upper", "low", "high", "witness")
    )
    inside = np.zeros(len(claims), dtype=bool)
    inside[members["at"]] = True
    own = members["at"].to_numpy()
    i, j = edges["i"].to_numpy(), edges["j"].to_numpy()
    at, other = np.concatenate([i, j, own]), np.concatenate([j, i, own])
    at, other = at[inside[at]], other[inside[at]]
    means = (lower[at] <= upper[other]) & (upper[at] >= lower[other])
    respects = (low[other] <= point[at]) | (high[other] >= point[at])
    heard = pd.DataFrame({"at": at, "witness": witness[other], "weight": np.where(means, 1.0, LOGICAL * respects)})
    each = heard.groupby(["at", "witness"], sort=False)["weight"].max().groupby(level="at").sum()
    return each.reindex(own).fillna(1.0).to_numpy()


def _digits(voices: pd.DataFrame) -> pd.Series:
    """Significant digits, up to six, from the width of the claim against its value; 0 behind a qualifier."""
    width = (voices["upper"] - voices["lower"]).clip(lower=1e-9)
    digits = np.log10((voices["point"].abs() / width).clip(1, 1e6))
    return digits.where(voices["qualifier"].isin(["exact", "ordinal"]), 0.0)


def _slips(claims: pd.DataFrame, edges: pd.DataFrame, voices: pd.DataFrame) -> pd.Series:
    """Tell which members evidence explains away: impossible, mixed up, or the weaker side of a slip."""
    wrong = voices["over_whole"] | (voices["mixed_up"].ge(DOUBT) & voices["top"].eq("misattribution"))
    wrong |= voices["misfit"]
    wrong |= voices["kind"].eq("share") & voices["point"].gt(voices["limit"])
    support = pd.Series(voices["support"].to_numpy(), index=voices["at"].to_numpy()).groupby(level=0).max()
    slips = edges[edges["conflict"] & (edges[["transposition", "scale_slip", "stale_repeat"]].max(axis=1) >= DOUBT)]
    ends = np.concatenate([slips[["i", "j"]].to_numpy(), slips[["j", "i"]].to_numpy()]).reshape(-1, 2)
    weaker = ends[support.reindex(ends[:, 0]).to_numpy() < support.reindex(ends[:, 1]).to_numpy(), 0]
    stale = slips[slips["stale_repeat"] >= DOUBT]
    echo = claims["echo"].to_numpy()
    repeats = [stale.loc[echo[stale[end]] >= DOUBT, end] for end in ("i", "j")]
    sunk = stale.loc[(echo[stale["i"]] < DOUBT) & (echo[stale["j"]] < DOUBT), "j"]
    stale = pd.concat([*repeats, sunk])
    return wrong | voices["at"].isin(set(weaker)) | voices["at"].isin(set(stale))


def _backing(edges: pd.DataFrame, unnamed: pd.DataFrame, named: pd.DataFrame) -> pd.Series:
    """Count, by group, claims of no named series that agree with one of a named series."""
    agree = edges[edges["agree"]]
    ends = np.concatenate([agree[["i", "j"]].to_numpy(), agree[["j", "i"]].to_numpy()])
    backed = set(ends[np.isin(ends[:, 1], named["at"]), 0])
    return unnamed[unnamed["at"].isin(backed)].groupby("group").size()


def _apart(
    claims: pd.DataFrame, voices: pd.DataFrame, edges: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame
) -> pd.Series:
    """Tell where no figure is to be chosen: named series or definitions that exclude each other, none better backed."""
    usable = voices[~voices["aside"] & ~voices["is_target"]]
    telling = usable["line"].gt(0) & _digits(usable).gt(2)  # a round number is nobody's own
    maker = (
        usable["line"]
        .where(telling)
        .groupby([usable["group"], usable["point"]])
        .transform("max")
        .fillna(usable["line"].where(usable["line"].gt(0)))
    )
    lines = maker.groupby(usable["group"]).nunique().reindex(table.index).fillna(0)
    unnamed = _backing(edges, usable[maker.isna()], usable[maker.notna()]).reindex(table.index).fillna(0)
    slip = table[KINDS].idxmax(axis=1).isin(SLIPS)
    aimed = voices.groupby("group")["is_target"].any().reindex(table.index)
    methods = edges["conflict"] & edges["series_method"].ge(0.5) & edges["series_method"].gt(edges["vintage_revision"])
    kept_apart = set(members.set_index("at")["group"].reindex(edges.loc[methods, "i"]).dropna())
    series = table.index.isin(list(kept_apart)) & ~slip & lines.ge(2) & unnamed.eq(0)
    defined = table["definition"].ge(0.65) & table[["definition", "scope_population"]].max(axis=1).ge(
        table[["transposition", "scale_slip", "vintage_revision", "series_method"]].max(axis=1)
    )
    within = voices.assign(fit=~voices["misfit"]).groupby(["group", "year"])["fit"].agg(["any", "all"])
    judged = (within["any"] & ~within["all"]).groupby("group").any().reindex(table.index).fillna(False)
    defined |= voices.groupby("group")["misfit"].any().reindex(table.index)
    return table["contradicts"] & ~aimed & (series | (defined & ~judged))
