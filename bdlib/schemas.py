"""One definition of every table, `columns.csv` beside this module: pandera validates with it, descriptors come of it.

A row of it is a column of a table, in the order of the file: what it holds, its type, its rules (`key` of the table,
`required` in every cell, `optional`: a file may lack it), the codes it may say (joined by |; in capitals a list of
:mod:`bdlib.codelists`; with nothing before the first | an empty cell too), its form (a pattern, or the name of one
below), and the table.column it points at.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

import pandera.pandas as pa

from bdlib import codelists
from bdlib.periods import exists

SLUG = r"[a-z0-9_]+"
_NUMBER = r"[0-9]{1,15}(\.[0-9]{1,15})?(e-?[0-9]{1,2})?"  # finite
_YEAR = "(1[5-9]|2[0-9])[0-9]{2}"
_CODE = r"[A-Za-z0-9_-]+"
_PLACE = f"{_CODE}(:{_CODE})?"
_FACET = f"({'|'.join(codelists.FACETS)}):{SLUG}"
PATTERNS = {
    "YEAR": _YEAR, "DATE": f"({_YEAR}(-[0-9]{{2}}(-[0-9]{{2}})?)?)?", "DAY": f"({_YEAR}-[0-9]{{2}}-[0-9]{{2}})?",
    "PERIOD": f"({_YEAR}(-[0-9]{{2}}(-[0-9]{{2}})?|-H[12]|-Q[1-4]|-W[0-9]{{2}}|-[0-9]{{1,2}}M)?|{_YEAR}/{_YEAR})?",
    "CODE": _CODE, "SLUG": SLUG, "NUMBER": rf"(-?{_NUMBER})?", "FACTOR": rf"((?=[0.]*[1-9]){_NUMBER})?",
    "PLACES": rf"({_PLACE}(\|{_PLACE})*)?", "FACETS": rf"({_FACET}(\|{_FACET})*)?",
}  # fmt: skip
_OF_SLUG, _WHOLE = "of lower-case letters, digits and _", "of a whole number above 0, of at most six digits"
_ADDRESS, _BY_PERIOD = "https://example.org/page, without blanks", "2022=https://…|2023=https://…"
# What a person is to write, for every pattern of the columns that people fill in: nobody has to read a pattern.
IN_WORDS = {
    "DATE": "2024, 2024-06 or 2024-06-30",
    "DAY": "2024-06-30",
    "NUMBER": "of a finite number",
    "PERIOD": "2024, 2024-06, 2024-06-30, 2024-Q2, 2024-H1, 2024-9M, 2024-W26 or 2020/2022",
    "YEAR": "2025",
    "FACTOR": "of a finite number above 0",
    "SLUG": _OF_SLUG,
    "CODE": "of letters, digits, _ and - without marks",
    "PLACES": "2021 or VN-79:2025, several joined by |",
    "FACETS": "measure:covered, the name of a facet and its code, several joined by |",
    "([a-z0-9_]+)?": _OF_SLUG,
    "[a-z]{2}": "vi or en, two small letters",
    "[a-z0-9_]+-[0-9]{3,}": "page_a-001, the source and a number of three digits",
    "(p[0-9]+)?": "p3, a paragraph",
    "(20[0-9]{2})?": "2025",
    "([0-9]{2,3})?": "of two or three digits",
    "[a-z0-9_]+(?<!_target)": f"{_OF_SLUG} that does not end in _target",
    "([a-z0-9_]+/[a-z0-9_]+)?": "a/b, two indicators",
    "(sum|mean|none|weighted:[a-z0-9_]+)?": "sum, mean, none or weighted:population",
    "([1-9][0-9]{0,5})?": _WHOLE,
    "[1-9][0-9]{0,5}": _WHOLE,
    r"(https?://\S+)?": _ADDRESS,
    r"([0-9]{4}=https?://[^|]+(\|[0-9]{4}=https?://[^|]+)*)?": _BY_PERIOD,
    "-?[0-9]{1,15}([.,][0-9]{1,15})?": "8717.63 or 8717,63, a number with one point or comma and none for thousands",
}
DTYPES = {"string": str, "integer": "Int64", "number": float}


def _column(row: dict[str, str]) -> pa.Column:
    words = row["among"].split("|") if row["among"] else []
    among = [code for word in words for code in getattr(codelists, word or "_", [word])]
    form, pattern = row["pattern"], PATTERNS.get(row["pattern"], row["pattern"])
    rules, is_text, checks = row["rules"].split(), row["type"] == "string", []
    if is_text and "required" in rules:
        checks.append(pa.Check.str_contains(r"\S", error="a value (the cell is empty)"))
    if among:
        checks.append(pa.Check.isin(among, error="one of " + ", ".join(filter(None, among))))
    if pattern:
        fits = lambda cell: bool(re.fullmatch(pattern, str(cell)))  # noqa: E731
        said = f"the form {IN_WORDS.get(form, pattern)}"
        checks.append(pa.Check(lru_cache(4096)(fits), element_wise=True, error=said))
    if form in ("DATE", "DAY", "PERIOD"):
        checks.append(pa.Check(exists, element_wise=True, error="a day or period that exists"))
    metadata = {"type": row["type"], "references": row["references"], "pattern": pattern, "among": among}
    metadata |= {rule: rule in rules for rule in ("key", "required", "optional")}
    return pa.Column(DTYPES[row["type"]], checks, nullable=not is_text and "required" not in rules,
                     description=row["description"], metadata=metadata)  # fmt: skip


def _schema(name: str, *parts: str) -> pa.DataFrameSchema:
    """Describe a table: exactly the columns of its parts, by default its own, in this order, unique by its key."""
    columns = {row["column"]: _column(row) for part in parts or [name] for row in _ROWS if row["table"] == part}
    key = [column for column, spec in columns.items() if spec.metadata["key"]]
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True, unique=key,
                              report_duplicates="exclude_first", metadata={"key": key})  # fmt: skip


with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as _file:
    _ROWS = list(csv.DictReader(_file))
OPTIONAL = ("corrections", "origins", "series", "facets", "rules", "tables")  # files that a study may lack
RAW = {name: _schema(name) for name in ("sources", "reported", "areas", "indicators", *OPTIONAL)}
VALUES = _schema("values")
_SHARED = {"targets": ("observations", "targets"), "variants": ("conflicts",)}
CLEAN = {name: _schema(name, *_SHARED.get(name, ()))
         for name in ("observations", "targets", "left_out", "conflicts", "variants", "estimates")}  # fmt: skip


def raw_file(name: str) -> str:
    """Path of a raw table within its project."""
    return "data/raw/tables/tables.csv" if name == "tables" else f"data/raw/{name}.csv"
