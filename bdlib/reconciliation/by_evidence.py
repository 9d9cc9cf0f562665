"""The default method of reconciling: set aside what the evidence explains away, then take the best witnessed claim."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.reconciliation import GROUP, KEY

RIGHT = 0.8  # chance that one independent witness is right, before others are heard
WEAKEST = 0.35  # a weaker reason is none
SURE = 0.95  # probability that the interval is to hold
WHY = {
    "transposition": "a slip: two digits swapped, and fewer witnesses",
    "scale_slip": "a slip: wrong scale word or separator",
    "impossible_value": "an impossible value",
    "misattribution": "the figure of another indicator under this name",
    "stale_repeat": "an older figure used again",
    "rounding": "a rounded form of the figure kept",
    "series_method": "another way of measuring, less well witnessed",
    "definition": "another definition, less well witnessed",
    "scope_population": "counted over another base, less well witnessed",
    "vintage_revision": "an earlier vintage, revised since",
    "unexplained": "contradicted by better witnessed claims",
}
AGREES, ALONE, NEWEST = "agrees with the figure kept", "the only figure", "the latest state"
WITNESSED = "the best witnessed figure"
OUTDONE = "the best of its own series or year; the conflict as a whole is decided for another"
EARLIER, REPEATS = "an earlier state of the same year", "repeats its own origin"
APART = "declined: definitions or measures that exclude each other, none better witnessed"
ALL_ASIDE = "declined: every figure is explained away"


@dataclass(frozen=True)
class ByEvidence:
    """Set aside slips, stale, impossible and mixed-up figures; keep series apart; take what witnesses support.

    A claim of unknown series counts with the one series that the area, indicator and period have, or with the series
    whose value it repeats. Of the claims left, the latest state of the year is taken; where the evidence found a
    contradiction, the claim that it chose. Where contradicting claims are to be kept apart, no value is given.

    Parameters
    ----------
    right : chance that an independent witness is right. k witnesses against m leave the odds
        (right / (1 - right)) ** (k - m); claims are added to the interval until it holds with `sure`.
    sure : probability that the interval is to hold.
    """

    right: float = RIGHT
    sure: float = SURE

    def __call__(
        self, claims: pd.DataFrame, indicators: pd.DataFrame | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Reconcile prepared claims into (estimates, steps)."""
        judged = _judge(join_series(claims.reset_index(drop=True)), indicators)
        judged = _verdicts(judged)
        frame = _estimates(judged, self.right, self.sure)
        columns = [*KEY, "step", "figure_id", "action", "reason"]
        return frame, judged[columns]


def join_series(claims: pd.DataFrame) -> pd.DataFrame:
    """Give claims of unknown series the series they can only belong to.

    That is the one series of their area, indicator and period, or, of several, the only one whose claims they meet.
    """
    reach = claims[claims["series"].ne("")].groupby([*GROUP, "series"]).agg(low=("lower", "min"), high=("upper", "max"))
    reach = reach.reset_index(level="series").rename(columns={"series": "joined"})
    unknown = claims.loc[claims["series"].eq(""), [*GROUP, "figure_id", "lower", "upper"]].join(
        reach, on=GROUP, how="inner"
    )
    alone = ~unknown.duplicated("figure_id", keep=False)
    overlap = (unknown["lower"] < unknown["high"]) & (unknown["upper"] > unknown["low"])
    meets = overlap | unknown["low"].eq(unknown["high"]) & unknown["low"].between(unknown["lower"], unknown["upper"])
    fits = unknown[alone | meets].drop_duplicates("figure_id", keep=False).set_index("figure_id")["joined"]
    series = claims["series"].mask(
        claims["series"].eq(""), claims["figure_id"].map(fits.to_dict()).astype(object).fillna("")
    )
    return claims.assign(series=series.astype(str), named=claims["series"])


def _judge(claims: pd.DataFrame, indicators: pd.DataFrame | None) -> pd.DataFrame:
    """Add what the evidence says of each claim: group, kind, status, aside, loser, chosen, witness."""
    from bdlib.evidence import assess

    stated = claims.assign(time_period=claims["stated_period"], series=claims["named"])
    evidence = assess(stated.drop(columns=["stated_period", "end", "point", "origin", "named"]), indicators=indicators)
    members = evidence.members.assign(place=np.arange(len(evidence.members)))
    first = members.sort_values(["at", "group"], kind="stable").drop_duplicates("at").set_index("at")
    table = evidence.groups
    facts = pd.DataFrame(index=evidence.claims["figure_id"])
    at = np.arange(len(facts))
    facts["group"] = first["group"].reindex(at).fillna(-1).astype(int).to_numpy()
    facts["aside"] = first["aside"].reindex(at).fillna(False).astype(bool).to_numpy()
    facts["place"] = first["place"].reindex(at).fillna(-1).astype(int).to_numpy()
    for name in ("witness", "least", "most"):
        facts[name] = evidence.claims[name].to_numpy()
    known = facts["group"].ge(0).to_numpy()
    for name, empty in (("status", "explained"), ("chosen", -1), ("contradicts", False)):
        facts[name] = np.where(known, table[name].reindex(facts["group"]).to_numpy(), empty)
    facts["is_chosen"] = facts["chosen"].to_numpy() == at
    facts["unsummed"] = np.isin(at, _unsummed(evidence))
    facts["loses_to"] = _lost(evidence, facts)
    facts["kind_of_conflict"] = _own_kind(evidence.edges, len(facts))
    facts["exclusive"] = np.isin(at, _exclusive(evidence.edges)[["i", "j"]].to_numpy())
    return claims.join(facts, on="figure_id")


def _own_kind(edges: pd.DataFrame, size: int) -> np.ndarray:
    """Strongest kind in the contradictions of each claim; "" for none."""
    fought = edges[edges["conflict"]]
    kinds = [kind for kind in WHY if kind in edges]
    ends = pd.concat([fought[kinds].set_axis(fought[end], axis=0) for end in ("i", "j")])
    best = ends.groupby(level=0).max()
    name = best.idxmax(axis=1).where(best.max(axis=1).gt(WEAKEST), "unexplained")
    return name.reindex(np.arange(size)).fillna("").to_numpy()


def _exclusive(edges: pd.DataFrame) -> pd.DataFrame:
    """Contradictions between definitions, bases or measures, rather than between vintages of one."""
    apart = edges[["definition", "scope_population"]].max(axis=1)
    return edges[edges["conflict"] & (apart >= 0.5) & (apart > edges["vintage_revision"])]


def _unsummed(evidence: object) -> np.ndarray:
    """Positions of parts that exceed their whole, and of claims whose sum does not come out with none to blame."""
    table = evidence.groups
    sums = table[table["first"].ge(0) & table["contradicts"].astype(bool) & table["chosen"].lt(0)]
    named = sums["detail"].ne("")
    members = evidence.members
    return np.append(members.loc[members["group"].isin(sums.index[named]), "at"], sums.loc[~named, "first"])


def _lost(evidence: object, facts: pd.DataFrame) -> np.ndarray:
    """Position of the chosen claim that contradicts a claim at its own time, else -1."""
    edges = evidence.edges
    fought = edges[edges["conflict"] & edges["together"]]
    ends = np.concatenate([fought[["i", "j"]].to_numpy(), fought[["j", "i"]].to_numpy()])
    point, group = evidence.claims["point"].to_numpy(), facts["group"].to_numpy()
    chosen = facts["chosen"].to_numpy(int)[ends[:, 0]]
    won = (chosen >= 0) & (group[ends[:, 0]] == group[ends[:, 1]])
    won &= point[ends[:, 1]] == point[np.maximum(chosen, 0)]
    lost = np.full(len(facts), -1)
    lost[ends[won, 0]] = chosen[won]
    return lost


def _verdicts(judged: pd.DataFrame) -> pd.DataFrame:
    """Add step, action and reason of every claim, and which one its estimate takes (`taken`)."""
    key = [judged[name] for name in KEY]
    aside = judged["aside"] & judged["contradicts"].astype(bool)
    beaten = judged["loses_to"].ge(0) & ~aside
    standing = (~aside & ~beaten).groupby(key).transform("any")
    beaten &= standing
    left = ~aside & ~beaten
    judged = judged.assign(left=left, aside=aside, beaten=beaten)
    unsettled = judged["status"].eq("open") & judged["contradicts"].astype(bool)
    order = {
        "left": False,
        "is_chosen": False,
        "best": True,
        "copy": True,
        "end": False,
        "published": False,
        "width": True,
        "figure_id": True,
    }
    ranked = judged.assign(
        width=judged["upper"] - judged["lower"],
        best=judged["place"].where(unsettled, -1),
        copy=judged["reprints"].ne(""),
    ).sort_values(list(order), ascending=list(order.values()), kind="stable")
    taken = ~ranked.duplicated(KEY) & ranked["left"]
    judged["taken"] = taken.reindex(judged.index)
    best = judged[judged["taken"]].set_index(KEY)[["least", "most"]].add_suffix("_best")
    rows = judged.join(best, on=KEY)
    judged["meets"] = ((rows["least"] <= rows["most_best"]) & (rows["most"] >= rows["least_best"])).to_numpy() & left
    split = (unsettled & left & judged["exclusive"] & ~judged["meets"]).groupby(key).transform("any")
    judged["declined"] = split | ~judged["left"].groupby(key).transform("any")
    return _explain(judged, key)


def _explain(judged: pd.DataFrame, key: list[pd.Series]) -> pd.DataFrame:
    alone = judged.groupby(key)["figure_id"].transform("size").eq(1)
    repeat = judged["meets"] & judged.sort_values(
        ["taken", "published", "figure_id"], ascending=[False, True, True]
    ).duplicated([*KEY, "witness"]).reindex(judged.index)
    reason = pd.Series(EARLIER, index=judged.index)
    reason = reason.mask(judged["status"].eq("open") & judged["contradicts"].astype(bool), WHY["vintage_revision"])
    reason = reason.mask(judged["meets"], AGREES).mask(repeat & ~judged["taken"], REPEATS)
    reason = reason.mask(judged["taken"], NEWEST).mask(judged["taken"] & judged["contradicts"].astype(bool), WITNESSED)
    reason = reason.mask(judged["taken"] & alone, ALONE).mask(judged["taken"] & judged["loses_to"].ge(0), OUTDONE)
    why = judged["kind_of_conflict"].map(WHY).fillna(WHY["unexplained"])
    reason = reason.mask(judged["aside"] | judged["beaten"], why)
    reason = reason.mask(judged["declined"] & judged["left"], APART)
    action = np.where(judged["taken"] | (judged["meets"] & ~repeat), "kept", "set_aside")
    action = np.where(judged["declined"], np.where(judged["left"], "declined", "set_aside"), action)
    step = np.select([judged["aside"], judged["beaten"], judged["declined"]], [1, 3, 4], 2)
    return judged.assign(reason=reason, action=action, step=step)


def _estimates(judged: pd.DataFrame, right: float, sure: float) -> pd.DataFrame:
    """One row a key, with the interval that the witnesses on both sides leave."""
    sides = judged.sort_values("figure_id").groupby([*KEY, "action"])["figure_id"].agg("|".join).unstack("action")
    sides = sides.reindex(columns=["kept", "set_aside", "declined"]).astype("object").fillna("").astype("str")
    taken = judged[judged["taken"] & ~judged["declined"]].set_index(KEY)
    taken["disputed"] = taken["loses_to"].ge(0) | taken["unsummed"]
    frame = sides.join(taken[["point", "lower", "upper", "obs_status", "reason", "disputed"]])
    frame["unit_measure"] = judged.groupby(KEY)["unit_measure"].first()
    support = supporters(judged)
    frame["witnesses"] = support.groupby(KEY)["witness"].nunique()
    frame = frame.join(_interval(judged, frame["witnesses"], right, sure))
    declined = frame["point"].isna()
    all_aside = ~(judged["left"].groupby([judged[name] for name in KEY]).any().reindex(frame.index))
    frame["reason"] = frame["reason"].where(~declined, np.where(all_aside, ALL_ASIDE, APART))
    doubt = frame["doubt"].eq(True) | frame["disputed"].eq(True)
    frame["obs_status"] = frame["obs_status"].mask(doubt, "U").mask(declined, "O")
    frame["lower"] = np.fmin(frame["lower"], frame["least"]).mask(declined)
    frame["upper"] = np.fmax(frame["upper"], frame["most"]).mask(declined)
    set_aside = frame["set_aside"].str.cat(frame["declined"], sep="|").str.strip("|")
    return frame.assign(
        obs_value=frame["point"], figure_ids=frame["kept"], set_aside=set_aside,
        witnesses=frame["witnesses"].where(~declined, 0).fillna(0).astype(int),
    ).reset_index()  # fmt: skip


def supporters(judged: pd.DataFrame) -> pd.DataFrame:
    """Claims that agree with the one taken: of its estimate, and of its conflict though about another year."""
    best = judged[judged["taken"]]
    here = judged[judged["meets"]]
    conflict = best.loc[best["group"].ge(0), [*KEY, "group", "least", "most"]]
    others = judged.loc[judged["left"], ["group", "series", "least", "most", "witness"]]
    near = conflict.merge(others, on="group", suffixes=("_best", ""))
    near = near[near["series"].eq(near["series_best"])]
    meets = (near["least"] <= near["most_best"]) & (near["most"] >= near["least_best"])
    return pd.concat(
        [
            here[[*KEY, "witness"]],
            near.loc[meets].drop(columns="series").rename(columns={"series_best": "series"})[[*KEY, "witness"]],
        ]
    )


def _interval(judged: pd.DataFrame, witnesses: pd.Series, right: float, sure: float) -> pd.DataFrame:
    """Bounds that take in the rivals of the value until it is `sure`; rivals known to be wrong do not count."""
    known_wrong = judged["aside"] & judged["kind_of_conflict"].ne("transposition")
    known_wrong |= judged["kind_of_conflict"].eq("vintage_revision")
    rival = (judged["beaten"] | judged["aside"]) & ~known_wrong
    rival |= judged["status"].eq("open") & judged["contradicts"].astype(bool) & judged["left"] & ~judged["meets"]
    camps = judged[rival].groupby([*KEY, "point"]).agg(
        witnesses=("witness", "nunique"), least=("lower", "min"), most=("upper", "max")
    )  # fmt: skip
    camps["odds"] = (right / (1 - right)) ** (
        camps["witnesses"] - witnesses.reindex(camps.index.droplevel("point")).to_numpy()
    )
    camps = camps.sort_values([*KEY, "odds"], ascending=[True] * len(KEY) + [False], kind="stable")
    total = camps.groupby(KEY)["odds"].transform("sum") + 1
    before = (1 + camps.groupby(KEY)["odds"].cumsum() - camps["odds"]) / total
    counted = camps[before < sure]
    return counted.groupby(KEY).agg(least=("least", "min"), most=("most", "max")).assign(doubt=True)
