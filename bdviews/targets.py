"""What notebook 05 says: how an area stands against its targets."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.gap import latest_publication
from bdlib.gap.summary import set_targets
from bdviews.labels import Labels
from bdviews.language import day
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.sentences import Sentence, paragraphs
from bdviews.target_figures import evidence
from bdviews.target_tables import ahead, board, classes, overview, standing, unjudged
from bdviews.target_words import CLASSES, PARTS, aims, due, parted, tally, uncounted, verdict

if TYPE_CHECKING:
    from IPython.display import Markdown

__all__ = ["account", "ahead", "answer", "board", "classes", "limits", "line", "overview", "sentences", "standing",
           "unjudged"]  # fmt: skip
LIMITS = (  # of the tables, in the order of :func:`_bites`
    N_("Due is what was due on {day}, {basis}."),
    N_("Values that pages print of one target count as one; notebook 01 counts every print."),
    N_("Drafts, recommendations, and planned sizes of which neither more nor less is better, are not counted."),
    N_("Figures of the target's own date decide, and earlier ones that already reach it; where there are none, later "
       "ones do; where there are none either, each maker's last figure before the date."),
    N_("A place reaches the target only in an edition that is not before the target's; one whose edition is not "
       "printed judges nothing."),
    N_("A figure whose page prints no date is known only to be no later than the page: it can reach a target, but "
       "gives no pace."),
)  # fmt: skip
DUE = (*CLASSES, "silent", "ahead")  # parts whose words call a target due, or not due yet


def answer(found: pd.DataFrame, area: str, lang: str, of: Any) -> "Markdown":
    """Count the targets of an area, as `bd.progress` found, by how they stand."""
    return paragraphs(sentences(found, area, lang, of))


def sentences(found: pd.DataFrame, area: str, lang: str, of: Any) -> list[Sentence]:
    """Sentences of :func:`answer`, each with the numbers that it states."""
    labels = Labels(of, lang)
    rows = aims(found, lang, labels)
    if rows.empty:
        return [account(found, area, lang, labels)]
    told = [account(found, area, lang, labels)]
    if len(some := due(rows)):
        head = tally(some, labels.bordered(area), lang)
        told.insert(0, Sentence(f"**{head}.**", head.facts))
    return [*told, _ended(area, lang, labels)] if rows["verdict"].eq("lapsed").any() else told


def account(found: pd.DataFrame, area: str, lang: str, labels: Labels) -> Sentence:
    """Say what the targets of an area are: due, silent, ahead, lapsed, not counted; or that none is."""
    rows = aims(found, lang, labels)
    if rows.empty:
        return _none(area, lang, labels)
    told, aside = _counted(rows, labels.bordered(area), lang), uncounted(found, lang)
    return Sentence(" ".join(filter(None, [str(told), aside])), told.facts)


def _none(area: str, lang: str, labels: Labels) -> Sentence:
    """Say that there is no target, or none to judge."""
    none = N_("No target of {area} in the corpus.")
    unfit = N_("No target of {area} in the corpus that could be judged.")
    said = unfit if labels.lists.targets["ref_area"].eq(area).any() else none
    return Sentence(gettext(lang, said, area=labels.bordered(area)), {"targets": 0})


def _counted(rows: pd.DataFrame, name: str, lang: str) -> Sentence:
    """Count the targets, each in one part; the parts add up. Drafts and planned sizes do not count."""
    words = {"due": N_("due and with a figure")} | {one: PARTS[one] for one in PARTS if one not in CLASSES}
    part = parted(rows).replace(list(CLASSES), "due")
    facts = {one: int(part.eq(one).sum()) for one in words}
    parts = "; ".join(f"{facts[one]} {gettext(lang, words[one])}" for one in words if facts[one])
    text = ngettext(lang, "Counted is one target of {area}: {parts}.", "Counted are {n} targets of {area}: {parts}.",
                    len(rows), area=name, parts=parts)  # fmt: skip
    return Sentence(text, facts | {"targets": len(rows)})


def _ended(area: str, lang: str, labels: Labels) -> Sentence:
    """Say when the area ended, and with which its targets lapsed."""
    row = labels.lists.areas.set_index("area").loc[area]
    name, whole = labels.area(area), labels.area(row["successor"])
    said = N_("{area} ended on {day} and became part of {successor}; its later targets have no verdict.")
    if not row["successor"]:
        said = N_("{area} ended on {day}; its later targets have no verdict.")
    elif name == whole:
        said = N_("{area} in its former borders ended on {day}; its later targets have no verdict.")
    text = gettext(lang, said, area=name, successor=labels.bordered(row["successor"]), day=day(row["valid_to"], lang))
    return Sentence(text, {"valid_to": row["valid_to"]})


def limits(found: pd.DataFrame, lang: str, of: Any) -> "Markdown | None":
    """List the rules that bear on what this area's tables show; of an area without a target none."""
    from IPython.display import Markdown

    labels = Labels(of, lang)
    bites = _bites(found, lang, labels)
    on = str(found["today"].iloc[0].date()) if len(found) else ""
    latest = on == latest_publication(labels.lists.observations)
    basis = N_("the day of the latest publication in the corpus") if latest else N_("the day asked for")
    words = {"day": day(on, lang) if on else "", "basis": gettext(lang, basis)}
    rules = [gettext(lang, message, **words) for message, here in zip(LIMITS, bites, strict=True) if here]
    return Markdown("\n".join(f"- {rule}" for rule in rules)) if rules else None


def _bites(found: pd.DataFrame, lang: str, labels: Labels) -> list[bool]:
    """Which of :data:`LIMITS` any row of the tables is subject to."""
    rows = aims(found, lang, labels, drafts=True)
    told = pd.DataFrame([one for each in rows["told"] for one in each] if len(rows) else [])
    told = told.reindex(columns=["say", "kind", "dated", "reason", "status", "current_year", "target_year"])
    several = len(rows) > 0 and rows[["target_ids", "figure_ids"]].stack().str.contains("|", regex=False).any()
    left_out = len(found) > len(set_targets(found))
    elsewhen = told["current_year"].astype(float).ne(told["target_year"].astype(float))
    undated = told["dated"].eq("bound")
    edition = told["kind"].eq("rank") & told["target_year"].notna() & (elsewhen | undated)
    called = bool(parted(rows[rows["target_stage"].ne("draft")]).isin(DUE).any())
    return [called, several, left_out, bool((told["say"].eq(True) & elsewhen).any()), bool(edition.any()),
            bool((undated & ~told["reason"].eq("undated_edition")).any())]  # fmt: skip


def line(row: dict[str, Any], lang: str, labels: Labels) -> Sentence:
    """Say one verdict: every figure that judges the target, with date, facets and maker, and what differs."""
    told = evidence(row | {"told": row["told"] or [row]}, lang, labels)
    text = gettext(lang, "{indicator}, {area}, target {target}: {values}. Verdict: {verdict}.",
                   indicator=labels.indicator(row["indicator"], row["ref_area"]), area=labels.area(row["ref_area"]),
                   values=told, target=row["aim"], verdict=verdict(row, lang))  # fmt: skip
    facts = {"target": row["target"], "target_year": row["target_year"],
             "current": [one["current"] for one in row["told"]]}  # fmt: skip
    return Sentence(text, facts, tuple(one for each in row["told"] for one in str(each["value_ids"]).split("|")))
