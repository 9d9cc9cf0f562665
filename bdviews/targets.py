"""What notebook 05 says: how an area stands against its targets."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.gap.summary import DECIDED, UNSETTLED
from bdviews.labels import Labels
from bdviews.language import day
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.sentences import Sentence, paragraphs
from bdviews.target_figures import evidence, word
from bdviews.target_tables import ahead, board, classes, standing, unjudged
from bdviews.target_words import VERDICTS, aims, soft, verdict

if TYPE_CHECKING:
    from IPython.display import Markdown

__all__ = ["ahead", "answer", "board", "classes", "line", "sentences", "standing", "unjudged"]


def answer(found: pd.DataFrame, area: str, lang: str, of: Any) -> "Markdown":
    """Say how the targets of an area stand, as `bd.progress` found, due ones first, and what the verdicts rest on."""
    return paragraphs(sentences(found, area, lang, of))


def sentences(found: pd.DataFrame, area: str, lang: str, of: Any) -> list[Sentence]:
    """Sentences of :func:`answer`, each with the numbers that it states."""
    labels = Labels(of, lang)
    rows = aims(found, lang, labels)
    if rows.empty:
        return [_none(area, lang, labels)]
    due, name = _due(rows), labels.bordered(area)
    told = [*([_headline(due, name, lang)] if len(due) else []), _counted(rows, name, lang)]
    if rows["verdict"].eq("lapsed").any():
        told.append(_ended(area, lang, labels))
    judged = due if len(due) else rows[~rows["verdict"].isin(["none", "lapsed"])]
    return told + [line(row, lang, labels) for row in _telling(judged).to_dict("records")]


def _due(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["due"].eq(True) & ~rows["verdict"].isin(["none", "lapsed"])]


def _none(area: str, lang: str, labels: Labels) -> Sentence:
    """Say that there is no target, or none to judge."""
    none = N_("No target of {area} in the corpus.")
    unfit = N_("No target of {area} in the corpus that could be judged.")
    said = unfit if labels.lists.targets["ref_area"].eq(area).any() else none
    return Sentence(gettext(lang, said, area=labels.bordered(area)), {"targets": 0})


def _headline(due: pd.DataFrame, name: str, lang: str) -> Sentence:
    """Count the due targets that have a figure, those that it decides apart from those that it leaves open."""
    counts = due["verdict"].value_counts()
    sides = [[one for one in VERDICTS if one in counts and (one in DECIDED) == side] for side in (True, False)]
    rests = [soft(due[due["verdict"].isin(side)], lang) for side in sides]
    listed = ["; ".join([*(f"{word(lang, VERDICTS, one)}: {counts[one]}" for one in side), *rest])
              for side, rest in zip(sides, rests, strict=True)]  # fmt: skip
    facts = {"due": len(due), "decided": int(due["verdict"].isin(DECIDED).sum()), **counts.to_dict()}
    text = gettext(lang, "Targets of {area} that were due and have a figure: {n}. **Decided: {decided}**", area=name,
                   n=facts["due"], decided=facts["decided"])  # fmt: skip
    left = gettext(lang, "without a final verdict: {left}", left=facts["due"] - facts["decided"]) if listed[1] else ""
    parts = [f"{said} ({each})" if each else said for said, each in zip((text, left), listed, strict=True) if said]
    return Sentence(f"{'; '.join(parts)}.", facts)


def _counted(rows: pd.DataFrame, name: str, lang: str) -> Sentence:
    """Count the targets, each in one part; the parts add up. Drafts and planned sizes do not count."""
    verdict = rows["verdict"]
    facts = {"due": len(_due(rows)), "lapsed": int(verdict.eq("lapsed").sum()), "none": int(verdict.eq("none").sum())}
    facts["ahead"] = len(rows) - sum(facts.values())
    words = {"due": N_("due and with a figure"), "ahead": N_("with a figure, the date ahead or not named"),
             "lapsed": N_("lapsed when the area ended"),
             "none": N_("without a verdict (no figure of the thing or time, or no date)")}  # fmt: skip
    parts = "; ".join(f"{facts[part]} " * (len(rows) > 1) + gettext(lang, words[part]) for part in words if facts[part])
    text = ngettext(lang, "The corpus has one target of {area}: {parts}.",
                    "The corpus has {n} targets of {area}: {parts}.", len(rows), area=name,
                    parts=parts)  # fmt: skip
    return Sentence(text, facts | {"targets": len(rows)})


def _ended(area: str, lang: str, labels: Labels) -> Sentence:
    """Say when the area ended, and with which its targets lapsed."""
    row = labels.lists.areas.set_index("area").loc[area]
    name, whole = labels.area(area), labels.area(row["successor"])
    said = N_("{area} ended on {day} and became part of {successor}: later targets have no verdict.")
    if not row["successor"] or name == whole:
        said = N_("{area} in its former borders ended on {day}: later targets have no verdict.")
    text = gettext(lang, said, area=name, successor=labels.bordered(row["successor"]), day=day(row["valid_to"], lang))
    return Sentence(text, {"valid_to": row["valid_to"]})


def _telling(due: pd.DataFrame, most: int = 3) -> pd.DataFrame:
    """The due targets that a reader wants first: of the newest date, misses before what was met."""
    first = ("missed", "short_after", *UNSETTLED, "unknown", "met", "partly", "met_before", "met_after", "met_undated")
    rows = due.assign(_place=due["verdict"].map({one: place for place, one in enumerate(first)}).fillna(len(first)))
    rows = rows.sort_values(["target_year", "_place", "indicator"], ascending=[False, True, True], kind="stable")
    return rows.drop_duplicates("indicator").head(most)


def line(row: dict[str, Any], lang: str, labels: Labels) -> Sentence:
    """Say one verdict: every figure that judges the target, with date, facets and maker, and what differs."""
    told = evidence(row | {"told": row["told"] or [row]}, lang, labels)
    text = gettext(lang, "{indicator}, {area}, target {target}: {values}. Verdict: {verdict}.",
                   indicator=labels.indicator(row["indicator"], row["ref_area"]), area=labels.area(row["ref_area"]),
                   values=told, target=row["aim"], verdict=verdict(row, lang))  # fmt: skip
    facts = {"target": row["target"], "target_year": row["target_year"],
             "current": [one["current"] for one in row["told"]]}  # fmt: skip
    return Sentence(text, facts, tuple(one for each in row["told"] for one in str(each["value_ids"]).split("|")))
