"""What a rule that fails makes of its figures and which it lets stand; what is stated of values beside a pair."""

from collections.abc import Mapping
from os.path import commonprefix
from typing import Any

from bdviews.conflicts.figures import Figures
from bdviews.language import percent
from bdviews.language.messages import N_

RULES = {
    "sum": N_("{parts} = {made}; printed is {whole}."), "ratio": N_("{first} ÷ {last} = {made}; printed is {whole}."),
    "based": N_("{first} ÷ {last} = {made}; printed is {whole}, possibly of another base."),
    "part": N_("{first} is more than the whole that it is part of, {whole}."),
    "limit": N_("Against {whole}, {first} should be far smaller: very likely one is wrong or in another unit."),
    "order": N_("{area} has {second} with {last}; {whole} would be a better rank with a lower score, {first}."),
    "turnover": N_("Compared with {whole}, {first} is larger: it counts a turnover, which need not be a part of it."),
    "prices": N_("{first} ÷ {last} = {made}; printed is {whole}. Values at constant prices lie about as far below "
                 "current ones."),
    "spans": N_("{first} + {last} = {made}; printed of the whole period is {whole}."),
    "means": N_("The mean of {first} and {last}, weighted by days, is {made}; printed of the whole period is {whole}."),
    "growth": N_("{last} plus growth of {first} = {made}; printed is {whole}."),
    "grown": N_("From {last} to {whole} is a growth of {made}; printed is {first}."),
}  # fmt: skip
OTHER = N_("Another check, of {figure} with {others}, holds.")
NEWER = N_("{figure} was published last and may revise the others.")


def sums(test: Mapping[str, Any], figures: Figures) -> str:
    """Say what a rule makes of the figures, and what is printed."""
    rule = test.get("rule")
    if not rule or rule["kind"] not in RULES:
        return ""
    whole, *parts = (figures.term(one, one in test["names"] or rule["kind"] == "order") for one in rule["figures"])
    place = int(rule["kind"] == "growth" and not {rule["figures"][0], rule["figures"][2]} & {*test["names"]})
    made = _amount(rule["implied"][place], rule["figures"][place], figures)
    rate = figures.labels.kind(figures.rows[rule["figures"][0]]["indicator"]) == "rate"
    kind = "grown" if place else "means" if rule["kind"] == "spans" and rate else rule["kind"]
    said = figures.say(RULES[kind], whole=whole, parts=" + ".join(parts),
                       first=parts[0], last=parts[-1], made=made, second=parts[len(parts) // 2],
                       area=figures.labels.area(figures.rows[rule["figures"][-1]]["ref_area"]))  # fmt: skip
    more = [] if "rounded" in test else [_typed(rule, test.get("wrong"), figures), _cannot(rule, figures),
                                         *(_held(one, test, figures) for one in rule.get("held", [])),
                                         *(figures.say(NEWER, figure=figures.amount(one))
                                           for one in rule.get("newer", []))]  # fmt: skip
    return " ".join(filter(None, [said, *more]))


def _held(held: Mapping[str, Any], test: Mapping[str, Any], figures: Figures) -> str:
    """Say with which others a figure of a failing rule agrees, or how far off it fits them."""
    others = ", ".join(figures.term(one, one in {*test["names"], *test["rule"]["figures"]}) for one in held["others"])
    gap = percent(float(f"{100 * held['gap']:.1g}"), figures.lang)
    message = N_("Another check, of {figure} with {others}, is about {gap} off.") if held["gap"] else OTHER
    return figures.say(message, figure=figures.amount(held["figure"]), others=others, gap=gap)


def _cannot(rule: Mapping[str, Any], figures: Figures) -> str:
    """Say which figures could not be what would make a rule hold: pages print them of fewer."""
    message = N_("{figure} cannot stand for {made}: where pages print such a figure as one of a total, the total is at "
                 "most {most}.")  # fmt: skip
    each = zip(rule["figures"], rule["implied"], rule.get("most", ()), strict=False)
    return " ".join(figures.say(message, figure=figures.amount(one), made=_amount(made, one, figures),
                                most=_amount(most, one, figures)) for one, made, most in each if most)  # fmt: skip


def _amount(value: float, figure_id: str, figures: Figures) -> str:
    return figures.labels.amount(value, figures.rows[figure_id]["indicator"])


def _typed(rule: Mapping[str, Any], wrong: str | None, figures: Figures) -> str:
    """Say which figures of a sum would make it hold with one digit added, dropped, changed or swapped."""
    rows = [figures.rows[one] for one in rule["figures"]] if rule["kind"] == "sum" else []
    digits = [(f"{row['obs_value']:.12g}", f"{made:.12g}") for row, made in zip(rows, rule["implied"], strict=False)]
    near = [place for place, pair in enumerate(digits) if len(pair[0]) > 2 and one_slip(*pair)
            and wrong in (None, rule["figures"][place])]  # fmt: skip
    message = N_("{right} instead of {wrong}")
    said = [figures.say(message, right=_amount(rule["implied"][place], rule["figures"][place], figures),
                        wrong=figures.amount(rule["figures"][place])) for place in near]  # fmt: skip
    either = figures.say(N_(" or ")).join(said)
    return figures.say(N_("One digit away, the sum would hold: {either}."), either=either) if said else ""


def one_slip(one: str, other: str) -> bool:
    """Whether one digit added, dropped or changed, or two neighbours swapped, makes one of the other (Scholtus 2009).

    >>> one_slip("19979", "1979"), one_slip("86,3", "83,6")
    (True, False)
    """
    begin = len(commonprefix([one, other]))  # noqa: RUF071 - of characters
    one, other = one[begin:][::-1], other[begin:][::-1]
    end = len(commonprefix([one, other]))  # noqa: RUF071
    left = one[end:], other[end:]
    return max(map(len, left)) == 1 or (len(left[0]) == 2 and left[0] == left[1][::-1])


def further(test: Mapping[str, Any], which: tuple[str, ...], figures: Figures) -> str:
    """What is said of the other values of a matter, where something else is said of every one."""
    told = {name: figures.labels.facets(test["stated"][one], which) for one, name in test["names"].items()}
    message, pair = N_("; for {c}: {third}"), [test["names"][one] for one in test["figures"]]
    others = {name: said for name, said in told.items() if name not in pair}
    if not all(told.values()) or len({*told.values()}) < len(told):
        return ""
    return "".join(figures.say(message, c=name, third=said) for name, said in others.items())


def tie(test: Mapping[str, Any], figures: Figures) -> str:
    """Say of a rank that its page gives it to another area, too."""
    for one in test["figures"]:
        row = figures.rows[one]
        if row["unit_measure"] == "rank" and (others := figures.sharing(one)):
            labels = figures.labels
            page, area = labels.publisher(row["publisher"], row["trust"]), labels.bordered(row["ref_area"])
            message = N_("{page} gives {a} both to {area} and to {areas}: a place that is shared.")
            return figures.say(message, page=page, a=test["names"][one], area=area, areas=", ".join(others))
    return ""
