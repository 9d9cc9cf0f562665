"""What became of conflicts: how many keep one value, how many are of series side by side, how many stay open."""

from collections.abc import Mapping

import pandas as pd

from bdviews.conflicts.figures import Figures
from bdviews.conflicts.sides import of_series
from bdviews.language import number
from bdviews.language.messages import N_, gettext

FATES = {"resolved": N_("one value kept"), "series": N_("series side by side, none chosen"), "open": N_("open")}


def fates(conflicts: pd.DataFrame, figures: Figures) -> dict[str, int]:
    """Count conflicts: all, those of which one value is kept, those of series side by side, and those open."""
    series = sum(bool(of_series(row, figures)) for row in conflicts.to_dict("records"))
    kept = int(conflicts["status"].eq("resolved").sum())
    return {"conflicts": len(conflicts), "resolved": kept, "series": series, "open": len(conflicts) - kept - series}


def listed(counts: Mapping[str, int], lang: str) -> str:
    """List what became of conflicts (:func:`fates`): of one just that, of several each with how many."""
    told = {gettext(lang, said): number(counts[fate], lang) for fate, said in FATES.items() if counts[fate]}
    return "; ".join(said if counts["conflicts"] == 1 else f"{said}: {n}" for said, n in told.items())
