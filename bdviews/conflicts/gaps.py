"""What one conflict does not tell: that makers differ alike in several, that another figure is used than kept."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bdlib import periods
from bdviews.conflicts.figures import Figures
from bdviews.language.messages import N_
from bdviews.language.periods import period
from bdviews.sentences import Sentence, sentence

LEAST = 3  # periods of one order of the makers: of two it may be chance
WIDESPREAD = 5  # areas with a conflict of one order of the makers, and none of the other
MOSTLY = 0.9  # of all areas with figures of both, also those that agree, before a difference is called systematic


def constant(conflicts: pd.DataFrame) -> pd.DataFrame:
    """One row a way in which two makers, the lower first, differ in several periods, with their number n."""
    rows = _of_two(conflicts[conflicts["time_period"].ne("")])
    each = rows.groupby(["ref_area", "indicator", "makers"])["time_period"]
    found = each.agg(n="nunique", first="min", last="max").reset_index()
    return found[found["n"].ge(LEAST)].sort_values("n", ascending=False, kind="stable", ignore_index=True)


def widespread(case: Any, area: str) -> pd.DataFrame:
    """One row a way in which two makers differ in an area as in others: indicator, makers, in `above` of n areas."""
    rows = _of_two(case.conflicts)
    found = rows.groupby(["indicator", "makers"])["ref_area"].agg(["nunique", "unique"]).reset_index()
    turned = found["makers"].str.split("|").str[::-1].str.join("|")
    both = (found["indicator"] + turned).isin(found["indicator"] + found["makers"])
    here = found["unique"].map(lambda areas: area in areas)
    shown = found.loc[here & ~both & found["nunique"].ge(WIDESPREAD), ["indicator", "makers"]]
    held = [_held(one.indicator, *one.makers.split("|"), case.tables.observations) for one in shown.itertuples()]
    shown = shown.assign(above=[above for above, _ in held], n=[n for _, n in held], ref_area=area)
    return shown[shown["above"] >= MOSTLY * shown["n"]]


def _held(indicator: str, low: str, high: str, observations: pd.DataFrame) -> tuple[int, int]:
    """In how many areas the figures of one maker lie above the other's nearest in time, and how many have both's."""
    rows = observations[observations["indicator"].eq(indicator) & observations["role"].ne("forecast")]
    rows = rows.assign(end=periods.frame(rows["time_period"])["end"], point=(rows["lower"] + rows["upper"]) / 2)
    below, above = (rows[rows["maker"].eq(maker)] for maker in (low, high))
    both = above.merge(below, on="ref_area", suffixes=("", "_low"))
    both = both.assign(away=(both["end"] - both["end_low"]).abs())
    near = both[both["away"].eq(both.groupby("figure_id")["away"].transform("min"))]
    higher = near["point"].gt(near["point_low"]).groupby(near["ref_area"]).all()
    return int(higher.sum()), len(higher)


def _of_two(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Open conflicts about one indicator in which just two makers differ, with these."""
    rows = conflicts[conflicts["status"].eq("open") & ~conflicts["indicator"].str.contains("|", regex=False)]
    rows = rows.assign(makers=pd.Series([_ordered(facts) for facts in rows["facts"]], rows.index, dtype=object))
    return rows[rows["makers"].ne("")]


def _ordered(facts: str) -> str:
    """Makers of the two values of a conflict, joined by |, the lower first; empty where there are others or none."""
    values = sorted(json.loads(facts)["values"], key=lambda value: value["low"])
    makers = [one for value in values for one in value.get("maker_code", [])]
    return "|".join(makers) if len(values) == len(makers) == len(set(makers)) == 2 else ""


def told(row: Mapping[str, Any], figures: Figures) -> Sentence:
    """Say in how many periods with an open conflict, or areas that have both, one maker is above the other."""
    low, high = map(figures.labels.maker, row["makers"].split("|"))
    name = figures.labels.indicator(row["indicator"], row["ref_area"])
    written = {"indicator": name, "low": low, "high": high}
    said = N_("{indicator}: in {above} of {n} areas with figures of both, the figure of {high} is above that of {low}; "
              "the difference is systematic, not only here.")  # fmt: skip
    if "first" in row:
        written |= {name: period(row[name], figures.lang) for name in ("first", "last")}
        said = N_("{indicator}, {first} to {last}: in {n} periods with an open conflict the figure of {high} is above "
                  "that of {low}.")  # fmt: skip
    facts = {"n": int(row["n"])} | ({"above": int(row["above"])} if "above" in row else {})
    return sentence(figures.lang, said, written, facts)


def used(est: Any) -> dict[str, list[str]]:
    """By each figure that the estimates set aside, the groups of figures that they use in its place."""
    rows = est.frame.loc[est.frame["figure_ids"].ne("") & est.frame["set_aside"].ne(""), ["set_aside", "figure_ids"]]
    each = rows.assign(set_aside=rows["set_aside"].str.split("|")).explode("set_aside")
    return each.groupby("set_aside", sort=False)["figure_ids"].agg(list).to_dict()


def renewed(row: Mapping[str, Any], instead: Mapping[str, list[str]], figures: Figures) -> dict[str, Any]:
    """Add to a conflict, as `instead`, which figures are used (:func:`used`) in place of the one that it keeps.

    `later` where all of them were published after it.
    """
    groups = instead.get(row["chosen_figure_id"], [])
    named = [figures.value({"figures": ids.split("|"), "origins": 1}) for ids in groups]
    days = [figures.rows[one]["published"] for ids in groups for one in ids.split("|")]
    kept = figures.rows[row["chosen_figure_id"]]["published"] if groups else ""
    later = [day > kept and not day.startswith(kept) for day in days]
    return {**row, "instead": "; ".join(named), "later": bool(kept) and all(later)}
