"""Tables and charts of notebook 05: every target with its figures, those without, and paces."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdlib.gap.summary import BEHIND, by_target, judges, set_targets
from bdviews import target_words as words
from bdviews.labels import Labels
from bdviews.language import interval, quantity
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period
from bdviews.plots.strip import Strip, strip
from bdviews.tables import table

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

SPAN = 3  # years between two figures that make a pace: of a year or two a revision or a survey's chance is as large


def overview(found: pd.DataFrame, lang: str, of: Any) -> Strip | None:
    """Show every target as a square, so that all are seen at once."""
    aims = by_target(set_targets(found))
    if aims.empty:
        return None
    labels = Labels(of, lang)
    rows = aims.sort_values(["target_year", "indicator"], kind="stable").to_dict("records")
    judging = words.judging(found)
    names = [labels.indicator(row["indicator"], row["ref_area"]) for row in rows]
    squares = pd.DataFrame({
        "label": [f"{name}: {words.aimed(row, lang, labels)}" for name, row in zip(names, rows, strict=True)],
        "tone": [words.TONES[row["verdict"]] for row in rows],
        "value": [": ".join(filter(None, [words.figures(judging.get(row["target_id"], []), lang, labels),
                                          words.verdict(row, lang, labels)])) for row in rows],
    })  # fmt: skip
    legend = {tone: gettext(lang, said) for tone, said in words.LEGEND.items() if tone in set(squares["tone"])}
    return strip(squares, legend, ngettext(lang, "One target", "All {n} targets, each printed value one", len(rows)))


def board(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of every target with a figure: one row a target, all figures that judge it beside each other."""
    labels, aims = Labels(of, lang), by_target(set_targets(found, drafts=True))
    rows = aims[aims["current"].notna()].sort_values(["indicator", "target_year", "target"]).to_dict("records")
    judging = words.judging(found)
    told = [judging[row["target_id"]] for row in rows]
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [words.aimed(row, lang, labels) for row in rows],
        "value": [words.figures(each, lang, labels) for each in told],
        "verdict": [words.verdict(row, lang, labels) + _gap(row, some, lang)
                    for row, some in zip(rows, told, strict=True)],
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "value": gettext(lang, "Figures"),
             "verdict": gettext(lang, "Verdict")}  # fmt: skip
    return table(shown, shown.columns, lang, of, name="targets", headings=heads)


def _gap(row: dict[str, Any], told: list[dict[str, Any]], lang: str) -> str:
    """Say what the figures lack, of percentages in points, of ranks in places; nothing where some reach it."""
    short = [one["gap"] for one in told if not one["reached"] and pd.notna(one["gap"])]
    due = [one for one in told if one["status"] != "unknown"] or told  # what was replaced since no longer counts
    short += [one["direction"] * (one["target"] - float(other)) for one in due for other in one["against"].split("|")
              if other and not one["reached"]]  # fmt: skip
    if not short or row["verdict"] not in BEHIND:
        return ""
    ends, rank = sorted({min(short), max(short)}), row["kind"] == "rank"
    unit = {"percent": "percentage_point"}.get(row["unit_measure"], row["unit_measure"])
    said = interval(*ends, unit, lang) if len(ends) > 1 else quantity(ends[0], unit, lang)
    said = ngettext(lang, "{n} place", "{n} places", int(ends[-1]), n=said) if rank else said
    then = N_("{gap} wanting when measured") if row["verdict"] == "unknown" else N_("{gap} wanting")
    return "; " + gettext(lang, then, gap=said)


def unjudged(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of the targets without a figure: why, and who publishes the indicator of several other areas."""
    labels, left = Labels(of, lang), by_target(set_targets(found, drafts=True))
    rows = left[left["current"].isna()].to_dict("records") if len(left) else []
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [words.aimed(row, lang, labels) for row in rows],
        "why": [words.word(lang, words.REASONS, row["reason"]) if row["reason"] else "–" for row in rows],
        "who": [_publisher(row, lang, labels) for row in rows],
    })  # fmt: skip
    columns = [name for name in shown if name != "who" or shown["who"].ne("–").any()]
    heads = {"target": gettext(lang, "Target"), "why": gettext(lang, "Why there is no verdict"),
             "who": gettext(lang, "Who publishes it elsewhere")}  # fmt: skip
    return table(shown, columns, lang, of, name="unjudged", headings=heads)


def _publisher(row: dict[str, Any], lang: str, labels: Labels) -> str:
    maker = row["known_maker"] or row["known_series"]
    if not maker or pd.isna(row["known_areas"]):
        return "–"
    return gettext(lang, "{maker}: {n} areas, to {last}", n=int(row["known_areas"]), maker=labels.maker(maker),
                   last=period(row["known_period"], lang))  # fmt: skip


def classes(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of the classes by three makers, for the targets whose path has a pace."""
    labels, rows, made = Labels(of, lang), ahead(found).to_dict("records"), ("eurostat", "unsd", "escap")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [words.aimed(row, lang, labels) for row in rows],
        "from": [f"{quantity(row['start'], row['unit_measure'], lang)} ({int(row['start_year'])})" for row in rows],
        "to": [words.stated(row, lang, labels) for row in rows],
        "arrival": [_arrival(row, lang) for row in rows],
        **{name: [words.word(lang, words.CLASSES, row[name]) for row in rows] for name in made},
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "from": gettext(lang, "First figure"),
             "to": gettext(lang, "Last figure"), "arrival": gettext(lang, "Year of arrival at this pace"),
             "eurostat": "Open SDG", "unsd": "UNSD", "escap": "ESCAP"}  # fmt: skip
    return table(shown, shown.columns, lang, of, name="classes", headings=heads)


def ahead(found: pd.DataFrame) -> pd.DataFrame:
    """Rows with a pace to judge: two stated dates, years apart, of one maker and facet set, and a date that lies ahead.

    Growth has no pace, and places only change hands.
    """
    if found.empty:
        return found
    open_ = found["status"].eq("open") & found["pace"].notna() & judges(found)
    years = found["current_year"].astype(float) - found["start_year"].astype(float)
    return found[open_ & ~found["kind"].isin(["rate", "rank"]) & years.ge(SPAN)]


def _arrival(row: dict[str, Any], lang: str) -> str:
    """Year of arrival, from three dates on with what the line through them allows in four cases of five."""
    if pd.isna(row["arrival"]) or not np.isfinite(row["arrival"]):
        return gettext(lang, "not at this pace")
    year, first = (str(int(np.ceil(row[name]))) for name in ("arrival", "earliest"))
    if row["basis"] == "two dates":
        return year
    last = str(int(np.ceil(row["latest"]))) if np.isfinite(row["latest"]) else gettext(lang, "never")
    return f"{year} ({first} – {last})"


def standing(found: pd.DataFrame, lang: str, of: Any) -> None:
    """Show where the area stands against its targets in percent of each; nothing where it has none."""
    from bdviews.plots import style, targets

    style.show(targets.standing(found, lang, of), name="standing")
