"""The area's way through the years among all provinces: its places, its values, and the years that break them."""

from typing import TYPE_CHECKING

import pandas as pd

from bdlib.comparison.paths import WAY
from bdviews.comparison.standpoint import LATELY, NO_END, At, lead, without_ranks
from bdviews.language import percent
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes

BREAK = "B"  # observation status of a documented break in the series
FEWEST = 3  # years that make a way to look at


def steps(ways: pd.DataFrame, here: At) -> pd.DataFrame:
    """Ways of the territory, with `part`: the number of breaks before a year; ranks beside their scores left out."""
    rows = ways[ways["territory"].eq(here.territory) & ways["rank_of"].eq(ways["members"])]
    rows = without_ranks(rows, here)
    years = rows.groupby(WAY)["year"]
    rows = rows[(years.transform("nunique") >= FEWEST) & (years.transform("max") >= rows["year"].max() - LATELY)]
    broken = rows["break_before"] | rows["obs_status"].eq(BREAK)
    rows = rows.assign(broken=broken.groupby([rows[name] for name in [*WAY, "year"]]).transform("any"))
    return rows.assign(part=rows.groupby([*WAY, "ref_area"])["broken"].cumsum())


def levels(rows: pd.DataFrame, here: At) -> pd.DataFrame:
    """Rows of indicators with a better end whose places make a path: a growth rate starts anew every year."""
    kept = here.codes["direction"].ne(NO_END) & here.codes["kind"].ne("rate")
    return rows[kept.reindex(rows["indicator"]).to_numpy()]


def changes(ways: pd.DataFrame, here: At) -> pd.DataFrame:
    """First and last place of every province on every way of levels, since the last break of the way.

    ref_area, the way, first, last (years), before, after, best, worst (places), rank_of, `gained` places.
    """
    rows = levels(steps(ways, here), here)
    rows = rows[rows["part"].eq(rows.groupby(WAY)["part"].transform("max"))].sort_values("year")
    ends = rows.groupby(["ref_area", *WAY], sort=False).agg(
        first=("year", "first"), last=("year", "last"), before=("rank", "first"), after=("rank", "last"),
        rank_of=("rank_of", "last"), best=("rank", "min"), worst=("rank", "max"),
    ).reset_index()  # fmt: skip
    return ends[ends["first"] < ends["last"]].assign(gained=lambda frame: frame["before"] - frame["after"])


def moved(ways: pd.DataFrame, found: object, here: At) -> "Markdown | None":
    """Say of the country who rose and fell furthest; of a province the pictures say its way."""
    said = sentences(ways, found, here)
    return paragraphs(said) if said else None


def sentences(ways: pd.DataFrame, found: object, here: At) -> list[Sentence]:
    """The sentence of :func:`moved`, or that there is no way to look at."""
    rows = levels(steps(ways, here), here)
    if rows.empty:
        return [sentence(here.lang, "No indicator asked for has several years in which all {n} provinces have a "
                         "figure.",
                         {"n": str(len(here.members))}, {"says": "no_ways", "territory": here.territory})]  # fmt: skip
    return [] if here.inside else _movers(changes(ways, here), lead(found, here), here)


def _facts(row: pd.Series, says: str) -> dict[str, object]:
    named = ["ref_area", *WAY, "first", "last", "before", "after", "rank_of"]
    return {"says": says} | {name: row[name] for name in named}


def _movers(rows: pd.DataFrame, leading: pd.DataFrame, here: At) -> list[Sentence]:
    """Of the country: which province rose and which fell furthest on the leading indicator."""
    if leading.empty:
        return []
    rows = rows[(rows[["indicator", "series"]] == leading.iloc[0][["indicator", "series"]]).all(axis=1)]
    rows = rows.sort_values(["gained", "ref_area"], kind="stable")
    if rows.empty:
        return []
    row, ends = rows.iloc[-1], [rows[rows["gained"].eq(rows["gained"].iloc[place])] for place in (-1, 0)]
    up, down = (", ".join(f"{here.labels.area(one['ref_area'])} ({one['before']} → {one['after']})"
                          for one in part.to_dict("records")) for part in ends)  # fmt: skip
    values = {"indicator": here.labels.indicator(row["indicator"]), "first": here.year(row, row["first"]),
              "of": str(row["rank_of"]), "last": here.year(row, row["last"]), "up": up, "down": down}  # fmt: skip
    rose, fell = (part[["ref_area", "before", "after"]].to_dict("records") for part in ends)
    moved_ = {"rose": rose, "fell": fell}
    return [sentence(here.lang, "{indicator}, {first} to {last}, places among {of}: furthest up {up}, furthest down "
                     "{down}.", values, _facts(row, "movers") | moved_)]  # fmt: skip


def ranks_through_years(ways: pd.DataFrame, here: At, size: str = "page") -> "Axes | None":
    """Draw the area's places through the years, one small picture an indicator."""
    from bdviews.plots import years

    rows, title = levels(steps(ways, here), here), rank_title(ways, here)
    return years.places(rows[rows["ref_area"].eq(here.area)], title, here, size=size) if title else None


def rank_title(ways: pd.DataFrame, here: At) -> Sentence | None:
    """The area's place since the last break of a way: of an index where there is one, else the largest change."""
    own = changes(ways, here)
    own = own[own["ref_area"].eq(here.area)]
    if own.empty:
        return None
    index = here.codes["pillar"].reindex(own["indicator"]).eq("index").to_numpy()
    row = own.assign(index_=index, far=own["gained"].abs()).sort_values(["index_", "far", "indicator"]).iloc[-1]
    values = {"name": here.name, "indicator": here.labels.indicator(row["indicator"]), "of": str(row["rank_of"]),
              "first": here.year(row, row["first"]), "before": str(row["before"]),
              "last": here.year(row, row["last"]), "after": str(row["after"])}  # fmt: skip
    values |= {"best": str(row["best"]), "worst": str(row["worst"])}
    return sentence(here.lang, "{indicator}: {name} in place {before} in {first} and {after} in {last}, of {of}, "
                    "between {best} and {worst} in these years", values, _facts(row, "title_way"))  # fmt: skip


def values_through_years(ways: pd.DataFrame, found: object, here: At, size: str = "page") -> "Axes | None":
    """Draw the area's values through the years beside all provinces and the country, one small picture an indicator."""
    from bdviews.plots import years

    rows = levels(steps(ways, here), here)
    if rows.empty:
        return None
    return years.values(rows, value_title(rows, found, here), here, size=size)


def value_title(rows: pd.DataFrame, found: object, here: At) -> Sentence:
    """How far the area is from the country on the newest amount that the country has too."""
    measure = lead(found, here, measure=True)
    if len(measure):
        rows = rows[(rows[["indicator", "series"]] == measure.iloc[0][["indicator", "series"]]).all(axis=1)]
        rows = rows[rows["country_value"].notna()]
    own = rows[rows["ref_area"].eq(here.area) if here.inside else rows["ref_area"].eq(rows["ref_area"].iloc[0])]
    if measure.empty or own["year"].nunique() < 2:
        return sentence(here.lang, "Values through the years, all provinces", {}, {"says": "title_values"})
    ends = own.sort_values("year").iloc[[0, -1]]
    facts = {"says": "title_ratio" if here.inside else "title_country", "ref_area": here.area,
             "years": ends["year"].tolist(), "indicator": ends["indicator"].iloc[0], "territory": here.territory,
             "country": ends["country_value"].tolist(), "own": ends["obs_value"].tolist()}  # fmt: skip
    when = [here.year(ends.iloc[0], one) for one in facts["years"]]
    values = {"first": when[0], "last": when[1], "name": here.name,
              "indicator": here.labels.indicator(facts["indicator"], "" if here.inside else here.area)}  # fmt: skip
    if not here.inside:
        money = [here.value({**ends.iloc[n], "obs_value": facts["country"][n]}) for n in (0, 1)]
        return sentence(here.lang, "{indicator} of the country: {before} in {first}, {after} in {last}",
                        values | {"before": money[0], "after": money[1]}, facts)  # fmt: skip
    pairs = zip(facts["own"], facts["country"], strict=True)
    ratios = [percent(100 * own_ / all_, here.lang, 0) for own_, all_ in pairs]
    return sentence(here.lang, "{indicator}: {name} at {after} of the country's in {last}, {before} in {first}",
                    values | {"before": ratios[0], "after": ratios[1]}, facts)  # fmt: skip
