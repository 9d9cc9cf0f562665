"""What else a reader must know of a conflict: figures of one maker, of no stated period, printed before it was over."""

from collections.abc import Mapping
from typing import Any

from bdlib import periods
from bdviews.conflicts.figures import AIMED, Figures
from bdviews.language.messages import N_

UNDATED = N_("No period is printed with {a}: it may be of another one.")


def context(row: Mapping[str, Any], values: list[dict], said: str, figures: Figures) -> list[str]:
    """Sentences that hold of a conflict whatever decides it; none of targets and variants."""
    if row["status"] == "explained" or any(one in row["role"].split("|") for one in AIMED):
        return []
    told = [_early(values, figures)] if row["reason"] != "ended" else []
    if row["status"] == "open" and "|" not in row["indicator"]:
        told += [_undated(values, figures), _releases(values, figures)]
    return [one for one in told if one and one != said]


def of_maker(maker: str, values: list[dict], figures: Figures) -> list[dict]:
    """Values that a page gives to a maker."""
    return [value for value in values if maker and any(figures.by(one) == maker for one in value["figures"])]


def _early(values: list[dict], figures: Figures) -> str:
    """Values that every page printed before their period was over."""
    early = [value for value in values if all(_ahead(figures.rows[one]) for one in value["figures"])]
    named = ", ".join(figures.printed(value["figures"]) for value in early)
    return figures.say(N_("Printed before the period was over: {a}."), a=named) if named else ""


def _ahead(row: Mapping[str, Any]) -> bool:
    over, out = (periods.bounds(row[name])[1] for name in ("time_period", "published"))
    return row["period_basis"] != "publication" and bool(out and over) and out <= over


def _undated(values: list[dict], figures: Figures) -> str:
    dated = [bool(figures.when([figures.rows[one] for one in value["figures"]])) for value in values]
    named = [figures.printed(value["figures"]) for value, told in zip(values, dated, strict=True) if not told]
    return figures.say(UNDATED, a=figures.say(N_(" or ")).join(named)) if named and any(dated) else ""


def _releases(values: list[dict], figures: Figures) -> str:
    """Values of one body beside those of others: they stand against each other as releases, not as makers."""
    givers = [{figures.maker(one) for one in value["figures"]} for value in values]
    told = []
    for giver in dict.fromkeys(one for given in givers for one in sorted(given) if one):
        own = [figures.printed(value["figures"]) for value, given in zip(values, givers, strict=True) if giver in given]
        if len(own) > 1 and any(given != {giver} for given in givers):
            message = N_("{values} are releases of one maker, {maker}.")
            told.append(figures.say(message, values=", ".join(own), maker=giver))
    return " ".join(told)
