"""What else a reader must know of a conflict: no stated period, printed before it was over, targets of other years."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from bdlib import periods
from bdviews.conflicts.figures import AIMED, Figures, target_year
from bdviews.conflicts.outcomes import of_series, sides
from bdviews.language import day
from bdviews.language.messages import N_

SHARP = 3  # digits of a rate that by chance seldom come again
REPEATS = frozenset({"stale_repeat", "misattribution"})  # kinds that tell it themselves
OTHER = N_("No period is printed with {a}: it may be of another one.")
WITHIN = N_("More than one figure is given as of {who}: {a}.")
BETTER = ("own_table", "trusted", "more_origins")  # reasons that name a better carrier and show no error in the other
REVISED = N_("The series of {a} was revised in {when}: first releases may differ.")


def context(row: Mapping[str, Any], values: list[dict], figures: Figures) -> list[str]:
    """Sentences that hold of a conflict whatever decides it; none of variants."""
    if row["status"] == "explained":
        return []
    if any(one in row["role"].split("|") for one in AIMED):
        others = [one for one in values if row["chosen_figure_id"] not in one["figures"]]
        return _of_other_years(others, figures) + _reached_at_once(values, figures)
    printed = {figures.printed(value["figures"]): [figures.rows[one] for one in value["figures"]] for value in values}
    bare = [name for name, rows in printed.items() if not figures.when(rows)]
    told = _before_its_end(printed, figures) if row["reason"] != "ended" else []
    if row["reason"] == "makers":
        told += _within(values, figures)
    if row["status"] == "open":
        told += [] if REPEATS.intersection(row["kinds"].split("|")) else _elsewhen(printed, figures)
    if row["status"] == "open" or row["reason"] in BETTER:
        told += _revised(printed, figures, settled=row["status"] != "open")
    table = any(row["frame"] for rows in printed.values() for row in rows)  # whose years it would be one of
    if bare and len(bare) < len(printed) and row["status"] == "open" and not (table or of_series(row, figures)):
        told.append(figures.say(OTHER, a=figures.say(N_(" and ")).join(bare)))
    return told


def _before_its_end(printed: Mapping[str, list[dict]], figures: Figures) -> list[str]:
    """Say which values were printed before their period was over, apart those that later pages print as well."""
    each = {name: [*map(_early, rows + figures.in_table(rows))] for name, rows in printed.items()}
    said = ((N_("Printed before the period was over: {a}."), [name for name, early in each.items() if all(early)]),
            (N_("First printed before the period was over: {a}."),
             [name for name, early in each.items() if any(early) and not all(early)]))  # fmt: skip
    return [figures.say(message, a=", ".join(names)) for message, names in said if names]


def _elsewhen(printed: Mapping[str, list[dict]], figures: Figures) -> list[str]:
    """Say of which other period a page has the very number of a rate, which by chance seldom comes again."""
    told = []
    for name, rows in printed.items():
        row = rows[0]
        rate = figures.labels.kind(row["indicator"]) == "rate"
        digits = len(f"{abs(row['obs_value']):.12g}".replace(".", "").strip("0"))
        own = {one["time_period"] for one in rows}
        also = [one for one in figures.same(row["figure_id"]) if one["indicator"] == row["indicator"]
                and one["obs_value"] == row["obs_value"] and one["role"] not in AIMED
                and one["period_basis"] != "publication" and one["time_period"] not in own]  # fmt: skip
        if rate and digits >= SHARP and also:
            same = [one for one in also if one["time_period"] == also[0]["time_period"]]
            told.append(figures.say(N_("{wrong} is also printed for {when}."), wrong=name,
                                    when=figures.printed_for(same)))  # fmt: skip
    return told


def _revised(printed: Mapping[str, list[dict]], figures: Figures, *, settled: bool) -> list[str]:
    """Say which value is of a series that was revised; of a conflict that is settled, where another page is older."""
    told = []
    for name, rows in printed.items():
        when = max(figures.revised.get(row["source_id"], "") for row in rows)
        others = [row["published"] for other, prints in printed.items() if other != name for row in prints]
        if when and (not settled or any(published < when for published in others)):
            told.append(figures.say(REVISED, a=name, when=day(when, figures.lang)))
    return told


def _within(values: list[dict], figures: Figures) -> list[str]:
    """Say of a maker whose own figures contradict each other, beside those of others, which these are."""
    told = []
    for maker, every in torn(values, figures).items():
        own = sides(every, figures)  # a range that holds the others contradicts none
        if len(every) < len(values) and len(own) > 1:
            names = [figures.printed(one for one in value["figures"] if figures.by(one) == maker) for value in own]
            who = next(figures.maker(one) for one in own[0]["figures"] if figures.by(one) == maker)
            told.append(figures.say(WITHIN, who=who, a=", ".join(names)))
    return told


def torn(values: list[dict], figures: Figures) -> dict[str, list[dict]]:
    """Makers of whom values that cannot mean the same are told, with these values."""
    makers: dict[str, list[dict]] = {}
    for value in values:
        for maker in dict.fromkeys(figures.by(one) for one in value["figures"] if figures.maker(one)):
            makers.setdefault(maker, []).append(value)
    return {maker: own for maker, own in makers.items() if not all(meet(own[0], other) for other in own)}


def _of_other_years(values: list[dict], figures: Figures) -> list[str]:
    """Say of which other year a value is the target, too."""
    told = []
    for value in values:
        row = figures.rows[value["figures"][0]]
        like = [one for one in figures.same(row["figure_id"]) if one["indicator"] == row["indicator"]]
        ends = ("low", "high") if pd.isna(row["obs_value"]) else ("obs_value",)
        like = {target_year(one) for one in like if all(one[end] == row[end] for end in ends)}
        if years := sorted(like - {"", target_year(row)}):
            when = figures.say(AIMED["target"], year=", ".join(years))
            told.append(figures.say(N_("{a} is also the {when}."), a=figures.printed(value["figures"]), when=when))
    return told


def _reached_at_once(values: list[dict], figures: Figures) -> list[str]:
    """Say of targets that conflict, their thresholds being different, that one value could reach all the same."""
    rows = [figures.rows[one] for value in values for one in value["figures"]]
    if max(row["lower"] for row in rows) > min(row["upper"] for row in rows):
        return []
    return [figures.say(N_("One value can satisfy all of them; what differs is the target that is set."))]


def meet(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Tell whether two values can mean the same number."""
    return a["low"] <= b["high"] and b["low"] <= a["high"]


def _early(row: Mapping[str, Any]) -> bool:
    """Tell whether a page was out before the period that it states was over."""
    (first, over), (_, out) = (periods.bounds(row[name]) for name in ("time_period", "published"))
    known = row["period_basis"] != "publication" and out and over
    return bool(known and (out < over or first < out == over))  # what a day brought may be told on that day
