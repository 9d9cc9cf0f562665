"""The tables that people write in data/raw: what each column holds, what it may hold, which table it points at."""

import pandera.pandas as pa

from bdlib.codelists import ACTIONS, BASES, FACETS, FRAMES, INDICATOR_KINDS, OBS_STATUS, ROLES
from bdlib.columns import CODE as AREA_CODE
from bdlib.columns import DATE, DAY, PERIOD, SLUG, key, table, text

_BASE = {
    "source_id": text("page that prints the figure", required=True, references="sources.source_id"),
}
FACET_COLUMNS = {
    "measure": text("what is counted, where the page says: covered, connected, registered …", optional=True),
    "base": text("of whom, where the page says: households, people, 15plus …", optional=True),
    "prices": text("current or constant prices, where the page says", optional=True),
    "scope": text("a named subset; several joined by |", optional=True),
    "stage": text("forecast, estimate, preliminary, revised, final", optional=True),
}
_NUMBER = r"(-?[0-9]+(\.[0-9]+)?(e[0-9]+)?)?"
_PLACES = r"([A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?(\|[A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?)*)?"
_FACET = rf"({'|'.join(FACETS)}):{SLUG}"
_IMPLIED = rf"({_FACET}(\|{_FACET})*)?"
_NAMES = {
    "name_vi": text("name in Vietnamese; one of the two suffices", optional=True),
    "name_en": text("name in English; one of the two suffices", optional=True),
}

RAW: dict[str, pa.DataFrameSchema] = {
    "sources": table(
        "sources",
        ["source_id"],
        {
            "source_id": key("slug of the page", SLUG),
            "publisher": text("who publishes the page", required=True),
            "title": text("short title, for citation", required=True),
            "published": text("date, year-month or year; empty if unknown", pattern=DATE),
            "published_note": text("why, where the date was inferred"),
            "url": text("address, empty where unknown", pattern=r"(https?://\S+)?"),
            "kind": text("kind of publisher", required=True, pattern=SLUG),
            "language": text("language of the page", required=True, pattern=r"[a-z]{2}"),
            "reprints": text("source it copies or translates", references="sources.source_id"),
            "trust": text(
                "low for a carrier that garbles: a scraper's copy, a machine translation, a wiki, a blog",
                among=["", "low"],
                optional=True,
            ),
        },
    ),
    "reported": table(
        "reported",
        ["figure_id"],
        {
            "figure_id": key("source_id and a running number", r"[a-z0-9_]+-[0-9]{3,}"),
            **_BASE,
            "locator": text("paragraph of a seed text", pattern=r"(p[0-9]+)?"),
            "area": text("area code", required=True, references="areas.area"),
            "area_as_printed": text("name in the page"),
            "indicator": text("indicator code", required=True, references="indicators.indicator"),
            "figure": text("expression as printed", required=True),
            "period": text("what the figure refers to; of a target its year", pattern=PERIOD),
            "period_basis": text("where the period comes from", required=True, among=BASES),
            "role": text("what the figure claims to be", required=True, among=ROLES),
            "target_year": text("year of a target", pattern=r"(20[0-9]{2})?"),
            "series": text("method or agency, where known", references="series.series"),
            "attributed_to": text("speaker, body or document named by the page"),
            "note": text("definition and scope in our words, for readers only"),
            **FACET_COLUMNS,
        },
    ),
    "areas": table(
        "areas",
        ["area"],
        {
            "area": key("code; a province as of 2024 or, with N, since 2025-07-01", AREA_CODE),
            **_NAMES,
            "level": text("level: country, region, province … or one of the study's own", required=True, pattern=SLUG),
            "region": text("region it lies in", references="areas.area"),
            "valid_from": text("first day of the code", pattern=DAY),
            "valid_to": text("last day of the code", pattern=DAY),
            "successor": text("code that it merged into", references="areas.area"),
            "gso_code": text("code of the statistics office", pattern=r"([0-9]{2,3})?"),
            "aliases": text("every printed variant, joined by |", required=True),
        },
    ),
    "indicators": table(
        "indicators",
        ["indicator"],
        {
            "indicator": key("code", r"[a-z0-9_]+(?<!_target)"),
            **_NAMES,
            "unit": text("unit of the base-unit value", required=True),
            "pillar": text("pillar", required=True, pattern=SLUG),
            "kind": text("kind of number", required=True, among=INDICATOR_KINDS),
            "direction": text("which way is better", required=True, among=["up", "down", "none"]),
            "limit": text("natural upper limit", pattern=r"([0-9]+(\.[0-9]+)?)?"),
            "part_of": text("broader indicator", references="indicators.indicator"),
            "target_of": text("always empty: targets are rows with role target", among=[""], optional=True),
            "definition": text("definition", required=True),
            "family": text("indicators of one matter", pattern=rf"({SLUG})?", optional=True),
            "flow": text(
                "a stock, a flow over the period, or a rate", among=["", "stock", "flow", "rate"], optional=True
            ),
            "aggregate": text("how parts make a whole", pattern=rf"(sum|mean|none|weighted:{SLUG})?", optional=True),
            "ratio_of": text(
                "A/B, where it is the ratio of two indicators", pattern=rf"({SLUG}/{SLUG})?", optional=True
            ),
            "change_of": text(
                "indicator whose change over a year it is", references="indicators.indicator", optional=True
            ),
            "ranks": text(
                "of a rank: indicator whose values it orders", references="indicators.indicator", optional=True
            ),
            "implies": text(
                "facets that the definition already says, which no figure repeats", pattern=_IMPLIED, optional=True
            ),
            "aliases_vi": text("other names in Vietnamese, joined by |", optional=True),
            "aliases_en": text("other names in English, joined by |", optional=True),
        },
    ),
    "corrections": table(
        "corrections",
        ["figure_id"],
        {
            "figure_id": text("figure it concerns", required=True, unique=True, references="reported.figure_id"),
            "action": text("exclude, override a cell, or flag a status", among=ACTIONS),
            "column": text("cell of reported.csv that was looked at", required=True),
            "expected": text("what that cell must still hold", required=True),
            "value": text("new cell, or the obs_status of a flag"),
            "reason": text("why, in one sentence", required=True),
            "evidence": text("what shows it", required=True),
        },
    ),
    "origins": table(
        "origins",
        ["name"],
        {
            "name": key("name in attributed_to, or publisher"),
            "origin": text("who made the number, one code however it is named", required=True, pattern=SLUG),
            "maker": text("the body it belongs to", pattern=rf"({SLUG})?"),
            "maker_kind": text("kind of body", pattern=rf"({SLUG})?"),
            **_NAMES,
            "issued": text("day, month or year of a document", pattern=DATE, optional=True),
        },
    ),
    "series": table(
        "series",
        ["series"],
        {
            "series": key("code", AREA_CODE),
            "maker": text("who makes it; empty where each area has its own"),
            "method": text("how it is made"),
            **_NAMES,
            "field": text("number of areas that its ranks compare", pattern=r"([0-9]+)?"),
        },
    ),
    "facets": table(
        "facets",
        ["facet", "code"],
        {
            "facet": text("column of reported.csv", required=True, among=FACETS),
            "code": text("code", required=True, pattern=SLUG),
            **_NAMES,
            "definition": text("when a figure has it", required=True),
        },
    ),
    "rules": table(
        "rules",
        ["rule"],
        {
            "rule": key("code"),
            "kind": text("kind of rule", required=True),
            "whole": text("indicator or area that the parts make"),
            "parts": text("parts, joined by |"),
            "note": text("why, for readers"),
        },
    ),
    "tables": table(
        "tables",
        ["table"],
        {
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
            **{name: FACET_COLUMNS[name] for name in ("measure", "base", "prices", "scope")},
            "breaks": text("2021, or VN-79:2025: values from here on are another thing", pattern=_PLACES),
            "jumps": text("changes looked at and believed", pattern=_PLACES),
            "licence": text("licence, or none stated", required=True),
            "url": text("address of the publisher", pattern=r"(https?://\S+)?"),
            "read_from": text("copy that was read", required=True),
            "trust": text("low for a carrier that garbles", among=["", "low"]),
            "note": text("what to mind, for readers"),
        },
    ),
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
        "published": text("date of the edition, where the table has several", pattern=DATE, optional=True),
    },
)


def raw_file(name: str) -> str:
    """Path of a raw table within its project."""
    return "data/raw/tables/tables.csv" if name == "tables" else f"data/raw/{name}.csv"
