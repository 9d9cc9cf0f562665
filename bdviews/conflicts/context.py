"""What else a reader must know of a conflict: figures of no stated period, or printed before it was over."""

from collections.abc import Mapping
from typing import Any

from bdlib import periods
from bdviews.conflicts.figures import AIMED, Figures
from bdviews.language.messages import N_

OTHER = N_("No period is printed with {a}, which may be of another one.")
BEYOND = N_("No year of the official table has {a}, printed without period or basis.")
YEARS = 2  # of a table: too few to say so


def context(row: Mapping[str, Any], values: list[dict], figures: Figures) -> list[str]:
    """Sentences that hold of a conflict whatever decides it; none of targets and variants."""
    if row["status"] == "explained" or any(one in row["role"].split("|") for one in AIMED):
        return []
    printed = {figures.printed(value["figures"]): [figures.rows[one] for one in value["figures"]] for value in values}
    early = [name for name, rows in printed.items() if row["reason"] != "ended" and all(map(_early, rows))]
    bare = [name for name, rows in printed.items() if not figures.when(rows)]
    told = [figures.say(N_("Printed before the period was over: {a}."), a=", ".join(early))] if early else []
    if bare and len(bare) < len(printed) and row["status"] == "open" and "|" not in row["indicator"]:
        beyond = [name for name in bare if _beyond(printed[name], figures)]
        for message, names in ((OTHER, [name for name in bare if name not in beyond]), (BEYOND, beyond)):
            if names:
                told.append(figures.say(message, a=figures.say(N_(" and ")).join(names)))
    return told


def _beyond(rows: list[dict], figures: Figures) -> bool:
    """Tell whether a value whose pages state no measure lies outside all of some years of an official table."""
    years = figures.table(rows[0])
    outside = [max(row["upper"] for row in rows) < one["lower"] or min(row["lower"] for row in rows) > one["upper"]
               for one in years]  # fmt: skip
    return len(years) > YEARS and all(outside) and not any(row["measure"] for row in rows)


def meet(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Tell whether two values can mean the same number."""
    return a["low"] <= b["high"] and b["low"] <= a["high"]


def _early(row: Mapping[str, Any]) -> bool:
    """Tell whether a page was out before the period that it states was over."""
    (first, over), (_, out) = (periods.bounds(row[name]) for name in ("time_period", "published"))
    known = row["period_basis"] != "publication" and out and over
    return bool(known and (out < over or first < out == over))  # what a day brought may be told on that day
