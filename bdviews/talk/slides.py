"""What slides have in common: a topic with its finding, rows in bold, targets with and without a verdict."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from bdlib.gap.summary import DECIDED
from bdviews.comparison.standpoint import At
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, sentence
from bdviews.target_words import aims, whose

Shown = Any  # a text, table or plot; None where a slide has nothing to show

FEW = 3  # targets with a verdict that make slides of their own
MET = ("met", "partly")

TOPICS = {"claims": N_("Where sources contradict each other"), "region": N_("Where it stands"),
          "way": N_("Through the years, among all provinces")}  # fmt: skip


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


def headed(topic: str, finding: Sentence, here: At, *below: Sentence, source: str = "") -> Shown:
    """Head a slide: the topic (a message) in small, what was found, sentences, and the source line of the footer."""
    line = gettext(here.lang, "Source") + f": {source}" if source else ""
    return said([f"## {here.say(topic)}", f"## {finding}", *map(str, below), line], [finding, *below])


def targets(gaps: pd.DataFrame, here: At) -> pd.DataFrame:
    """Targets that have not lapsed, one row each: `said` where there is a verdict, `late` where it was due."""
    rows = aims(gaps, here.lang, here.labels)
    rows = rows[rows["verdict"].ne("lapsed")]
    return rows.assign(said=rows["verdict"].ne("none"), late=rows["verdict"].ne("none") & rows["due"].eq(True))


def met(rows: pd.DataFrame, here: At) -> Sentence:
    """Say how many due :func:`targets` were met, of those that figures decide; count apart what they leave open."""
    due = rows[rows["late"]]
    known = due["verdict"].isin(DECIDED)
    facts = {"met": int(due["verdict"].isin(MET).sum()), "decided": int(known.sum()), "left": int((~known).sum()),
             "silent": int((rows["due"].eq(True) & ~rows["said"]).sum())}  # fmt: skip
    if not facts["decided"]:
        return sentence(here.lang, "none of the {left} due targets can be decided", facts, facts)
    said = gettext(here.lang, "{met} of {decided} decided targets met on time", **facts)
    left = gettext(here.lang, "{left} due ones undecided", **facts) if facts["left"] else ""
    silent = gettext(here.lang, "{silent} due without a usable figure", **facts) if facts["silent"] else ""
    return Sentence("; ".join(filter(None, [said, left, silent])), facts)


def makers(rows: pd.DataFrame, here: At, most: int = 4) -> str:
    """Makers of the figures behind targets, those of most first."""
    return ", ".join(whose(rows.to_dict("records"), here.labels).split(", ")[:most])
