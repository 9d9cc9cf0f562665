"""What speaks for each figure of a group, and what speaks against it."""

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.evidence.edges import KINDS

NEEDED = [
    "is_target", "said", "last", "year", "point", "lower", "upper", "line", "qualifier", "reprints", "obs_status",
    "role", "witness", "kind", "published", "limit", "misfit", "over_whole", "mixed_up", "former",
]  # fmt: skip
LOGICAL = 0.5  # support of a bound that a value merely respects, against 1 of a claim that means the value
KNOWN = 1.0  # weight of a named series
DIGITS = 0.1  # weight of a significant digit, up to six
VAGUE = 1.0  # against a figure that a word bounds or softens
RECENT = 0.5  # weight of having been said last
SEASON = np.timedelta64(90, "D")  # targets said within it are equally new
NEWEST = 1e6  # weight of a target's being among the newest: more than witnesses can outvote
APART_IN_TIME = 2.0  # for the later of claims about different times
DOUBT = 0.5  # from this strength on, a slip sets a figure aside
LONG_AGO = pd.Timestamp("1900-01-01")


def voices(
    claims: pd.DataFrame, edges: pd.DataFrame, agreements: pd.DataFrame, members: pd.DataFrame, table: pd.DataFrame
) -> pd.DataFrame:
    """Weigh the members of every group, best first.

    A figure that evidence explains away comes last, then a forecast or a target of a former territory, then one of
    a source in doubt. Of the others the score decides: independent witnesses, a named series, digits, having been
    said last. Vintages go by date alone, targets by date and then by witnesses; where nothing contradicts, the most
    precise figure leads, and the latest where only time has passed.

    Returns
    -------
    DataFrame
        group, at, the claims' columns in :data:`NEEDED`, `support`, `aside`, `score`.
    """
    rows = members.join(claims[NEEDED], on="at").join(table[KINDS].idxmax(axis=1).rename("top"), on="group")
    rows["support"] = support(claims, pd.concat([edges[["i", "j"]], agreements]), members)
    rows["said"] = rows["said"].fillna(rows["last"].mask(rows["is_target"]))
    rows["aside"] = explained_away(claims, edges, rows)
    rows["score"] = _score(rows, edges, members, table["contradicts"])
    rows["early"] = rows["role"].eq("forecast") | (rows["is_target"] & _superseded(rows))
    rows["doubted"] = rows["obs_status"].isin(["U", "V"])
    rows["copy"] = rows["reprints"].ne("")
    order = {"group": True, "aside": True, "early": True, "doubted": True, "score": False, "copy": True, "last": False,
             "said": False, "at": True}  # fmt: skip
    return rows.sort_values(list(order), ascending=list(order.values()), kind="stable")


def support(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame) -> np.ndarray:
    """Independent witnesses for each member: 1 for each that means the value, less for a bound that it respects."""
    point, lower, upper, low, high, witness, aimed = (
        claims[name].to_numpy() for name in ("point", "lower", "upper", "low", "high", "witness", "is_target")
    )
    inside = np.zeros(len(claims), dtype=bool)
    inside[members["at"]] = True
    own = members["at"].to_numpy()
    i, j = pairs["i"].to_numpy(), pairs["j"].to_numpy()
    at, other = np.concatenate([i, j, own]), np.concatenate([j, i, own])
    at, other = at[inside[at]], other[inside[at]]
    means = (lower[at] <= upper[other]) & (upper[at] >= lower[other])
    respects = ((low[other] <= point[at]) | (high[other] >= point[at])) & ~aimed[at]  # a higher goal is another one
    heard, who = pd.factorize(at * len(claims) + witness[other])  # one code a figure and witness
    each = np.zeros(len(who))
    np.maximum.at(each, heard, np.where(means, 1.0, LOGICAL * respects))
    return np.bincount(who // len(claims), weights=each, minlength=len(claims))[own]


def explained_away(claims: pd.DataFrame, edges: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Tell which members are impossible, mixed up, of another definition, stale, or the weaker side of a slip."""
    wrong = rows["over_whole"] | rows["misfit"] | (rows["kind"].eq("share") & rows["point"].gt(rows["limit"]))
    wrong |= rows["mixed_up"].ge(DOUBT) & rows["top"].eq("misattribution")
    slips = edges[edges["conflict"] & (edges[["transposition", "scale_slip", "stale_repeat"]].max(axis=1) >= DOUBT)]
    strength = pd.Series(rows["support"].to_numpy(), index=rows["at"].to_numpy()).groupby(level=0).max()
    ends = np.concatenate([slips[["i", "j"]].to_numpy(), slips[["j", "i"]].to_numpy()])
    weaker = ends[strength.reindex(ends[:, 0]).to_numpy() < strength.reindex(ends[:, 1]).to_numpy(), 0]
    stale, echo = slips[slips["stale_repeat"] >= DOUBT], claims["echo"].to_numpy()
    repeats = [stale.loc[echo[stale[end]] >= DOUBT, end] for end in ("i", "j")]
    sunk = stale.loc[(echo[stale["i"]] < DOUBT) & (echo[stale["j"]] < DOUBT), "j"]
    return wrong | rows["at"].isin(np.concatenate([weaker, *repeats, sunk]))


def digits(rows: pd.DataFrame) -> pd.Series:
    """Significant digits, up to six, from the width of the claim against its value; 0 behind a qualifier."""
    width = (rows["upper"] - rows["lower"]).clip(lower=1e-9)
    count = np.log10((rows["point"].abs() / width).clip(1, 1e6))
    return count.where(~_vague(rows), 0.0)


def _score(rows: pd.DataFrame, edges: pd.DataFrame, members: pd.DataFrame, contradicts: pd.Series) -> pd.Series:
    """Weight of each member; see :func:`voices`."""
    group, value = rows["group"], rows.groupby(["group", "point"], sort=False).ngroup()
    aimed, said = rows["is_target"], rows["said"].where(~rows["aside"])
    latest = said.groupby(value).transform("max").eq(said.groupby(group).transform("max"))
    backed = rows["support"].groupby(value).transform("max")
    score = backed + DIGITS * digits(rows).round() + RECENT * latest
    score += KNOWN * rows["line"].gt(0).groupby(value).transform("any") - VAGUE * _vague(rows)
    spread = group.map(_at_one_time(edges, members)).eq(False) & ~aimed
    score += APART_IN_TIME * (spread & rows["last"].eq(rows["last"].groupby(group).transform("max")))
    score = score.where(~rows["top"].eq("vintage_revision"), rows["said"].fillna(LONG_AGO).astype("int64"))
    score = score.where(~aimed, backed + NEWEST * _newest(rows))
    relative = (rows["upper"] - rows["lower"]) / rows["point"].abs().clip(lower=1e-9)
    settled = (-relative - _vague(rows)).where(~rows["top"].eq("time_change"), rows["last"].astype("int64"))
    return score.where(group.map(contradicts).astype(bool), settled)


def _newest(rows: pd.DataFrame) -> pd.Series:
    """Tell which members were said within a season of the latest, as far as their dates tell."""
    said = periods.frame(rows["published"])
    latest = said["start"].where(~rows["aside"]).groupby(rows["group"]).transform("max")
    return said["end"] + SEASON >= latest


def _vague(rows: pd.DataFrame) -> pd.Series:
    return ~rows["qualifier"].isin(["exact", "ordinal"])


def _superseded(rows: pd.DataFrame) -> pd.Series:
    """Tell which members are of a territory that no longer is, beside one of its successor."""
    return rows["former"] & ~rows["former"].groupby(rows["group"]).transform("all")


def _at_one_time(edges: pd.DataFrame, members: pd.DataFrame) -> pd.Series:
    """Tell, by group, whether some contradiction is between claims about one time."""
    conflict = edges[edges["conflict"]]
    group = members.drop_duplicates("at").set_index("at")["group"].reindex(conflict["i"]).to_numpy()
    return conflict["together"].groupby(group).any()
