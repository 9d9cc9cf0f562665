"""What is stated of the further values of a matter, and of places that are shared."""

from collections.abc import Mapping
from typing import Any

from bdviews.conflicts.figures import Figures
from bdviews.language.messages import N_


def further(test: Mapping[str, Any], which: tuple[str, ...], figures: Figures) -> str:
    """What is said of the other values of a matter, where something else is said of every one."""
    told = {name: figures.labels.facets(test["stated"][one], which) for one, name in test["names"].items()}
    message, pair = N_("; for {c}: {third}"), [test["names"][one] for one in test["figures"]]
    others = {name: said for name, said in told.items() if name not in pair}
    if not all(told.values()) or len({*told.values()}) < len(told):
        return ""
    return "".join(figures.say(message, c=name, third=said) for name, said in others.items())


def tie(test: Mapping[str, Any], figures: Figures) -> str:
    """Say of a rank that its page gives it to another area, too."""
    for one in test["figures"]:
        row = figures.rows[one]
        if row["unit_measure"] == "rank" and (others := figures.sharing(one)):
            message = N_("The page gives {a} to {areas}, too: a place that is shared.")
            return figures.say(message, a=test["names"][one], areas=", ".join(others))
    return ""
