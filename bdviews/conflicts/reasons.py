"""The one fact that decides a conflict, in a sentence a kind, from the pair that shows it; nothing without its fact."""

from collections.abc import Callable, Mapping
from typing import Any

from bdlib.evidence.claims import AHEAD
from bdlib.evidence.kinds import DIFFERENCES
from bdviews.conflicts.context import meet
from bdviews.conflicts.figures import AIMED, Figures, target_year
from bdviews.conflicts.rules import further, sums, tie
from bdviews.labels import FACETS
from bdviews.language import number
from bdviews.language.messages import N_

# As sure as the levels are right (tests/test_judged.py counts them), and no surer.
LIKELY = {"certain": N_("very likely"), "strong": N_("quite possibly"), "weak": N_("possibly"), "hint": N_("possibly")}
# Why a figure is kept: a clause after "because"; {other} is "the other" of two values, or names those that differ.
WHY = {"slip": N_("the slip is more likely in {other}"), "impossible": N_("{other} cannot be"),
       "misattributed": N_("another indicator is taken to stand behind {other}"),
       "stale": N_("another year's figure or a target is taken to stand behind {other}"),
       "behind": N_("{other} is taken for the {behind}"),
       "prices": N_("a value at constant prices is taken to stand behind {other}"),
       "arithmetic": N_("the arithmetic excludes {other}"), "garbled": N_("{other} copies a page that prints it"),
       "in_force": N_("only it is traced to an authority that decides such targets"),
       "replaced": N_("it is the later word of those who set it ({day})"), "revised": N_("it revises {old} of {who}"),
       "surmised": N_("it is taken to revise {old}, by inference of {who}"),
       "ended": N_("{other} was printed before the period was over"), "own_table": N_("{maker}’s own table has it"),
       "copied_table": N_("{maker}’s own table, read in a copy, has it"),
       "more_origins": N_("more independent origins state it"),
       "trusted": N_("nobody is known to have made {other}, found only on copies, wikis or blogs")}  # fmt: skip
# Why one wording is quoted; of targets where another word is needed.
QUOTE = {"trusted": N_("other wordings stand only on copies, wikis or blogs"),
         "replaced": N_("the other was a forecast"),
         "first_hand": N_("other wordings stand only on pages that the collector takes for reprints or translations"),
         "named": N_("other wordings name no maker"), "fuller": N_("it is the least rounded"),
         "own": N_("its maker's own page has it"), "worded": N_("it keeps the qualifier or range"),
         "whole": N_("the page prints it so")}  # fmt: skip
QUOTE_TARGET = {"law": N_("other wordings come from no law"),
                "documented": N_("other wordings name no document that was issued"),
                "named": N_("other wordings name nobody who sets such targets, or are drafts"),
                "fuller": N_("the latest dated page of those who set such targets has it")}  # fmt: skip
# Why none is kept; a clause after "open".
OPEN = {
    "makers": N_("no reason was found to prefer one of the makers"),
    "definition": N_("they may count different things"),
    "scope": N_("they may not cover the same"), "documents": N_("no page shows which target holds"),
    "vintages": N_("one may revise another, but no page says so"),
    "arithmetic": N_("the check does not show which of the figures is wrong"),
    "excluded": N_("{wrong} does not fit the others, and no page prints another in its place"),
    "elsewhere": N_("{wrong} is taken for another indicator’s, and no page prints another in its place"),
    "outdated": N_("only one has an origin, and its maker has since revised another figure of the same release"),
    "no_reason": N_("no reason was found to prefer one"),
}  # fmt: skip
# Kinds of which the fact is told, by what decided; where none is named here, any that has something to say.
FACTS = {
    "slip": ("transposition", "scale_slip"), "impossible": ("impossible_value",), "stale": ("stale_repeat",),
    "misattributed": ("misattribution", "definition", "arithmetic_inconsistency"),
    "arithmetic": ("arithmetic_inconsistency", "impossible_value"),
    "definition": ("definition",), "scope": ("scope_population",),
    "own_table": ("stale_repeat", "misattribution", "definition"), "elsewhere": ("misattribution", "definition"),
    "excluded": ("misattribution", "arithmetic_inconsistency", "impossible_value"), "vintages": ("vintage_revision",),
    "makers": ("arithmetic_inconsistency", "definition", "scope_population", "series_method"),
    "revised": ("transposition",),
    **dict.fromkeys("garbled in_force replaced ended more_origins documents trusted".split(), ()),
}  # fmt: skip


def fact(test: Mapping[str, Any], figures: Figures) -> str:
    """Say one test of a conflict; empty where its kind has nothing to say of this pair.

    A test has kind, strength, figures (two), wrong (where that can be told), names (how the sentence calls each figure)
    and stated (facets by figure, as any page with its value states them).
    """
    say = _SAY.get(test["kind"])
    return _expected(test, figures) or (say(test, figures) if say else "")


def _slip(test: Mapping[str, Any], figures: Figures) -> str:
    said = {**_pair(test, figures), "likely": _likely(test, figures)}
    if wrong := test.get("wrong"):
        right = _other(test, wrong)
        said |= {"wrong": test["names"][wrong], "right": test["names"][right]}
        if _again(right, wrong, figures):
            message = N_("{wrong} is {right} with two neighbouring digits the other way round, {likely} a slip; a "
                         "later page prints {right} again.")  # fmt: skip
            return figures.say(message, **said)
    message = N_("{a} and {b} differ only by two neighbouring digits that changed places, {likely} a slip.")
    return figures.say(message, **said)


def _scale(test: Mapping[str, Any], figures: Figures) -> str:
    values = [abs(figures.rows[one]["obs_value"]) for one in test["figures"]]
    times = number(round(max(values) / min(values), 0 if max(values) > 10 * min(values) else 1), figures.lang)
    message = N_("{a} and {b} are {times} times apart: {likely} one has the wrong scale word or unit.")
    return figures.say(message, **_pair(test, figures), times=times, likely=_likely(test, figures))


def _impossible(test: Mapping[str, Any], figures: Figures) -> str:
    if "rule" in test:
        return sums(test, figures)
    one, both = N_("{wrong} lies beyond what the indicator can be."), N_("Both lie beyond what the indicator can be.")
    return figures.say(one if test.get("wrong") else both, wrong=test["names"].get(test.get("wrong"), ""))


def _misattributed(test: Mapping[str, Any], figures: Figures) -> str:
    year = test["kind"] == "misattribution" and "rule" not in test and test.get("wrong")
    if year and (said := _stale(test, figures)):
        return said
    own = {figures.rows[one]["indicator"] for one in test["figures"]}
    for wrong in dict.fromkeys(filter(None, [test.get("wrong"), *test["figures"]])):
        when = figures.rows[wrong]["time_period"]
        others = [one for one in figures.same(wrong) if one["indicator"] not in own]
        others = [one for one in others if "rule" not in test or one["time_period"] == when]
        for other in sorted(others, key=lambda one: one["time_period"] != when):
            name, when = figures.labels.indicator(other["indicator"], other["ref_area"]), figures.when([other])
            message = N_("{wrong} fits “{other}”, printed as {printed}: {likely} it is that.")
            return figures.say(message, wrong=test["names"][wrong], likely=_likely(test, figures), other=name,
                               printed=figures.printed([other["figure_id"]]) + (when and f" ({when})"))  # fmt: skip
    return ""


def _stale(test: Mapping[str, Any], figures: Figures) -> str:
    wrong, names = test.get("wrong"), test["names"]
    then = wrong or min(test["figures"], key=lambda one: figures.rows[one]["obs_value"])
    said = {"wrong": names[then], "right": names[_other(test, then)]}
    if wrong and _again(_other(test, wrong), wrong, figures):
        return figures.say(N_("After {wrong} a page prints {right} again."), **said)
    older = _older(then, figures)
    if wrong and older:
        when = target_year(older[0]) or figures.printed_for(older)
        return figures.say(N_("{wrong} is also printed for {when}."), **said, when=when)
    told = figures.say(N_("Such a figure seldom falls, yet {wrong} is of a later day or page than {right}."), **said)
    goal = N_("{wrong} is also the {when}, printed as {printed}: {likely} it is that.")
    also = [figures.say(goal, **said, when=figures.when([aim]), printed=figures.printed([aim["figure_id"]]),
                        likely=_likely(test, figures)) for aim in _aims(then, figures)[:1]]  # fmt: skip
    return " ".join([told, *also]) if also or not wrong else ""


def behind(test: Mapping[str, Any], figures: Figures) -> str:
    """Name the figure of another time, or the target, that a test tells of as what a wrong one is; empty for none."""
    wrong = test.get("wrong")
    if not wrong or _again(_other(test, wrong), wrong, figures):
        return ""
    if older := _older(wrong, figures):
        when = target_year(older[0]) or figures.when(older)
        return figures.say(N_("figure printed for {when}"), when=when)
    return figures.when(_aims(wrong, figures)[:1])


def _older(figure_id: str, figures: Figures) -> list[dict[str, Any]]:
    """Figures of the last earlier year, or the mean of several, for which pages print the very number."""
    row = figures.rows[figure_id]
    dated = [one for one in _matter(figure_id, figures) if one["period_basis"] != "publication"]
    older = [one for one in dated if _year(one) < _year(row) and len(one["time_period"]) == len(row["time_period"])]
    last = max(older, key=lambda one: (_year(one), one["published"]), default={})
    last = last or next((one for one in dated if "/" in one["time_period"]), {})
    return [one for one in dated if last and _when(one) == _when(last)]


def _when(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["time_period"], target_year(row)


def _aims(figure_id: str, figures: Figures) -> list[dict[str, Any]]:
    """Targets of the same indicator that can mean the number of a figure."""
    row = figures.rows[figure_id]
    return [one for one in figures.same(figure_id) if one["role"] in AIMED and one["indicator"] == row["indicator"]]


def _territory(test: Mapping[str, Any], figures: Figures) -> str:
    first = figures.labels.area(figures.rows[test["figures"][0]]["ref_area"])
    message = N_("{a} is about {first} in its former borders, {b} about the enlarged province of the same name.")
    return figures.say(message, **_pair(test, figures), first=first)


def _series(test: Mapping[str, Any], figures: Figures) -> str:
    series = [figures.rows[one]["series"] for one in test["figures"]]
    first, second = map(figures.labels.series, series)
    nobody = [not figures.maker(one) and figures.rows[one]["series"] not in figures.made for one in test["figures"]]
    if not all(series) or first == second or any(nobody):  # a series of nobody, of a page that names nobody
        return ""
    message = N_("{a} is of the series “{first}”, {b} of “{second}”.")
    return figures.say(message, **_pair(test, figures), first=first, second=second)


def _expected(test: Mapping[str, Any], figures: Figures) -> str:
    """Say that the first of the two was a forecast, if only that was."""
    ahead = [bool({*AHEAD} & {figures.rows[one]["role"], figures.rows[one]["stage"]}) for one in test["figures"]]
    message = N_("{a} is a forecast, {b} is not.")
    return figures.say(message, **_pair(test, figures)) if ahead == [True, False] else ""


def _facets(*which: str) -> Callable[[Mapping[str, Any], Figures], str]:
    def say(test: Mapping[str, Any], figures: Figures) -> str:
        if shared := tie(test, figures):
            return shared
        if (kind := test.get("rule", {}).get("kind")) in ("turnover", "based", "prices"):
            return (_misattributed(test, figures) if kind == "prices" else "") or sums(test, figures)
        if test.get("wrong") and test["strength"] in ("certain", "strong") and (said := _misattributed(test, figures)):
            return said
        stated = [test["stated"][one] for one in test["figures"]]
        if stated[0] == stated[1]:  # one value, of which pages state different things
            stated = [figures.rows[one] for one in test["figures"]]
        differ = tuple(name for name in which if stated[0][name] != stated[1][name])
        known = tuple(name for name in differ if stated[0][name] and stated[1][name])
        first, second = (figures.labels.facets(row, known or differ) for row in stated)
        said = _pair(test, figures)
        if first and second:
            message = N_("For {a} it is said: {first}; for {b}: {second}.")
            more = further(test, known or differ, figures)
            return figures.say(message, **said, first=first, second=second + more)
        if second:
            said = {"a": said["b"], "b": said["a"]}
        message = N_("For {a} it is said: {facet}; for {b} it is not.")
        return figures.say(message, **said, facet=first or second) if first or second else _sunk(test, figures)

    return say


def _sunk(test: Mapping[str, Any], figures: Figures) -> str:
    """Say of two measured figures that no facet parts that the later one is lower."""
    before, after = (figures.rows[one] for one in test["figures"])
    if test.get("wrong") or before["role"] in AIMED or not before["obs_value"] > after["obs_value"]:
        return ""
    return figures.say(N_("{b} is later and lower than {a}: they may not count the same."), **_pair(test, figures))


def _rounded(test: Mapping[str, Any], figures: Figures) -> str:
    """Say that rounding explains a rule that fails, or cut digits what rounding does not; else nothing."""
    if "rule" in test:
        told = figures.say(N_("Rounding, or digits cut off, explain it."))
        return f"{sums({**test, 'rounded': True}, figures)} {told}"
    short, full = sorted((figures.rows[one] for one in test["figures"]), key=lambda row: row["lower"] - row["upper"])
    ends = [{"low": row["lower"], "high": row["upper"]} for row in (short, full)]
    width = short["upper"] - short["lower"]
    if meet(*ends) or not 0 < abs(full["obs_value"]) - abs(short["obs_value"]) < width:
        return ""
    return figures.say(N_("{short} may be {full} with digits cut off, not rounded."),
                       short=test["names"][short["figure_id"]], full=test["names"][full["figure_id"]])  # fmt: skip


def _ruled(message: str) -> Callable[[Mapping[str, Any], Figures], str]:
    """Say what a rule makes of its figures, and why that need be no error."""
    return lambda test, figures: f"{sums(test, figures)} {figures.say(message)}" if "rule" in test else ""


def _pair(test: Mapping[str, Any], figures: Figures) -> dict[str, str]:
    return {name: test["names"][one] for name, one in zip("ab", test["figures"], strict=True)}


def _other(test: Mapping[str, Any], figure_id: str) -> str:
    return next(one for one in test["figures"] if one != figure_id)


def _matter(figure_id: str, figures: Figures) -> list[dict[str, Any]]:
    """The other figures of the same indicator, or targets of it, that can mean the same number."""
    row = figures.rows[figure_id]
    return [one for one in figures.same(figure_id) if one["indicator"] == row["indicator"]
            and bool(target_year(one)) == bool(target_year(row))]  # fmt: skip


def _year(row: Mapping[str, Any]) -> str:
    return target_year(row) or row["time_period"][:4]


def _again(right: str, wrong: str, figures: Figures) -> bool:
    """Tell whether a later page prints the very value anew; only of a share is that telling."""
    row, value = figures.rows[wrong], figures.rows[right]["obs_value"]
    later = [one for one in _matter(right, figures) if one["published"] > row["published"]
             and target_year(one) == target_year(row)]  # fmt: skip
    later = [one for one in later if all(one[name] == figures.rows[right][name] for name in FACETS)]
    return row["unit_measure"] == "percent" and any(one["obs_value"] == value for one in later)


def _likely(test: Mapping[str, Any], figures: Figures) -> str:
    return figures.say(LIKELY[test["strength"]])


_SAY: dict[str, Callable[[Mapping[str, Any], Figures], str]] = {
    "transposition": _slip, "scale_slip": _scale, "impossible_value": _impossible, "misattribution": _misattributed,
    "stale_repeat": _stale, "territory_change": _territory, "series_method": _series, 
    "vintage_revision": _ruled(N_("The level of the year before may have been revised since.")),
    **{kind: _facets(*DIFFERENCES[kind]) for kind in ("definition", "scope_population")},
    "rounding": _rounded, "arithmetic_inconsistency": sums, "unexplained": sums,
}  # fmt: skip
