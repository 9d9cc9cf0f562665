"""Words of targets: verdicts, reasons and classes, a value as measured, a target as set, and where the two differ."""

from typing import Any

import pandas as pd

from bdviews.labels import FACETS, Labels
from bdviews.language import interval, quantity
from bdviews.language.codes import heading, spoken
from bdviews.language.messages import N_, gettext

VERDICTS = {
    "met": N_("met by its date"), "partly": N_("lower end of the target's range reached"),
    "met_after": N_("met, measured only after the date"), "missed": N_("not met"),
    "unknown": N_("not met when last measured before the date"), "open": N_("not yet met, the date lies ahead"),
    "level": N_("not met; the target names no year"), "divided": N_("met by one figure and not by another"),
    "lapsed": N_("lapsed: the area ended first"), "other": N_("only figures about something else"),
    "not_judged": N_("no verdict"), "none": N_("no verdict"),
}  # fmt: skip
TONES = {"met": "good", "partly": "good", "met_after": "fair", "open": "fair", "missed": "poor", "unknown": "poor",
         "level": "poor", "divided": "open", "lapsed": "none", "none": "none"}  # fmt: skip
LEGEND = {"good": N_("met"), "fair": N_("met late, or date ahead"), "poor": N_("not met"), "open": N_("figures differ"),
          "none": N_("lapsed or no verdict")}  # fmt: skip
REASONS = {
    "no_value": N_("no page gives a figure of this area"), "declined": N_("the figures contradict each other"),
    "part_year": N_("only parts of a year are reported"), "no_direction": N_("which way is better is not stated"),
    "no_number": N_("the target has no number"), "recommendation": N_("a recommendation, not a target"),
    "undated": N_("the figure's page prints no date"), "undated_edition": N_("the figure's edition is not printed"),
    "other_thing": N_("the figures are about something else"), "ended": N_("the area was merged"),
    "one_date": N_("one dated figure only"), "growth_rate": N_("a growth rate has no pace"),
    "earlier_edition": N_("of an edition before the target's"),
    "above_limit": N_("the figure lies above its natural limit"), "other_year": N_("no figure of the target's year"),
}  # fmt: skip
CLASSES = {
    "met": N_("met"), "on_track": N_("on track"), "accelerate": N_("progress, must speed up"),
    "fair": N_("fair progress"), "limited": N_("limited progress"), "stagnant": N_("stagnant or worse"),
    "away": N_("moving away"), "reverse": N_("trend must reverse"), "": N_("–"),
}  # fmt: skip


def word(lang: str, words: dict[str, str], code: str) -> str:
    """Word of a code, from one of the tables above."""
    return gettext(lang, words[code])


def stated(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Write the value while measured with its year, facets and maker: 11,34% (2023; UBND tỉnh Bình Dương)."""
    if pd.isna(row["current"]):
        return "–"
    undated = gettext(lang, "page of {year}, date not printed", year=int(row["current_year"]))
    when = undated if row["dated"] == "bound" else str(int(row["current_year"]))
    maker = labels.maker(row["maker"]) if row["maker"] else ""
    beside = [when, labels.facets(row), maker]
    return f"{quantity(row['current'], row['unit_measure'], lang)} ({'; '.join(filter(None, beside))})"


def aimed(row: dict[str, Any], lang: str) -> str:
    """Write a target with its qualifier and year: trên 95% (2025), top 10 (2030), 30–35% (2030)."""
    year = "" if pd.isna(row["target_year"]) else f" ({int(row['target_year'])})"
    if pd.isna(row["target"]):
        return f"–{year}"
    if pd.notna(row["target_full"]):
        ends = sorted((row["target"], row["target_full"]))
        return interval(*ends, row["unit_measure"], lang) + year
    draft = gettext(lang, "draft")
    year += f" [{draft}]" if row.get("target_stage") == "draft" else ""
    value = quantity(row["target"], row["unit_measure"], lang)
    if row["kind"] == "rank":
        return f"top {value}{year}"
    return (value if row["qualifier"] == "exact" else f"{spoken(row['qualifier'], lang)} {value}") + year


OTHERS = {"series": N_("of another series"), "field": N_("of another number of areas"),
          "period": N_("of one year, not the mean of several")}  # fmt: skip


def differing(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Say in which facets value and target are not known to be of one thing; nothing where they are."""
    named = [_mismatch(name, row, lang, labels) for name in str(row["mismatch"]).split("|") if name]
    return f" ({'; '.join(named)})" if named else ""


def _mismatch(name: str, row: dict[str, Any], lang: str, labels: Labels) -> str:
    none = gettext(lang, "not stated")
    if name not in FACETS:
        return gettext(lang, OTHERS[name])
    aim, value = (labels.facet(name, row[side]) or none for side in (f"target_{name}", name))
    return gettext(
        lang, "{facet}: target {aim}, figure {value}", facet=heading(name, lang).lower(), aim=aim, value=value
    )
