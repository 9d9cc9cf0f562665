"""What a corpus covers: how many provinces an indicator reaches, in how many years, and from how many origins.

A value counts as dated where its page or table states the period; a page's own date and an inferred year date nothing.
Two years make a path only where they are of one origin, for two makers may measure two things.
"""

from typing import Any

import pandas as pd

from bdlib import periods
from bdlib.study import divisions

STATED = "stated"  # basis of a period that the page itself prints, not one inferred, nor the page's own date


def coverage(case: Any) -> pd.DataFrame:
    """Count, for every indicator, the provinces that it reaches.

    Parameters
    ----------
    case : as given by :func:`bdlib.assess`, with `tables` and `origins`.

    Returns
    -------
    DataFrame
        One row an indicator, the widest first: indicator, figures, a column a territory such as areas63 and areas34
        (its areas with a value); and of the territory that has more: areas, dated (areas with two years of one origin),
        several (with two origins), years3 (with values of three years).

    Examples
    --------
    >>> import bdlib as bd
    >>> coverage(bd.assess(bd.clean(bd.load()))).columns[0]
    'indicator'
    """
    rows, parts = _values(case), divisions(case.tables.areas)
    table = pd.DataFrame({"figures": rows.groupby("indicator").size()})
    counted = {name: _counted(rows[rows["ref_area"].isin(part.index)]) for name, part in parts.items()}
    table = table.assign(**{f"areas{field}": frame["areas"] for field, frame in counted.items()})
    for name in ("areas", "dated", "several", "years3"):
        table[name] = pd.concat([frame[name] for frame in counted.values()], axis=1).max(axis=1)
    table = table.fillna(0).astype(int).reset_index()
    order = [*(f"areas{name}" for name in parts), "figures", "indicator"]
    return table.sort_values(order, ascending=[name == "indicator" for name in order], ignore_index=True)


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the provinces of one territory by indicator: all, with two years, with two origins, with three years."""
    by, stated = ["indicator", "ref_area"], rows[rows["stated"]]
    dates = stated.groupby([*by, "origin"])["year"].nunique().groupby(by).max()
    found = {"areas": rows.groupby(by).size().ge(1), "dated": dates.ge(2),
             "several": rows.groupby(by)["origin"].nunique().ge(2),
             "years3": stated.groupby(by)["year"].nunique().ge(3)}  # fmt: skip
    return pd.DataFrame({name: true.groupby("indicator").sum() for name, true in found.items()})


def editions(tables: Any, indicator: str) -> pd.DataFrame:
    """Count the provinces that every edition of an indicator has.

    Which territory an edition is of says the field of its series, for a year may be told anew for the merged provinces;
    of a series without one, the year itself.

    Returns
    -------
    DataFrame
        indicator, edition (year), territory (name of a division), provinces, of (how many there are).
    """
    rows = tables.observations
    rows = rows[rows["indicator"].eq(indicator) & rows["period_basis"].eq(STATED) & rows["time_period"].ne("")]
    edition = periods.frame(rows["time_period"])["year"]
    parts = divisions(tables.areas)
    starts = {name: int(part["valid_from"].max()[:4] or 0) for name, part in parts.items()}
    by_year = edition.map(lambda year: [*parts][max(sum(first <= year for first in starts.values()), 1) - 1])
    field = rows["series"].map(tables.series.set_index("series")["field"]) if len(tables.series) else by_year
    rows = rows.assign(edition=edition, territory=field.where(field.isin(list(parts)), by_year))
    inside = [area in parts[name].index for area, name in zip(rows["ref_area"], rows["territory"], strict=True)]
    by = ["indicator", "edition", "territory"]
    table = rows[inside].groupby(by, as_index=False).agg(provinces=("ref_area", "nunique"))
    return table.assign(of=table["territory"].map({name: len(part) for name, part in parts.items()}))


def of_area(case: Any, area: str) -> pd.DataFrame:
    """List what an area has of every indicator, and who publishes it.

    Returns
    -------
    DataFrame
        One row an indicator with a value of the area: indicator, figures, origins, prints (pages), years (stated, the
        most of one origin), first, last (of these years), makers (of the area's values, joined by |), widest (the maker
        whose values reach most provinces), widest_kind, reach (how many).
    """
    every = _values(case)
    rows = every[every["ref_area"].eq(area)]
    stated = rows[rows["stated"]]
    _joined = lambda codes: "|".join(sorted({*codes} - {""}))  # noqa: E731
    table = rows.groupby("indicator").agg(figures=("figure_id", "size"), origins=("origin", "nunique"),
                                          prints=("source_id", "nunique"), makers=("maker", _joined))  # fmt: skip
    paths = stated.groupby(["indicator", "origin"])["year"].agg(years="nunique", first="min", last="max")
    longest = paths.reset_index().sort_values(["years", "last", "origin"], ascending=[False, False, True])
    table = table.join(longest.drop_duplicates("indicator").set_index("indicator")[["years", "first", "last"]])
    table = table.join(_widest(every, case.tables.areas))
    table = table.fillna({"years": 0, "widest": "", "widest_kind": "", "reach": 0})
    table = table.astype({"years": int, "reach": int}).reset_index()
    return table.sort_values(["years", "figures", "indicator"], ascending=[False, False, True], ignore_index=True)


def repeated(case: Any, area: str) -> pd.DataFrame:
    """List the numbers of an area that one origin gives and several pages print: one witness, however often printed.

    Returns
    -------
    DataFrame
        ref_area, indicator, time_period, period_basis, obs_value, unit_measure, figure (as a page prints it), origin,
        maker, prints; the most printed first.
    """
    rows = _values(case)
    rows = rows[rows["ref_area"].eq(area) & rows["obs_value"].notna()]
    rows = rows.sort_values("stated", ascending=False, kind="stable")
    by = ["ref_area", "indicator", "origin", "obs_value"]
    first = {name: (name, "first") for name in ("time_period", "period_basis", "unit_measure", "figure", "maker")}
    table = rows.groupby(by, sort=False).agg(prints=("source_id", "nunique"), **first).reset_index()
    table = table[table["prints"].gt(1)]
    return table.sort_values(["prints", "indicator", "obs_value"], ascending=[False, True, True], ignore_index=True)


def official(tables: Any) -> pd.DataFrame:
    """List the official tables of the corpus.

    Returns
    -------
    DataFrame
        One row a table: source_id, indicator, series, maker, publisher, frame, provinces, first, last (years), values,
        breaks (years that do not continue the one before), preliminary (years that the publisher may still change).
    """
    rows = tables.observations
    rows = rows[rows["frame"].ne("")].assign(year=periods.frame(rows["time_period"])["year"])
    first = {name: (name, "first") for name in ("indicator", "series", "maker", "publisher", "frame")}
    table = rows.groupby("source_id").agg(**first, provinces=("ref_area", "nunique"), first=("year", "min"),
                                          last=("year", "max"), values=("figure_id", "size"))  # fmt: skip
    for column, statuses in (("breaks", ["B"]), ("preliminary", ["P", "E"])):
        years = rows[rows["obs_status"].isin(statuses)].groupby("source_id")["year"].unique()
        table[column] = years.map(lambda found: ", ".join(str(year) for year in sorted(found))).reindex(table.index)
    table = table.fillna({"breaks": "", "preliminary": ""}).reset_index()
    return table.sort_values(["provinces", "values", "source_id"], ascending=[False, False, True], ignore_index=True)


def _values(case: Any) -> pd.DataFrame:
    """Observations with the origin that the evidence gives them, the year they are about and whether it is stated."""
    rows = case.tables.observations
    origin = rows["figure_id"].map(case.origins.set_index("figure_id")["origin"])
    year = periods.frame(rows["time_period"])["year"]
    return rows.assign(origin=origin, year=year, stated=rows["period_basis"].eq(STATED) & year.notna())


def _widest(rows: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Maker whose values of an indicator reach most provinces: widest, widest_kind, reach by indicator."""
    known = {area for part in divisions(areas).values() for area in part.index}
    inside = rows[rows["ref_area"].isin(known) & rows["maker"].ne("")]
    reach = inside.groupby(["indicator", "maker", "maker_kind"])["ref_area"].nunique().rename("reach").reset_index()
    best = reach.sort_values(["reach", "maker"], ascending=[False, True]).drop_duplicates("indicator")
    return best.set_index("indicator").rename(columns={"maker": "widest", "maker_kind": "widest_kind"})
