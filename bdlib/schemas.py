"""One definition of every table: pandera validates with it, the data package descriptor is generated from it.

A column states what it holds (its description is the codebook), which values it may take, and which table it points at.
"""

from collections.abc import Sequence
from functools import lru_cache

import pandera.pandas as pa

from bdlib.periods import bounds

SOURCE_KINDS = "statistics_office ministry provincial_government party newspaper company academic law".split()
ROLES = "actual target estimate forecast recommendation".split()
BASES = "stated publication inferred".split()
LEVELS = "country region province district aggregate".split()
PILLARS = "government economy society infrastructure index context".split()
INDICATOR_KINDS = "share count score rank money rate area length".split()
ACTIONS = "exclude override flag".split()
QUALIFIERS = "exact approx more_than at_least about_over less_than at_most nearly range ordinal".split()
# CL_OBS_STATUS 2.2, https://registry.sdmx.org
OBS_STATUS = "A B D E F G H I J K L M N O P Q S U V W".split()

DATE = r"(\d{4}(-\d{2}(-\d{2})?)?)?"
DAY = r"(\d{4}-\d{2}-\d{2})?"
PERIOD = r"(\d{4}(-\d{2}(-\d{2})?|-H[12]|-Q[1-4]|-W\d{2}|-\d{1,2}M)?|\d{4}/\d{4})?"
CODE = r"[A-Za-z0-9_-]+"
SLUG = r"[a-z0-9_]+"
# What a person is to write, for the patterns that do not say it by themselves.
IN_WORDS = {
    DATE: "2024, 2024-06 or 2024-06-30",
    DAY: "2024-06-30",
    PERIOD: "2024, 2024-06, 2024-06-30, 2024-Q2, 2024-H1, 2024-9M, 2024-W26 or 2020/2022",
    SLUG: "of lower-case letters, digits and _",
}


def text(
    description: str,
    *,
    required: bool = False,
    among: Sequence[str] = (),
    pattern: str = "",
    references: str = "",
    unique: bool = False,
) -> pa.Column:
    """Describe a text column; `references` is "table.column" of the key it points at."""
    checks = []
    if required:
        checks.append(pa.Check.str_length(min_value=1, error="a value (the cell is empty)"))
    if among:
        checks.append(pa.Check.isin(list(among), error="one of " + ", ".join(filter(None, among))))
    if pattern:
        checks.append(pa.Check.str_matches(rf"^(?:{pattern})\Z", error=f"the form {IN_WORDS.get(pattern, pattern)}"))
    if pattern in (DATE, DAY, PERIOD):
        checks.append(pa.Check(_exists, element_wise=True, error="a day or period that exists"))
    metadata = {"type": "string", "references": references, "required": required, "pattern": pattern, "among": among}
    return pa.Column(str, checks, unique=unique, description=description, metadata=metadata)


@lru_cache(maxsize=4096)
def _exists(period: str) -> bool:
    try:
        bounds(period)
    except ValueError:
        return False
    return True


def number(description: str, *, integer: bool = False, required: bool = False) -> pa.Column:
    """Describe a number column in base units; an empty cell is a missing value."""
    kind = "integer" if integer else "number"
    metadata = {"type": kind, "references": "", "required": required, "pattern": "", "among": ()}
    return pa.Column("Int64" if integer else float, nullable=not required, description=description, metadata=metadata)


def table(name: str, key: Sequence[str], columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    """Describe a table: exactly these columns in this order, unique by `key`."""
    return pa.DataFrameSchema(
        columns,
        name=name,
        strict=True,
        ordered=True,
        unique=list(key) if len(key) > 1 else None,
        metadata={"key": list(key)},
    )


def key(name: str, pattern: str = "") -> pa.Column:
    """Describe the column that identifies a row."""
    return text(name, required=True, pattern=pattern, unique=True)


_BASE = {
    "source_id": text("page that prints the figure", required=True, references="sources.source_id"),
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
            "kind": text("kind of publisher", required=True, among=SOURCE_KINDS),
            "language": text("language of the page", required=True, pattern=r"[a-z]{2}"),
            "reprints": text("source it copies or translates", references="sources.source_id"),
        },
    ),
    "reported": table(
        "reported",
        ["figure_id"],
        {
            "figure_id": key("source_id and a running number", r"[a-z0-9_]+-\d{3}"),
            **_BASE,
            "locator": text("paragraph of a seed text", pattern=r"(p\d+)?"),
            "area": text("area code", required=True, references="areas.area"),
            "area_as_printed": text("name in the page"),
            "indicator": text("indicator code", required=True, references="indicators.indicator"),
            "figure": text("expression as printed", required=True),
            "period": text("what the figure refers to; of a target its year", pattern=PERIOD),
            "period_basis": text("where the period comes from", required=True, among=BASES),
            "role": text("what the figure claims to be", required=True, among=ROLES),
            "target_year": text("year of a target", pattern=r"(20\d\d)?"),
            "series": text("method or agency, where known"),
            "attributed_to": text("speaker, body or document named by the page"),
            "note": text("definition and scope in our words"),
        },
    ),
    "areas": table(
        "areas",
        ["area"],
        {
            "area": key("code; a province as of 2024 or, with N, since 2025-07-01", CODE),
            "name_vi": text("name in Vietnamese", required=True),
            "name_en": text("name in English", required=True),
            "level": text("level", required=True, among=LEVELS),
            "region": text("region it lies in", references="areas.area"),
            "valid_from": text("first day of the code", pattern=DAY),
            "valid_to": text("last day of the code", pattern=DAY),
            "successor": text("code that it merged into", references="areas.area"),
            "gso_code": text("code of the statistics office", pattern=r"(\d{2,3})?"),
            "aliases": text("every printed variant, joined by |", required=True),
        },
    ),
    "indicators": table(
        "indicators",
        ["indicator"],
        {
            "indicator": key("code", r"[a-z0-9_]+(?<!_target)"),
            "name_vi": text("name in Vietnamese", required=True),
            "name_en": text("name in English", required=True),
            "unit": text("unit of the base-unit value", required=True),
            "pillar": text("pillar", required=True, among=PILLARS),
            "kind": text("kind of number", required=True, among=INDICATOR_KINDS),
            "direction": text("which way is better", required=True, among=["up", "down", "none"]),
            "limit": text("natural upper limit", pattern=r"(\d+(\.\d+)?)?"),
            "part_of": text("broader indicator", references="indicators.indicator"),
            "target_of": text("always empty: targets are rows with role target", among=[""]),
            "definition": text("definition", required=True),
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
}

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
    "source_kind": text("kind of publisher", among=SOURCE_KINDS),
    "figure": text("expression as printed", required=True),
    "attributed_to": text("speaker, body or document named by the page"),
    "note": text("definition and scope in our words"),
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
