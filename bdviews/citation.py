"""A citation in words: the value, what it measures, who made it and where it stands, and what contradicts it."""

import math

import pandas as pd

from bdlib.citation import Citation
from bdviews.language import area_name, day, indicator_name, interval, number, quantity, scale_and_unit, series_name
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.sentences import Sentence, sentence

# Why a figure is cited, or none; the codes are those of bdlib.citation.choice.
REASONS = {
    "only": "",
    "official": N_("Several figures exist; this one is of the statistics office or its table of all areas."),
    "agree": N_("Several makers agree within their intervals; this is the most exact figure."),
    "no_figure": N_("Nothing to cite: the corpus has no figure of it."),
    "other_periods": N_("Nothing to cite: figures exist, but of other periods."),
    "part_year": N_("Nothing to cite: figures exist, but of parts of the year only."),
    "undated": N_(
        "Nothing to cite: no page prints the year; a figure is only known to be from no later than its page."
    ),
    "low_trust": N_(
        "Nothing to cite: only copies that garble print it (scraped, translated by machine, wiki or blog)."
    ),
    "open_conflict": N_("Nothing to cite: the pages contradict each other, and nothing decides between them."),
    "facets": N_("Nothing to cite yet: the figures are of different things. Ask for one of them."),
    "several_makers": N_("Nothing to cite: makers give different values, and none of them is the statistics office."),
    "ended": N_("Nothing to cite: the area had ended before that year."),
}
CONFLICTS = {
    "explained": N_("explained: both can be right"),
    "resolved": N_("set aside on evidence"),
    "open": N_("still open"),
    "": N_("from another maker or series"),
}
MOST = 6  # figures listed


def text(found: Citation, est: object, lang: str) -> str:
    """Write a citation out as Markdown: an answer of a few sentences, then the pages to cite."""
    said = [str(one) for one in sentences(found, est, lang)]
    pages = found.pages.drop_duplicates("source_id")[:MOST] if len(found.pages) else found.pages
    listed = [f"- {reference(page, lang)}" for page in pages.to_dict("records")]
    head = gettext(lang, "Figures that exist:") if found.refused else gettext(lang, "To cite:")
    return "\n\n".join([*said, *(["\n".join([head, *_figures(found, est, lang)])] if found.refused and listed else []),
                        *(["\n".join([head, *listed])] if listed and not found.refused else [])])  # fmt: skip


def sentences(found: Citation, est: object, lang: str) -> list[Sentence]:
    """Say what is cited, what it measures, who made it, what contradicts it, and why it was taken."""
    tables = est.tables
    name = indicator_name(tables.indicators, found.indicator, lang)
    asked = {"indicator": name, "area": area_name(tables.areas, found.area, lang), "year": found.period or found.year}
    why = REASONS[found.reason] and sentence(lang, REASONS[found.reason], {}, {}, found.figure_ids)
    if found.refused:
        return [sentence(lang, "{indicator}, {area}, {year}.", asked, {}), why]
    facts = {name: getattr(found, name) for name in ("value", "lower", "upper")}
    said = {**asked, "value": f"{_exact(found, lang)}"}
    first = sentence(lang, "{indicator}, {area}, {year}: **{value}**.", said, facts, found.figure_ids)
    if found.lower < found.upper and found.unit != "rank":
        said["interval"] = interval(found.lower, found.upper, found.unit, lang)
        message = N_("{indicator}, {area}, {year}: **{value}** (as printed, anything from {interval}).")
        first = sentence(lang, message, said, facts, found.figure_ids)
    return [one for one in (first, _measured(found, tables, lang), _made(found, tables, lang), why,
                            *_contradictions(found, est, lang)) if one]  # fmt: skip


def _exact(found: Citation, lang: str) -> str:
    """Write the value with the decimals that its interval stands for."""
    width = (found.upper - found.lower) / scale_and_unit(found.value, found.unit, lang)[0]
    decimals = max(0, -math.floor(math.log10(width * 1.0001))) if 0 < width < math.inf else None
    return quantity(found.value, found.unit, lang, decimals)


def _measured(found: Citation, tables: object, lang: str) -> Sentence | None:
    stated = [facet_name(tables, name, found.facets.get(name, ""), lang)
              for name in ("measure", "base", "prices", "scope", "stage") if found.facets.get(name)]  # fmt: skip
    return sentence(lang, "As stated: {facets}.", {"facets": ", ".join(stated)}, {}) if stated else None


def _made(found: Citation, tables: object, lang: str) -> Sentence:
    pages = found.pages["source_id"].nunique()
    where = ngettext(lang, "on {n} page", "on {n} pages", pages, n=number(pages, lang))
    if not found.origin:
        message = N_("The pages do not say who made it; it stands {pages}.")
        return sentence(lang, message, {"pages": where}, {"pages": pages})
    series = found.facets.get("series", "")
    maker = {"maker": maker_name(tables, found.origin, lang), "pages": where}
    if series and series != found.origin:
        said = {**maker, "series": series_name(series, lang)}
        return sentence(lang, "Made by {maker} (series {series}); it stands {pages}.", said, {"pages": pages})
    return sentence(lang, "Made by {maker}; it stands {pages}.", maker, {"pages": pages})


def _contradictions(found: Citation, est: object, lang: str) -> list[Sentence]:
    """One sentence for each figure that says otherwise, with what became of it."""
    status = {one: row.status for row in found.conflicts.itertuples() for one in row.figure_ids.split("|")}
    printed = _printed(found.contradicted_by[:MOST], est)
    rest = len(found.contradicted_by) - MOST
    said = []
    for row in printed.to_dict("records"):
        fate = gettext(lang, CONFLICTS[status.get(row["figure_id"], "")])
        places = {"figure": row["figure"], "page": _page(row, lang), "fate": fate}
        message = N_("Against it: “{figure}” ({page}) – {fate}.")
        said.append(sentence(lang, message, places, {"value": row["obs_value"]}, [row["figure_id"]]))
    if rest > 0:
        more = ngettext(lang, "And {n} more figure says otherwise.", "And {n} more figures say otherwise.", rest)
        said.append(Sentence(more, {"more": rest}))
    return said


def _figures(found: Citation, est: object, lang: str) -> list[str]:
    """List the figures that exist, as printed, the latest first."""
    printed = _printed(found.figure_ids, est).sort_values("time_period", ascending=False, kind="stable")[:MOST]
    return [f"- “{row['figure']}” ({row['time_period']}; {_page(row, lang)})" for row in printed.to_dict("records")]


def _printed(figure_ids: tuple[str, ...], est: object) -> pd.DataFrame:
    observed = est.tables.observations.set_index("figure_id").loc[list(figure_ids)].reset_index()
    return observed[["figure_id", "figure", "time_period", "obs_value", "publisher", "published"]]


def _page(row: dict[str, str], lang: str) -> str:
    return ", ".join(filter(None, [row["publisher"], day(row["published"], lang)]))


def reference(page: dict[str, str], lang: str) -> str:
    """Write one page as a reference: publisher, date, title, address."""
    dated = f" ({day(page['published'], lang)})" if page["published"] else ""
    return f"{page['publisher']}{dated}. *{page['title']}*. {page['url']}".strip().removesuffix(".") + "."


def facet_name(tables: object, facet: str, codes: str, lang: str) -> str:
    """Name of a facet's codes in the language, from facets.csv; the code where the list does not have it."""
    listed = getattr(tables, "facets", None)
    if listed is None or listed.empty:
        return codes.replace("|", ", ")
    named = listed[listed["facet"].eq(facet)].set_index("code")[f"name_{lang}"]
    return ", ".join(named.get(code) or code for code in codes.split("|"))


def maker_name(tables: object, maker: str, lang: str) -> str:
    """Name of a maker in the language, from origins.csv; the code where the list does not have it."""
    listed = tables.origins
    named = listed[listed["maker"].eq(maker)] if "maker" in listed else listed
    return next(filter(None, named[f"name_{lang}"]), series_name(maker, lang))
