"""Regular expressions that stand in a table, with an example each, beside the module that uses them."""

import csv
import re
from pathlib import Path


def rows(table: Path, pieces: dict[str, str]) -> list[dict[str, str]]:
    """Rows of a table; where a pattern names a piece, {UNIT}, it is put in."""
    with table.open(encoding="utf-8", newline="") as file:
        return [row | {"pattern": re.sub("{([A-Z_]+)}", lambda at: pieces[at[1]], row["pattern"])}
                for row in csv.DictReader(file)]  # fmt: skip


def patterns(table: Path, kind: str, pieces: dict[str, str]) -> dict[str, str]:
    """One pattern of all rows of a kind, in their order."""
    found: dict[str, list[str]] = {}
    for row in rows(table, pieces):
        found.setdefault(row[kind], []).append(row["pattern"])
    return {name: "|".join(each) for name, each in found.items()}
