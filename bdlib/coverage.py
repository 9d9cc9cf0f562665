"""What a corpus covers: how many provinces an indicator reaches, in how many years, and from how many makers.

A value counts as dated where its page or table states the period; a page's own date and an inferred year date nothing.
Two years make a path only where they are of one maker and series, with equal facets and on one side of a marked break;
a year is one that is told whole or, of a stock, by a day or month of it: no half of a year makes one.
"""

import re
from typing import Any

import pandas as pd

from bdlib import periods
from bdlib.codelists import DEFINING
from bdlib.evidence.origins import PAGE
from bdlib.ranked import listed_areas
from bdlib.study import divisions

PATH = ["named", "series", *DEFINING]  # what the values of one path share
SITE = re.compile(r"https?://(?:www\.)?([^\s;|]+?)/?(?=[\s;|]|$)")  # an address, as two ways of writing it have it
PRINT = ["address", "ref_area", "indicator", "time_period", "obs_value"]  # what two readings of one print share


def coverage(case: Any) -> pd.DataFrame:
    """Count, for every indicator of a case, the provinces that it reaches, the widest first.

    One row an indicator: indicator, figures; of every territory, such as 63, areas63 (its areas with a value), dated63
    (those with two years of one path) and several63 (with two makers).

    >>> import bdlib as bd
    >>> coverage(bd.assess(bd.clean(bd.load()))).columns[0]
    'indicator'
    """
    rows, parts = _values(case), divisions(case.tables.areas)
    table = pd.DataFrame({"figures": rows.groupby("indicator")["counted"].sum()})
    counted = {name: _counted(rows[rows["ref_area"].isin(part.index)]) for name, part in parts.items()}
    table = table.join([frame.add_suffix(name) for name, frame in counted.items()])
    table = table.fillna(0).astype(int).reset_index()
    order = [*(f"areas{name}" for name in parts), "figures", "indicator"]
    return table.sort_values(order, ascending=[name == "indicator" for name in order], ignore_index=True)


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the provinces of one territory by indicator: all, with two years, with two makers."""
    by, stated = ["indicator", "ref_area"], rows[rows["joined"]]
    dates = stated.groupby([*by, *PATH])["year"].nunique().groupby(by).max()
    found = {"areas": rows.groupby(by).size().ge(1), "dated": dates.ge(2),
             "several": rows.groupby(by)["named"].nunique().ge(2)}  # fmt: skip
    return pd.DataFrame({name: true.groupby("indicator").sum() for name, true in found.items()})


def of_area(case: Any, area: str) -> pd.DataFrame:
    """List what an area has of every indicator.

    One row an indicator with a value of the area: indicator, figures, years (how many are stated, the most of one
    path), listed (these years, joined by |), others (the years that pages state besides, joined by |).
    """
    every = _values(case)
    rows = every[every["ref_area"].eq(area)]
    table = pd.DataFrame({"figures": rows.groupby("indicator")["counted"].sum()})
    paths = rows[rows["joined"]].groupby(["indicator", *PATH])["year"].agg(years="nunique", last="max", listed=_joined)
    longest = paths.sort_index().reset_index().sort_values(["years", "last"], ascending=False, kind="stable")
    table = table.join(longest.drop_duplicates("indicator").set_index("indicator")[["years", "listed"]])
    table = table.join(rows[rows["stated"]].groupby("indicator")["year"].agg(_joined).rename("others"))
    table = table.astype({"listed": object, "others": object}).fillna({"years": 0, "listed": "", "others": ""})
    besides = [{*row.others.split("|")} - {*row.listed.split("|")} for row in table.itertuples()]
    table = table.assign(others=["|".join(sorted(one)) for one in besides]).astype({"years": int}).reset_index()
    return table.sort_values(["years", "figures", "indicator"], ascending=[False, False, True], ignore_index=True)


def repeated(case: Any, area: str) -> pd.DataFrame:
    """List the numbers of an area that one origin gives and several pages print, most first; tables are no pages.

    Prints of another period, of another facet or share of another number, are another number; an undated print belongs
    to the period of its origin's value where there is one, a rank without its number of areas to that which has it.
    `figure` is the wording of most pages that name the maker, else of most; `figure_ids` are joined by |.
    """
    rows = _values(case).query("ref_area == @area and obs_value.notna() and frame == ''")
    known = rows["time_period"].where(rows["period_basis"].ne("publication"))
    rows = rows.assign(order=periods.frame(rows["time_period"])["end"], known=known)
    rows = rows.sort_values(["stated", "order"], ascending=[False, True], kind="stable", ignore_index=True)
    by = ["ref_area", "indicator", "origin", "obs_value", *DEFINING]
    for column in ("known", "denominator"):  # what a print leaves unsaid the others of its number say
        groups = rows.groupby(by, dropna=False)[column]
        rows[column] = rows[column].fillna(groups.transform("first").where(groups.transform("nunique").eq(1)))
        by = [*by, column]
    worded = ["figure", "lower", "upper"]
    often = rows.groupby([*by, "figure"], dropna=False)["page"].transform("nunique")
    best = rows.assign(often=often).sort_values(["bare", "often"], ascending=[True, False], kind="stable")
    rows[worded] = best.groupby(by, dropna=False)[worded].transform("first")
    kept = ["time_period", "period_basis", "unit_measure", "series", *worded]
    first = {name: (name, "first") for name in kept}
    table = rows.groupby(by, sort=False, dropna=False).agg(
        prints=("page", "nunique"), figure_ids=("figure_id", "|".join), **first).reset_index()  # fmt: skip
    table = table[table["prints"].gt(1)]
    return table.sort_values(["prints", "indicator", "obs_value"], ascending=[False, True, True], ignore_index=True)


def prints(tables: Any) -> pd.DataFrame:
    """Observations and targets, each print once: without values of a table that a page has where the table was read."""
    every, sources = pd.concat([tables.observations, tables.targets]), tables.sources
    if "read_from" not in sources:
        return every
    addresses = (sources["read_from"].fillna("") + " " + sources["url"]).map(SITE.findall)
    read = sources[["source_id"]].assign(address=addresses)
    placed = every.merge(read.explode("address").dropna().drop_duplicates(), on="source_id")
    in_table = placed["frame"].ne("")
    twice = placed[in_table].merge(placed.loc[~in_table, PRINT], on=PRINT)
    return every[~every["figure_id"].isin(twice["figure_id"])]


def official(tables: Any) -> pd.DataFrame:
    """List the official tables of the corpus.

    One row a table: source_id, indicator, series, maker, publisher, frame, provinces (and the country) of all years
    together, fewest and most of them in one year, listed (years, joined by |), values, breaks (years that do not
    continue the one before), preliminary (that may still change), copied (empty, copy or unchecked, as tables.csv has).
    """
    rows = tables.observations.query("frame != ''").assign(year=lambda own: periods.frame(own["time_period"])["year"])
    first = {name: (name, "first") for name in ("indicator", "series", "maker", "publisher", "frame")}
    table = rows.groupby("source_id").agg(**first, provinces=("ref_area", "nunique"), listed=("year", _joined),
                                          values=("figure_id", "size"))  # fmt: skip
    for column, statuses in (("breaks", ["B"]), ("preliminary", ["P", "E"])):
        years = rows[rows["obs_status"].isin(statuses)].groupby("source_id")["year"].agg(_joined)
        table[column] = years.astype(str).str.replace("|", ", ").reindex(table.index)
    yearly = rows.groupby(["source_id", "year"])["ref_area"].nunique().groupby("source_id")
    table = table.assign(fewest=yearly.min(), most=yearly.max())
    table["copied"] = tables.sources.set_index("source_id")["copied"].reindex(table.index)  # no table, no row
    table = table.fillna({"breaks": "", "preliminary": "", "copied": ""}).reset_index()
    return table.sort_values(["provinces", "values", "source_id"], ascending=[False, False, True], ignore_index=True)


def _values(case: Any) -> pd.DataFrame:
    """Observations but forecasts: origin, page (an address), year, whether `stated`, `bare`, `joined` and `counted`.

    A print is bare that names no maker; joined a value that dates a year and after which no break follows, but no
    rank of which only a range is printed ("top ten"). A rank has the number of areas that its page or a codelist says.
    What is one print with another (:func:`prints`) is not counted.
    """
    rows = case.tables.observations.query("role != 'forecast'")
    origin = rows["figure_id"].map(case.origins.set_index("figure_id")["origin"])
    year = periods.frame(rows["time_period"])["year"]
    whole = rows["time_period"].str.fullmatch("[0-9]{4}")
    lasts = rows["indicator"].map(periods.lasting(case.tables.indicators)).eq(True)
    whole |= lasts & ~rows["time_period"].str.contains("[HQM]")  # as the first half of 2024
    address = rows["source_id"].map(case.tables.sources.set_index("source_id")["url"].replace("", None))
    rank = rows["indicator"].map(case.tables.indicators.set_index("indicator")["kind"]).eq("rank")
    ranged = rank & rows["lower"].lt(rows["upper"])
    since = year.where(rows["obs_status"].eq("B")).groupby([rows["indicator"], rows["series"]]).transform("max")
    stated = rows["period_basis"].eq("stated") & year.notna()
    return rows.assign(origin=origin, bare=rows["origin"].eq(""),
                       named=origin.mask(origin.astype(str).str.startswith(PAGE)), year=year,
                       page=address.fillna(rows["source_id"]), stated=stated,
                       counted=rows["figure_id"].isin(prints(case.tables)["figure_id"]),
                       denominator=rows["denominator"].fillna(listed_areas(rows, case.tables)),
                       joined=stated & whole & ~ranged & ~year.lt(since).fillna(value=False))  # fmt: skip


def _joined(codes: pd.Series) -> str:
    """Distinct codes in order, joined by |; whole numbers as such."""
    return "|".join(f"{code:.0f}" if isinstance(code, float) else str(code) for code in sorted({*codes} - {""}))
