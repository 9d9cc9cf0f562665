"""What notebook 05 shows: how an area stands against its targets, in sentences, a strip and tables."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdlib.gap.summary import by_target, judges
from bdviews.labels import Labels
from bdviews.language import day, number, quantity
from bdviews.language.messages import gettext, ngettext
from bdviews.plots.strip import Strip, strip
from bdviews.sentences import Sentence, paragraphs
from bdviews.tables import table
from bdviews.target_words import CLASSES, LEGEND, REASONS, TONES, VERDICTS, aimed, differing, stated, word

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler


def answer(found: pd.DataFrame, area: str, lang: str, of: Any) -> "Markdown":
    """Say how the targets of an area stand, due ones first, and what the verdicts rest on.

    Parameters
    ----------
    found : as given by `bd.progress` for the area.
    area : its code.
    lang : "vi" or "en".
    of : a result of bdlib, for names.
    """
    return paragraphs(sentences(found, area, lang, of))


def sentences(found: pd.DataFrame, area: str, lang: str, of: Any) -> list[Sentence]:
    """Sentences of :func:`answer`, each with the numbers that it states."""
    labels, name = Labels(of, lang), Labels(of, lang).area(area)
    aims = by_target(found[found["role"].eq("target")]) if len(found) else found
    if aims.empty:
        return [Sentence(gettext(lang, "No page in the corpus states a target of {area}.", area=name), {"targets": 0})]
    lapsed = aims["verdict"].eq("lapsed")
    due = aims[aims["due"].eq(True) & ~lapsed & aims["verdict"].ne("none")]
    told = [_counted(aims, name, lang), *([_due(due, name, lang)] if len(due) else [])]
    told += [_lapsed(aims[lapsed], area, lang, labels)] if lapsed.any() else []
    say = found[judges(found)].to_dict("records")
    return told + [line(row, [one for one in say if one["target_id"] == row["target_id"]], lang, labels)
                   for row in _telling(due).to_dict("records")]  # fmt: skip


def _counted(aims: pd.DataFrame, name: str, lang: str) -> Sentence:
    judged = int((~aims["verdict"].isin(["none", "lapsed"])).sum())
    facts = {"targets": len(aims), "judged": judged, "lapsed": int(aims["verdict"].eq("lapsed").sum())}
    text = ngettext(lang, "**One** target of {area} stands in the pages read; {judged} can be judged.",
                    "**{n}** targets of {area} stand in the pages read; {judged} of them can be judged.",
                    len(aims), area=name, judged=judged)  # fmt: skip
    return Sentence(text, facts)


def _due(due: pd.DataFrame, name: str, lang: str) -> Sentence:
    counts = due["verdict"].value_counts()
    shown = [f"**{counts[one]}** {word(lang, VERDICTS, one)}" for one in VERDICTS if one in counts]
    text = ngettext(lang, "One target of {area} was due and can be judged: {listed}.",
                    "{n} targets of {area} were due and can be judged: {listed}.",
                    len(due), area=name, listed="; ".join(shown))  # fmt: skip
    return Sentence(text, {"due": len(due), **counts.to_dict()})


def _lapsed(aims: pd.DataFrame, area: str, lang: str, labels: Labels) -> Sentence:
    """Say that targets lapsed with the area, and how many the last figure had reached by then."""
    row = labels.lists.areas.set_index("area").loc[area]
    valued, reached = int(aims["current"].notna().sum()), int(aims["reached"].sum())
    name, whole = labels.area(area), labels.area(row["successor"])
    said = {"area": name, "successor": whole, "day": day(row["valid_to"], lang), "n": len(aims), "valued": valued,
            "reached": reached}  # fmt: skip
    lapse = gettext(
        lang, "{n} of its targets lapsed; {valued} of these have an earlier figure, which reaches {reached}.", **said
    )
    if name == whole:
        ended = gettext(lang, "The former {area} ended on {day}, when its borders changed:", **said)
    else:
        ended = gettext(lang, "{area} ended on {day} and became part of {successor}:", **said)
    return Sentence(f"{ended} {lapse}", {"lapsed": len(aims), "valued": valued, "reached": reached})


def _telling(due: pd.DataFrame, most: int = 5) -> pd.DataFrame:
    """The due targets that a reader wants first: of the newest date, misses before what was met."""
    order = {one: place for place, one in enumerate(("missed", "unknown", "divided", "met", "partly", "met_after"))}
    rows = due.assign(_place=due["verdict"].map(order).fillna(9))
    rows = rows.sort_values(["target_year", "_place", "indicator"], ascending=[False, True, True], kind="stable")
    return rows.drop_duplicates("indicator").head(most)


def line(row: dict[str, Any], judging: list[dict[str, Any]], lang: str, labels: Labels) -> Sentence:
    """Say one verdict: every figure that judges the target, with date, facets and maker, and what differs.

    Parameters
    ----------
    row : of :func:`bdlib.gap.summary.by_target`.
    judging : rows of the same target that have a say.
    """
    values = [stated(one, lang, labels) + differing(one, lang, labels) for one in judging] or [
        stated(row, lang, labels)
    ]
    text = gettext(
        lang, "{indicator}, {area}: {values} against a target of {target}: {verdict}.",
        indicator=labels.indicator(row["indicator"], row["ref_area"]), area=labels.area(row["ref_area"]),
        values="; ".join(values), target=aimed(row, lang), verdict=word(lang, VERDICTS, row["verdict"]),
    )  # fmt: skip
    facts = {"target": row["target"], "target_year": row["target_year"], "current": [one["current"] for one in judging]}
    ids = [one for each in judging for one in str(each["value_ids"]).split("|")]
    return Sentence(text, facts, tuple(ids))


def overview(found: pd.DataFrame, lang: str, of: Any) -> Strip | None:
    """Show every target as a square, so that all are seen at once."""
    aims = by_target(found[found["role"].eq("target")]) if len(found) else found
    if aims.empty:
        return None
    labels = Labels(of, lang)
    rows = aims.sort_values(["target_year", "indicator"], kind="stable").to_dict("records")
    squares = pd.DataFrame({
        "label": [f"{labels.indicator(row['indicator'], row['ref_area'])}: {aimed(row, lang)}" for row in rows],
        "tone": [TONES[row["verdict"]] for row in rows],
        "value": [f"{stated(row, lang, labels)}: {word(lang, VERDICTS, row['verdict'])}" for row in rows],
    })  # fmt: skip
    words = {tone: gettext(lang, said) for tone, said in LEGEND.items() if tone in set(squares["tone"])}
    return strip(squares, words, ngettext(lang, "One target", "All {n} targets", len(rows)))


def board(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of every target with a figure: one row a target and path, so that nothing is hidden behind a choice."""
    labels, rows = Labels(of, lang), found[found["current"].notna()].to_dict("records")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [aimed(row, lang) for row in rows],
        "value": [stated(row, lang, labels) for row in rows],
        "verdict": [word(lang, VERDICTS, row["status"]) for row in rows],
        "gap": [_gap(row, lang) for row in rows],
        "mismatch": [differing(row, lang, labels).strip(" ()") or "–" for row in rows],
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "value": gettext(lang, "Value"), "gap": gettext(lang, "Missing"),
             "verdict": gettext(lang, "Verdict"), "mismatch": gettext(lang, "Not the same thing")}  # fmt: skip
    return table(shown, shown.columns, lang, of, name="targets", headings=heads)


def _gap(row: dict[str, Any], lang: str) -> str:
    """What is missing: of percentages in points, of ranks in places; nothing where the target is reached."""
    if row["reached"] or pd.isna(row["gap"]) or row["status"] in ("lapsed", "other"):
        return "–"
    if row["kind"] == "rank":
        return ngettext(lang, "{n} place", "{n} places", int(row["gap"]))
    unit = {"percent": "percentage_point"}.get(row["unit_measure"], row["unit_measure"])
    return quantity(row["gap"], unit, lang)


def unjudged(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of the targets that nothing judges: why, and who publishes the indicator elsewhere."""
    labels = Labels(of, lang)
    left = by_target(found) if len(found) else found
    rows = left[left["current"].isna()].to_dict("records")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [aimed(row, lang) for row in rows],
        "why": [word(lang, REASONS, row["reason"]) if row["reason"] else "–" for row in rows],
        "who": [_publisher(row, lang, labels) for row in rows],
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "why": gettext(lang, "Why there is no verdict"),
             "who": gettext(lang, "Who publishes it elsewhere")}  # fmt: skip
    return table(shown, shown.columns, lang, of, name="unjudged", headings=heads)


def _publisher(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Maker with the number of areas and the last period that it gives, or a dash."""
    maker = row["known_maker"] or row["known_series"]
    if not maker or pd.isna(row["known_areas"]):
        return "–"
    return ngettext(lang, "{maker}: one area, to {last}", "{maker}: {n} areas, to {last}", int(row["known_areas"]),
                    maker=labels.maker(maker), last=row["known_period"])  # fmt: skip


def classes(found: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of the classes by three makers, for the targets whose path has a pace."""
    labels, rows = Labels(of, lang), ahead(found).to_dict("records")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
        "target": [aimed(row, lang) for row in rows],
        "from": [f"{quantity(row['start'], row['unit_measure'], lang)} ({int(row['start_year'])})" for row in rows],
        "to": [stated(row, lang, labels) for row in rows],
        "arrival": [_arrival(row, lang) for row in rows],
        **{name: [word(lang, CLASSES, row[name]) for row in rows] for name in ("eurostat", "unsd", "escap")},
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "from": gettext(lang, "First figure"), "to": gettext(lang, "Last figure"),
             "arrival": gettext(lang, "Year of arrival at this pace"), "eurostat": "Open SDG", "unsd": "UNSD",
             "escap": "ESCAP"}  # fmt: skip
    none = gettext(
        lang,
        "No target whose date lies ahead has two dated figures of one maker and one definition, so there is no pace to judge.",
    )
    return table(shown, shown.columns, lang, of, name="classes", headings=heads, none=none)


def ahead(found: pd.DataFrame) -> pd.DataFrame:
    """Rows with a pace whose target lies ahead: of one that is past or has lapsed no arrival is of use."""
    return paced(found[found["status"].eq("open")])


def paced(found: pd.DataFrame) -> pd.DataFrame:
    """Rows whose path has a pace: two stated dates of one maker, series and facet set; growth has none."""
    return found[found["pace"].notna() & found["match"].ne("differs") & found["kind"].ne("rate")]


def _arrival(row: dict[str, Any], lang: str) -> str:
    if row["reached"]:
        return "–"
    return number(np.ceil(row["arrival"]), lang).replace(".", "").replace(",", "") if np.isfinite(row["arrival"]) else (
        gettext(lang, "not at this pace")
    )  # fmt: skip


def standing(found: pd.DataFrame, lang: str, of: Any) -> None:
    """Show where the area stands against its targets in percent; nothing where it has none."""
    _show([_charts().standing(found, lang, of)], "standing")


def paths(found: pd.DataFrame, est: Any, lang: str, most: int = 4) -> None:
    """Show the paths of the indicators that have a pace, those of most dates first."""
    rows = paced(found).sort_values(["dates", "indicator"], ascending=[False, True], kind="stable")
    _show([_charts().path(found, est, lang, code) for code in rows["indicator"].unique()[:most]], "path")


def compared(found: pd.DataFrame, other: pd.DataFrame, lang: str, of: Any) -> "Styler | Markdown":
    """Table of the targets whose verdict another method changes, or a line that says there is none."""
    labels, sides = Labels(of, lang), [by_target(one).set_index("target_id") for one in (found, other) if len(one)]
    if len(sides) < 2:
        return table(found, [], lang, of, name="compared")
    joined = sides[0].join(sides[1][["verdict", "current"]].add_suffix("_other"))
    moved = joined[joined["verdict"].ne(joined["verdict_other"])].to_dict("records")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in moved],
        "target": [aimed(row, lang) for row in moved],
        **{name: [word(lang, VERDICTS, row[name]) for row in moved] for name in ("verdict", "verdict_other")},
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "verdict": gettext(lang, "Verdict"),
             "verdict_other": gettext(lang, "By the other method")}  # fmt: skip
    none = ngettext(lang, "The verdict on the one target is the same.", "The verdicts on all {n} targets are the same.",
                    len(joined))  # fmt: skip
    return table(shown, shown.columns, lang, of, name="compared", headings=heads, none=none)


def _show(charts: Iterable[Any], name: str) -> None:
    from bdviews.plots import style

    for place, one in enumerate(filter(None, charts)):
        style.show(one, name=f"{name}-{place + 1}")


def _charts() -> Any:
    """Give the charts of targets, loaded when first drawn."""
    from bdviews.plots import targets

    return targets
