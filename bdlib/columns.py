"""What a column of a table may hold: its description is the codebook, its checks are what pandera validates."""

from collections.abc import Sequence
from functools import lru_cache

import pandera.pandas as pa

from bdlib.periods import bounds

YEAR = "(1[5-9]|2[0-9])[0-9]{2}"
DATE = rf"({YEAR}(-[0-9]{{2}}(-[0-9]{{2}})?)?)?"
DAY = rf"({YEAR}-[0-9]{{2}}-[0-9]{{2}})?"
PERIOD = rf"({YEAR}(-[0-9]{{2}}(-[0-9]{{2}})?|-H[12]|-Q[1-4]|-W[0-9]{{2}}|-[0-9]{{1,2}}M)?|{YEAR}/{YEAR})?"
CODE = r"[A-Za-z0-9_-]+"
SLUG = r"[a-z0-9_]+"
# What a person is to write, for the patterns that do not say it by themselves.
IN_WORDS = {
    DATE: "2024, 2024-06 or 2024-06-30",
    DAY: "2024-06-30",
    PERIOD: "2024, 2024-06, 2024-06-30, 2024-Q2, 2024-H1, 2024-9M, 2024-W26 or 2020/2022",
    YEAR: "2025",
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
    optional: bool = False,
) -> pa.Column:
    """Describe a text column.

    `references` is "table.column" of the key it points at; a file may lack an `optional` column: it is empty then.
    """
    checks = []
    if required:
        checks.append(pa.Check.str_contains(r"\S", error="a value (the cell is empty)"))
    if among:
        checks.append(pa.Check.isin(list(among), error="one of " + ", ".join(filter(None, among))))
    if pattern:
        checks.append(pa.Check.str_matches(rf"^(?:{pattern})\Z", error=f"the form {IN_WORDS.get(pattern, pattern)}"))
    if pattern in (DATE, DAY, PERIOD):
        checks.append(pa.Check(exists, element_wise=True, error="a day or period that exists"))
    metadata = {"type": "string", "references": references, "required": required, "pattern": pattern, "among": among,
                "optional": optional}  # fmt: skip
    return pa.Column(str, checks, unique=unique, description=description, metadata=metadata)


@lru_cache(maxsize=4096)
def exists(period: str) -> bool:
    """Tell whether a period or day names a time that there is."""
    try:
        bounds(period)
    except ValueError:
        return False
    return True


def number(description: str, *, integer: bool = False, required: bool = False, pattern: str = "") -> pa.Column:
    """Describe a number column in base units; an empty cell is a missing value."""
    kind = "integer" if integer else "number"
    metadata = {"type": kind, "references": "", "required": required, "pattern": pattern, "among": (),
                "optional": False}  # fmt: skip
    return pa.Column("Int64" if integer else float, nullable=not required, description=description, metadata=metadata)


def table(name: str, key: Sequence[str], columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    """Describe a table: exactly these columns in this order, unique by `key`."""
    unique, metadata = list(key) if len(key) > 1 else None, {"key": list(key)}
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True, unique=unique, metadata=metadata)


def key(name: str, pattern: str = "") -> pa.Column:
    """Describe the column that identifies a row."""
    return text(name, required=True, pattern=pattern, unique=True)
