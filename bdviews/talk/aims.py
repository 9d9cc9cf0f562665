"""Slides on the targets: how the area stands, and which verdicts hold."""

import pandas as pd

from bdviews.comparison.standpoint import At
from bdviews.language.messages import gettext
from bdviews.sentences import Sentence, sentence
from bdviews.tables import table
from bdviews.talk.slides import FEW, Shown, met, rest, said, targets
from bdviews.target_figures import carriers, figures, printed
from bdviews.target_words import TONES, verdict

BOARD = 2  # targets with a verdict below the sentences of their slide
# One of each first, so that rows show what is counted; beside what was met what falls short, not more of what reaches.
SHOWN = ("good", "poor", "early", "before", "open", "fair", "ahead")


def _verdicts(gaps: pd.DataFrame, here: At) -> pd.DataFrame:
    """Targets with a verdict, due ones first, and of these one of each tone before a second."""
    rows = targets(gaps, here).query("said")
    rows = rows.assign(_ahead=~rows["late"], _tone=rows["verdict"].map(TONES).map(SHOWN.index))
    rows = rows.sort_values(["_ahead", "_tone", "target_year", "indicator"], ascending=[True, True, False, True])
    again = rows.groupby(["_ahead", "_tone"]).cumcount()
    first = rows.assign(_again=again).sort_values(["_ahead", "_again"], kind="stable")
    return first if rows["late"].any() or len(rows) >= FEW else rows.head(0)


def judged(gaps: pd.DataFrame, here: At) -> Shown:
    """Head the slide of the verdicts: how many due targets were met, how many are undecided or without a figure."""
    rows = _verdicts(gaps, here)
    if rows.empty:
        return None
    told = [_finding(targets(gaps, here), here), rest(gaps, here)]
    known = pd.concat([printed(one, here.labels) for row in rows["told"] for one in row if one["told_ids"]])
    makers = ", ".join(carriers(known, here.labels))
    topic, source = gettext(here.lang, "Targets and verdicts"), gettext(here.lang, "Source")
    return said([f"## {topic}", f"## {told[0]}", str(told[1]), f"{source}: {makers}" if makers else ""], told)


def _finding(rows: pd.DataFrame, here: At) -> Sentence:
    if rows["late"].any():
        told = met(rows, here)
        return Sentence(f"{here.name}: {told}", told.facts)
    facts = {"n": int(rows["said"].sum())}
    return sentence(here.lang, "{name}: none of the {n} targets that can be judged is due yet",
                    {"name": here.name, **facts}, facts)  # fmt: skip


def board(gaps: pd.DataFrame, here: At) -> Shown:
    """List targets with a verdict, different ones first: figure, date, facets, maker."""
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
    of = gettext(here.lang, "{k} examples of {n} targets with a figure", k=len(each), n=len(rows))
    return table(shown, list(shown), here.lang, name="targets", headings=heads, caption=of) if each else None
