"""A conflict in words: what is printed and by whom, the one fact that decides, what became of it; true read alone."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from bdlib import periods
from bdviews.conflicts.context import context, meet, torn
from bdviews.conflicts.figures import AIMED, BARE, Figures
from bdviews.conflicts.outcomes import of_series, sides
from bdviews.conflicts.reasons import FACTS, OPEN, QUOTE, QUOTE_TARGET, WHY, behind, fact
from bdviews.conflicts.rules import sums
from bdviews.labels import FACETS
from bdviews.language import day
from bdviews.language.messages import LANGUAGES, N_, ngettext
from bdviews.sentences import Sentence

TIME = "time_change"  # the kind of a difference that time can make
VALUES = 5  # named in a sentence; the rest is counted
APART, CALM = N_("Taken for different things."), N_("No contradiction.")
SHOWN = {"certain", "strong"}  # levels at which a page, not its silence or a date, tells that two things are told of
ONE_OF = N_("{wrong} is taken for another thing; the others are not compared with each other: their times may differ.")
ELSEWHEN, BESIDE = N_("Of different times; not compared."), N_("Not compared.")
MEET = N_("No contradiction: one value can satisfy all.")
UNCLEAR = N_("It is not clear whether they contradict each other.")
INITIAL = re.compile(r"(?:^|\. )[^\W\d_]")  # a figure told in words may begin a sentence


def explained(table: pd.DataFrame, tables: Any, languages: Sequence[str] = LANGUAGES) -> pd.DataFrame:
    """Add explanation_vi and explanation_en to conflicts or variants of clean tables, empty in other languages."""
    said = {f"explanation_{lang}": "" for lang in LANGUAGES}
    for lang in languages:
        figures = Figures(tables, lang)
        texts = [str(told(row, figures)) for row in table.to_dict("records")]
        said[f"explanation_{lang}"] = pd.Series(texts, index=table.index, dtype=str)
    return table.assign(**said)


def told(row: Mapping[str, Any], figures: Figures) -> Sentence:
    """Tell one conflict or variant, a row of the table with its `facts`."""
    text = figures.once(" ".join(parts(row, figures)), row["figure_ids"].split("|"))
    facts = {f"value{place}": value["value"] for place, value in enumerate(json.loads(row["facts"])["values"], 1)}
    return Sentence(text, facts, tuple(row["figure_ids"].split("|")))


def parts(row: Mapping[str, Any], figures: Figures) -> list[str]:
    """Say what the figures are, first, then why they differ, and last what became of them."""
    about, listed, also = _pieces(row, figures)
    return [f"{about}: {listed}.", *also]


def cells(row: Mapping[str, Any], figures: Figures) -> dict[str, str]:
    """Tell a row in two cells of a table: its figures, and why they differ and what became of them."""
    _, listed, also = _pieces(row, figures)
    ids = row["figure_ids"].split("|")
    return {"figure": figures.once(listed, ids), "telling": figures.once(" ".join(also), ids)}


def _pieces(row: Mapping[str, Any], figures: Figures) -> tuple[str, str, list[str]]:
    """What a matter is about, its figures, and the sentences on them."""
    known = json.loads(row["facts"])
    said, test = _fact(row, known, figures)
    values = _shown(row, known["values"], test, figures)
    rest = len(known["values"]) - len(values)
    checks = [] if "rule" in test else _checks(known, figures)
    also = [said, *checks, *context(row, values, figures), _outcome(row, values, rest, test, figures)]
    about, listed = _head(row, values, rest, figures)
    return about, listed, [INITIAL.sub(lambda it: it[0].upper(), one) for one in also if one]


def _shown(row: Mapping[str, Any], values: list[dict], test: Mapping[str, Any], figures: Figures) -> list[dict]:
    """The values to tell: of a few all, else those that the fact names, the one chosen, and others, each a side."""
    if len(values) <= VALUES:
        return values
    named = {*test.get("figures", []), *test.get("rule", {}).get("figures", []), row["chosen_figure_id"]}
    order = sorted(values, key=lambda value: not named.intersection(value["figures"]))[:VALUES]
    if "|" not in row["indicator"] and row["status"] != "explained":
        first = [value for value in order if named.intersection(value["figures"])]
        order = first + [one for one in sides(order, figures) if not any(meet(one, told) for told in first)]
    return [value for value in values if value in order]


def _head(row: Mapping[str, Any], shown: list[dict], rest: int, figures: Figures) -> tuple[str, str]:
    """Say what the figures are of and when, and who prints what; the rest is counted."""
    labels, several = figures.labels, "|" in row["indicator"]
    once = one_period(shown, figures)
    carried = [] if several else _carried(shown, figures)
    listed = [_named(value, once, figures, several, carried) for value in shown]
    if rest > 0:
        listed.append(ngettext(figures.lang, "{n} more value", "{n} more values", rest))
    about = [] if several else [labels.indicator(row["indicator"], row["ref_area"].split("|")[0])]
    return ", ".join(filter(None, [*about, labels.bordered(row["ref_area"]), once])), "; ".join(listed)


def one_period(values: list[dict], figures: Figures) -> str:
    """The period that all values state, or that no page prints one; empty where they differ or some state none."""
    when = {figures.when([figures.rows[one] for one in value["figures"]]) for value in values}
    return (when.pop() or figures.say(BARE)) if len(when) == 1 else ""


def _stated(values: list[dict], figures: Figures) -> bool:
    """Whether all values state one period."""
    return one_period(values, figures) not in ("", figures.say(BARE))


def _carried(values: list[dict], figures: Figures) -> list[str]:
    """Makers whose values contradict each other on pages of several publishers: whose page has which must be said."""
    pages = {maker: {figures.rows[one]["publisher"] for value in own for one in value["figures"]}
             for maker, own in torn(values, figures).items()}  # fmt: skip
    return [maker for maker, publishers in pages.items() if len(publishers) > 1]


def _named(value: Mapping[str, Any], when: str, figures: Figures, several: bool, carried: Collection[str]) -> str:
    """A value with the indicators that it is printed for, where a matter is about several."""
    rows = [figures.rows[one] for one in value["figures"] if several]
    names = dict.fromkeys(figures.labels.indicator(row["indicator"], row["ref_area"]) for row in rows)
    return ": ".join(filter(None, [", ".join(names), figures.value(value, when, carried)]))


def _outcome(row: Mapping[str, Any], values: list[dict], rest: int, test: Mapping[str, Any], figures: Figures) -> str:
    """Say what became of it; `rest` values are not shown."""
    reason = row["reason"]
    if reason == "misattributed" and test.get("kind") == "arithmetic_inconsistency":
        reason = "arithmetic"  # what is said excludes a figure and does not tell which indicator it is of
    if reason == "misattributed" and test.get("rule", {}).get("kind") == "prices":
        reason = "prices"
    if row["status"] == "resolved":
        return _kept(row, values, reason, rest, test, figures)
    if reason == "makers" and not all(any(map(figures.maker, value["figures"])) for value in values):
        reason = "no_reason"  # not every maker is known
    if reason == "no_reason" and "rule" in test:
        reason = "arithmetic"
    if of_series(row, figures):
        return figures.say(N_("None replaces another, so none is chosen."))
    if row["status"] == "open":
        wrong = figures.printed([test["wrong"]]) if test.get("wrong") else figures.say(N_("one figure"))
        return figures.say(N_("Open: {why}."), why=figures.say(OPEN.get(reason, OPEN["no_reason"]), wrong=wrong))
    if page := row["chosen_figure_id"]:
        said = {**QUOTE, **(QUOTE_TARGET if figures.rows[page]["role"] in AIMED else {})}[reason]
        return figures.say(N_("No contradiction; quote {figure}: {why}."), figure=figures.printed([page]),
                           why=figures.say(said))  # fmt: skip
    if reason == "apart":
        return _aside(row, values, rest, test, figures)
    return figures.say(MEET if _one_fits(values) and not rest else CALM)


def _aside(row: Mapping[str, Any], values: list[dict], rest: int, test: Mapping[str, Any], figures: Figures) -> str:
    """Say of figures kept apart whether pages show them to be of different things, or their times alone differ."""
    if row["kinds"] == TIME and not _parted(values, figures) and not _stated(values, figures):
        return figures.say(UNCLEAR)  # nothing but times may keep them apart, and these are not known
    if not SHOWN.intersection(row["strengths"].split("|")):
        told = TIME in row["kinds"].split("|") or not _parted(values, figures)  # or nothing is known of the times
        return figures.say(BESIDE if told else ELSEWHEN)
    wrong = test.get("wrong")
    if wrong and len(values) + rest > 2 and not _stated(values, figures):
        return figures.say(ONE_OF, wrong=figures.printed([wrong]))
    return figures.say(APART)


def _kept(row: Mapping[str, Any], values: list[dict], reason: str, rest: int, test: Mapping[str, Any],
          figures: Figures) -> str:  # fmt: skip
    """Say which value is kept, and why; the maker is named as of it, of what it revises only where a page names it."""
    kept = next(value for value in values if row["chosen_figure_id"] in value["figures"])
    page = figures.rows[row["chosen_figure_id"]]
    issued = figures.issued.get(page["origin"]) if page["role"] in AIMED else ""
    printed = day(issued, figures.lang) if issued else figures.printed_on([page], page["published"])
    maker = figures.by(row["chosen_figure_id"])
    own = [value for value in values if maker in map(figures.by, value["figures"])]
    own = [value for value in own if reason != "revised" or test.get("wrong") not in value["figures"]]  # of a slip
    old = [one for value in own if value is not kept for one in value["figures"] if figures.by(one) == maker]
    old = [one for one in old if not figures.surmised(one)] or old
    other = _apart_from(kept, values, figures) or figures.say(N_("the other"))
    taken = behind(test, figures) if reason == "stale" and test and len(values) + rest == 2 else ""
    told = {"stale": ("behind", taken), "own_table": ("copied_table", page["source_id"] in figures.copied),
            "revised": ("surmised", all(map(figures.surmised, old)))}.get(reason, ("", False))  # fmt: skip
    why = figures.say(WHY[told[0] if told[1] else reason], behind=taken, other=other, day=printed,
                      maker=figures.maker(page["figure_id"]), old=_apart_from(kept, own, figures),
                      who=figures.say(N_(" and ")).join(dict.fromkeys(map(figures.bare, old))))  # fmt: skip
    told = {"figure": figures.worded(kept, row["chosen_figure_id"]), "why": why}
    if instead := row.get("instead"):  # nobody keeps what another figure replaces
        said = N_("Better founded here: {figure}, because {why}; places and targets use {instead}.")
        if row["later"]:
            said = N_("Better founded here: {figure}, because {why}; places and targets use {instead}, which later "
                      "pages print.")  # fmt: skip
        return figures.say(said, **told, instead=instead)
    return figures.say(N_("Kept: {figure}, because {why}."), **told)


def _one_fits(values: list[dict]) -> bool:
    """Whether one value lies within what every figure can mean."""
    return max(value["low"] for value in values) <= min(value["high"] for value in values)


def _apart_from(kept: Mapping[str, Any], values: list[dict], figures: Figures) -> str:
    return figures.say(N_(" and ")).join(figures.printed(value["figures"]) for value in values if not meet(value, kept))


def _fact(row: Mapping[str, Any], known: Mapping[str, Any], figures: Figures) -> tuple[str, Mapping[str, Any]]:
    """Say the fact that decides, of the strongest test that has one, and give that test."""
    names = {one: figures.worded(value, one) for value in known["values"] for one in value["figures"]}
    stated = {one: {name: "|".join(value.get(name, [])) for name in FACETS}
              for value in known["values"] for one in value["figures"]}  # fmt: skip  # as any page of the value has it
    every = [test["kind"] for test in known["tests"]]
    apart = _apart(known["values"], figures) if row["reason"] == "apart" else ""
    first = f"{apart} " if apart and TIME in every else ""
    for kind in every if row["status"] == "explained" else FACTS.get(row["reason"], every):
        for test in known["tests"]:
            if row["reason"] == "makers" and "rule" in test and test.get("wrong"):
                continue  # another is excluded, whoever made these
            if row["reason"] == "revised" and "wrong" not in test:
                continue  # a swap of digits that shows no slip is a new release
            if test["kind"] == kind and (said := fact({**test, "names": names, "stated": stated}, figures)):
                return first + said, test
    return apart, {}


def _checks(known: Mapping[str, Any], figures: Figures) -> list[str]:
    """Say the sums that do not fit, where another fact decides."""
    names = {one: figures.worded(value, one) for value in known["values"] for one in value["figures"]}
    tests = [test for test in known["tests"] if test["kind"] == "arithmetic_inconsistency" and "rule" in test]
    return [sums({**test, "names": names}, figures) for test in tests]


def _apart(values: list[dict], figures: Figures) -> str:
    """Say what keeps figures apart where no facet or series does: their makers, or their times."""
    makers = {figures.rows[one]["maker"] for value in values for one in value["figures"]}
    several = len(makers) > 1 and all(makers)  # every page names one
    told = [N_("They come from different makers, which may count differently.")] if several else []
    parted = _parted(values, figures)
    times = N_("They are of different times.") if parted else N_("They may be of different times.")
    return " ".join(map(figures.say, told if _stated(values, figures) else [*told, times]))


def _parted(values: list[dict], figures: Figures) -> bool:
    """Whether the times of the values surely lie apart: an undated page may be of any time before, not after.

    Of a period, or of the day of a page, that a collector inferred, nothing is sure.
    """
    if not all(all(value.get("periods", [""])) for value in values):
        return False
    if any(figures.guessed(one) for value in values for one in value["figures"]):
        return False
    days = [([*map(periods.bounds, value["periods"])], value["dated"] == ["stated"]) for value in values]
    spans = sorted((max(end for _, end in some), min(start for start, _ in some), stated) for some, stated in days)
    return all(first[0] < then[1] and then[2] for first, then in pairwise(spans))
