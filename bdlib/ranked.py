"""Of how many areas a printed rank is one: a rank means nothing without its field."""

from collections.abc import Sequence

import pandas as pd


def series_fields(tables: object) -> dict[str, str]:
    """Number of areas that the ranks of a series compare, as text, by series."""
    listed = tables.series
    return {} if listed.empty else dict(zip(listed["series"], listed["field"], strict=True))


def listed_areas(rows: pd.DataFrame, tables: object) -> pd.Series:
    """Of how many each row's rank is by the codelists: the limit of its indicator, else the number of its series.

    A rank within a region has the region's number as its limit, whatever its series compares; no rank has none.
    """
    codes = tables.indicators.set_index("indicator").reindex(columns=["kind", "limit"])
    listed = (rows["indicator"].map(codes["limit"]), rows["series"].map(series_fields(tables)))
    own, series = (pd.to_numeric(one, errors="coerce").astype(float) for one in listed)
    return own.fillna(series).where(rows["indicator"].map(codes["kind"]).eq("rank"))


def ranked_areas(
    rows: pd.DataFrame, est: object, figures: pd.DataFrame | None = None, edition: Sequence[str] = ()
) -> pd.Series:
    """Of how many each row's rank is: as printed ("7/63"), else as the codelists have it (:func:`listed_areas`).

    The figures behind the rows are looked up among the observations, or in `figures`. With `edition`, the columns that
    make one, what pages print of it holds for all its rows.
    """
    figures = est.tables.observations if figures is None else figures
    printed = figures.set_index("figure_id")["denominator"].dropna()
    behind = rows["figure_ids"].str.split("|").explode().map(printed).groupby(level=0).max()
    behind = pd.to_numeric(behind.reindex(rows.index), errors="coerce").astype(float)
    if edition and len(rows):
        of = behind.groupby([rows[name] for name in edition])
        behind = behind.fillna(of.transform("max").where(of.transform("nunique").eq(1)))  # where all print one number
    return behind.fillna(listed_areas(rows, est.tables))
