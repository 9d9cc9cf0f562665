"""A citation in words: the value, what it measures, who made it and where it stands, and what contradicts it."""

from typing import Any

from bdlib import asking
from bdlib.citation import Citation
from bdlib.citation.result import single
from bdviews.citation.against import rivals, ruled
from bdviews.citation.aimed import aimed
from bdviews.citation.figures import MOST, cut, existing, line, printed, reference
from bdviews.citation.instead import blocked, instead, nearest, newest, unheld
from bdviews.citation.made import bearing, borders, early, exact, hedged, hedging, made, measured, stated_of, warned
from bdviews.citation.unknown import unknown
from bdviews.labels import Labels
from bdviews.language import interval
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period
from bdviews.sentences import Sentence, sentence

__all__ = ["REASONS", "sentences", "text", "unknown"]

# Why a figure is cited, or none; the codes are those of bdlib.citation.
PARTS = N_("Nothing to cite: figures exist of parts of this period, but none is stated to be of all of it.")
BOTH = N_("Nothing to cite: what may be of this period is on copies, wikis or blogs alone, and none prints its year.")
REASONS = {
    "official": N_("Several figures exist; this one is of the statistics office or its table of all areas."),
    "agree": N_("Several makers agree within their intervals; this is the most exact figure."),
    "no_figure": N_("Nothing to cite: the corpus has no figure of it in any year."),
    "other_periods": N_("Nothing to cite: figures exist, but none is stated to be of this period."),
    "part_year": N_("Nothing to cite: figures exist, but of parts of the year only."),
    "undated": N_("Nothing to cite: no page prints the year; it is inferred, or only known as no later than the page."),
    "low_trust": N_("Nothing to cite: only copies that garble print it (scraped, machine-translated, wiki or blog)."),
    "impossible": N_("Nothing to cite: the value printed cannot be (above its limit, or against a rule)."),
    "open_conflict": N_("Nothing to cite: the pages contradict each other, and nothing decides between them."),
    "facets": N_("Nothing to cite yet: the figures are of different things. Ask for one of them."),
    "several_makers": N_("Nothing to cite: makers give different values, and nothing decides between them."),
    "ended": N_("Nothing to cite: the area had ended before that year."),
    "target": N_("Targets are not cited: they are no measurements. Notebook 05 sets them against the figures."),
}
#: The value, by whether the stage of a figure is told with it, which nobody asked for by a year, and an interval.
HEADS = {
    (False, False): N_("{indicator}, {area}, {year}: **{value}**."),
    (False, True): N_("{indicator}, {area}, {year}: **{value}** (as printed, anything from {interval})."),
    (True, False): N_("{indicator}, {area}, {year} ({stage}): **{value}**."),
    (True, True): N_("{indicator}, {area}, {year} ({stage}): **{value}** (as printed, anything from {interval})."),
}


def text(found: Citation, est: object, lang: str) -> str:
    """Write a citation out as Markdown: a few sentences, then the pages; `est` are the estimates it was asked of."""
    said = [str(one) for one in sentences(found, est, lang)]
    if found.refused:
        listed, head = existing(found, est, lang), gettext(lang, "What exists:")
    else:
        pages = single(found.pages.assign(less=~found.pages["source_id"].isin(bearing(found, est)["source_id"])))
        loose = hedging(found, est)
        pages = pages.assign(loose=pages["source_id"].isin(loose))
        labels = Labels(est, lang)
        listed = [_listed(page, labels) for page in pages.to_dict("records")]
        listed, head = cut(listed, lang), gettext(lang, "To cite:")
    lists = [(head, listed), *_apart(found, est, lang)]
    return "\n\n".join([*said, *("\n".join([title, *lines]) for title, lines in lists if lines)])


def _listed(page: dict[str, Any], labels: Labels) -> str:
    """One page of a list, and how its figure stands to the one that is cited."""
    said = N_("Its figure does not contradict it.") if page["loose"] else N_("It prints the figure less exactly.")
    return f"- {reference(page, labels)}" + f" {gettext(labels.lang, said)}" * page["less"]


def _apart(found: Citation, est: object, lang: str) -> list[tuple[str, list[str]]]:
    """What exists within other borders, where nothing is cited, each under its own head."""
    others = [one for one in found.beside if one.refused]
    heads = [gettext(lang, "Beside it, for {area}:", area=Labels(est, lang).bordered(one.area)) for one in others]
    return list(zip(heads, (existing(one, est, lang) for one in others), strict=True))


def sentences(found: Citation, est: object, lang: str) -> list[Sentence]:
    """Say what is cited, what it measures, who made it, what contradicts it, and why it was taken."""
    labels = Labels(est, lang)
    asked = {"indicator": labels.indicator(found.indicator, found.area), "area": labels.area(found.area),
             "year": period(found.period or found.year, lang)}  # fmt: skip
    alone = found.reason == "only" or (found.reason == "official" and not (found.near or found.contradicted_by))
    why = None if alone else blocked(found, est, labels) or sentence(lang, _why(found, est), {}, {}, found.figure_ids)
    guessed = N_("“{asked}” was read as “{indicator}”.")
    other = found.asked and asking.fold(found.asked) != asking.fold(asked["indicator"])
    read = sentence(lang, guessed, {**asked, "asked": found.asked}, {}) if other else None
    if found.refused:
        message = N_("{indicator}, {area}, {year}.") if found.year else N_("{indicator}, {area}.")
        head = sentence(lang, message, asked, {})
        exists = aimed(found, est, labels) if found.reason == "target" else nearest(found, est, labels)
        told = [read, newest(found, lang), head, borders(found.area, est, lang), why, *exists]
        return _single([one for one in [*told, *instead(found, est, labels)] if one])
    facts = {name: getattr(found, name) for name in ("value", "lower", "upper")}
    periods = bearing(found, est).query("period_basis == 'stated'")["time_period"].unique()
    asked |= {"year": period(periods[0], lang)} if len(periods) == 1 else {}  # a day of the year that was asked for
    said, of_stage = {**asked, "value": hedged(found, est, lang)}, early(found, labels) if found.years else ""
    if of_stage:
        said["stage"] = of_stage
    ranged = found.lower < found.upper and found.unit != "rank"
    if ranged:
        said["interval"] = interval(found.lower, found.upper, found.unit, lang)
    head = sentence(lang, HEADS[bool(of_stage), ranged], said, facts, found.figure_ids)
    told = [read, unheld(found, labels), newest(found, lang), head, borders(found.area, est, lang),
            *(_beside(one, labels, lang) for one in found.beside), measured(found, est, labels),
            made(found, est, labels), *warned(found, est, lang), why]  # fmt: skip
    every = [*told, *_contradictions(found, est, labels, lang), *instead(found, est, labels)]
    return _single([one for one in every if one])


def _why(found: Citation, est: object) -> str:
    """The reason as a message; where figures of days or months of the period exist, that they are parts of it."""
    of = est.tables.observations
    own = of[of["ref_area"].eq(found.area) & of["indicator"].eq(found.indicator)]
    if found.reason == "undated" and own.loc[own["time_period"].str[:4].eq(found.year[:4]), "trust"].eq("low").all():
        return BOTH
    parts = own.loc[own["period_basis"].eq("stated"), "time_period"].str.startswith(f"{found.period or found.year}-")
    return PARTS if found.reason == "other_periods" and parts.any() else REASONS[found.reason]


def _beside(other: Citation, labels: Labels, lang: str) -> Sentence:
    """Say what holds within the other borders of the name, or among other areas of a rank."""
    said = {"value": exact(other, lang), "series": labels.series(other.facets["series"]),
            "area": labels.bordered(other.area), "facets": stated_of(other, labels)}  # fmt: skip
    message = N_("Beside it, for {area}: {value} (series: {series}).")
    message = N_("Beside it, for {area}: {value} (series: {series}; {facets}).") if said["facets"] else message
    return sentence(lang, message, said, {"beside": other.value}, other.figure_ids)


def _contradictions(found: Citation, est: object, labels: Labels, lang: str) -> list[Sentence]:
    """One sentence for each rule that fails, each figure that says otherwise, and each that may be of another thing."""
    rules = ruled(found, est, labels)
    said = _single([*rules, *rivals(found, rules, est, labels)])
    if (rest := len(said) - MOST) > 0:
        more = ngettext(lang, "And {n} more figure says otherwise.", "And {n} more figures say otherwise.", rest)
        said = [*said[:MOST], Sentence(more, {"more": rest})]
    near = N_("There is also {figure}; it may be of another day, year or definition.")
    firm = N_("Official, of a near date: {figure}.")
    for message, ids in ((near, found.near), (firm, found.firmer)):
        said += _beginning(message, ids, found, est, lang)
    return _single(said)


def _beginning(message: str, ids: tuple[str, ...], found: Citation, est: object, lang: str) -> list[Sentence]:
    """Say of the first figures a sentence each, and of how many more it holds."""
    rows = printed(ids, est).to_dict("records")
    said = _single([sentence(lang, message, {"figure": line(row, found, est, lang)}, {"value": row["obs_value"]},
                             [row["figure_id"]]) for row in rows])  # fmt: skip
    rest = len(said) - MOST
    if rest <= 0:
        return said
    more = ngettext(lang, "And {n} more figure of this kind.", "And {n} more figures of this kind.", rest)
    return [*said[:MOST], Sentence(more, {"more": rest})]


def _single(said: list[Sentence]) -> list[Sentence]:
    """Each sentence once: two language editions of a page print one figure."""
    return list({one.text: one for one in said}.values())
