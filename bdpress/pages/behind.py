"""The rows behind a sentence: each figure as printed, what it is about, and the page that carries it."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from bdlib.errors import DataError
from bdlib.project import project_root
from bdlib.reading import read_table
from bdpress.pages.wording import labels
from bdviews.labels import Labels
from bdviews.language import day, measured
from bdviews.language.periods import period

MOST = 60  # rows under one sentence; what is beyond them is counted


class Row(NamedTuple):
    """A figure for readers."""

    figure: str
    about: str
    publisher: str
    title: str
    url: str
    published: str


def rows(figure_ids: Iterable[str], lang: str) -> list[Row]:
    """Give the rows of data/clean behind a sentence, in the order given; what is not there is left out."""
    try:
        figures, names = _tables(project_root(), lang)
    except (DataError, OSError):
        return []
    found = figures.reindex([one for one in dict.fromkeys(figure_ids) if one in figures.index])
    return [_row(row, names, lang) for row in found.itertuples()]


def _row(row: tuple, names: Labels, lang: str) -> Row:
    about = [names.area(row.ref_area), names.indicator(row.indicator, row.ref_area), period(row.time_period, lang)]
    about, pages, publisher = ", ".join(filter(None, about)), names.lists.pages, names.publisher(row.publisher)
    amount = measured(*map(float, row[-4:-1]), row.unit_measure, lang) if row.frame else ""  # its unit is not in a cell
    figure = " ".join(row.figure.split()) + (f" ({amount})" if amount not in ("", row.figure) else "")
    if row.source_id not in pages.index:
        return Row(figure, about, publisher, "", "", day(row.published, lang))
    source = pages.loc[row.source_id]
    url = source["url"] if source["url"].startswith(("http://", "https://")) else ""
    return Row(figure, about, publisher, source["title"], url, day(source["published"], lang))


@lru_cache(maxsize=4)
def _tables(root: Path, lang: str) -> tuple[pd.DataFrame, Labels]:
    columns = ["figure_id", "source_id", "ref_area", "indicator", "time_period", "figure", "publisher", "published",
               "frame", "obs_value", "lower", "upper", "unit_measure"]  # fmt: skip
    clean, raw = root / "data" / "clean", root / "data" / "raw"
    tables = [read_table(clean / f"{name}.csv") for name in ("observations", "targets")]
    figures = pd.concat([table.reindex(columns=columns) for table in tables]).fillna("").set_index("figure_id")
    named = ["source_id", "publisher", "title", "url", "published", "trust"]
    sources = pages = read_table(raw / "sources.csv").reindex(columns=named)
    if (file := raw / "tables" / "tables.csv").is_file():  # official tables are sources too
        official = read_table(file).rename(columns={"table": "source_id"})
        pages = pd.concat([sources, official.reindex(columns=named)])
    names = labels(lang)
    names.lists.sources, names.lists.pages = sources, pages.fillna("").set_index("source_id")
    return figures, names
