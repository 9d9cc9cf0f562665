"""One definition of every table: pandera validates with it, the data package descriptor is generated from it.

A column states what it holds (its description is the codebook), which values it may take, and which table it points at.
"""

import pandera.pandas as pa

from bdlib.columns import CODE as AREA_CODE
from bdlib.columns import DATE, DAY, PERIOD, SLUG, key, number, table, text

# Open lists: what is known so far, for forms; a study may use kinds of its own.
SOURCE_KINDS = "statistics_office ministry provincial_government party newspaper company academic law".split()
ROLES = "actual target estimate forecast recommendation".split()
BASES = "stated publication inferred".split()
LEVELS = "country region province district aggregate open".split()
INDICATOR_KINDS = "share count score rank money rate area length".split()
ACTIONS = "exclude override flag".split()
QUALIFIERS = "exact approx more_than at_least about_over less_than at_most nearly range ordinal".split()
FACETS = "measure base prices scope stage".split()
FRAMES = "complete most selected".split()
ORIGIN_BASES = "attributed series publisher none".split()
# CL_OBS_STATUS 2.2, https://registry.sdmx.org
OBS_STATUS = "A B D E F G H I J K L M N O P Q S U V W".split()

_BASE = {
    "source_id": text("page that prints the figure", required=True, references="sources.source_id"),
}
_FACETS = {
    "measure": text("what is counted, where the page says: covered, connected, registered …", optional=True),
    "base": text("of whom, where the page says: households, people, 15plus …", optional=True),
    "prices": text("current or constant prices, where the page says", optional=True),
    "scope": text("a named subset; several joined by |", optional=True),
    "stage": text("forecast, estimate, preliminary, revised, final", optional=True),
}
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
            **_FACETS,
        },
    ),
    "areas": table(
        "areas",
        ["area"],
        {
            "area": key("code; a province as of 2024 or, with N, since 2025-07-01", AREA_CODE),
            **_NAMES,
            "level": text("level", required=True, among=LEVELS),
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
}
OPTIONAL = ("corrections", "origins", "series", "facets", "rules")  # files that a study may lack

_OBSERVATION = {
    "figure_id": text("figure as in data/raw/reported.csv", required=True, unique=True),
    "source_id": text("page", required=True),
    "ref_area": text("area code", required=True),
    "indicator": text("indicator code", required=True),
    "time_period": text("period the value refers to; empty if nobody says", pattern=PERIOD),
    "period_basis": text("where the period comes from", among=BASES),
    "role": text("what the figure claims to be", among=ROLES),
    "series": text("method or agency, where known"),
    "obs_value": number("value in base units; empty for a printed range"),
    "low": number("lower bound as printed"),
    "high": number("upper bound as printed"),
    "lower": number("lower end of the claim interval", required=True),
    "upper": number("upper end of the claim interval", required=True),
    "denominator": number("b of a printed a/b"),
    "decimals": number("decimals as printed", integer=True),
    "qualifier": text("word that bounds or softens the value", among=QUALIFIERS),
    "unit_measure": text("unit of the value", required=True),
    "obs_status": text("CL_OBS_STATUS", among=OBS_STATUS),
    "published": text("publication date of the page", pattern=DATE),
    "reprints": text("source that the page copies, as far as known"),
    "publisher": text("publisher of the page", required=True),
    "source_kind": text("kind of publisher", pattern=SLUG),
    "figure": text("expression as printed", required=True),
    "attributed_to": text("speaker, body or document named by the page"),
    "note": text("definition and scope in our words"),
    **_FACETS,
    "origin": text("who made the number; empty if nothing says so"),
    "maker": text("the body that its maker belongs to"),
    "maker_kind": text("kind of body that is"),
    "origin_basis": text("which column says who made it", among=ORIGIN_BASES),
    "trust": text("low for a carrier that garbles", among=["", "low"]),
    "frame": text("areas of the table it stands in; empty for a figure of a page", among=["", *FRAMES]),
}

_ESTIMATE_KEY = ["ref_area", "indicator", "time_period", "series"]

CLEAN: dict[str, pa.DataFrameSchema] = {
    "observations": table("observations", ["figure_id"], _OBSERVATION),
    "targets": table(
        "targets",
        ["figure_id"],
        {**_OBSERVATION, "target_year": number("year of the target", integer=True)},
    ),
    "left_out": table(
        "left_out",
        ["figure_id"],
        {
            "figure_id": text("figure", required=True, unique=True),
            "figure": text("expression as printed", required=True),
            "reason": text("why it is in no other table", required=True),
        },
    ),
    "conflicts": table(
        "conflicts",
        ["conflict_id"],
        {
            "conflict_id": text("number of the conflict", required=True, unique=True),
            "ref_area": text("area code, two joined by | across a merger", required=True),
            "indicator": text("indicator, two joined by | across parts", required=True),
            "role": text("role of the figures", required=True),
            "time_period": text("first and last period"),
            "figure_ids": text("figures, joined by |", required=True),
            "kinds": text("what kind of conflict, strongest first"),
            "strengths": text("strength of each kind, 0 to 1"),
            "status": text("explained, resolved or open", among=["explained", "resolved", "open"]),
            "chosen_figure_id": text("the figure chosen, if any"),
            "witnesses": number("independent origins", integer=True),
            "explanation_vi": text("explanation in Vietnamese", required=True),
            "explanation_en": text("explanation in English", required=True),
        },
    ),
    "estimates": table(
        "estimates",
        _ESTIMATE_KEY,
        {
            "ref_area": text("area code", required=True),
            "indicator": text("indicator code", required=True),
            "time_period": text("year, or part of a year for a flow"),
            "series": text("method or agency; empty if unknown"),
            "obs_value": number("reconciled value; empty when declined"),
            "lower": number("lower end of its interval"),
            "upper": number("upper end of its interval"),
            "unit_measure": text("unit", required=True),
            "obs_status": text("CL_OBS_STATUS", among=OBS_STATUS),
            "method": text("method of reconciling", required=True),
            "witnesses": number("independent origins behind the value", integer=True),
            "figure_ids": text("figures it rests on, joined by |"),
            "set_aside": text("figures set aside, joined by |"),
            "reason": text("how it came about, or why it was declined"),
        },
    ),
}
