"""Figures made ready for reconciling: under which row each one falls, and what the evidence says against it."""

import numpy as np
import pandas as pd

from bdlib.cleaning import FAR
from bdlib.evidence.case import Case
from bdlib.evidence.claims import CERTAIN, FACETS, STRONG
from bdlib.evidence.pairs import LONGEST
from bdlib.reconciliation.frames import FACT, KEY

# Days, months or quarters of a year from which on a series is one of these, not of the year that they stand for.
OFTEN = {"0000-00-00": 3, "0000-00": 3, "0000-Q0": 2}


def prepare(case: Case) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the claims of a case ready, one row a usable figure; and the steps of the other measured figures.

    Adds `lost` (reason why the evidence sets it aside, else ""), `chosen` (it was chosen in a conflict), `against`
    (conflicts that it is in), `disputed` (the open one of these), `outdone` (a carrier that garbles, beside a better).
    """
    rows = case.claims[case.claims["side"].ne("target")]
    reason = np.select([rows["side"].eq("forecast"), rows["end"].isna(), (rows["end"] - rows["start"]).gt(LONGEST),
                       ~np.isfinite(rows["point"]) | rows["qualifier"].eq("at_most") & rows["kind"].ne("rank")],
                       ["forecast", "no_period", "several_years", "no_value"], "")  # fmt: skip
    left = rows[reason != ""].assign(step=0, action="set_aside", reason=reason[reason != ""])
    claims = _joined(_judged(usable(rows[reason == ""]), case))
    good, bare = claims["trust"].ne("low"), claims[["series", *FACETS]].eq("").all(axis=1)
    same, near = (good.groupby([claims[name] for name in names]).transform("any") for names in (KEY, FACT))
    outdone = ~good & (same | bare & near)  # a carrier that garbles says no more than another
    lost = claims["lost"].mask(outdone & claims["lost"].eq(""), "low_trust")
    return claims.assign(lost=lost, outdone=outdone), left


def usable(rows: pd.DataFrame) -> pd.DataFrame:
    """Give claims the period of their estimate: the year or the part of it, of a repeat the year stated.

    What is told day by day, by months or quarters (:data:`OFTEN`) has an estimate of each.
    An undated figure that repeats a dated one of its own origin is a print of that one.
    """
    part = (rows["end"] - rows["start"]).lt(360) & (rows["timing"].eq("flow") | rows["kind"].eq("rate"))
    year = rows["year"].astype("Int64").astype("string").fillna("")
    form = rows["time_period"].str.replace(r"\d", "0", regex=True)
    parts = rows["time_period"].where(form.isin(OFTEN) & rows["dated"].eq("stated"))
    told = parts.groupby([rows["ref_area"], rows["indicator"], year, form]).transform("nunique")
    part |= parts.notna() & told.ge(form.map(OFTEN))
    part |= form.str.contains("[HQM]") & rows["kind"].isin(["share", "rank", "score"]) & rows["dated"].eq("stated")
    period = rows["time_period"].where(part, year).astype(str)
    dated = rows[rows["dated"].eq("stated")]
    same = ["ref_area", "indicator", "point", "witness"]
    stated = dated.assign(period=period.reindex(dated.index)).sort_values("end").drop_duplicates(same, keep="last")
    known = rows[same].merge(stated[[*same, "period", "end"]], on=same, how="left").set_axis(rows.index)
    repeats = rows["dated"].eq("bound") & known["end"].le(rows["end"])
    period = period.mask(repeats, known["period"]).astype(str)
    return rows.assign(stated_period=rows["time_period"], time_period=period, page=rows["root"], origin=rows["witness"],
                       maker=rows["maker_code"], lower=rows["low_end"], upper=rows["high_end"])  # fmt: skip


def _judged(claims: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Add lost, chosen, against and disputed."""
    table = case.conflicts[["conflict_id", "figure_ids", "status", "chosen_figure_id", "reason"]]
    table = table.assign(figure_id=table["figure_ids"].str.split("|")).explode("figure_id")
    bounds = case.claims.set_index("figure_id")[["low_end", "high_end"]]
    own, best = (bounds.reindex(table[name]).set_axis(table.index) for name in ("figure_id", "chosen_figure_id"))
    misses = (own["low_end"] > best["high_end"]) | (own["high_end"] < best["low_end"])
    table = table.assign(lost=table["reason"].where(misses & table["status"].eq("resolved"), ""))
    table["disputed"] = table["conflict_id"].where(table["status"].eq("open"), "")
    by = table.groupby("figure_id")
    facts = by.agg(lost=("lost", "max"), against=("conflict_id", "|".join), disputed=("disputed", "max"))
    facts = facts.reindex(claims["figure_id"]).fillna("").set_axis(claims.index)
    for reason, said in _alone(case).items():
        facts["lost"] = facts["lost"].mask(claims["figure_id"].isin(said) & facts["lost"].isin(["", "revised"]), reason)
    return claims.assign(**facts, chosen=claims["figure_id"].isin(set(table["chosen_figure_id"]) - {""}))


def _alone(case: Case) -> dict[str, pd.Series]:
    """Figures, by reason, that cannot be or are of another thing, or of whose maker and series one better is left."""
    claims, judged = case.claims, case.judged
    slip = judged["relation"].eq("conflict") & judged[["transposition", "scale_slip"]].max(axis=1).ge(STRONG)
    wrong = {"impossible": ("impossible_value", STRONG), "arithmetic": ("arithmetic_inconsistency", CERTAIN)}
    found = {why: judged["loser"][judged[kind].ge(level)] for why, (kind, level) in wrong.items()}
    beyond = np.flatnonzero(claims["low_end"].gt(FAR * claims["limit"]))  # 836% of households: nobody else need say so
    found["impossible"] = pd.concat([found["impossible"], pd.Series(beyond, dtype=int)])
    other = judged["relation"].eq("apart") & judged["edit"].ne("") & judged["definition"].ge(STRONG)
    found |= {"misattributed": judged["loser"][other], "slip": judged["loser"][slip], "revised": judged["former"]}
    state = claims["statement"]
    found = {why: state.isin(state.iloc[at[at.ge(0)]]) for why, at in found.items()}
    gone = found["slip"] | found["revised"]
    place = [claims[name] for name in ("object", "start", "end", "voice", "series")]
    low, high = (claims[name].where(~gone).groupby(place) for name in ("low_end", "high_end"))
    one = low.transform("max").le(high.transform("min")) & claims["voice"].ne("")
    shown = {*wrong, "misattributed"}  # by themselves or by a rule, whatever else is left
    return {why: claims.loc[at & (one | (why in shown)), "figure_id"] for why, at in found.items()}


def _joined(claims: pd.DataFrame) -> pd.DataFrame:
    """Put claims that state no series, or no facet, into the only one of their area and period that they meet."""
    claims = _into(claims, ["series"], [])
    return _into(claims, FACETS, ["series"], strict=True)


def _into(claims: pd.DataFrame, names: list[str], also: list[str], strict: bool = False) -> pd.DataFrame:
    blank = claims[names].eq("").all(axis=1)
    key = [*FACT, *also]
    told = claims[~blank & claims["trust"].ne("low")].groupby([*key, *names])
    told = told.agg(low=("lower", "min"), high=("upper", "max")).reset_index()
    asked = claims.loc[blank, [*key, "figure_id", "lower", "upper"]].merge(told, on=key, suffixes=("", "_told"))
    gap = asked[["upper", "high"]].min(axis=1) - asked[["lower", "low"]].max(axis=1)
    exact = asked["lower"].eq(asked["upper"]) | asked["low"].eq(asked["high"])
    near = asked[gap.gt(0) | gap.eq(0) & (exact | (not strict))]  # of intervals that only touch a facet says nothing
    only = near.drop_duplicates("figure_id", keep=False).set_index("figure_id")
    found = only[names].reindex(claims["figure_id"]).set_axis(claims.index)
    return claims.assign(**{name: claims[name].mask(found[name].notna() & blank, found[name]) for name in names})
