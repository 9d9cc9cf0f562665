"""A citation in words: the value, what it measures, who made it and where it stands, and what contradicts it."""

import math

import pandas as pd

from bdlib.citation import ABSENT, UNFIT, Citation
from bdlib.citation.fates import fates
from bdlib.citation.result import single
from bdlib.errors import DataError
from bdviews.comparison.standpoint import decimals
from bdviews.labels import FACETS, Labels
from bdviews.language import codes, day, interval, number, quantity, scale_and_unit
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period, stated
from bdviews.sentences import Sentence, sentence
from bdviews.target_words import EARLY, word

# Why a figure is cited, or none; the codes are those of bdlib.citation.
REASONS = {
    "official": N_("Several figures exist; this one is of the statistics office or its table of all areas."),
    "agree": N_("Several makers agree within their intervals; this is the most exact figure."),
    "no_figure": N_("Nothing to cite: the corpus has no figure of it."),
    "other_periods": N_("Nothing to cite: figures exist, but none is stated to be of this period."),
    "part_year": N_("Nothing to cite: figures exist, but of parts of the year only."),
    "undated": N_("Nothing to cite: no page prints the year; it is inferred, or only known as no later than the page."),
    "low_trust": N_("Nothing to cite: only copies that garble print it (scraped, machine-translated, wiki or blog)."),
    "open_conflict": N_("Nothing to cite: the pages contradict each other, and nothing decides between them."),
    "facets": N_("Nothing to cite yet: the figures are of different things. Ask for one of them."),
    "several_makers": N_("Nothing to cite: makers give different values, and nothing decides between them."),
    "ended": N_("Nothing to cite: the area had ended before that year."),
    "target": N_("Targets are not cited: they are no measurements. Notebook 05 sets them against the figures."),
}
UNKNOWN = {"area": N_("No area is called “{word}” here."), "indicator": N_("No indicator is called “{word}” here."),
           "": N_("None of these figures is of “{word}”.")}  # fmt: skip
CONFLICTS = {"explained": N_("explained: both can be right"), "resolved": N_("set aside on evidence"), "open":
             N_("still open"), "": N_("from another maker or series"), "nobody": N_("no maker is named")}  # fmt: skip
QUOTED = {"target": N_("a target, not a figure: “{figure}”"), "forecast": N_("a forecast, not a figure: “{figure}”")}
MOST = 6  # figures listed
MADE = ["origin", "maker", "attributed_to", "origin_basis", "frame"]  # what tells who made a figure


def text(found: Citation, est: object, lang: str) -> str:
    """Write a citation out as Markdown: a few sentences, then the pages; `est` are the estimates it was asked of."""
    said = [str(one) for one in sentences(found, est, lang)]
    if found.refused:
        listed, head = _figures(found, est, lang), gettext(lang, "What exists:")
    else:
        pages = single(found.pages.assign(less=~found.pages["source_id"].isin(_bearing(found, est)["source_id"])))
        less = gettext(lang, "It prints the figure less exactly.")
        listed = [f"- {reference(page, lang)}{f' {less}' * page['less']}" for page in pages.to_dict("records")]
        listed, head = _cut(listed, lang), gettext(lang, "To cite:")
    lists = [(head, listed), *_apart(found, est, lang)]
    return "\n\n".join([*said, *("\n".join([title, *lines]) for title, lines in lists if lines)])


def _apart(found: Citation, est: object, lang: str) -> list[tuple[str, list[str]]]:
    """What exists within other borders, where nothing is cited, each under its own head."""
    others = [one for one in found.beside if one.refused]
    heads = [gettext(lang, "Beside it, for {area}:", area=Labels(est, lang).bordered(one.area)) for one in others]
    return list(zip(heads, (_figures(one, est, lang) for one in others), strict=True))


def unknown(error: DataError, est: object, lang: str) -> str:
    """Say in the language which name is known to nobody, and which may be meant; any other error as it stands."""
    labels = Labels(est, lang)
    if not error.of:
        message = gettext(lang, "“{word}” is no year or period such as 2024 or 2024-H1.", word=error.value)
        return message if error.column == "year" else str(error)
    called = {"area": labels.bordered, "indicator": labels.indicator}.get(error.of, labels.series)
    names = [(called(code), code) for code in error.near if code]
    near = "; ".join([name if name == code else f"{name} ({code})" for name, code in names[:MOST]])
    near += " …" * (len(names) > MOST)
    told = gettext(lang, UNKNOWN.get(error.of, UNKNOWN[""]), word=error.value)
    return told + (" " + gettext(lang, "It may be: {near}.", near=near) if near else "")


def _cut(listed: list[str], lang: str) -> list[str]:
    rest = len(listed) - MOST
    return listed[:MOST] + ([ngettext(lang, "- and {n} more", "- and {n} more", rest)] if rest > 0 else [])


def sentences(found: Citation, est: object, lang: str) -> list[Sentence]:
    """Say what is cited, what it measures, who made it, what contradicts it, and why it was taken."""
    labels = Labels(est, lang)
    asked = {"indicator": labels.indicator(found.indicator, found.area), "area": labels.area(found.area),
             "year": period(found.period or found.year, lang)}  # fmt: skip
    alone = found.reason == "only" or (found.reason == "official" and not (found.near or found.contradicted_by))
    why = None if alone else sentence(lang, REASONS[found.reason], {}, {}, found.figure_ids)
    guessed = N_("“{asked}” is not a name here; it was read as “{indicator}”.")
    read = sentence(lang, guessed, {**asked, "asked": found.asked}, {}) if found.asked else None
    if found.refused:
        about = sentence(lang, "{indicator}, {area}, {year}.", asked, {})
        borders = _borders(found.area, est, lang)
        exists = _aims if found.reason == "target" else _nearest
        return [one for one in [read, about, borders, why, *exists(found, est, lang)] if one]
    facts = {name: getattr(found, name) for name in ("value", "lower", "upper")}
    periods = _bearing(found, est).query("period_basis == 'stated'")["time_period"].unique()
    asked |= {"year": period(periods[0], lang)} if len(periods) == 1 else {}  # a day of the year that was asked for
    said, message = {**asked, "value": _exact(found, lang)}, N_("{indicator}, {area}, {year}: **{value}**.")
    if found.lower < found.upper and found.unit != "rank":
        said["interval"] = interval(found.lower, found.upper, found.unit, lang)
        message = N_("{indicator}, {area}, {year}: **{value}** (as printed, anything from {interval}).")
    told = [read, sentence(lang, message, said, facts, found.figure_ids), _borders(found.area, est, lang),
            *(_beside(one, labels, lang) for one in found.beside), _measured(found, est, labels, lang),
            _made(found, est, labels, lang), *_warned(found, est, lang), why]  # fmt: skip
    return [one for one in [*told, *_contradictions(found, est, labels, lang)] if one]


def _aims(found: Citation, est: object, lang: str) -> list[Sentence]:
    """Say that there is no target, or none for the year, where that is so."""
    aims = est.tables.targets
    years = aims.loc[aims["figure_id"].isin(found.figure_ids), "target_year"].astype(str)
    if not found.figure_ids:
        return [sentence(lang, N_("The corpus has no target of it."), {}, {})]
    if years.eq(found.year[:4]).any():
        return []
    said = {"year": period(found.year, lang)}
    return [sentence(lang, N_("No target is set for {year}; these are for other years, or name none."), said, {})]


def _nearest(found: Citation, est: object, lang: str) -> list[Sentence]:
    """Name the figure that may be of the period, for its page prints none, and the one that lies nearest to it."""
    if found.reason not in (*ABSENT, *UNFIT):
        return []
    rows = _printed(found.figure_ids, est)
    loose = rows["figure_id"].isin(found.near)
    dated = rows[
        ~loose & rows["indicator"].eq(found.indicator) & rows["period_basis"].eq("stated") & rows["trust"].ne("low")
    ]
    messages = [(rows[loose], N_("A page prints no year and may mean this one: {figure}.")),
                (dated, N_("The nearest figure: {figure}."))]  # fmt: skip
    said = [(message, which.iloc[0].to_dict()) for which, message in messages if len(which)]
    return [sentence(lang, message, {"figure": _line(row, found, est, lang)}, {"value": row["obs_value"]},
                     [row["figure_id"]]) for message, row in said]  # fmt: skip


def _beside(other: Citation, labels: Labels, lang: str) -> Sentence:
    """Say what holds within the other borders of the name, or among other areas of a rank."""
    said = {"value": _exact(other, lang), "series": labels.series(other.facets["series"]),
            "area": labels.bordered(other.area)}  # fmt: skip
    message = N_("Beside it, for {area}: {value} (series: {series}).")
    return sentence(lang, message, said, {"beside": other.value}, other.figure_ids)


def _warned(found: Citation, est: object, lang: str) -> list[Sentence]:
    """What a reader should know of the page: a copy was read, its series was revised, it is flagged."""
    rows, pages = _bearing(found, est), found.pages.set_index("figure_id")
    pages, revised = pages.loc[rows["figure_id"]], max(pages["revised"])
    doubtful = rows["obs_status"].eq("U").any() or pages["copied"].eq("unchecked").any()
    told = [(pages["copied"].ne("").all(), N_("It was read in a copy of the table: check it with the publisher.")),
            (revised, N_("The series was revised in {when}: first releases differ.")),
            (rows["obs_status"].eq("B").any(), N_("By our check, not the publisher's word, the series breaks in this "
                                                  "year: do not compare it with the years before.")),
            (doubtful, N_("We, not the publisher, flag it as of low reliability."))]  # fmt: skip
    return [sentence(lang, message, {"when": day(revised, lang)} if revised else {}, {}) for so, message in told if so]


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
    when, into = row["valid_to"] or row["valid_from"], Labels(est, lang).area(row["successor"])
    message = N_("Within the borders up to {day}.") if row["valid_to"] else N_("Within the borders since {day}.")
    if row["valid_to"] and into != row[f"name_{lang}"]:
        message = N_("It ended on {day}, merged into {area}.") if into else N_("It ended on {day}.")
    return sentence(lang, message, {"day": day(when, lang), "area": into}, {}) if when else None


def _bearing(found: Citation, est: object) -> pd.DataFrame:
    """The figures that print the value itself; all, where it is none of them."""
    rows = _printed(found.figure_ids, est)
    so = rows["obs_value"].eq(found.value)
    return rows[so | ~so.any()]


def _measured(found: Citation, est: object, labels: Labels, lang: str) -> Sentence | None:
    early = word(lang, EARLY, status) if (status := found.facets["obs_status"]) in EARLY else ""
    told = ", ".join(filter(None, [labels.facets(found.facets), "" if found.facets["stage"] else early]))
    every = all(_bearing(found, est)[name].eq(code).all() for name in FACETS if (code := found.facets.get(name)))
    message = N_("As stated: {facets}.") if every else N_("As stated on some of the pages: {facets}.")
    return sentence(lang, message, {"facets": told}, {}) if told else None


def _made(found: Citation, est: object, labels: Labels, lang: str) -> Sentence:
    rows = _bearing(found, est)
    bearing = found.pages[found.pages["source_id"].isin(rows["source_id"])]
    every, pages = len(single(found.pages)), len(single(bearing))
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
    """One sentence for each figure that says otherwise, with what became of it, or that may be of something else."""
    known, said = fates(found, est), []
    for row in _printed(found.contradicted_by, est)[:MOST].to_dict("records"):
        status, reason = known.loc[row["figure_id"], ["status", "reason"]]
        fate = gettext(lang, CONFLICTS[status]) + (f": {codes.said(reason, lang)}" if status == "resolved" else "")
        places = {"figure": row["figure"], "page": _about(row, found, labels, lang), "fate": fate}
        message = N_("Against it: “{figure}” ({page}) – {fate}.")
        said.append(sentence(lang, message, places, {"value": row["obs_value"]}, [row["figure_id"]]))
    if (rest := len(found.contradicted_by) - MOST) > 0:
        more = ngettext(lang, "And {n} more figure says otherwise.", "And {n} more figures say otherwise.", rest)
        said.append(Sentence(more, {"more": rest}))
    message = N_("There is also “{figure}” ({page}); it may be of another day, year or definition.")
    for row in _printed(found.near, est)[:MOST].to_dict("records"):
        places = {"figure": row["figure"], "page": _about(row, found, labels, lang)}
        said.append(sentence(lang, message, places, {"value": row["obs_value"]}, [row["figure_id"]]))
    return said


def _figures(found: Citation, est: object, lang: str) -> list[str]:
    """List the figures that exist, as printed; before them targets and forecasts of the year."""
    aims, seen = est.tables.targets, est.tables.observations
    aims = aims.assign(time_period=aims["target_year"].astype(str).replace("<NA>", ""), period_basis="stated")
    aims = aims[aims["role"].eq("target")]
    seen = seen.assign(stage=seen["stage"].where(seen["role"].ne("forecast"), ""))
    every = pd.concat([aims, seen])
    ahead = every["role"].isin(QUOTED)
    same = {"ref_area": found.area, "indicator": found.indicator, "time_period": found.year}
    of_year = every[list(same)].eq(pd.Series(same)).all(axis=1) & ahead & (found.reason in (*ABSENT, "undated"))
    set_for = set(aims["figure_id"])
    asked = [one for one in found.figure_ids if one in set_for]
    first = dict.fromkeys([*every.loc[of_year, "figure_id"], *asked])
    every = every.set_index("figure_id", drop=False)
    parts = [every.loc[list(first)], every.loc[[one for one in found.figure_ids if one not in first]]]
    return [line for part in parts for line in _listed(part, found, est, lang)]


def _listed(rows: pd.DataFrame, found: Citation, est: object, lang: str) -> list[str]:
    one = ["role", "ref_area", "indicator", "time_period", "period_basis", "series", "maker", "obs_value"]
    return _cut([f"- {_line(row, found, est, lang)}" for row in rows.drop_duplicates(one).to_dict("records")], lang)


def _line(row: dict[str, str], found: Citation, est: object, lang: str) -> str:
    """A figure as printed, of what it is where that is not what was asked for, and where it stands."""
    labels = Labels(est, lang)
    other = "" if row["indicator"] == found.indicator else f"{labels.indicator(row['indicator'], found.area)}: "
    borders = "" if row["ref_area"] == found.area else str(_borders(row["ref_area"], est, lang) or "")
    value = labels.amount(row["obs_value"], row["indicator"], decimals(row))
    figure = value if row["frame"] else gettext(lang, QUOTED.get(row["role"], "“{figure}”"), figure=row["figure"])
    return f"{other}{figure} ({_about(row, found, labels, lang)}). {borders}".rstrip(". ")


def _about(row: dict[str, str], found: Citation, labels: Labels, lang: str) -> str:
    """Of when a figure is, where that is not the period cited; what it measures, who made it, where it stands."""
    code, basis = row["time_period"], row["period_basis"]
    when = gettext(lang, "no year printed") if basis == "publication" else stated(code, basis, lang)
    when = "" if (code, basis) == (found.period, "stated") else when
    series, maker = labels.series(row["series"]) if row["series"] else "", labels.maker(row["maker"])
    page = ", ".join(filter(None, [labels.publisher(row["publisher"]), day(row["published"], lang)]))
    made = [one for one, beside in ((series, maker + page), (maker, page)) if one not in beside]
    return "; ".join(filter(None, [when, labels.facets(row), *made, page]))


def _printed(figure_ids: tuple[str, ...], est: object) -> pd.DataFrame:
    return est.tables.observations.set_index("figure_id").loc[list(figure_ids)].reset_index()


def reference(page: dict[str, str], lang: str) -> str:
    """Write one page as a reference: publisher, date, title, address."""
    dated = f" ({day(page['published'], lang)})" if page["published"] else ""
    return f"{page['publisher']}{dated}. *{page['title']}*. {page['url']}".strip().removesuffix(".") + "."
