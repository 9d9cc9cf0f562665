"""One figure of a citation in a line: as printed, of what and when it is, who made it and where it stands."""

import re

import pandas as pd

from bdlib.citation import ABSENT, Citation
from bdlib.codelists import DEFINING
from bdviews.citation.made import HEDGES, borders
from bdviews.comparison.standpoint import decimals
from bdviews.labels import Labels
from bdviews.language import codes, day, decimal_mark, language_name, scale_and_unit
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import INFERRED, stated

QUOTED = {"target": N_("a target, not a figure: {figure}"), "forecast": N_("a forecast, not a figure: {figure}")}
MOST = 6  # figures listed
DIGITS = 1e-7  # part of a value that no page prints a digit of: it is told with all the digits that are printed


def cut(listed: list[str], lang: str) -> list[str]:
    """The first of what is listed, each once, and how many more there are."""
    listed = list(dict.fromkeys(listed))  # two language editions of a page print one figure
    rest = len(listed) - MOST
    return listed[:MOST] + ([ngettext(lang, "- and {n} more", "- and {n} more", rest)] if rest > 0 else [])


def existing(found: Citation, est: object, lang: str) -> list[str]:
    """List the figures that exist, as printed; before them what is set for the year, or after them for the nearest."""
    aims, seen = targets(est), est.tables.observations
    aims = aims[aims["role"].eq("target")]
    seen = seen.assign(stage=seen["stage"].where(seen["role"].ne("forecast"), ""))
    every = pd.concat([aims, seen])
    ahead = every["role"].isin(QUOTED)
    same = {"ref_area": found.area, "indicator": found.indicator, "time_period": found.year}
    of_year = every[list(same)].eq(pd.Series(same)).all(axis=1) & ahead & (found.reason in (*ABSENT, "undated"))
    of_year &= found.year != ""
    set_for = set(aims["figure_id"])
    asked = [one for one in found.figure_ids if one in set_for]
    first = dict.fromkeys([*every.loc[of_year, "figure_id"], *asked])
    every = every.set_index("figure_id", drop=False)
    rest = [one for one in found.figure_ids if one not in first]
    later = [] if first else list(found.aims)
    parts = [every.loc[ids] for ids in (list(first), rest, later)]
    return [line for part in parts for line in _lines(part, found, est, lang)]


def targets(est: object) -> pd.DataFrame:
    """The targets, each of the year that it is set for."""
    aims = est.tables.targets
    years = aims["target_year"].astype("string").fillna("").astype(object)
    return aims.assign(time_period=years, period_basis=years.map(bool).map({True: "stated", False: "publication"}))


def _lines(rows: pd.DataFrame, found: Citation, est: object, lang: str) -> list[str]:
    """A line for each figure; for each wording of a target one, however many print it, of its soundest page."""
    one = ["role", "ref_area", "indicator", "time_period", "period_basis", "obs_value", "qualifier", *DEFINING]
    maker = (rows["series"] + "|" + rows["maker"]).where(~rows["role"].isin(QUOTED), "")
    order = pd.DataFrame({"copy": rows["trust"].eq("low"), "nobody": rows["maker"].eq("")})
    sound = rows.assign(_maker=maker).loc[order.sort_values(["copy", "nobody"], kind="stable").index]
    prints = {same["figure_id"].iloc[0]: same for _, same in sound.groupby([*one, "_maker"], sort=False, dropna=False)}
    listed = [(row, prints[row["figure_id"]]) for row in rows.to_dict("records") if row["figure_id"] in prints]
    return cut([f"- {line(row, found, est, lang, same)}" for row, same in listed], lang)


def line(row: dict[str, str], found: Citation, est: object, lang: str, prints: pd.DataFrame | None = None) -> str:
    """A figure as printed, of what it is where not what was asked for, and where it stands; of `prints` all makers."""
    labels = Labels(est, lang)
    other = "" if row["indicator"] == found.indicator else f"{labels.indicator(row['indicator'], found.area)}: "
    within = "" if row["ref_area"] == found.area else str(borders(row["ref_area"], est, lang) or "")
    return f"{other}{value(row, labels)} ({about(row, found, labels, lang, prints)}). {within}".rstrip(". ")


def value(row: dict[str, str], labels: Labels) -> str:
    """A figure as its page prints it, in words where that is an official table or another language; all its digits."""
    if not row["frame"]:
        return gettext(labels.lang, QUOTED.get(row["role"], "{figure}"), figure=_quoted(row, labels))
    large = scale_and_unit(row["obs_value"], row["unit_measure"], labels.lang)[0] > 1
    ends = (row["lower"], row["upper"]) if large else ()
    return labels.amount(row["obs_value"], row["indicator"], decimals(row), ends)


def _quoted(row: dict[str, str], labels: Labels) -> str:
    """A figure in quotation marks; before it the number as the answer writes it, where its page writes it otherwise."""
    said, lang = f"“{row['figure']}”", labels.page_language(row["source_id"])
    foreign = lang not in ("", labels.lang) and re.search(r"[^\W\d_]", row["figure"])
    language = language_name(lang, labels.lang) if lang else ""
    if foreign and pd.isna(row["obs_value"]):
        return gettext(labels.lang, "{said} (in {language})", said=said, language=language)
    if not (foreign or _otherwise(row, labels.lang)) or pd.isna(row["obs_value"]):
        return said
    hedge = codes.spoken(row["qualifier"], labels.lang) if row["qualifier"] in HEDGES else ""
    digits = abs(row["obs_value"]) * DIGITS
    ends = (row["obs_value"] - digits, row["obs_value"] + digits) if row["unit_measure"] != "rank" else ()
    number = labels.amount(row["obs_value"], row["indicator"], None, ends)
    told = " ".join(filter(None, [hedge, number]))
    if lang in ("", labels.lang):
        return gettext(labels.lang, "{told} (printed {said})", told=told, said=said)
    return gettext(labels.lang, "{told} ({said}, in {language})", told=told, said=said, language=language)


def _otherwise(row: dict[str, str], lang: str) -> bool:
    """Whether a reader of a language takes the mark of thousands of a print for that of decimals, or the reverse."""
    number = re.search(r"\d[\d.,]*\d|\d", row["figure"])
    decimals = row.get("decimals")
    if number is None or decimals is None or pd.isna(decimals):
        return False
    return len(number[0].partition(decimal_mark(lang))[2]) != decimals


def about(row: dict[str, str], found: Citation, labels: Labels, lang: str, prints: pd.DataFrame | None = None) -> str:
    """Of when a figure is, where that is not the period cited; what it measures, who made it, where it stands."""
    code, basis = row["time_period"], row["period_basis"]
    when = gettext(lang, "no year printed") if basis == "publication" else stated(code, basis, lang)
    when = "" if (code, basis) == (found.period, "stated") else when
    series, maker = labels.series(row["series"]) if row["series"] else "", labels.made(row)
    page = ", ".join(filter(None, [labels.publisher(row["publisher"], row.get("trust")), published(row, labels)]))
    made = [one for one, beside in ((series, maker + page), (maker, page)) if one not in beside]
    if row["role"] in QUOTED and prints is not None:
        others = [labels.made(other) for other in prints.to_dict("records")]
        made += [one for one in dict.fromkeys(others) if one not in ("", maker, page)]
        pages = prints["source_id"].nunique()
        page = gettext(lang, "{n} pages, of these {page}", n=pages, page=page) if pages > 1 else page
    return "; ".join(filter(None, [when, labels.facets(row), *made, page]))


def published(page: dict[str, str], labels: Labels) -> str:
    """Write the day of a page; one that a collector inferred is said to be inferred."""
    told = day(page["published"], labels.lang)
    guessed = told and page["source_id"] in labels.inferred_days
    return gettext(labels.lang, INFERRED, period=told) if guessed else told


def printed(figure_ids: tuple[str, ...], est: object) -> pd.DataFrame:
    """The observations of some figures, in their order."""
    return est.tables.observations.set_index("figure_id").loc[list(figure_ids)].reset_index()


def reference(page: dict[str, str], labels: Labels) -> str:
    """Write one page as a reference: publisher, date, title, address."""
    told = published(page, labels)
    dated = f" ({told})" if told else ""
    return f"{page['publisher']}{dated}. *{page['title']}*. {page['url']}".strip().removesuffix(".") + "."
