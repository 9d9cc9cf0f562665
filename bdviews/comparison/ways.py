"""The area's way through the years among all provinces: its places, its values, and the years that break them."""

from typing import TYPE_CHECKING

import pandas as pd

from bdlib.comparison.paths import WAY
from bdviews.comparison.standpoint import LATELY, NO_END, At, lead, without_ranks
from bdviews.language.messages import N_
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes

BREAK = "B"  # observation status of a documented break in the series
FEWEST = 3  # years that make a way to look at
YEAR = r"\d{4}"  # a period that is a whole year


def steps(ways: pd.DataFrame, here: At) -> pd.DataFrame:
    """Ways of the territory; ranks beside their scores left out.

    `part` counts the breaks before a year, `stretch` those and the jumps that are declared of the area.
    """
    rows = ways[ways["territory"].eq(here.territory) & ways["rank_of"].eq(ways["members"])]
    rows = without_ranks(rows, here)
    years = rows.groupby(WAY)["year"]
    rows = rows[(years.transform("nunique") >= FEWEST) & (years.transform("max") >= rows["year"].max() - LATELY)]
    broken = rows["break_before"] | rows["obs_status"].eq(BREAK)
    rows = rows.assign(broken=broken.groupby([rows[name] for name in [*WAY, "year"]]).transform("any"))
    rows = rows.assign(apart=rows["broken"] | rows["jump_before"].ne(""))
    ways_ = rows.groupby([*WAY, "ref_area"])
    return rows.assign(part=ways_["broken"].cumsum(), stretch=ways_["apart"].cumsum())


def levels(rows: pd.DataFrame, here: At) -> pd.DataFrame:
    """Rows of indicators with a better end whose places make a path: a growth rate starts anew every year."""
    kept = here.codes["direction"].ne(NO_END) & here.codes["kind"].ne("rate")
    return rows[kept.reindex(rows["indicator"]).to_numpy()]


def changes(rows: pd.DataFrame) -> pd.DataFrame:
    """First and last place of every province on every way of :func:`levels`, since its last break or jump.

    first, last (years), high, low (all years of the best and of the worst place), `gained` places.
    """
    newest = rows.groupby([*WAY, "ref_area"])["stretch"].transform("max")
    rows = rows[rows["stretch"].eq(newest)].sort_values("year")
    ends = rows.groupby(["ref_area", *WAY], sort=False).agg(
        first=("year", "first"), last=("year", "last"), before=("rank", "first"), after=("rank", "last"),
        rank_of=("rank_of", "last"), best=("rank", "min"), worst=("rank", "max"),
        high=("rank", lambda own: tuple(rows.loc[own.index[own.eq(own.min())], "year"].tolist())),
        low=("rank", lambda own: tuple(rows.loc[own.index[own.eq(own.max())], "year"].tolist())),
    ).reset_index()  # fmt: skip
    return ends[ends["first"] < ends["last"]].assign(gained=lambda frame: frame["before"] - frame["after"])


def sampled(ways: pd.DataFrame, here: At) -> "Markdown | None":
    """Name the indicators of the ways whose figures are of samples; where none is, nothing."""
    codes = here.codes.get("sampled", pd.Series(dtype=str))
    names = "; ".join(here.mid(one) for one in codes.index[codes.eq("yes")] if one in set(ways["indicator"]))
    said = N_("Figures of samples have errors that this corpus does not hold, so that a few places up or down tell "
              "nothing: {names}.")  # fmt: skip
    return paragraphs([sentence(here.lang, said, {"names": names}, {"says": "sampled"})]) if names else None


def moved(ways: pd.DataFrame, found: object, here: At) -> "Markdown | None":
    """Say of the country who rose and fell furthest; of a province the pictures say its way."""
    return paragraphs(said) if (said := sentences(ways, found, here)) else None


def sentences(ways: pd.DataFrame, found: object, here: At) -> list[Sentence]:
    """The sentence of :func:`moved`, or that there is no way to look at."""
    rows = levels(steps(ways, here), here)
    if rows.empty:
        said = N_("No places to follow: of no indicator asked for that has a better end are there recent figures of "
                  "all {n} provinces in {k} years or more; growth rates are left out.")  # fmt: skip
        none = sentence(here.lang, said, {"n": str(len(here.members)), "k": str(FEWEST)},
                        {"says": "no_ways", "territory": here.territory})  # fmt: skip
        return [none] if len(here.members) > 1 else []
    return [] if here.inside else _movers(changes(rows), lead(found, here), here)


def _facts(row: pd.Series, says: str) -> dict[str, object]:
    return {"says": says} | row[["ref_area", *WAY, "first", "last", "before", "after", "rank_of"]].to_dict()


def _movers(rows: pd.DataFrame, leading: pd.DataFrame, here: At) -> list[Sentence]:
    """Of the country: which province rose and which fell furthest on the leading indicator."""
    rows = rows.merge(leading[["indicator", "series"]].head(1)).sort_values(["gained", "ref_area"], kind="stable")
    if rows.empty:
        return []
    row, ends = rows.iloc[-1], [rows[rows["gained"].eq(rows["gained"].iloc[place])] for place in (-1, 0)]
    up, down = (", ".join(f"{here.labels.area(one['ref_area'])} ({one['before']} → {one['after']})"
                          for one in part.to_dict("records")) for part in ends)  # fmt: skip
    values = {"indicator": here.called(row), "first": here.year(row, row["first"]),
              "of": str(row["rank_of"]), "last": here.year(row, row["last"]), "up": up, "down": down}  # fmt: skip
    rose, fell = (part[["ref_area", "before", "after"]].to_dict("records") for part in ends)
    return [sentence(here.lang, "{indicator}, {first} to {last}, places among {of}: furthest up {up}, furthest down "
                     "{down}.", values, _facts(row, "movers") | {"rose": rose, "fell": fell})]  # fmt: skip


def ranks_through_years(ways: pd.DataFrame, here: At, size: str = "page") -> "Axes | None":
    """Draw the area's places through the years, one small picture an indicator."""
    from bdviews.plots import years

    rows = levels(steps(ways, here), here)
    title = rank_title(ways, here)
    return years.places(rows[rows["ref_area"].eq(here.area)], title, here, size=size) if title else None


def undrawn(way: pd.DataFrame, here: At) -> pd.DataFrame:
    """Places of the area, with `year`, that pages state of years that a way lacks: not every province has one.

    Of a year that copies and others print, what the others print; of a conflict that is resolved what is kept.
    """
    seen, row = here.est.tables.observations, way.iloc[0]
    places = here.codes["kind"].eq("rank") & here.scored.eq(row["indicator"])
    own = seen[seen["ref_area"].eq(here.area) & seen["indicator"].map(places) & seen["series"].eq(row["series"])]
    own = own[own["period_basis"].eq("stated") & own["time_period"].str.fullmatch(YEAR)]
    chosen = here.est.frame[here.est.frame["obs_value"].notna()]
    own = own[~own["figure_id"].isin(chosen["set_aside"].str.split("|").explode())]
    own = own[~own["time_period"].isin(way["year"].astype(str))]
    own = own.assign(year=own["time_period"])
    copied = own["trust"].eq("low").astype(int)
    return own[copied.eq(copied.groupby(own["year"]).transform("min"))].sort_values("year", kind="stable")


def rank_title(ways: pd.DataFrame, here: At) -> Sentence | None:
    """The area's place since the last break of a way: of an index where there is one, else the largest change."""
    rows = levels(steps(ways, here), here)
    own = changes(rows[rows["ref_area"].eq(here.area)])
    if own.empty:
        return None
    order = own.assign(index_=own["indicator"].map(here.codes["pillar"]).eq("index"), far=own["gained"].abs())
    row = order.sort_values(["index_", "far", "indicator"]).iloc[-1]
    values = row.astype(str).to_dict() | {name: here.year(row, row[name]) for name in ("first", "last")}
    values |= {name: _listed([here.year(row, year) for year in row[name]], here) for name in ("high", "low")}
    values |= {"drawn": f"{row['first']}–{row['last']}"}
    values |= {"name": here.titled, "indicator": here.called(row), "of": str(row["rank_of"])}
    facts = _facts(row, "title_way") | {name: row[name] for name in ("best", "worst", "high", "low")}
    if row["best"] == row["worst"]:
        return sentence(here.lang, "{indicator}: {name} in place {after} of {of} in every year from {first} to {last} "
                        "that has a place", values, facts)  # fmt: skip
    beyond = {N_("; best of {drawn}: {best} in {high}"): row["best"] < row[["before", "after"]].min(),
              N_("; worst of {drawn}: {worst} in {low}"): row["worst"] > row[["before", "after"]].max()}  # fmt: skip
    values |= {"between": "".join(here.say(said, **values) for said, told in beyond.items() if told)}
    return sentence(here.lang, "{indicator}: {name} in place {before} in {first} and {after} in {last}, of "
                    "{of}{between}", values, facts)  # fmt: skip


def _listed(said: list[str], here: At) -> str:
    """List all years of a place: 2021, 2022 and 2024."""
    return here.say(N_(" and ")).join(filter(None, [", ".join(said[:-1]), said[-1]]))


def values_through_years(ways: pd.DataFrame, found: object, here: At, size: str = "page") -> "Axes | None":
    """Draw the area's values through the years beside all provinces and the country, one small picture an indicator."""
    from bdviews.plots import years

    rows = levels(steps(ways, here), here)
    return None if rows.empty else years.values(rows, value_title(rows, found, here), here, size=size)


def value_title(rows: pd.DataFrame, found: object, here: At) -> Sentence:
    """The area's last value beside the country's; of the country, its first and newest amount."""
    rows = rows[rows["country_value"].notna()]
    return _against(rows, here) if here.inside else _country(rows, lead(found, here, measure=True), here)


def _against(rows: pd.DataFrame, here: At) -> Sentence:
    own = rows[rows["ref_area"].eq(here.area) & here.codes["aggregate"].reindex(rows["indicator"]).ne("sum").to_numpy()]
    last = own.sort_values("year").drop_duplicates(WAY, keep="last")
    if last.empty:
        return _untold(here)
    money = here.codes["kind"].reindex(last["indicator"]).eq("money").to_numpy()
    row = last.assign(money=money).sort_values(["money", "year", "indicator"], ascending=[False, False, True]).iloc[0]
    facts = {"says": "title_against", **row[["ref_area", "indicator", "territory", "year"]].to_dict(),
             "value": row["obs_value"], "country": row["country_value"]}  # fmt: skip
    code = row["indicator"]
    when = here.year(row, row["year"])
    if here.ended:  # a province that the reform left alone has no former borders
        when = here.when({"time_period": str(row["year"]), "stage": here.stage(row, row["year"])})
    written = {"name": here.titled, "value": here.value(row), "country": here.value(row, "country_value"), "year": when,
               "indicator": here.called(row), "prices": here.prices(code)}  # fmt: skip
    return sentence(here.lang, "{indicator} {year}{prices}: {name} {value}, the country {country}", written, facts)


def _country(rows: pd.DataFrame, measure: pd.DataFrame, here: At) -> Sentence:
    each = rows.merge(measure[["indicator", "series"]].head(1)).drop_duplicates("year").sort_values("year")
    if len(each) < 2:
        return _untold(here)
    ends = each.iloc[[0, -1]]
    facts = {"says": "title_country", "ref_area": here.area, "years": ends["year"].tolist(),
             "territory": here.territory, "country": ends["country_value"].tolist(),
             "indicator": ends["indicator"].iloc[0]}  # fmt: skip
    first, last = (here.year(ends.iloc[0], one) for one in facts["years"])
    before, after = (here.value(row, "country_value") for _, row in ends.iterrows())
    values = {"first": first, "last": last, "before": before, "after": after,
              "indicator": here.called(ends.iloc[0], here.area),
              "prices": here.prices(facts["indicator"])}  # fmt: skip
    return sentence(here.lang, "{indicator} of the country{prices}: {before} in {first}, {after} in {last}", values,
                    facts)  # fmt: skip


def _untold(here: At) -> Sentence:
    return sentence(here.lang, "Values through the years, all provinces", {}, {"says": "title_values"})
