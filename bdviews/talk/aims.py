"""Slides on the targets: how the area stands, and which verdicts hold."""

import pandas as pd

from bdlib.gap.summary import UNSETTLED
from bdviews.comparison.standpoint import At
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, sentence
from bdviews.tables import table
from bdviews.talk.slides import FEW, Shown, headed, makers, met, targets
from bdviews.target_words import figures, verdict

BOARD = 3  # targets with a verdict below the sentences of their slide
ORDER = ("missed", "short_after", "unknown", *UNSETTLED, "met_after", "met_undated", "partly", "met", "open", "level")


def _verdicts(gaps: pd.DataFrame, here: At) -> pd.DataFrame:
    """Targets with a verdict, due ones first, misses first, another indicator before a second target of one."""
    rows = targets(gaps, here).query("said")
    place = rows["verdict"].map({one: n for n, one in enumerate(ORDER)})
    rows = rows.assign(_ahead=~rows["late"], _place=place).sort_values(
        ["_ahead", "_place", "target_year", "indicator"], ascending=[True, True, False, True])  # fmt: skip
    again = rows.groupby("indicator").cumcount() if len(rows) > BOARD else 0
    return rows.assign(_again=again).sort_values("_again", kind="stable") if len(rows) >= FEW else rows.head(0)


def judged(gaps: pd.DataFrame, here: At) -> Shown:
    """Head the slide of the verdicts: how many due targets were met, how many are undecided or without a figure."""
    rows = _verdicts(gaps, here)
    if rows.empty:
        return None
    return headed(N_("Targets and verdicts"), _finding(targets(gaps, here), here), here, source=makers(rows, here))


def _finding(rows: pd.DataFrame, here: At) -> Sentence:
    if rows["late"].any():
        told = met(rows, here)
        return Sentence(f"{here.name}: {told}", told.facts)
    facts = {"n": int(rows["said"].sum())}
    return sentence(here.lang, "{name}: none of the {n} targets that can be judged is due yet",
                    {"name": here.name, **facts}, facts)  # fmt: skip


def board(gaps: pd.DataFrame, here: At) -> Shown:
    """List targets with a verdict, as many as fit: the figure with its date and facets, who gave it, the verdict."""
    rows = _verdicts(gaps, here)
    each = rows.head(BOARD).to_dict("records")
    shown = pd.DataFrame({
        "indicator": [here.labels.indicator(row["indicator"], row["ref_area"]) for row in each],
        "target": [row["aim"] for row in each],
        "value": [figures([one | {"maker": None} for one in row["told"]], here.lang, here.labels)
                  for row in each],
        "verdict": [verdict(row, here.lang) for row in each],
    })  # fmt: skip
    heads = {"target": gettext(here.lang, "Target"), "value": gettext(here.lang, "Value"),
             "verdict": gettext(here.lang, "Verdict")}  # fmt: skip
    of = gettext(here.lang, "{k} of {n} targets with a figure, one for each indicator; due and missed first",
                 k=len(each), n=len(rows))  # fmt: skip
    return table(shown, list(shown), here.lang, name="targets", headings=heads, caption=of) if each else None
