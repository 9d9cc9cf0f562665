"""What slides have in common: a topic with its finding, rows in bold, targets with and without a verdict."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from bdlib.gap.summary import DECIDED, IN_TIME, LATER, set_targets
from bdlib.gap.targets import distinct
from bdviews.comparison.standpoint import At
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, sentence
from bdviews.target_words import aims

Shown = Any  # a text, table or plot; None where a slide has nothing to show

FEW = 3  # targets with a verdict that make a slide before any is due

TOPICS = {"claims": N_("Where sources contradict each other"), "series": N_("Where series differ"),
          "revised": N_("Where a later figure revised an earlier one"),
          "region": N_("Where it stands"),
          "way": N_("Through the years, among all provinces"), "limits": N_("Limits")}  # fmt: skip


def slide(topic: str, plot: Shown, here: At) -> None:
    """Show a plot under the topic of its slide, one of :data:`TOPICS`; of none nothing, not even the topic."""
    from IPython.display import Markdown, display

    from bdviews.plots import style

    if plot is not None:
        display(Markdown(f"## {here.say(TOPICS[topic])}"))
        style.show(plot, name=topic)


def said(parts: Iterable[str], told: Iterable[Sentence]) -> Shown:
    """Show paragraphs, with the facts of the sentences among them."""
    from IPython.display import Markdown

    shown = Markdown("\n\n".join(filter(None, parts)))
    shown.metadata = {"bdlib": [one.as_data() for one in told]}
    return shown


def targets(gaps: pd.DataFrame, here: At) -> pd.DataFrame:
    """Targets that have not lapsed, one row each: `said` where there is a verdict, `late` where it was due."""
    rows = aims(gaps, here.lang, here.labels)
    rows = rows[rows["verdict"].ne("lapsed")]
    return rows.assign(said=rows["verdict"].ne("none"), late=rows["verdict"].ne("none") & rows["due"].eq(True))


def met(rows: pd.DataFrame, here: At) -> Sentence:
    """Count all due :func:`targets` by the classes of notebook 05, and those that no figure decides as one."""
    due = rows[rows["due"].eq(True)]
    verdict = due["verdict"]
    facts = {"n": len(verdict), "met": int(verdict.isin(IN_TIME).sum()), "late": int(verdict.isin(LATER).sum()),
             "before": int(verdict.eq("met_before").sum()), "decided": int(verdict.isin(DECIDED).sum()),
             "silent": int(verdict.eq("none").sum()), "ahead": len(rows) - len(verdict)}  # fmt: skip
    facts |= {"left": facts["n"] - facts["decided"] - facts["silent"],
              "other": facts["n"] - facts["decided"] - facts["before"],
              "missed": facts["decided"] - facts["met"] - facts["late"]}  # fmt: skip
    if not facts["decided"]:
        return sentence(here.lang, "of {n} due targets none can be decided", facts, facts)
    parts = {"late": N_("{late} later or at an unknown time"), "before": N_("{before} by an earlier year's figure"),
             "missed": N_("{missed} missed or still short later"),
             "other": N_("{other} undecided or without a figure")}  # fmt: skip
    told = [here.say(N_("{met} of {n} due targets met in time"), **facts) + _resting(due[verdict.isin(IN_TIME)], here)]
    told += [here.say(said, **facts) for name, said in parts.items() if facts[name]]
    return Sentence("; ".join(told), facts)


def _resting(rows: pd.DataFrame, here: At) -> str:
    """Say on what little all of some targets rest: on estimates, or on figures whose year is inferred."""
    words = {"soft": N_("estimated or preliminary"), "guessed": N_("year inferred")}
    said = [here.say(words[name]) for name in words if len(rows) and rows[name].all()]
    return f" ({'; '.join(said)})" if said else ""


def rest(gaps: pd.DataFrame, here: At) -> Sentence:
    """Count all targets of the area, each in one part: those that :func:`met` decides, and why the others are not."""
    rows = targets(gaps, here)
    if not here.est.tables.targets["ref_area"].eq(here.area).any():
        return _none(here)
    every, facts = len(aims(gaps, here.lang, here.labels)), met(rows, here).facts
    undated = int(rows.loc[~rows["due"].eq(True), "target_year"].isna().sum())
    facts |= {"undated": undated, "ahead": facts["ahead"] - undated, "lapsed": every - len(rows), "every": every}
    parts = {"decided": N_("{decided} due and decided"), "left": N_("{left} due without a final verdict"),
             "silent": N_("{silent} due without a usable figure"), "undated": N_("{undated} with no date"),
             "ahead": N_("{ahead} not due yet"), "lapsed": N_("{lapsed} lapsed when the area ended")}  # fmt: skip
    said = "; ".join(here.say(parts[name], **facts) for name in parts if facts[name])
    return Sentence(gettext(here.lang, "All targets ({every}): {parts}.", every=every, parts=said) if said else "",
                    facts)  # fmt: skip


def _none(here: At) -> Sentence:
    """Say that no target of the area is in the corpus, and how many there are of the areas that it was merged from."""
    tables = here.est.tables
    parts = tables.areas.loc[tables.areas["successor"].eq(here.area), "area"]
    rows = set_targets(distinct(tables.targets[tables.targets["ref_area"].isin(parts)], tables.indicators))
    counts = rows["ref_area"].value_counts().to_dict()
    name, facts = here.labels.bordered(here.area), {"targets": 0, "former": counts}
    if not counts:
        return sentence(here.lang, "No target of {name} in the corpus.", {"name": name}, facts)
    former = ", ".join(f"{here.labels.bordered(code)}: {counts[code]}" for code in parts if code in counts)
    return sentence(here.lang, "No target of {name} in the corpus; of what it was merged from, printed values of "
                    "targets: {former}.", {"name": name, "former": former}, facts)  # fmt: skip
