"""Tables, squares and chart of notebook 05: every target with its figures, those without, and paces."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdlib.gap.summary import BEHIND, judges
from bdviews import target_words as words
from bdviews.labels import Labels
from bdviews.language import interval, quantity
from bdviews.language.codes import LOOSE, spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period
from bdviews.sentences import paragraphs, sentence
from bdviews.tables import table
from bdviews.target_figures import UNDATED, UNSTATED, evidence, paged, printed, stated, together, withheld, word

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

    from bdviews.plots.strip import Strip

SETTER = N_("Target stated by")
FAR = 20  # years after a target's date: no later arrival is told
SQUARES = {"in_time": "good", "later": "fair", "short": "poor", "undecided": "open", "silent": "none",
           "ahead": "ahead", "undated": "free", "lapsed": "gone"}  # tones by part  # fmt: skip
SPAN = 3  # years between two figures that make a pace: of a year or two a revision or a survey's chance is as large


def board(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of every target with a figure: one row a target, all figures that judge it beside each other."""
    labels = Labels(of, lang)
    aims = words.aims(found, lang, labels, drafts=True)
    rows = ordered(aims[aims["current"].notna()]).to_dict("records")
    shown = pd.DataFrame({"indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
                          "target": [row["aim"] for row in rows],
                          "setter": [words.setter(row, lang, labels) for row in rows],
                          "value": [evidence(row, lang, labels) for row in rows],
                          "verdict": [words.verdict(row, lang) + _gap(row, lang, labels) for row in rows]})  # fmt: skip
    heads = {"setter": SETTER, "value": N_("Figures"), "verdict": N_("Verdict")}
    told = gettext(lang, "In brackets: the date, what is counted, whose it is, and what does not match the target.")
    return table(shown, shown.columns, lang, of, name="targets", headings=heads, caption=told)


def ordered(aims: pd.DataFrame) -> pd.DataFrame:
    """Goals in the order of the tables: those that the answer counts as due first, lapsed ones last."""
    due = aims["due"].eq(True) & aims["target_stage"].ne("draft")
    rows = aims.assign(place=2 * aims["verdict"].eq("lapsed") - due)
    return rows.sort_values(["place", "indicator", "target_year", "target"])


def _gap(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Say what the one figure of a target lacks, of percentages in points, of ranks in places.

    Where newer figures are in open conflict, the span of what they lack; nothing where one of them lacks nothing.
    """
    clear = len(row["told"]) == row["judges"] == 1 and not row["contested"] and "|" not in row["target_ids"]
    clear &= row["said"] not in LOOSE and row["qualifier"] not in LOOSE[:2]
    newest = _newest(row, labels)
    gaps = row["direction"] * (row["target"] - newest["obs_value"]) if len(newest) else pd.Series([row["gap"]])
    least, most = gaps.min(), gaps.max()
    ends = newest[gaps.isin([least, most])] if len(newest) else newest
    clear &= not ends["qualifier"].isin(LOOSE).any()
    if row["verdict"] not in BEHIND or not clear or not least > 0:
        return ""
    unit = {"percent": "percentage_point"}.get(row["unit_measure"], row["unit_measure"])
    said = interval(least, most, unit, lang) if most > least else quantity(most, unit, lang)
    said = ngettext(lang, "{n} place", "{n} places", int(most), n=said) if row["kind"] == "rank" else said
    return "; " + gettext(lang, "short by {gap}", gap=said)


def _newest(row: dict[str, Any], labels: Labels) -> pd.DataFrame:
    """Figures of a target's thing in open conflict that are no older than its value."""
    known = printed("|".join(row["withheld"]), labels).dropna(subset="obs_value")
    return known[known["time_period"].str[:4].astype(int) >= row["current_year"]]


def unjudged(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of the targets without a figure: why, and the figures of the same thing that judge nothing."""
    labels = Labels(of, lang)
    left = words.aims(found, lang, labels, drafts=True)
    rows = left[left["current"].isna()].to_dict("records") if len(left) else []
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [row["aim"] for row in rows],
        "setter": [words.setter(row, lang, labels) for row in rows],
        "why": [word(lang, words.REASONS, row["reason"]) if row["reason"] else "–" for row in rows],
        "near": [_near(row, lang, labels) for row in rows],
    })  # fmt: skip
    columns = [name for name in shown if name != "near" or shown[name].ne("–").any()]
    heads = {"setter": SETTER, "why": N_("Why there is no verdict"), "near": N_("Its figures that judge nothing")}
    return table(shown, columns, lang, of, name="unjudged", headings=heads)


def _near(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Figures of the thing of a target without one: in open conflict or of part of a year, and of all parts."""
    own = withheld(row, lang, labels) or _own(row, lang, labels)
    return "; ".join(filter(None, [own, together(row, lang, labels)])) or "–"


def _own(row: dict[str, Any], lang: str, labels: Labels) -> str:
    if pd.isna(row["own_value"]):
        return ""
    when = period(row["own_period"], lang)
    if row["own_dated"] == "bound":
        known = printed(row["own_ids"], labels)
        when = gettext(lang, UNDATED, year=paged(row["own_period"][:4], known, lang, labels))
    when += f"; {spoken('in_conflict', lang)}" if row["own_status"] == "open" else ""
    return f"{labels.amount(row['own_value'], row['indicator'])} ({when})"


def classes(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of the pace and the year of arrival, for the targets whose path has a pace."""
    labels, rows = Labels(of, lang), ahead(found).to_dict("records")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [words.aimed(row, lang, labels) for row in rows],
        "from": [f"{quantity(row['start'], row['unit_measure'], lang)} ({int(row['start_year'])})" for row in rows],
        "to": [stated(row, lang, labels) for row in rows],
        "arrival": [_arrival(row, lang) for row in rows],
    })  # fmt: skip
    heads = {"from": N_("First figure"), "to": N_("Last figure"), "arrival": N_("Year of arrival at this pace")}
    told = gettext(
        lang, "The pace between stated dates of one maker, series and definition, three years or more apart."
    )
    if any(row["basis"] != "two dates" for row in rows):
        told += " " + gettext(lang, "In brackets: the 80% interval of a line through three dates or more.")
    none = gettext(lang, "No target whose date lies ahead has such figures; growth rates and ranks have no pace.")
    dated = found.loc[found["status"].ne("lapsed") & found["target_year"].notna()] if len(found) else found
    to_come = len(dated) and dated["due"].eq(False).any()
    none = f"{told} {none}" if to_come else ""
    return table(shown, shown.columns, lang, of, name="classes", headings=heads, none=none, caption=told)


def ahead(found: pd.DataFrame) -> pd.DataFrame:
    """Rows with a pace to judge: two stated dates, years apart, of one maker and facet set; not of growth or places."""
    if found.empty:
        return found
    open_ = found["status"].eq("open") & found["pace"].notna() & judges(found)
    years = found["current_year"].astype(float) - found["start_year"].astype(float)
    return found[open_ & ~found["kind"].isin(["rate", "rank"]) & years.ge(SPAN)]


def _arrival(row: dict[str, Any], lang: str) -> str:
    """Year of arrival, from three dates on with what the line through them allows in four cases of five."""
    if pd.isna(row["arrival"]) or not np.isfinite(row["arrival"]):
        return gettext(lang, "not at this pace")
    if row["arrival"] > row["target_year"] + FAR:
        return gettext(lang, "after {year}", year=str(int(row["target_year"]) + FAR))
    year, first = (str(int(np.ceil(row[name]))) for name in ("arrival", "earliest"))
    if row["basis"] == "two dates":
        return year
    last = str(int(np.ceil(row["latest"]))) if np.isfinite(row["latest"]) else gettext(lang, "never")
    return f"{year} ({first} – {last})"


def standing(found: pd.DataFrame, lang: str, of: Any) -> "Markdown | None":
    """Show where the area stands against its targets in percent of each, or say that too few can be drawn."""
    from bdviews.plots import style, targets

    style.show(drawn := targets.standing(found, lang, of), name="standing")
    if drawn is not None or found.empty:
        return None
    said = N_("No chart: it takes two verdicts on targets of which more is better, by figures that can be put in "
              "percent of them.")  # fmt: skip
    if len(words.due(words.aims(found, lang, Labels(of, lang)))):
        said = N_("No chart: it takes two verdicts on due targets of which more is better, by figures that can be "
                  "put in percent of them.")  # fmt: skip
    return paragraphs([sentence(lang, said, {}, {})])


def overview(found: pd.DataFrame, lang: str, of: Any) -> "Strip | None":
    """Show every target that the answer counts as a square; those with a figure first, as in their table."""
    from bdviews.plots.strip import strip

    labels = Labels(of, lang)
    rows = words.aims(found, lang, labels)
    if rows.empty:
        return None
    known = rows["current"].notna()
    rows = pd.concat([ordered(rows[known]), rows[~known]])
    each = rows.to_dict("records")
    names, aimed = ([_titled(row, lang, labels, which) for row in each] for which in ((), UNSTATED))
    names = [more if names.count(name) > 1 else name for name, more in zip(names, aimed, strict=True)]
    squares = pd.DataFrame({"tone": words.parted(rows).map(SQUARES),
                            "label": names,
                            "value": [_answered(row, lang, labels) for row in each]})  # fmt: skip
    legend = {tone: word(lang, words.PARTS, part) for part, tone in SQUARES.items() if tone in set(squares["tone"])}
    title = ngettext(lang, "One target: how it stands", "All {n} targets: how each stands", len(rows))
    return strip(squares, legend, title)


def _titled(row: dict[str, Any], lang: str, labels: Labels, which: tuple[str, ...]) -> str:
    """The indicator, some facets and the year: of one thing there may be a target a year."""
    when = "" if pd.isna(row["target_year"]) else period(row["target_period"], lang)
    of = labels.facets({name: row[f"target_{name}"] or "" for name in which}, which)
    return ", ".join(filter(None, [labels.indicator(row["indicator"], row["ref_area"]), of, when]))


def _answered(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """The target, who states it, its figures and its verdict."""
    figures = evidence(row, lang, labels) if row["told"] else ""
    aim = gettext(
        lang, "target {target}, stated by: {setter}", target=row["aim"], setter=words.setter(row, lang, labels)
    )
    return "; ".join(filter(None, [aim, figures, words.verdict(row, lang)]))
