"""What one conflict does not tell: that several are one difference, that another figure is used than the one kept."""

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
    """One row a difference that goes on: ref_area, indicator, its makers from the lowest value up, periods, n."""
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
    """Say that conflicts of several periods are one difference between two makers."""
    low, high = map(figures.labels.maker, row["makers"].split("|"))
    name = figures.labels.indicator(row["indicator"], row["ref_area"])
    written = {"indicator": name, "low": low, "high": high, "first": period(row["first"], figures.lang),
               "last": period(row["last"], figures.lang)}  # fmt: skip
    return sentence(figures.lang, "{indicator}, {first} to {last}: the open conflicts of {n} periods are one "
                    "difference, in these {high} above {low}.", written, {"n": int(row["n"])})  # fmt: skip


def renewed(row: Mapping[str, Any], est: Any, figures: Figures) -> str:
    """Say which figure the estimates use, where they set aside the one that a conflict keeps; else nothing."""
    aside = est.frame["set_aside"].str.split("|").map(lambda ids: row["chosen_figure_id"] in ids)
    rows = est.frame[aside & est.frame["figure_ids"].ne("") & bool(row["chosen_figure_id"])]
    named = [figures.value({"figures": ids.split("|"), "origins": 1}) for ids in rows["figure_ids"]]
    return figures.say(N_("Used in its place: {figures}."), figures="; ".join(named)) if named else ""
