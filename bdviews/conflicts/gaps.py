"""What one conflict does not tell: that makers differ the same way in several, that another figure is used than kept."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bdviews.conflicts.figures import Figures
from bdviews.language.messages import N_
from bdviews.language.periods import period
from bdviews.sentences import Sentence, sentence

LEAST = 3  # periods of one order of the makers: of two it may be chance


def constant(conflicts: pd.DataFrame) -> pd.DataFrame:
    """One row a way in which two makers differ in several periods: ref_area, indicator, its makers from the lowest value up, periods, n."""
    open_ = conflicts[conflicts["status"].eq("open") & conflicts["time_period"].ne("")]
    rows = open_.assign(makers=[_ordered(facts) for facts in open_["facts"]])
    rows = rows[rows["makers"].ne("") & ~rows["indicator"].str.contains("|", regex=False)]
    periods = rows.groupby(["ref_area", "indicator", "makers"])["time_period"]
    found = periods.agg(n="nunique", first="min", last="max").reset_index()
    return found[found["n"].ge(LEAST)].sort_values("n", ascending=False, kind="stable", ignore_index=True)


def _ordered(facts: str) -> str:
    """Makers of the two values of a conflict, joined by |, the lower first; empty where there are others or none."""
    values = sorted(json.loads(facts)["values"], key=lambda value: value["low"])
    makers = [one for value in values for one in value.get("maker_code", [])]
    return "|".join(makers) if len(values) == len(makers) == len(set(makers)) == 2 else ""


def told(row: Mapping[str, Any], figures: Figures) -> Sentence:
    """Say in how many periods with an open conflict the one maker is above the other."""
    low, high = map(figures.labels.maker, row["makers"].split("|"))
    name = figures.labels.indicator(row["indicator"], row["ref_area"])
    written = {"indicator": name, "low": low, "high": high, "first": period(row["first"], figures.lang),
               "last": period(row["last"], figures.lang)}  # fmt: skip
    return sentence(figures.lang, "{indicator}, {first} to {last}: in {n} periods with an open conflict {high} "
                    "is above {low}.", written, {"n": int(row["n"])})  # fmt: skip


def used(est: Any) -> dict[str, list[str]]:
    """By each figure that the estimates set aside, the groups of figures that they use in its place."""
    rows = est.frame.loc[est.frame["figure_ids"].ne("") & est.frame["set_aside"].ne(""), ["set_aside", "figure_ids"]]
    each = rows.assign(set_aside=rows["set_aside"].str.split("|")).explode("set_aside")
    return each.groupby("set_aside", sort=False)["figure_ids"].agg(list).to_dict()


def renewed(row: Mapping[str, Any], instead: Mapping[str, list[str]], figures: Figures) -> str:
    """Say which figures are used (:func:`used`) in place of the one that a conflict keeps; else nothing."""
    groups = instead.get(row["chosen_figure_id"], [])
    named = [figures.value({"figures": ids.split("|"), "origins": 1}) for ids in groups]
    return figures.say(N_("Used in its place: {figures}."), figures="; ".join(named)) if named else ""
