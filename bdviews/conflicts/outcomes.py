"""What becomes of conflicts: which values stand against each other, series side by side, later releases; the counts."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bdviews.conflicts.figures import Figures
from bdviews.language import number
from bdviews.language.messages import N_, gettext

SERIES = ("series_method", "certain")  # the first kind of a conflict of stated series, and how sure it is
SUPERSEDED = ("revised", "ended")  # reasons to keep a later figure in the place of one that was no error
REVISION = "vintage_revision"
FATES = {"resolved": N_("one value kept"), "series": N_("series side by side, none chosen"), "open": N_("open")}


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


def superseded(conflicts: pd.DataFrame) -> pd.Series:
    """Tell which conflicts are settled because a later figure stands in the place of an earlier one, no error."""
    revision = conflicts["kinds"].str.split("|").str[0].eq(REVISION) & conflicts["status"].eq("resolved")
    return conflicts["reason"].isin(SUPERSEDED) | revision


def fates(conflicts: pd.DataFrame, figures: Figures) -> dict[str, int]:
    """Count conflicts: all, those of which one value is kept, those of series side by side, and those open."""
    series = sum(bool(of_series(row, figures)) for row in conflicts.to_dict("records"))
    kept = int(conflicts["status"].eq("resolved").sum())
    return {"conflicts": len(conflicts), "resolved": kept, "series": series, "open": len(conflicts) - kept - series}


def listed(counts: Mapping[str, int], lang: str) -> str:
    """List what became of conflicts (:func:`fates`): of one just that, of several each with how many."""
    told = {gettext(lang, said): number(counts[fate], lang) for fate, said in FATES.items() if counts[fate]}
    return "; ".join(said if counts["conflicts"] == 1 else f"{said}: {n}" for said, n in told.items())
