"""Values that stand against each other, and of an open conflict whether they are of series that never meet."""

import json
from collections.abc import Mapping
from typing import Any

from bdviews.conflicts.figures import Figures

SERIES = ("series_method", "certain")  # the first kind of a conflict of stated series, and how sure it is


def sides(values: list[dict], figures: Figures) -> list[dict]:
    """Values that stand against each other, each as wide as its narrowest print: those that meet no narrower one."""
    ends = []
    for value in values:
        prints = [(figures.rows[one]["lower"], figures.rows[one]["upper"]) for one in value["figures"]]
        ends.append(min([(value["low"], value["high"]), *prints], key=lambda pair: pair[1] - pair[0]))
    kept: list[int] = []
    for place in sorted(range(len(values)), key=lambda place: ends[place][1] - ends[place][0]):
        (low, high), others = ends[place], [ends[one] for one in kept]
        kept += [] if any(low <= top and bottom <= high for bottom, top in others) else [place]
    return [values[place] for place in sorted(kept)]


def of_series(row: Mapping[str, Any], figures: Figures) -> list[dict]:
    """Sides of an open conflict of which each is of a series of its own: none can replace another; else nothing."""
    first = (row["kinds"].split("|")[0], row["strengths"].split("|")[0])
    if row["status"] != "open" or first != SERIES or "|" in row["indicator"]:
        return []
    against = sides(json.loads(row["facts"])["values"], figures)
    series = [tuple(value.get("series", ())) for value in against]
    apart = all(len(one) == 1 for one in series) and len(set(series)) == len(series)
    return against if apart else []
