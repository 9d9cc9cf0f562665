"""Slides on the targets: how many came out how, and some of them with their figures."""

from typing import Any

import pandas as pd

from bdlib.gap.summary import set_targets
from bdlib.gap.targets import distinct
from bdviews.comparison.standpoint import At
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, sentence
from bdviews.tables import table
from bdviews.talk.slides import TOPICS, Shown, said
from bdviews.target_figures import evidence, printed
from bdviews.target_tables import SETTER
from bdviews.target_words import CLASSES, PARTS, TONES, aims, parted, setter, uncounted, verdict

FEW = 3  # due targets with a verdict of which a talk's title may count what came of them
ALONE = (1, 2)  # targets with a verdict that one slide tells whole: its title is what came of them
LONGEST = 190  # letters of a title that tells what came of each
BOARD = 4  # targets with a verdict on their slide
# One of each first, so that rows show what is counted: of due targets of each class, of others of each tone.
SHOWN = (*CLASSES, "good", "poor", "early", "before", "open", "fair", "ahead")


def counted(gaps: pd.DataFrame, here: At) -> pd.DataFrame:
    """All targets, one row each: its `part`, see :func:`parted`, whether it has a verdict (`said`), also due (`late`).

    `weak` where estimates, preliminary figures or an inferred year alone judge it, whatever came of it.
    """
    rows = aims(gaps, here.lang, here.labels)
    told, late = rows["verdict"], rows["due"].eq(True)
    said_, weak = ~told.isin(["none", "lapsed"]), rows["soft"] | rows["guessed"]
    return rows.assign(part=parted(rows), said=said_, late=said_ & late, weak=weak)


def met(rows: pd.DataFrame, here: At) -> Sentence:
    """Say of :func:`counted` targets that are due and have a figure how many are in each class; the classes add up."""
    counts = rows.loc[rows["late"], "part"].value_counts()
    facts = {"n": int(counts.sum())} | {name: int(counts[name]) for name in CLASSES if name in counts}
    if facts["n"] == 1:
        outcome = {"outcome": here.say(CLASSES[counts.index[0]])}
        return sentence(here.lang, "the one due target with a figure: {outcome}", outcome, facts)
    parts = ", ".join(f"{counts[name]} {here.say(words)}" for name, words in CLASSES.items() if name in counts)
    return sentence(here.lang, "{n} due targets with a figure: {parts}", {"parts": parts}, facts)


def judged(gaps: pd.DataFrame, here: At) -> Shown:
    """Head the slide of the verdicts: how many due targets were met; of one or two what came of each, then the rest."""
    rows = counted(gaps, here)
    own = _ordered(rows)
    if rows.empty:
        return None
    if len(own) in ALONE:
        told = [_outcome(row, here) for row in own.to_dict("records")]
        title = "; ".join(map(str, told))
        title = title if len(title) <= LONGEST else str(met(rows, here))
        return said([f"## {here.say(TOPICS['targets'])}", f"## {here.name}: {title}", *_others(rows, gaps, here)], told)
    told = met(rows, here)
    if not rows["late"].any():
        none = N_("its targets with a figure that judges them: 0 of {n}")
        none = N_("none of the {n} targets that can be judged is due yet") if len(own) else none
        told = sentence(here.lang, none, {}, {"n": len(own) or len(rows)})
    return said([f"## {here.say(TOPICS['targets'])}", f"## {here.name}: {told}"], [told])


def tally(gaps: pd.DataFrame, here: At) -> Shown:
    """Count the targets by what came of them, each in one row, with the sum."""
    rows = counted(gaps, here)
    if rows.empty:
        return None
    if len(own := _ordered(rows)) in ALONE:
        return _listed(own, here)
    each = rows.groupby("part").agg(n=("weak", "size"), weak=("weak", "sum")).reindex(PARTS).dropna()
    each.loc["all"] = each.sum()
    names = {name: here.say(said_) for name, said_ in PARTS.items()} | {"all": gettext(here.lang, "All targets")}
    shown = each.astype(int).assign(outcome=each.index.map(names)).reset_index(drop=True)
    heads = {"outcome": N_("Outcome"), "n": N_("Targets"),
             "weak": N_("of these resting on estimates, preliminary figures or an inferred year alone")}  # fmt: skip
    columns = ["outcome", "n", "weak"] if shown["weak"].any() else ["outcome", "n"]
    shown = shown.astype(str).replace({"weak": {"0": "–"}})
    return table(shown, columns, here.lang, name="tally", headings=heads, caption=uncounted(gaps, here.lang))


def board(gaps: pd.DataFrame, here: At) -> Shown:
    """List targets with a verdict, different ones first: figures with date and facets, and on whose pages they are."""
    rows = _ordered(counted(gaps, here))
    return None if len(rows) in ALONE else _listed(rows, here)


def _listed(rows: pd.DataFrame, here: At) -> Shown:
    each = rows.head(BOARD).to_dict("records")
    shown = pd.DataFrame({
        "indicator": [here.labels.indicator(row["indicator"], row["ref_area"]) for row in each],
        "target": [row["aim"] for row in each],
        "setter": [setter(row, here.lang, here.labels, pages=1) for row in each],
        "value": [evidence(row | {"told": [one | {"maker": None} for one in row["told"]]}, here.lang, here.labels,
                           rivals=False) for row in each],
        "page": [_pages(row, here) for row in each],
        "verdict": [verdict(row, here.lang) for row in each],
    })  # fmt: skip
    heads = {"setter": SETTER, "value": N_("Value"), "page": N_("Value printed by"), "verdict": N_("Verdict")}
    of = gettext(here.lang, "Targets with a verdict: {n}, shown: {k}", k=len(each), n=len(rows))
    of = of + "; " + gettext(here.lang, "all stand in notebook 05") if len(each) < len(rows) else ""
    return table(shown, list(shown), here.lang, name="targets", headings=heads, caption=of) if each else None


def _outcome(row: dict[str, Any], here: At) -> Sentence:
    """Say in a title what came of a target, of an undecided one no more: GRDP growth – missed: 5.51%, target 6.5%."""
    from bdviews.plots.targets import drawable

    values = drawable(row, here.labels, here.lang)["amount"] if row["told"] else ""
    came = here.say(CLASSES["undecided"]) if row["part"] == "undecided" else verdict(row, here.lang)
    written = {"indicator": here.mid(row["indicator"]), "target": row["aim"], "verdict": came, "values": values}
    told = N_("{indicator} – {verdict}: {values}, target {target}")
    told = told if values else N_("{indicator} – {verdict}: target {target}")
    return sentence(here.lang, told, written, {"target": row["target"], "target_year": row["target_year"]})


def _others(rows: pd.DataFrame, gaps: pd.DataFrame, here: At) -> list[str]:
    """Count the targets without a verdict by their parts, and those that count for none."""
    parts = rows.loc[~rows["said"], "part"].value_counts().to_dict()
    listed = "; ".join(f"{here.say(words)}: {parts[name]}" for name, words in PARTS.items() if name in parts)
    other = here.say(N_("Other targets of {name}: {parts}."), name=here.name, parts=listed) if parts else ""
    return [" ".join(filter(None, [other, uncounted(gaps, here.lang)]))]


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Targets with a verdict, due ones first, and of these one of each class before a second.

    Of one class the least disputed first, then the nearest date.
    """
    own = rows[rows["said"]]
    kind = own["part"].where(own["late"], own["verdict"].map(TONES)).map(SHOWN.index)
    doubts = own[["contested", "foretold"]].gt(0).sum(axis=1) + own[["ahead", "soft", "guessed"]].eq(True).sum(axis=1)
    own = own.assign(_ahead=~own["late"], _kind=kind, _doubts=doubts,
                     _far=own["target_year"].where(~own["late"], -own["target_year"]))  # fmt: skip
    own = own.sort_values(["_ahead", "_kind", "_doubts", "_far", "indicator"])
    again = own.groupby(["_ahead", "_kind"]).cumcount()
    return own.assign(_again=again).sort_values(["_ahead", "_again"], kind="stable")


def _pages(row: dict[str, Any], here: At) -> str:
    ids = "|".join([*(one["told_ids"] for one in row["told"]), *row["withheld"], row.get("together", "")])
    return ", ".join(dict.fromkeys(map(here.labels.publisher, printed(ids, here.labels)["publisher"])))


def rest(gaps: pd.DataFrame, here: At) -> Sentence | None:
    """Say where no slide tells of targets that the area has none, or only such as do not count."""
    if not here.est.tables.targets["ref_area"].eq(here.area).any():
        return _none(here)
    aside = uncounted(gaps, here.lang)
    return Sentence(f"{here.say(TOPICS['targets'])}: {aside}") if aside else None


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
