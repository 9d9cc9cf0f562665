"""Old and new provinces side by side, on the figures that both have."""

from typing import Any

import pandas as pd

from bdlib.comparison import relations
from bdlib.comparison.fields import FACETS
from bdlib.study import divisions
from bdviews.comparison.standpoint import NO_END, At, lately, whole
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

SHARED = ["indicator", "time_period", *FACETS]


def both(found: Any, here: At) -> pd.DataFrame:
    """Complete editions of one period that hold the area before and after the reform, one period an indicator."""
    wanted = relations([here.area], here.est.tables.areas)
    rows = found.frame[found.frame["ref_area"].isin(wanted) & whole(found.frame) & found.frame["kind"].ne("rank")]
    rows = rows[rows.groupby(SHARED)["territory"].transform("nunique").eq(2) & lately(rows)]
    newest = rows["time_period"].eq(rows.groupby("indicator")["time_period"].transform("max"))
    return rows[newest].sort_values([*SHARED, "territory", "rank"], ascending=[True] * 6 + [False, True], kind="stable")


def sentences(found: Any, here: At) -> list[Sentence]:
    """Say of a province that no edition has it before and after the reform."""
    if not here.inside or len(both(found, here)):
        return []
    return [sentence(here.lang, "No table of all provinces holds {name} in former and in new borders for one period.",
                     {"name": here.name}, {"says": "no_both", "ref_area": here.area})]  # fmt: skip


def old_and_new(found: Any, here: At) -> Any:
    """List the values and places of old and new provinces, a row an edition that has both, and the country's value."""
    rows = both(found, here)
    if said := sentences(found, here):
        return paragraphs(said)
    return _table(_ordered(rows, here), here) if here.inside else None


def _table(rows: pd.DataFrame, here: At) -> Any:
    heads: dict[str, str] = {}
    cells: dict[str, dict[str, Any]] = {}
    for _, row in rows.iterrows():
        column, added = f"{row['ref_area']} {row['territory']}", here.codes["aggregate"].get(row["indicator"]) == "sum"
        heads[column] = _dated(row, here)
        country = "–" if added else here.value(row, "country_value")
        cell = cells.setdefault(row["indicator"], {"country": country})
        cell["indicator"] = here.edition(row)  # of the new borders, which come last: the columns tell which are former
        cell[column] = f"{here.value(row)} · {row['rank']:.0f}/{row['rank_of']:.0f}"
    columns = ["indicator", *sorted(heads, key=lambda one: one[-2:], reverse=True), "country"]
    frame = pd.DataFrame(cells.values(), columns=columns).fillna("–")
    caption = gettext(here.lang, "Value and place, in a row of one period in former and new borders: a difference "
                      "between them is no change over time") + _means(rows, here)  # fmt: skip
    return shown(frame, columns, here.lang, here.est, name="old-and-new", headings=heads | {"country": N_("Country")},
                 caption=caption)  # fmt: skip


def _means(rows: pd.DataFrame, here: At) -> str:
    """Say of which editions a merged province has the mean of its former provinces, as their series is defined."""
    areas, series = here.est.tables.areas, here.est.tables.series.set_index("series")
    averaged = series.reindex(columns=["average_of"])["average_of"].reindex(rows["series"]).fillna("").ne("").to_numpy()
    former = pd.concat(divisions(areas).values())["successor"]
    merged = rows["ref_area"].isin(former[former.ne("")]).to_numpy()
    named = ", ".join(map(here.labels.indicator, rows.loc[averaged & merged, "indicator"].unique()))
    said = N_("; {named}: of a merged province the simple mean of its former ones")
    return here.say(said, named=named) if named else ""


def _dated(row: pd.Series, here: At) -> str:
    """Name of an area with its borders; of one that the reform left alone among how many provinces."""
    name, within = here.labels.area(row["ref_area"]), here.labels.within(row["ref_area"])
    return within if within != name else here.say(N_("{name}, among {n}"), name=name, n=f"{row['rank_of']:.0f}")


def _ordered(rows: pd.DataFrame, here: At) -> pd.DataFrame:
    """Indices first, then levels with a better end, then rates, each the newest first."""
    order = rows.assign(_index=here.codes["pillar"].reindex(rows["indicator"]).ne("index").to_numpy(),
                        _end=rows["direction"].eq(NO_END), _rate=rows["kind"].eq("rate"))  # fmt: skip
    keys = ["_index", "_end", "_rate", "time_period", "indicator"]
    return order.sort_values(keys, ascending=[True, True, True, False, True], kind="stable")
