"""Why two figures differ, in a sentence a kind, from the pair that shows it best; nothing is said without its fact."""

from collections.abc import Callable, Mapping
from typing import Any

from bdviews.conflicts.figures import Figures
from bdviews.language import day, number
from bdviews.language.messages import N_, gettext

# As sure as the levels are right (notebook 03: 90, 50, 35 and 33 of a hundred calls), and no surer.
LIKELY = {"certain": N_("very likely"), "strong": N_("quite possibly"), "weak": N_("possibly"), "hint": N_("possibly")}
# Why a figure is kept: a clause after "because", for one other value and for several.
WHY = {
    "slip": (N_("the slip is taken to be in the other"), N_("the slips are taken to be in the others")),
    "impossible": (N_("the other cannot be"), N_("the others cannot be")),
    "misattributed": (
        N_("the other is taken for that of another indicator"),
        N_("the others are taken for those of another indicator"),
    ),
    "stale": (N_("the other is taken for the older one"), N_("the others are taken for the older ones")),
    "arithmetic": (N_("only this one fits the arithmetic"), N_("only this one fits the arithmetic")),
    "low_trust": (N_("only copies of low trust print the other"), N_("only copies of low trust print the others")),
    "in_force": (N_("no document that sets targets has the other"), N_("no document that sets targets has the others")),
    "replaced": (N_("its document replaces the other"), N_("its document replaces the others")),
    "revised": (N_("the same maker gave it later"), N_("the same maker gave it later")),
    "more_origins": (N_("more independent origins state it"), N_("more independent origins state it")),
}
# Why none is kept; a clause after "open".
OPEN = {
    "makers": N_("nothing shows that one of the makers is wrong"),
    "methods": N_("nothing shows that one of the ways of measuring is wrong"),
    "definition": N_("they may count different things"),
    "scope": N_("they may be over different bases or scopes"),
    "documents": N_("nothing shows which document counts"),
    "vintages": N_("nothing shows which release counts"),
    "arithmetic": N_("the figures do not add up, and nothing shows which of them is wrong"),
    "no_reason": N_("nothing decides between them"),
}
THINGS = N_("They are different things: {a} is “{first}”, {b} “{second}”.")
BASES = N_("They are over different bases: {a} over “{first}”, {b} over “{second}”.")
STATED = N_("{a} is stated as “{first}”, {b} as “{second}”.")
ONE_SIDED = N_("{a} is stated as “{facet}”; the page of {b} does not say.")
OVER = N_("{a} is stated over “{facet}”; the page of {b} does not say over what.")
COUNTED, BASED = ("measure", "prices"), ("base", "scope")


def reason(test: Mapping[str, Any], figures: Figures) -> str:
    """Say one test of a conflict; empty where its kind has nothing to say of this pair.

    Parameters
    ----------
    test : kind, strength, figures (two), wrong (where that can be told), names (how the sentence calls each figure),
        stated (facets by figure, as any page with its value states them) and apart (whether the two are kept apart),
        second (whether another error is told before).
    """
    say = _SAY.get(test["kind"])
    return say(test, figures) if say else ""


def _slip(test: Mapping[str, Any], figures: Figures) -> str:
    pair = _pair(test, figures)
    message = N_("{a} and {b} differ only by two neighbouring digits that changed places: {likely} a slip, though no "
                 "page says so.")  # fmt: skip
    return figures.say(message, **pair, likely=_likely(test, figures))


def _scale(test: Mapping[str, Any], figures: Figures) -> str:
    values = [abs(figures.rows[one]["obs_value"]) for one in test["figures"]]
    times = number(round(max(values) / min(values), 0 if max(values) > 10 * min(values) else 1), figures.lang)
    message = N_("{a} and {b} are {times} times apart: {likely} one has the wrong scale word or unit.")
    return figures.say(message, **_pair(test, figures), times=times, likely=_likely(test, figures))


def _impossible(test: Mapping[str, Any], figures: Figures) -> str:
    wrong = test.get("wrong")
    if "rule" in test:
        return _sums(test, figures)
    if not wrong:
        return figures.say(N_("Both lie beyond what the indicator can be."))
    return figures.say(N_("{wrong} lies beyond what the indicator can be."), wrong=test["names"][wrong])


def _misattributed(test: Mapping[str, Any], figures: Figures) -> str:
    likely, own = _likely(test, figures), figures.rows[test["figures"][0]]["indicator"]
    for wrong in dict.fromkeys(filter(None, [test.get("wrong"), *test["figures"]])):
        for other in figures.same(wrong):
            if other["indicator"] != own:
                name = figures.labels.indicator(other["indicator"], other["ref_area"])
                message = N_(
                    "The number {wrong} is also printed for “{other}”: {likely} it was put under the wrong name."
                )
                return figures.say(message, wrong=test["names"][wrong], other=name, likely=likely)
    return ""


def _stale(test: Mapping[str, Any], figures: Figures) -> str:
    wrong, likely, names = test.get("wrong"), _likely(test, figures), test["names"]
    if not wrong and test["second"]:
        return ""
    if not wrong:
        then, first = sorted(test["figures"], key=lambda one: figures.rows[one]["obs_value"])
        message = N_("A count of this kind seldom falls, yet {then} comes after {first}: {likely} one is an older "
                     "state or counts something else.")  # fmt: skip
        return figures.say(message, then=names[then], first=names[first], likely=likely)
    right = next(one for one in test["figures"] if one != wrong)
    said, row = {"wrong": names[wrong], "right": names[right], "likely": likely}, figures.rows[wrong]
    share = row["unit_measure"] == "percent"  # only of a share is a return to the digit telling
    again = [
        one
        for one in figures.same(right)
        if share and one["published"] > row["published"] and _matter(one) == _matter(row)
    ]
    if test["second"]:  # the slip is told already: only the fact that speaks for it
        return figures.say(N_("After {wrong} a page prints {right} again."), **said) if again else ""
    if again:
        return figures.say(
            N_("After {wrong} a page prints {right} again: {likely} {wrong} is an older figure."), **said
        )
    older = [one for one in figures.same(wrong) if one["time_period"][:4] < row["time_period"][:4]
             and len(one["time_period"]) == len(row["time_period"]) and _matter(one) == _matter(row)
             and one["period_basis"] != "publication"]  # fmt: skip
    if older:
        year = figures.year(min(older, key=_when)["figure_id"])
        return figures.say(
            N_("{wrong} was already given for {year}: {likely} an older figure used again."), **said, year=year
        )
    return ""


def _territory(test: Mapping[str, Any], figures: Figures) -> str:
    areas = [figures.labels.area(figures.rows[one]["ref_area"]) for one in test["figures"]]
    if areas[0] == areas[1]:  # a former province and the enlarged one that bears its name
        message = N_("{a} is about {first} in its former borders, {b} about the enlarged province of the same name.")
        return figures.say(message, **_pair(test, figures), first=areas[0])
    message = N_("{a} and {b} are about different territories: {first} and {second}.")
    return figures.say(message, **_pair(test, figures), first=areas[0], second=areas[1])


def _targets(test: Mapping[str, Any], figures: Figures) -> str:
    makers = [figures.maker(one) for one in test["figures"]]
    years = [figures.year(one) for one in test["figures"]]
    said = {**_pair(test, figures), "year": years[0], "other": years[1], "first": makers[0], "second": makers[1]}
    if years[0] != years[1]:
        return figures.say(N_("They are for different years: {a} for {year}, {b} for {other}."), **said)
    if not all(makers):
        return figures.say(N_("Two pages print different targets for {year}."), **said)
    if makers[0] == makers[1]:
        return figures.say(N_("One author gives both for {year}: {first}."), **said)
    return figures.say(N_("The targets for {year} are of two authors: {a} ({first}) and {b} ({second})."), **said)


def _series(test: Mapping[str, Any], figures: Figures) -> str:
    makers = [figures.maker(one) for one in test["figures"]]
    series = [figures.rows[one]["series"] for one in test["figures"]]
    named = {"first": figures.labels.series(series[0]), "second": figures.labels.series(series[1])}
    two_series = all(series) and series[0] != series[1] and named["first"] != named["second"]
    two_makers = all(makers) and makers[0] != makers[1]
    if two_series and (test["apart"] or not two_makers):
        return figures.say(
            N_("The series differ: {a} is of “{first}”, {b} of “{second}”."), **_pair(test, figures), **named
        )
    if two_makers:
        said = {**_pair(test, figures), "first": makers[0], "second": makers[1]}
        return figures.say(N_("The makers differ: {a} ({first}) and {b} ({second})."), **said)
    if any(makers) and not all(makers):
        a, b = _stated_first(test, makers)
        said = {"a": a, "b": b, "maker": next(filter(None, makers))}
        return figures.say(N_("{a} is of {maker}; for {b} no maker is named."), **said)
    return ""


def _facets(which: tuple[str, ...]) -> Callable[[Mapping[str, Any], Figures], str]:
    def say(test: Mapping[str, Any], figures: Figures) -> str:
        if test.get("rule", {}).get("kind") == "turnover":
            return _sums(test, figures)
        own = [figures.rows[one] for one in test["figures"]]
        merged = [test["stated"][one] for one in test["figures"]]
        differ = tuple(
            name for name in which if merged[0][name] and merged[1][name] and merged[0][name] != merged[1][name]
        )
        open_ = tuple(name for name in which if bool(merged[0][name]) != bool(merged[1][name]))
        said = [figures.labels.facets(row, differ or open_) for row in merged]
        if all(said):
            sure = all(row[name] for row in own for name in differ)
            message = (BASES if differ == ("base",) else THINGS) if sure and differ else STATED
            return figures.say(message, **_pair(test, figures), first=said[0], second=said[1])
        if not any(said):
            return ""
        a, b = _stated_first(test, said)
        return figures.say(OVER if open_ == ("base",) else ONE_SIDED, a=a, b=b, facet=next(filter(None, said)))

    return say


def _revised(test: Mapping[str, Any], figures: Figures) -> str:
    ahead = [one for one in test["figures"] if figures.rows[one]["role"] == "forecast"]
    if len(ahead) == 1:
        out = next(one for one in test["figures"] if one != ahead[0])
        message = N_("{first} was expected; {then} is what was reported afterwards.")
        return figures.say(message, first=test["names"][ahead[0]], then=test["names"][out])
    first, then = sorted(test["figures"], key=lambda one: (figures.rows[one]["published"], one))
    dates = [figures.rows[one]["published"] for one in (first, then)]
    said = {"first": test["names"][first], "then": test["names"][then], "maker": figures.maker(then)}
    if not all(dates) or dates[1].startswith(dates[0]) or not said["maker"]:  # 2023 and 2023-01: no order
        return figures.say(N_("{then} and {first} are releases of one maker: one may revise the other."), **said)
    message = N_("Both are of one maker ({maker}); {then} was published later ({day}) and may revise {first}.")
    return figures.say(message, **said, day=day(dates[1], figures.lang))


def _overlap(test: Mapping[str, Any], figures: Figures) -> str:
    if "rule" in test:
        return _sums(test, figures)
    a, b = (figures.printed([one]) for one in test["figures"])
    if a.strip("“”") == b.strip("“”"):
        return ""
    return figures.say(N_("What {a} and {b} can mean overlaps."), a=a, b=b)


def _qualifier(test: Mapping[str, Any], figures: Figures) -> str:
    a, b = (figures.printed([one]) for one in test["figures"])
    if a == b:
        return figures.say(N_("The same number is printed with and without a qualifier."))
    return figures.say(N_("{a} and {b} name the same number; only the qualifier differs."), a=a, b=b)


def _times(test: Mapping[str, Any], figures: Figures) -> str:
    undated = [one for one in test["figures"] if figures.rows[one]["period_basis"] == "publication"]
    if not undated:
        return ""
    return figures.say(N_("The page of {a} prints no period: it may be of another one."), a=test["names"][undated[0]])


def _sums(test: Mapping[str, Any], figures: Figures) -> str:
    """Say what a rule makes of the figures, and what is printed."""
    rule = test.get("rule")
    if not rule or rule["kind"] not in _RULES:
        return ""
    printed = [figures.amount(one) for one in rule["figures"]]
    made = figures.labels.amount(rule["implied"][0], figures.rows[rule["figures"][0]]["indicator"])
    told = figures.say(_RULES[rule["kind"]], whole=printed[0], parts=" + ".join(printed[1:]), first=printed[1],
                       last=printed[-1], made=made)  # fmt: skip
    return f"{told} {figures.say(ROUNDED)}" if test["kind"] == "rounding" else told


def _unexplained(test: Mapping[str, Any], figures: Figures) -> str:
    return figures.say(N_("Nothing that is recorded of the pages explains the difference."))


def _pair(test: Mapping[str, Any], figures: Figures) -> dict[str, str]:
    a, b = test["figures"]
    return {"a": test["names"][a], "b": test["names"][b]}


def _stated_first(test: Mapping[str, Any], stated: list[str]) -> tuple[str, str]:
    a, b = test["figures"] if stated[0] else test["figures"][::-1]
    return test["names"][a], test["names"][b]


def _matter(row: Mapping[str, Any]) -> tuple[str, str, bool]:
    return row["ref_area"], row["indicator"], row["role"] in ("target", "recommendation")


def _likely(test: Mapping[str, Any], figures: Figures) -> str:
    return gettext(figures.lang, LIKELY[test["strength"]])


def _when(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["time_period"], row["published"]


_RULES = {
    "sum": N_("{parts} make {made}; printed is {whole}."),
    "ratio": N_("{first} over {last} gives {made}; printed is {whole}."),
    "part": N_("{first} is more than the whole that it is part of, {whole}."),
    "limit": N_("{first} is more than {whole}, which it cannot exceed."),
    "turnover": N_("{first} is more than {whole}: it counts a turnover, which need not be a part of it."),
    "growth": N_("Growth of {first} from {last} makes {made}; printed is {whole}."),
}
ROUNDED = N_("Rounding explains it.")
_SAY: dict[str, Callable[[Mapping[str, Any], Figures], str]] = {
    "transposition": _slip, "scale_slip": _scale, "impossible_value": _impossible, "misattribution": _misattributed,
    "stale_repeat": _stale, "territory_change": _territory, "target_variant": _targets, "series_method": _series,
    "definition": _facets(COUNTED), "scope_population": _facets(BASED), "vintage_revision": _revised,
    "rounding": _overlap, "time_change": _times, "arithmetic_inconsistency": _sums, "qualifier_loss": _qualifier,
    "unexplained": _unexplained,
}  # fmt: skip
