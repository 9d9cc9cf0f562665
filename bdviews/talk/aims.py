"""Slides on the targets: how the area stands, and which verdicts hold."""

from collections.abc import Mapping

import pandas as pd

from bdviews.comparison.standpoint import At
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, sentence
from bdviews.tables import table
from bdviews.talk.slides import FEW, MET, Shown, headed, makers, targets
from bdviews.target_words import aimed, figures, judging

NAMED = 3  # targets named in a sentence
BOARD = 4  # targets with a verdict below the sentences of their slide
SHORT = {"missed": N_("not met"), "short_after": N_("not met even later"),
         "unknown": N_("not met by the last figure"), "divided": N_("figures differ"),
         "met_after": N_("met late"), "partly": N_("lower end met"), "met": N_("met"), "open": N_("date ahead"),
         "level": N_("not met, no year")}  # fmt: skip


def standing(gaps: pd.DataFrame, here: At) -> Shown:
    """Draw the last figure of each indicator in percent and its targets; of one or two the table says it."""
    from bdviews.plots import targets as charts

    plot = charts.standing(gaps, here.lang, here.est, size="slide") if len(gaps) else None
    return plot if plot is not None and plot.figure.table["indicator"].nunique() >= FEW else None


def _verdicts(gaps: pd.DataFrame) -> pd.DataFrame:
    """Targets with a verdict, due ones first, misses first, another indicator before a second target of one."""
    rows = targets(gaps).query("said")
    place = rows["verdict"].map({one: n for n, one in enumerate(SHORT)})
    rows = rows.assign(_ahead=~rows["late"], _place=place).sort_values(
        ["_ahead", "_place", "target_year", "indicator"], ascending=[True, True, False, True])  # fmt: skip
    again = rows.groupby("indicator").cumcount() if len(rows) > BOARD else 0
    return rows.assign(_again=again).sort_values("_again", kind="stable") if len(rows) >= FEW else rows.head(0)


def judged(gaps: pd.DataFrame, under: Mapping[str, pd.DataFrame], here: At) -> Shown:
    """Head the slide of the verdicts: how many due targets were met, which lapsed, whether another method differs.

    Parameters
    ----------
    under : what `bd.progress` gives with the estimates of other methods, by method.
    """
    rows, other = _verdicts(gaps), compared(gaps, under)
    if rows.empty:
        return None
    below = [_flips(other, here)] if len(other) else []
    return headed(N_("Targets and verdicts"), _finding(rows, here), here, *below, source=makers(rows, here))


def _flips(other: pd.DataFrame, here: At) -> Sentence:
    """Say which verdicts another method changes, of those that two methods or more can give."""
    flips = other[other["flips"]]
    names = sorted({f"{here.labels.indicator(row['indicator'], here.area)} {aimed(row, here.lang)}" for row in
                    flips.reset_index().to_dict("records")})  # fmt: skip
    named = ", ".join(names[:NAMED]) + " …" * (len(names) > NAMED)
    words = gettext(here.lang, "Another method changes the verdict on: {names}.", names=named)
    none = gettext(here.lang, "No other method that was tried changes a verdict.")
    return Sentence(words if names else none, {"n": len(other), "flips": len(flips)})


def _finding(rows: pd.DataFrame, here: At) -> Sentence:
    counts = rows.loc[rows["late"], "verdict"].value_counts().to_dict()
    facts = {"n": len(rows), "due": sum(counts.values()), "met": sum(counts.get(one, 0) for one in MET)}
    written = {"name": here.name, **{name: str(value) for name, value in facts.items()}}
    if not facts["due"]:
        return sentence(here.lang, "{name}: none of the {n} targets that can be judged is due yet", written, facts)
    return sentence(here.lang, "{name}: {met} of {due} due targets met by their date", written, facts)


def board(gaps: pd.DataFrame, here: At) -> Shown:
    """List targets with a verdict, as many as fit: the figure with its date and facets, who gave it, the verdict."""
    each, judged_by = _verdicts(gaps).head(BOARD).to_dict("records"), judging(gaps)
    shown = pd.DataFrame({
        "indicator": [here.labels.indicator(row["indicator"], row["ref_area"]) for row in each],
        "target": [aimed(row, here.lang) for row in each],
        "value": [_measured(judged_by[row["target_id"]], here) for row in each],
        "verdict": [here.say(SHORT[row["verdict"]]) for row in each],
    })  # fmt: skip
    heads = {"target": gettext(here.lang, "Target"), "value": gettext(here.lang, "Value"),
             "verdict": gettext(here.lang, "Verdict")}  # fmt: skip
    return table(shown, list(shown), here.lang, name="targets", headings=heads) if each else None


def _measured(rows: list[dict], here: At) -> str:
    """Figures that judge one target; who made them stands in the source line."""
    return figures([one | {"maker": "", "mismatch": ""} for one in rows], here.lang, here.labels)


def compared(gaps: pd.DataFrame, under: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put every method's figure and verdict beside each other, of targets with a verdict under two methods or more.

    Returns
    -------
    DataFrame
        The targets with `value:METHOD`, `verdict:METHOD`, and `flips` where two verdicts differ.
    """
    sides = {name: targets(one).set_index("target_id") for name, one in under.items()}
    sides = {name: one[one["said"] & one["current"].notna()] for name, one in sides.items() if len(one)}
    columns = {f"{kind}:{name}": one[column] for name, one in sides.items() if len(one)
               for kind, column in (("value", "current"), ("verdict", "verdict"))}  # fmt: skip
    rows = targets(gaps).set_index("target_id").join(pd.DataFrame(columns))
    verdicts = rows.filter(like="verdict:")
    return rows.assign(flips=verdicts.nunique(axis=1).gt(1))[verdicts.notna().sum(axis=1).gt(1)]
