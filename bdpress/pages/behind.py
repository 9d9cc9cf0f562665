"""The rows behind a sentence: each figure as printed, what it is about, and the page that carries it."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from bdlib import study
from bdlib.errors import DataError
from bdlib.project import project_root
from bdlib.reading import read_table
from bdviews.language import area_name, day, indicator_name

MOST = 60  # rows under one sentence; what is beyond them is counted


class Row(NamedTuple):
    """A figure for readers."""

    figure: str
    about: str
    publisher: str
    title: str
    url: str
    published: str


def rows(figure_ids: Iterable[str], lang: str, root: Path | None = None) -> list[Row]:
    """Give the rows of data/clean behind a sentence, in the order given; what is not there is left out."""
    try:
        figures, sources, areas, indicators = _tables(root or project_root())
    except (DataError, OSError):
        return []
    found = figures.reindex([one for one in dict.fromkeys(figure_ids) if one in figures.index])
    return [_row(row, sources, areas, indicators, lang) for row in found.itertuples()]


def _row(row: tuple, sources: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame, lang: str) -> Row:
    names = area_name(areas, row.ref_area, lang), indicator_name(indicators, row.indicator, lang)
    about = ", ".join(filter(None, [*names, day(row.time_period, lang)]))
    if row.source_id not in sources.index:
        return Row(row.figure, about, row.publisher, "", "", day(row.published, lang))
    source = sources.loc[row.source_id]
    url = source["url"] if source["url"].startswith(("http://", "https://")) else ""
    return Row(row.figure, about, source["publisher"], source["title"], url, day(source["published"], lang))


@lru_cache(maxsize=2)
def _tables(root: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    columns = ["figure_id", "source_id", "ref_area", "indicator", "time_period", "figure", "publisher", "published"]
    clean, raw = root / "data" / "clean", root / "data" / "raw"
    tables = [read_table(clean / f"{name}.csv") for name in ("observations", "targets")]
    figures = pd.concat([table[columns] for table in tables]).set_index("figure_id")
    named = ["source_id", "publisher", "title", "url", "published"]
    sources = read_table(raw / "sources.csv").reindex(columns=named)
    if (file := raw / "tables" / "tables.csv").is_file():  # official tables are sources too
        official = read_table(file).rename(columns={"table": "source_id"})
        sources = pd.concat([sources, official.reindex(columns=named)])
    sources = sources.fillna("").set_index("source_id")
    return figures, sources, study.areas(root), study.named(read_table(raw / "indicators.csv"))
