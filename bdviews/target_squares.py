"""All targets at a glance: a square each, by the same count as the answer of notebook 05."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdviews import target_words as words
from bdviews.labels import Labels
from bdviews.language.messages import gettext, ngettext
from bdviews.language.periods import period
from bdviews.target_figures import evidence, word
from bdviews.target_tables import ordered

if TYPE_CHECKING:
    from bdviews.plots.strip import Strip

TONES = {"in_time": "good", "later": "fair", "short": "poor", "undecided": "open", "silent": "none", "ahead": "ahead",
         "undated": "free", "lapsed": "gone"}  # fmt: skip


def overview(found: pd.DataFrame, lang: str, of: Any) -> "Strip | None":
    """Show every target that the answer counts as a square; those with a figure first, as in their table."""
    from bdviews.plots.strip import strip

    labels = Labels(of, lang)
    rows = words.aims(found, lang, labels)
    if rows.empty:
        return None
    known = rows["current"].notna()
    rows = pd.concat([ordered(rows[known]), rows[~known]])
    squares = pd.DataFrame({"tone": words.parted(rows).map(TONES),
                            "label": [_named(row, lang, labels) for row in rows.to_dict("records")],
                            "value": [_told(row, lang, labels) for row in rows.to_dict("records")]})  # fmt: skip
    legend = {tone: word(lang, words.PARTS, part) for part, tone in TONES.items() if tone in set(squares["tone"])}
    title = ngettext(lang, "One target: how it stands", "All {n} targets: how each stands", len(rows))
    return strip(squares, legend, title)


def _named(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """The indicator and the year: of one thing there may be a target a year."""
    name = labels.indicator(row["indicator"], row["ref_area"])
    return name if pd.isna(row["target_year"]) else f"{name}, {period(row['target_period'], lang)}"


def _told(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """The target, its figures and its verdict."""
    figures = evidence(row, lang, labels) if row["told"] else ""
    return "; ".join(filter(None, [gettext(lang, "target {target}", target=row["aim"]), figures,
                                   words.verdict(row, lang)]))  # fmt: skip
