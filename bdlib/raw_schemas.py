"""The tables that people write in data/raw: what each column holds, what it may hold, which table it points at."""

from functools import partial

import pandera.pandas as pa

from bdlib.codelists import ACTIONS, BASES, DEFINING, FACETS, FRAMES, INDICATOR_KINDS, OBS_STATUS, ROLES
from bdlib.columns import CODE as AREA_CODE
from bdlib.columns import DATE, DAY, PERIOD, SLUG, key, table, text

maybe = partial(text, optional=True)  # a column that a file may lack
FACET_COLUMNS = {
    "measure": maybe("what is counted, where the page says: covered, connected, registered …"),
    "base": maybe("of whom, where the page says: households, people, 15plus …"),
    "prices": maybe("current or constant prices, where the page says"),
    "scope": maybe("a named subset; several joined by |"),
    "stage": maybe("forecast, estimate, preliminary, revised, final"),
}
_NUMBER = r"(-?[0-9]+(\.[0-9]+)?(e[0-9]+)?)?"
_PLACES = r"([A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?(\|[A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?)*)?"
_FACET = rf"({'|'.join(FACETS)}):{SLUG}"
_IMPLIED = rf"({_FACET}(\|{_FACET})*)?"
_NAMES = {
    "name_vi": maybe("name in Vietnamese; one of the two suffices"),
    "name_en": maybe("name in English; one of the two suffices"),
}

_COLUMNS = {
    "sources": {
        "source_id": key("slug of the page", SLUG),
        "publisher": text("who publishes the page", required=True),
        "title": text("short title, for citation", required=True),
        "published": text("date, year-month or year; empty if unknown", pattern=DATE),
        "published_note": maybe("why, where the date was inferred"),
        "url": text("address, empty where unknown", pattern=r"(https?://\S+)?"),
        "kind": text("kind of publisher", required=True, pattern=SLUG),
        "language": text("language of the page", required=True, pattern=r"[a-z]{2}"),
        "reprints": maybe("source it copies or translates", references="sources.source_id"),
        "trust": maybe(
            "low for a carrier that garbles: a scraper's copy, a machine translation, a wiki, a blog", among=["", "low"]
        ),
    },
    "reported": {
        "figure_id": key("source_id and a running number", r"[a-z0-9_]+-[0-9]{3,}"),
        "source_id": text("page that prints the figure", required=True, references="sources.source_id"),
        "locator": maybe("paragraph of a seed text", pattern=r"(p[0-9]+)?"),
        "area": text("area code", required=True, references="areas.area"),
        "area_as_printed": maybe("name in the page"),
        "indicator": text("indicator code", required=True, references="indicators.indicator"),
        "figure": text("expression as printed", required=True),
        "period": text("what the figure refers to; of a target its year", pattern=PERIOD),
        "period_basis": text("where the period comes from", required=True, among=BASES),
        "role": text("what the figure claims to be", required=True, among=ROLES),
        "target_year": maybe("year of a target", pattern=r"(20[0-9]{2})?"),
        "series": maybe("method or agency, where known", references="series.series"),
        "attributed_to": maybe("speaker, body or document named by the page"),
        "note": maybe("definition and scope in our words, for readers only"),
        **FACET_COLUMNS,
    },
    "areas": {
        "area": key("code", AREA_CODE),
        **_NAMES,
        "level": text("level: country, region, province, plant …", required=True, pattern=SLUG),
        "region": maybe("region it lies in", references="areas.area"),
        "valid_from": maybe("first day of the code", pattern=DAY),
        "valid_to": maybe("last day of the code", pattern=DAY),
        "successor": maybe("code that it merged into", references="areas.area"),
        "gso_code": maybe("code of the statistics office", pattern=r"([0-9]{2,3})?"),
        "aliases": text("every printed variant, joined by |", required=True),
    },
    "indicators": {
        "indicator": key("code", r"[a-z0-9_]+(?<!_target)"),
        **_NAMES,
        "unit": text("unit of the base-unit value", required=True),
        "pillar": maybe("group of indicators", pattern=rf"({SLUG})?"),
        "kind": text("kind of number", required=True, among=INDICATOR_KINDS),
        "direction": text("which way is better", required=True, among=["up", "down", "none"]),
        "limit": maybe("natural upper limit", pattern=r"([0-9]+(\.[0-9]+)?)?"),
        "part_of": maybe("broader indicator", references="indicators.indicator"),
        "target_of": maybe("always empty: targets are rows with role target", among=[""]),
        "definition": text("definition", required=True),
        "family": maybe("indicators of one matter", pattern=rf"({SLUG})?"),
        "flow": maybe("a stock, one that runs up, a flow, or a rate", among=["", "stock", "running", "flow", "rate"]),
        "aggregate": maybe("how parts make a whole", pattern=rf"(sum|mean|none|weighted:{SLUG})?"),
        "ratio_of": maybe("A/B, where it is the ratio of two indicators", pattern=rf"({SLUG}/{SLUG})?"),
        "change_of": maybe("indicator whose change over a year it is", references="indicators.indicator"),
        "ranks": maybe("of a rank: indicator whose values it orders", references="indicators.indicator"),
        "implies": maybe("facets that the definition already says, which no figure repeats", pattern=_IMPLIED),
        "aliases_vi": maybe("other names in Vietnamese, joined by |"),
        "aliases_en": maybe("other names in English, joined by |"),
    },
    "corrections": {
        "figure_id": text("figure it concerns", required=True, unique=True, references="reported.figure_id"),
        "action": text("exclude, override a cell, or flag a status", among=ACTIONS),
        "column": text("cell of reported.csv that was looked at", required=True),
        "expected": text("what that cell must still hold", required=True),
        "value": text("new cell, or the obs_status of a flag"),
        "reason": text("why, in one sentence", required=True),
        "evidence": text("what shows it", required=True),
    },
    "origins": {
        "name": key("name in attributed_to, or publisher"),
        "origin": text("who made the number, one code however it is named", required=True, pattern=SLUG),
        "maker": text("the body it belongs to", pattern=rf"({SLUG})?"),
        "maker_kind": text("kind of body", pattern=rf"({SLUG})?"),
        **_NAMES,
        "issued": maybe("day, month or year of a document", pattern=DATE),
    },
    "series": {
        "series": key("code", AREA_CODE),
        "maker": text("who makes it; empty where each area has its own"),
        "method": text("how it is made"),
        **_NAMES,
        "field": text("number of areas that its ranks compare", pattern=r"([0-9]+)?"),
    },
    "facets": {
        "facet": text("column of reported.csv", required=True, among=FACETS),
        "code": text("code", required=True, pattern=SLUG),
        **_NAMES,
        "definition": text("when a figure has it", required=True),
    },
    "rules": {
        "rule": key("code"),
        "kind": text("kind of rule", required=True),
        "whole": text("indicator or area that the parts make"),
        "parts": text("parts, joined by |"),
        "note": text("why, for readers"),
    },
    "tables": {
        "table": key("slug; the values stand in a file of this name", SLUG),
        "title": text("title as published", required=True),
        "publisher": text("who publishes it", required=True),
        "kind": text("kind of publisher", required=True, pattern=SLUG),
        "series": text("method or agency", required=True, references="series.series"),
        "indicator": text("indicator code", required=True, references="indicators.indicator"),
        "frame": text("which areas it holds", required=True, among=FRAMES),
        "areas": text("how many areas there are", required=True, pattern="[0-9]+"),
        "vintage": text("which edition or state of revision"),
        "published": text("date, empty where each row has its own or nobody says", pattern=DATE),
        "unit": text("unit as published", required=True),
        "multiplier": text("factor to the indicator's base unit; empty for 1", pattern=_NUMBER),
        "offset": text("what is added after that; empty for 0", pattern=_NUMBER),
        **{name: FACET_COLUMNS[name] for name in DEFINING},
        "breaks": text("2021, or VN-79:2025: values from here on are another thing", pattern=_PLACES),
        "jumps": text("changes looked at and believed", pattern=_PLACES),
        "licence": text("licence, or none stated", required=True),
        "url": text("address of the publisher", pattern=r"(https?://\S+)?"),
        "read_from": text("copy that was read", required=True),
        "trust": text("low for a carrier that garbles", among=["", "low"]),
        "note": text("what to mind, for readers"),
    },
}
# A table's key is its first column; of facets the first two.
RAW: dict[str, pa.DataFrameSchema] = {
    name: table(name, list(columns)[: 2 if name == "facets" else 1], columns) for name, columns in _COLUMNS.items()
}
OPTIONAL = ("corrections", "origins", "series", "facets", "rules", "tables")  # files that a study may lack

VALUES = table(
    "values",
    ["table", "area", "period"],
    {
        "table": text("table that it stands in: the name of the file", required=True),
        "area": text("area code", required=True),
        "indicator": text("indicator of the table", required=True),
        "period": text("what the value refers to", required=True, pattern=PERIOD),
        "value": text("as published", required=True, pattern=r"-?[0-9]+([.,][0-9]+)?"),
        "obs_status": text("CL_OBS_STATUS; empty for A", among=["", *OBS_STATUS]),
        "note": text("what to mind, for readers"),
        "published": maybe("date of the edition, where the table has several", pattern=DATE),
    },
)


def raw_file(name: str) -> str:
    """Path of a raw table within its project."""
    return "data/raw/tables/tables.csv" if name == "tables" else f"data/raw/{name}.csv"
