"""Words of targets: verdicts and reasons, a target as set, and the figures that judge it."""

from typing import Any

import numpy as np
import pandas as pd

from bdlib.gap.summary import BEHIND, DECIDED, IN_TIME, LATER, MATCHES, by_target, goals, judges, set_targets
from bdlib.memo import remembered
from bdviews.labels import Labels
from bdviews.language import interval, quantity
from bdviews.language.codes import LOOSE, spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import INFERRED, period
from bdviews.sentences import Sentence
from bdviews.target_figures import EARLY, UNSTATED, word

VERDICTS = {
    "met": N_("met in time"),
    "partly": N_("lower end of the range reached in time"),
    "met_before": N_("undecided: reached by a figure of an earlier year, none of the date itself"),
    "met_after": N_("reached, but only by a figure from after the date"),
    "met_undated": N_("reached by a figure without a printed date, on a page published after the date"),
    "disputed": N_("undecided between sources: figures in open conflict lie on both sides"),
    "unsure": N_("undecided: what the figure can mean lies on both sides"),
    "copied": N_("undecided: the figure of this nearest to the date is only on a copy, wiki or blog"),
    "unbacked": N_("undecided: only a copy, wiki or blog names this target"),
    "makers": N_("undecided: figures of two makers lie on both sides"),
    "missed": N_("missed"),
    "short_after": N_("still short by a figure from after the date"),
    "unknown": N_("undecided: short by the nearest figure, none of the date itself"),
    "open": N_("not yet met, the date lies ahead"),
    "level": N_("not met; the target names no year"),
    "divided": N_("undecided: reached by one figure and not by another"),
    "defined": N_("undecided: figures whose definitions differ or are not stated lie on both sides"),
    "editions": N_("undecided: short by the last dated figure, reached by one whose edition or year is not printed"),
    "rival": N_("undecided: it depends on which value of the target is in force"),
    "lapsed": N_("no verdict: the area ended before its date"),
    "none": N_("no verdict"),
}
# Undecided, or with no date to be judged by, but for:
TONES = dict.fromkeys(VERDICTS, "open") | {
    "met": "good", "partly": "good", "met_before": "before", "met_after": "fair", "met_undated": "fair",
    "missed": "poor", "short_after": "poor", "unknown": "early", "open": "ahead", "lapsed": "none", "none": "none",
}  # fmt: skip
# Of a due target, as notebooks 05 and 06 count: each in one class.
CLASSES = {
    "in_time": N_("met in time"),
    "later": N_("reached later or at an unknown time"),
    "short": N_("missed or still short later"),
    "undecided": N_("undecided"),
}
# What else a target may be than due and with a figure. Together with the classes each target is in one part. The words
# stand alone or after a number.
PARTS = CLASSES | {
    "silent": N_("due without a usable figure"),
    "ahead": N_("not due yet"),
    "undated": N_("with no date"),
    "lapsed": N_("with a date after the area ended"),
}
REASONS = {
    "no_value": N_("no figure of exactly this for the area in the corpus"),
    "declined": N_("the figures contradict each other"),
    "part_year": N_("only figures of parts of a year"),
    "no_direction": N_("which way is better is not stated"),
    "no_number": N_("the target has no number"),
    "recommendation": N_("a recommendation, not a target"),
    "undated": N_("the figure's page prints no date"),
    "undated_edition": N_("the figure's edition or year is not printed"),
    "other_thing": N_("different content, not compared"),
    "ended": N_("the area ended first"),
    "one_date": N_("one dated figure only"),
    "growth_rate": N_("a growth rate has no pace"),
    "earlier_edition": N_("of an edition before the target's"),
    "above_limit": N_("the figure lies above its natural limit"),
    "other_year": N_("no figure of the target's year"),
    "no_date": N_("the target names no date, and the area has ended"),
}


def aimed(row: dict[str, Any], lang: str, labels: Labels | None = None) -> str:
    """Write a target with its qualifier and year, and of what it is: trên 95% (2025; đô thị), top 10 (2030)."""
    of = labels.facets({name: row[f"target_{name}"] or "" for name in UNSTATED}) if labels else ""
    when = "" if pd.isna(row["target_year"]) else period(row["target_period"], lang)
    if labels:
        own = labels.lists.targets[labels.lists.targets["figure_id"].isin(row["figure_ids"].split("|"))]
        inferred = when and own["period_basis"].eq("inferred").all()
        when = gettext(lang, INFERRED, period=when) if inferred else when
        of += "; " * bool(of) + gettext(lang, "only on a copy, wiki or blog") if own["trust"].eq("low").all() else ""
    year = "; ".join(filter(None, [when, of]))
    year = f" ({year})" if year else ""
    year += " [" + gettext(lang, "draft") + "]" if row.get("target_stage") == "draft" else ""
    if pd.isna(row["target"]):
        return f"–{year}"
    if pd.notna(row["target_full"]):
        ends = sorted((row["target"], row["target_full"]))
        return interval(*ends, row["unit_measure"], lang) + year
    value = quantity(row["target"], row["unit_measure"], lang)
    if row["kind"] == "rank":
        return gettext(lang, N_("top {n}") if row["target"] > 1 else N_("rank {n}"), n=value) + year
    return (value if row["qualifier"] == "exact" else f"{spoken(row['qualifier'], lang)} {value}") + year


def setter(row: dict[str, Any], lang: str, labels: Labels, *, pages: int = 2) -> str:
    """Say who states a target, and on whose pages, the earliest first: not said who; printed in VnExpress (2023)."""
    known = labels.lists.targets[labels.lists.targets["figure_id"].isin(row["figure_ids"].split("|"))]
    known = known.assign(_day=(known["published"] + "-99-99").str[:10], _weak=known["trust"].eq("low"))
    named = known[known["origin"].ne("") & known["origin_basis"].ne("series")]  # who ranks all sets none a target
    who = ", ".join(labels.makers(named.to_dict("records"), short=True, speakers=True))
    told = []
    for one in known.sort_values(["_weak", "_day"], kind="stable").drop_duplicates("publisher").itertuples():
        when = period(one.published[:7], lang)
        when = gettext(lang, INFERRED, period=when) if when and one.source_id in labels.inferred_days else when
        told.append(labels.publisher(one.publisher, one.trust) + (f" ({when})" if when else ""))
    rest = [ngettext(lang, "{n} more", "{n} more", len(told) - pages)] if len(told) > pages else []
    return gettext(lang, "{who}; printed in {pages}", who=who or gettext(lang, "not said who"),
                   pages=", ".join([*told[:pages], *rest]))  # fmt: skip


def judging(found: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Rows to tell of each target: those with a say, and another maker's of the year before; else each maker's last.

    One of an edition or year that no page prints stands beside them, and what copies alone print: a maker's that no
    other page has, and figures of the target's own year.
    """
    own = found[found["current"].notna()] if len(found) else found
    if own.empty:
        return {}
    say, makers = judges(own), own.groupby(["target_id", "maker"])["current_year"].transform("max")
    dateless = own.reindex(columns=["reason"])["reason"].eq("undated_edition")
    last = pd.concat([_last(own[~dateless]), _last(own[dateless])]).reindex(own.index)
    told = say.where(say.groupby(own["target_id"]).transform("any"), last) | (dateless & last)
    near = own["status"].eq("unknown") & own["match"].ne("differs") & (own["target_year"] - own["current_year"]).le(1)
    told |= near & ~say.groupby([own["target_id"], own["maker"]]).transform("any")
    kept = told.groupby([own["target_id"], own["maker"]]).transform("any")
    copied = own["trust"].eq("low")
    told |= copied & _due_year_only(own)
    told |= copied & own["current_year"].eq(makers) & ~kept & own["maker"].ne("")  # of no other page
    sure = own["trust"].ne("low")  # beside copies alone the newest of others, though about something else
    last = own["current_year"].where(sure).groupby(own["target_id"]).transform("max").eq(own["current_year"])
    told |= sure & last & ~(told & sure).groupby(own["target_id"]).transform("any")
    rows = own.assign(say=say)[told].sort_values(["current_year", "maker"], kind="stable")
    return {target: some.to_dict("records") for target, some in rows.groupby("target_id", sort=False)}


def _due_year_only(own: pd.DataFrame) -> pd.Series:
    """Which rows are of the target's own year where only copies print one: what is told of later years is milder."""
    due = own["match"].ne("differs") & own["current_year"].eq(own["target_year"])
    return due & ~(due & own["trust"].ne("low")).groupby(own["target_id"]).transform("any")


def _last(own: pd.DataFrame) -> pd.Series:
    """Which rows are their maker's last among those that fit the target as well: a later one of less hides none."""
    place = own["match"].map({match: place for place, match in enumerate(MATCHES)})
    ordered = own.assign(place=place).sort_values("place", kind="stable")
    newest = ordered.groupby(["target_id", "maker", "place"])["current_year"].transform("max")
    so_far = newest.groupby([ordered["target_id"], ordered["maker"]]).cummax()
    return own["current_year"].eq(so_far.reindex(own.index))


def aims(found: pd.DataFrame, lang: str, labels: Labels, *, drafts: bool = False) -> pd.DataFrame:
    """One row a goal, as `goals` of bdlib: its values as pages print them (`aim`), and the rows to tell (`told`).

    `soft` where all that judges are estimates or preliminary, `guessed` where the year of all is inferred.
    """
    return _aims(found, lang, labels.lists, drafts)


@remembered
def _aims(found: pd.DataFrame, lang: str, lists: Any, drafts: bool) -> pd.DataFrame:
    """Make what :func:`aims` gives, once for all views of a notebook."""
    labels, every = Labels(lists, lang), by_target(set_targets(found, drafts=drafts))
    said = {row["target_id"]: aimed(row, lang, labels) for row in every.to_dict("records")}
    rows, known = goals(every), judging(found)
    ids = rows["target_ids"].str.split("|") if len(rows) else []
    told = [[*{row["told_ids"]: row for one in each[::-1] for row in known.get(one, [])}.values()] for each in ids]
    rows = rows.assign(aim=[" / ".join(dict.fromkeys(said[one] for one in each)) for each in ids], told=told)
    single = {row["target_id"]: row for row in every.to_dict("records")}
    values = [[{**single[one], "aim": said[one]} for one in each] for each in ids]
    torn = [[*filter(None, dict.fromkeys(one["withheld"] for one in each))] for each in values]
    rows = rows.assign(apart=[_valued(each, lang) for each in values], withheld=torn,
                       before=[_before(each, known, lang) for each in values])  # fmt: skip
    say = [[one for one in each if one["say"]] for each in told]
    soft = [bool(each) and all(map(_early, each)) for each in say]
    guessed = [bool(each) and all(one["dated"] == "inferred" for one in each) for each in say]
    return rows.assign(soft=np.array(soft, dtype=bool), guessed=guessed)


def _valued(values: list[dict[str, Any]], lang: str) -> list[str]:
    """Say the verdict of each value of a goal where they differ."""
    if len({one["verdict"] for one in values}) == 1:
        return []
    return [f"{one['aim']}: {word(lang, VERDICTS, one['verdict'])}" for one in values]


def _before(values: list[dict[str, Any]], known: dict[str, list[dict[str, Any]]], lang: str) -> str:
    """Say by which figures a lapsed goal was reached before its area ended; where not every value was, which was."""
    told = {}
    for one in (one for one in values if one["verdict"] == "lapsed"):
        rows = [row for row in known.get(one["target_id"], []) if row["reached"] and row["match"] != "differs"]
        rows = [row for row in rows if not row["against_ids"] and row["trust"] != "low" and row["ahead"] is not True]
        said = [quantity(row["current"], row["unit_measure"], lang) for row in rows]
        told |= {one["aim"]: ", ".join(dict.fromkeys(said))} if said else {}
    if len(told) == len(values) and len({*told.values()}) == 1:
        return gettext(lang, "reached before, by {figures}", figures=next(iter(told.values())))
    said = N_("{aim} reached before, by {figures}")
    return "; ".join(gettext(lang, said, aim=aim, figures=figures) for aim, figures in told.items())


def _early(row: dict[str, Any]) -> bool:
    return row["obs_status"] in EARLY or row["stage"] in EARLY.values()


def classed(verdict: str) -> str:
    """Class of the verdict on a due target, one of :data:`CLASSES`."""
    sides = {"in_time": IN_TIME, "later": LATER, "short": DECIDED}
    return next((name for name, verdicts in sides.items() if verdict in verdicts), "undecided")


def parted(rows: pd.DataFrame) -> pd.Series:
    """Part of each goal of :func:`aims`, one of :data:`PARTS`: the one count of sentences, charts and squares."""
    late = rows["due"].eq(True)
    sides = [rows["verdict"].eq("lapsed"), late & rows["verdict"].eq("none"), late, rows["target_year"].isna()]
    other = np.select(sides, ["lapsed", "silent", "", "undated"], "ahead")
    return pd.Series(other, rows.index).where(other != "", rows["verdict"].map(classed))


def due(rows: pd.DataFrame) -> pd.DataFrame:
    """Goals of :func:`aims` whose date has passed and which have a figure."""
    return rows[parted(rows).isin(list(CLASSES))]


def uncounted(found: pd.DataFrame, lang: str) -> str:
    """Say how many targets the counts leave out, and why; nothing where there is none."""
    rows = found.drop_duplicates("target_id")
    set_, drafts = rows["role"].eq("target"), rows["target_stage"].eq("draft")
    n = {"draft": int((set_ & drafts).sum()), "free": int((set_ & rows["direction"].eq(0) & ~drafts).sum()),
         "advice": int((~set_).sum())}  # fmt: skip
    told = {"draft": ngettext(lang, "{n} draft", "{n} drafts", n["draft"]),
            "free": ngettext(lang, "{n} planned size, of which neither more nor less is better",
                             "{n} planned sizes, of which neither more nor less is better", n["free"]),
            "advice": ngettext(lang, "{n} recommendation", "{n} recommendations", n["advice"])}  # fmt: skip
    listed = "; ".join(words for one, words in told.items() if n[one])
    return gettext(lang, "Not counted: {parts}.", parts=listed) if listed else ""


def tally(rows: pd.DataFrame, name: str, lang: str) -> Sentence:
    """Count :func:`due` goals of an area by class, and those that nothing but estimates judges; the classes add up."""
    part = parted(rows)
    counts, soft = part.value_counts(), part[rows["soft"]].value_counts()
    by = {one: ", " + gettext(lang, "on provisional figures: {n}", n=n)
          for one, n in soft.items()}  # fmt: skip
    each = [f"{word(lang, CLASSES, one)}: {counts[one]}{by.get(one, '')}" for one in CLASSES if one in counts]
    text = gettext(lang, "Due targets of {area} with a figure: {n} ({parts})", area=name, n=len(rows),
                   parts="; ".join(each))  # fmt: skip
    return Sentence(text, {"due": len(rows), **counts.to_dict(), "soft": soft.to_dict()})


def verdict(row: dict[str, Any], lang: str) -> str:
    """Verdict in words, and what it rests on where that is little or contested; where there is none, why."""
    said = _vaguely(row, lang) or word(lang, VERDICTS, row["verdict"])
    if row["verdict"] == "none" and row["reason"]:
        why = word(lang, REASONS, row["reason"])
        others = {one["reason"] for one in row.get("told", [])} - {row["reason"]}
        if "undated_edition" in others:
            why += "; " + gettext(lang, "of another figure the edition or year is not printed")
        return f"{said}: {why}"
    if row["verdict"] == "lapsed":
        return "; ".join(filter(None, [said, row["before"]]))
    more = [*row.get("apart", [])]
    if "series" in row["mismatch"].split("|") and row["makers"] == 1 and row["verdict"] in (*DECIDED, *BEHIND):
        more.append(gettext(lang, "by one maker's way of counting; the target does not say whose"))
    if row["verdict"] in (*DECIDED, *BEHIND) and row["contested"]:
        more.append(gettext(lang, N_("only a figure first printed before the year was over reaches it")
                            if row["foretold"] else N_("by every value in open conflict")))  # fmt: skip
    if row["verdict"] in DECIDED and row["ahead"] is True:
        more.append(gettext(lang, "by a figure first printed before the year was over"))
    more += [gettext(lang, "by an estimate or preliminary figure")] if row["soft"] else []
    if row["verdict"] == "unsure" and row["status"] == "unknown":
        more.append(gettext(lang, "no figure of the date itself"))
    return f"{said} ({'; '.join(more)})" if more else said


def _vaguely(row: dict[str, Any], lang: str) -> str:
    """Say of a verdict that loose words of its figures leave open what the figures say; of any other nothing."""
    open_ = [one for one in row.get("told", []) if one["say"] and one["unsure"]]
    if row["verdict"] != "unsure" or not open_ or any(one["said"] not in LOOSE for one in open_):
        return ""
    values = dict.fromkeys(f"{spoken(one['said'], lang)} {quantity(one['current'], one['unit_measure'], lang)}"
                           for one in open_)  # fmt: skip
    return gettext(lang, "undecided: the figure says only “{values}”", values=", ".join(values))
