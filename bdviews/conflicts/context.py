"""What else a reader must know of a conflict: figures of one maker, of no stated period, printed before it was over."""

import json
from collections.abc import Mapping
from typing import Any

from bdlib import periods
from bdlib.codelists import DEFINING
from bdviews.conflicts.figures import AIMED, Figures
from bdviews.language.messages import N_

SLIPS = ("transposition", "scale_slip")  # kinds of which the wrong figure is no release


def context(row: Mapping[str, Any], values: list[dict], said: str, figures: Figures) -> list[str]:
    """Sentences that hold of a conflict whatever decides it; none of targets and variants."""
    if row["status"] == "explained" or any(one in row["role"].split("|") for one in AIMED):
        return []
    told = [_early(values, figures)] if row["reason"] != "ended" else []
    if row["status"] == "open" and "|" not in row["indicator"]:
        slips = {test.get("wrong") for test in json.loads(row["facts"])["tests"] if test["kind"] in SLIPS}
        right = [value for value in values if not slips.intersection(value["figures"])]
        told += [_undated(values, figures), _releases(right, figures)]
    return [one for one in told if one and one != said]


def meet(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Tell whether two values can mean the same number."""
    return a["low"] <= b["high"] and b["low"] <= a["high"]


def _early(values: list[dict], figures: Figures) -> str:
    """Values that every page printed before their period was over."""
    ends = {
        one: [*periods.bounds(figures.rows[one]["time_period"]), periods.bounds(figures.rows[one]["published"])[1]]
        for value in values
        for one in value["figures"]
        if figures.rows[one]["period_basis"] != "publication"
    }
    early = {one for one, (first, over, out) in ends.items() if out and over and (out < over or first < out == over)}
    named = ", ".join(figures.printed(value["figures"]) for value in values if early.issuperset(value["figures"]))
    return figures.say(N_("Printed before the period was over: {a}."), a=named) if named else ""


def _undated(values: list[dict], figures: Figures) -> str:
    dated = [bool(figures.when([figures.rows[one] for one in value["figures"]])) for value in values]
    named = [figures.printed(value["figures"]) for value, told in zip(values, dated, strict=True) if not told]
    return (
        figures.say(
            N_("No period is printed with {a}: it may be of another one."), a=figures.say(N_(" or ")).join(named)
        )
        if named and any(dated)
        else ""
    )


def _releases(values: list[dict], figures: Figures) -> str:
    """Values of one body, period and thing that do not meet, beside those of others: releases, and no makers."""
    makers = {one: figures.maker(one) for value in values for one in value["figures"]}
    own: dict[tuple[str, str], list[dict]] = {}
    for value in values:
        for giver in dict.fromkeys(makers[one] for one in value["figures"] if makers[one]):
            given = [one for one in value["figures"] if makers[one] == giver]
            thing = tuple(tuple(value.get(name, ())) for name in DEFINING)
            several = own.setdefault((giver, figures.when([figures.rows[one] for one in given]), thing), [])
            several += [{**value, "figures": given}] if not any(meet(value, other) for other in several) else []
    told = [(giver, some) for (giver, when, _), some in own.items() if when and {giver} < set(makers.values())]
    return " ".join(figures.say(N_("{values} are releases of one maker, {maker}."), maker=giver,
                                values=", ".join(figures.printed(value["figures"]) for value in some))
                    for giver, some in told if len(some) > 1)  # fmt: skip
