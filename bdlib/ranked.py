"""Of how many areas a printed rank is one: a rank means nothing without its field."""

import pandas as pd


def series_fields(tables: object) -> dict[str, str]:
    """Number of areas that the ranks of a series compare, as text, by series."""
    listed = tables.series
    return {} if listed.empty else dict(zip(listed["series"], listed["field"], strict=True))


def ranked_areas(rows: pd.DataFrame, est: object, figures: pd.DataFrame | None = None) -> pd.Series:
    """Of how many each row's rank is: as its page prints it ("7/63"), else as its series has it, else unknown.

    The figures behind the rows are looked up among the observations, or in `figures`.
    """
    figures = est.tables.observations if figures is None else figures
    printed = figures.set_index("figure_id")["denominator"].dropna()
    behind = rows["figure_ids"].str.split("|").explode().map(printed).groupby(level=0).max()
    series = pd.to_numeric(rows["series"].map(series_fields(est.tables)), errors="coerce")
    return pd.to_numeric(behind, errors="coerce").astype(float).fillna(series)
