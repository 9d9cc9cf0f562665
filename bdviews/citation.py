"""A citation in words: the value, what it measures, who made it and where it stands, and what contradicts it."""

import math

import pandas as pd

from bdlib.citation import Citation
from bdviews.comparison.standpoint import decimals
from bdviews.labels import FACETS, Labels
from bdviews.language import codes, day, interval, number, quantity, scale_and_unit
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period, stated
from bdviews.sentences import Sentence, sentence
from bdviews.target_words import EARLY, word

# Why a figure is cited, or none; the codes are those of bdlib.citation.
REASONS = {
    "only": "",
    "official": N_("Several figures exist; this one is of the statistics office or its table of all areas."),
    "agree": N_("Several makers agree within their intervals; this is the most exact figure."),
    "no_figure": N_("Nothing to cite: the corpus has no figure of it."),
    "other_periods": N_("Nothing to cite: figures exist, but of other periods."),
    "part_year": N_("Nothing to cite: figures exist, but of parts of the year only."),
    "undated": N_("Nothing to cite: no page prints the year; it is inferred, or only known as no later than the page."),
    "low_trust": N_("Nothing to cite: only copies that garble print it (scraped, machine-translated, wiki or blog)."),
    "open_conflict": N_("Nothing to cite: the pages contradict each other, and nothing decides between them."),
    "facets": N_("Nothing to cite yet: the figures are of different things. Ask for one of them."),
    "several_makers": N_("Nothing to cite: makers give different values, and nothing decides between them."),
    "ended": N_("Nothing to cite: the area had ended before that year."),
}
CONFLICTS = {"explained": N_("explained: both can be right"), "resolved": N_("set aside on evidence"),
             "open": N_("still open"), "": N_("from another maker or series")}  # fmt: skip
MOST = 6  # figures listed
MADE = ["origin", "maker", "attributed_to", "origin_basis", "frame"]  # what tells who made a figure


def text(found: Citation, est: object, lang: str) -> str:
    """Write a citation out as Markdown: an answer of a few sentences, then the pages to cite.

    `est` are the estimates that it was asked of; they carry the codelists.
    """
    said = [str(one) for one in sentences(found, est, lang)]
    if found.refused:
        listed, head = _figures(found, est, lang), gettext(lang, "Figures that exist:")
        if found.reason in ("no_figure", "other_periods"):
            listed, head = _targets(found, est, lang) + listed, gettext(lang, "What exists:")
    else:
        pages = found.pages.assign(less=~found.pages["source_id"].isin(_bearing(found, est)["source_id"]))
        one_each = pages.sort_values("less", kind="stable").drop_duplicates("source_id")
        one_each = one_each.drop_duplicates(["title", "publisher"])[:MOST].to_dict("records")
        less = gettext(lang, "It prints the figure less exactly.")
        listed = [f"- {reference(page, lang)}{f' {less}' * page['less']}" for page in one_each]
        head = gettext(lang, "To cite:")
    return "\n\n".join([*said, *(["\n".join([head, *listed])] if listed else [])])


def sentences(found: Citation, est: object, lang: str) -> list[Sentence]:
    """Say what is cited, what it measures, who made it, what contradicts it, and why it was taken."""
    labels = Labels(est, lang)
    asked = {"indicator": labels.indicator(found.indicator, found.area), "area": labels.area(found.area),
             "year": period(found.period or found.year, lang)}  # fmt: skip
    why = sentence(lang, REASONS[found.reason], {}, {}, found.figure_ids) if REASONS[found.reason] else None
    if found.refused:
        return [sentence(lang, "{indicator}, {area}, {year}.", asked, {}), why]
    facts = {name: getattr(found, name) for name in ("value", "lower", "upper")}
    periods = _bearing(found, est)["time_period"].unique()
    asked |= {"year": period(periods[0], lang)} if len(periods) == 1 else {}  # a day of the year that was asked for
    said, message = {**asked, "value": _exact(found, lang)}, N_("{indicator}, {area}, {year}: **{value}**.")
    if found.lower < found.upper and found.unit != "rank":
        said["interval"] = interval(found.lower, found.upper, found.unit, lang)
        message = N_("{indicator}, {area}, {year}: **{value}** (as printed, anything from {interval}).")
    told = [sentence(lang, message, said, facts, found.figure_ids), _borders(found.area, est, lang),
            _measured(found, est, labels, lang), _made(found, est, labels, lang), why]  # fmt: skip
    return [one for one in [*told, *_contradictions(found, est, labels, lang)] if one]


def _exact(found: Citation, lang: str) -> str:
    """Write the value with the decimals that its interval stands for, and no more than it has; a rank in its field."""
    if found.unit == "rank":
        return "/".join(filter(None, [number(found.value, lang), found.facets.get("field", "")]))
    scale = scale_and_unit(found.value, found.unit, lang)[0]
    width = (found.upper - found.lower) / scale
    decimals = max(0, -math.floor(math.log10(width * 1.0001))) if 0 < width < math.inf else None
    while decimals and math.isclose(round(found.value / scale, decimals - 1), found.value / scale, rel_tol=1e-12):
        decimals -= 1
    return quantity(found.value, found.unit, lang, decimals)


def _borders(area: str, est: object, lang: str) -> Sentence | None:
    """Say within which borders, for an area that a reform changed; of one that only ended, when."""
    row = est.tables.areas.set_index("area").loc[area]
    last = N_("Within the borders up to {day}.") if row["successor"] else N_("It ended on {day}.")
    message = last if row["valid_to"] else N_("Within the borders since {day}.")
    when = row["valid_to"] or row["valid_from"]
    return sentence(lang, message, {"day": day(when, lang)}, {}) if when else None


def _bearing(found: Citation, est: object) -> pd.DataFrame:
    """The figures that print the value itself; all, where it is none of them."""
    rows = _printed(found.figure_ids, est)
    so = rows["obs_value"].eq(found.value)
    return rows[so | ~so.any()]


def _measured(found: Citation, est: object, labels: Labels, lang: str) -> Sentence | None:
    early = word(lang, EARLY, status) if (status := found.facets["obs_status"]) in EARLY else ""
    told = ", ".join(filter(None, [labels.facets(found.facets), "" if found.facets["stage"] else early]))
    rows = _bearing(found, est)
    every = all(rows[name].eq(code).all() for name in FACETS if (code := found.facets.get(name)))
    message = N_("As stated: {facets}.") if every else N_("As stated on some of the pages: {facets}.")
    return sentence(lang, message, {"facets": told}, {}) if told else None


def _made(found: Citation, est: object, labels: Labels, lang: str) -> Sentence:
    rows = _bearing(found, est)
    every, pages = found.pages["source_id"].nunique(), rows["source_id"].nunique()
    named = labels.makers(rows.reindex(columns=MADE).astype(object).fillna("").to_dict("records"))
    said = {"pages": ngettext(lang, "on {n} page", "on {n} pages", pages, n=number(pages, lang)),
            "maker": ", ".join(named)}  # fmt: skip
    if every > pages:
        said["pages"] = gettext(lang, "{pages}, less exactly on {n} more", pages=said["pages"], n=every - pages)
    message = N_("Made by {maker}; it stands {pages}.")
    if not said["maker"]:
        message = N_("The pages do not say who made it; it stands {pages}.")
    elif (series := found.facets.get("series", "")) and not said["maker"].startswith(labels.series(series)):
        message, said["series"] = N_("Made by {maker} (series: {series}); it stands {pages}."), labels.series(series)
    return sentence(lang, message, said, {"pages": pages})


def _contradictions(found: Citation, est: object, labels: Labels, lang: str) -> list[Sentence]:
    """One sentence for each figure that says otherwise, with what became of it."""
    fates = {one: row for row in found.conflicts.itertuples() for one in row.figure_ids.split("|")}
    said = []
    for row in _printed(found.contradicted_by, est)[:MOST].to_dict("records"):
        status, reason = (getattr(fates.get(row["figure_id"]), name, "") for name in ("status", "reason"))
        fate = gettext(lang, CONFLICTS[status]) + (f": {codes.said(reason, lang)}" if status == "resolved" else "")
        places = {"figure": row["figure"], "page": _page(row, labels, lang), "fate": fate}
        message = N_("Against it: “{figure}” ({page}) – {fate}.")
        said.append(sentence(lang, message, places, {"value": row["obs_value"]}, [row["figure_id"]]))
    if (rest := len(found.contradicted_by) - MOST) > 0:
        more = ngettext(lang, "And {n} more figure says otherwise.", "And {n} more figures say otherwise.", rest)
        said.append(Sentence(more, {"more": rest}))
    return said


def _figures(found: Citation, est: object, lang: str) -> list[str]:
    """List the figures that exist, as printed, the latest first."""
    labels = Labels(est, lang)
    one = ["ref_area", "indicator", "time_period", "period_basis", "series", "obs_value"]
    printed = _printed(found.figure_ids, est).sort_values("time_period", ascending=False, kind="stable")
    listed = []
    for row in printed.drop_duplicates(one)[:MOST].to_dict("records"):
        series = labels.series(row["series"]) if row["series"] else ""
        said = "; ".join(filter(None, [_when(row, lang), labels.facets(row), series, _page(row, labels, lang)]))
        other = "" if row["indicator"] == found.indicator else f"{labels.indicator(row['indicator'], found.area)}: "
        borders = "" if row["ref_area"] == found.area else str(_borders(row["ref_area"], est, lang) or "")
        value = labels.amount(row["obs_value"], row["indicator"], decimals(row))
        figure = value if row["frame"] else f"“{row['figure']}”"
        listed.append(f"- {other}{figure} ({said}). {borders}".rstrip(". "))
    return listed


def _targets(found: Citation, est: object, lang: str) -> list[str]:
    """List the targets that pages set for the year asked for: none of them says what came of it."""
    rows, labels = est.tables.targets, Labels(est, lang)
    rows = rows[rows["ref_area"].eq(found.area) & rows["indicator"].eq(found.indicator) & rows["role"].eq("target")]
    own = rows[rows["target_year"].astype(str).eq(found.year)].drop_duplicates("figure").head(MOST)
    return [gettext(lang, "- a target, not a figure: “{figure}” ({page})", figure=row["figure"],
                    page=_page(row, labels, lang)) for row in own.to_dict("records")]  # fmt: skip


def _when(row: dict[str, str], lang: str) -> str:
    """The period that the page prints, or that it prints none."""
    undated = row["period_basis"] == "publication"
    return gettext(lang, "no year printed") if undated else stated(row["time_period"], row["period_basis"], lang)


def _printed(figure_ids: tuple[str, ...], est: object) -> pd.DataFrame:
    return est.tables.observations.set_index("figure_id").loc[list(figure_ids)].reset_index()


def _page(row: dict[str, str], labels: Labels, lang: str) -> str:
    return ", ".join(filter(None, [labels.publisher(row["publisher"]), day(row["published"], lang)]))


def reference(page: dict[str, str], lang: str) -> str:
    """Write one page as a reference: publisher, date, title, address."""
    dated = f" ({day(page['published'], lang)})" if page["published"] else ""
    return f"{page['publisher']}{dated}. *{page['title']}*. {page['url']}".strip().removesuffix(".") + "."
