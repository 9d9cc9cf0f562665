"""The data behind a figure: as CSV for spreadsheets, as a table for readers."""

import csv
import io
from collections.abc import Callable
from functools import partial
from typing import Any

from bdpress.pages.blocks import Picture, Table
from bdpress.pages.markup import slug
from bdpress.pages.wording import labels
from bdpress.store import harmless
from bdviews.language import number, quantity
from bdviews.language.codes import heading, spoken
from bdviews.language.messages import gettext
from bdviews.language.periods import period

UNIT, AMOUNTS = "unit_measure", ("obs_value", "country_value")


def to_csv(table: dict[str, Any]) -> bytes:
    """Write the data of a figure as CSV that spreadsheets open right: UTF-8 with BOM, no cell a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in table["columns"]])
    writer.writerows([harmless(value) for value in row] for row in table["rows"])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def as_table(table: dict[str, Any], lang: str) -> Table:
    """Turn the data of a figure into a table to read: names for codes, headings and numbers of the language."""
    table = _measured(table, lang)
    every, told = list(table["columns"]), [*zip(*table["rows"], strict=True)]
    kept = [place for place, name in enumerate(every)
            if name not in ("figure_ids", "figure_id") and not (name == "ref_area" and "name" in every)
            and not (told and all(_is_empty(value) for value in told[place]))]  # fmt: skip
    numeric = [every[place] in AMOUNTS or any(_is_number(row[place]) for row in table["rows"]) for place in kept]
    names = [str(every[place]) for place in kept]
    write = [_writers(lang).get(name, partial(_written, lang=lang, dated=f"_{name}".endswith("_year")))
             for name in names]  # fmt: skip
    rows = [[put(row[place]) for place, put in zip(kept, write, strict=True)] for row in table["rows"]]
    return Table([heading(name, lang) for name in names], rows, "", numeric)


def _measured(table: dict[str, Any], lang: str) -> dict[str, Any]:
    """Write amounts with the unit of their row, which then needs no column of its own."""
    if UNIT not in table["columns"]:
        return table
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    for row in rows:
        unit = row[UNIT]
        row |= {name: quantity(row[name], unit, lang) for name in AMOUNTS if _is_number(row.get(name))}
    columns = [name for name in table["columns"] if name != UNIT]
    return table | {"columns": columns, "rows": [[row[name] for name in columns] for row in rows]}


def _writers(lang: str) -> dict[str, Callable[[str], str]]:
    """How columns of codes and days are written."""
    said = labels(lang)
    codes = {"ref_area": said.area, "indicator": said.indicator, "series": said.series, "maker": said.maker}
    return codes | dict.fromkeys(("time_period", "published"), lambda code: period(code, lang))


def file_name(picture: Picture) -> str:
    """Name a download after the figure: its own name, else its title."""
    return slug((picture.table or {}).get("name") or picture.title or "data")[:60].strip("-")


def _is_empty(value: Any) -> bool:
    return value is None or value == ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(value: Any, lang: str, dated: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext(lang, "yes") if value else gettext(lang, "no")
    if not _is_number(value):
        return spoken(str(value), lang)
    if dated:
        return f"{value:.0f}"
    short = abs(value) < 1000 and not float(value).is_integer()
    return number(round(value, 4), lang, len(f"{value:.4f}".rstrip("0").partition(".")[2]) if short else None)
