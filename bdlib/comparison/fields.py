"""Comparison fields: the values that may stand beside each other, how many of all provinces they cover, their places.

A field is one indicator, period and series, one set of facets, and one territory: a division of the compared areas
(:func:`bdlib.study.divided`), such as the 63 provinces up to 2025-06-30 or the 34 since. Only values of a stated period
enter: an undated one belongs to no year, and a year that a reader inferred may be another.
"""

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pandas as pd

from bdlib import asking, periods
from bdlib.codelists import DEFINING as FACETS
from bdlib.codelists import LOGGED, SPOKEN
from bdlib.handed import estimates_of
from bdlib.memo import remembered
from bdlib.ranked import series_fields
from bdlib.study import divisions, whole

EDITION = ["indicator", "time_period", "series", *FACETS]
FIELD = [*EDITION, "territory"]
COMPLETE, MOST, SELECTED = "complete", "most", "selected"
HALF = 0.5  # from this share of the provinces on a field holds most of them
NEARLY = 0.9  # a table made for all provinces that lacks a few was not selected by what it shows


def provinces(areas: pd.DataFrame, territory: str) -> pd.DataFrame:
    """Compared areas of a territory, such as "63" or "34", indexed by code: name_vi, name_en, region."""
    return divisions(areas).get(territory, areas[:0].set_index("area"))[[*SPOKEN, "region"]]


def rows(est: object) -> pd.DataFrame:
    """Values of provinces, each in every field that it belongs to: estimates with a value and a stated period.

    A province that a reform left alone has one code before and after. Where an edition lists provinces of one territory
    alone, it is of that; where none, its year decides. A series with a field of its own has places in that only.
    """
    est = estimates_of(est)
    codes = est.tables.indicators.set_index("indicator")
    known = est.frame["obs_value"].notna() & est.frame["dated"].eq("stated")
    parts = {name: part for name, part in divisions(est.tables.areas).items() if len(part) > 1}
    known &= est.frame["ref_area"].isin([area for part in parts.values() for area in part.index])
    found = in_its_table(est.frame[known], est)
    end = periods.frame(found["time_period"])["end"]
    said = {name: found["indicator"].map(codes[name]) for name in ("kind", "direction", "aggregate")}
    found = found.assign(end=end, **said)
    member = pd.DataFrame({name: found["ref_area"].isin(part.index) for name, part in parts.items()}, found.index)
    alone = member.mul(member.sum(axis=1).eq(1), axis=0)
    lists = alone.groupby([found[name] for name in EDITION]).transform("any") if len(found) else alone
    now, fields_of = current(end, parts), series_fields(est.tables)
    printed = found["series"].map(fields_of)
    placed = found["kind"].isin(["rank", "score"]) & printed.isin(list(parts))
    made = []
    for name in parts:
        others = lists.drop(columns=name).any(axis=1)
        here = member[name] & (alone[name] | lists[name] | (~others & now.eq(name)))
        those = found[here & (~placed | printed.eq(name))]
        made.append(those.assign(region=those["ref_area"].map(parts[name]["region"]), territory=name))
    return pd.concat(made, ignore_index=True) if made else found.assign(region="", territory="")


def current(end: pd.Series, parts: dict[str, pd.DataFrame]) -> pd.Series:
    """Name of the division that stood at the end of a period."""
    first = pd.to_datetime([part["valid_from"].max() or "1500-01-01" for part in parts.values()])
    place = np.searchsorted(first.to_numpy(), end.to_numpy(), side="right") - 1
    return pd.Series(np.array([*parts, ""], dtype=object)[place], index=end.index).where(end.notna(), "")


def in_its_table(found: pd.DataFrame, est: object) -> pd.DataFrame:
    """Put a value that a table of all provinces prints into the table's edition, whatever facet a page adds to it."""
    seen = est.tables.observations
    if not {"frame", *FACETS} <= set(seen):
        return found
    listed = seen[seen["frame"].isin([COMPLETE, MOST]) | _lists_all(seen, est)].set_index("figure_id")[FACETS]
    ids = found["figure_ids"].str.split("|").explode()
    ids = ids[ids.isin(listed.index)]
    own = listed.loc[ids].set_axis(ids.index)
    own = own[~own.index.duplicated()]
    out = found.copy()
    out.loc[own.index, FACETS] = own
    first = pd.concat([out.loc[own.index], out.drop(index=own.index)])
    return first.drop_duplicates(["ref_area", *EDITION]).sort_index()


def _lists_all(seen: pd.DataFrame, est: object) -> pd.Series:
    """Tell which figures stand on a page that prints the edition for every area of a division."""
    told = seen["obs_value"].notna() & seen["period_basis"].eq("stated") & seen["role"].ne("forecast")
    areas, page = seen["ref_area"].where(told), [seen[name] for name in ("source_id", *EDITION)]
    inside = [(areas.where(areas.isin(part.index)), len(part)) for part in divisions(est.tables.areas).values()]
    return sum(here.notna() & here.groupby(page).transform("nunique").eq(size) for here, size in inside).gt(0)


def fields(est: object, found: pd.DataFrame | None = None) -> pd.DataFrame:
    """Describe every field of :func:`rows`: `covered` of `members`, and what a page prints of the whole.

    `coverage` is complete, most or selected; `unselected` also a table of all provinces that lacks a few;
    `country_value` and `printed_mean` are printed, never a mean of our own.
    """
    found = rows(est) if found is None else found
    parts = divisions(est.tables.areas)
    told = found.assign(framed=found["frame"].eq(COMPLETE), listed=found["frame"].isin([COMPLETE, MOST]))
    made = told.groupby(FIELD, sort=True).agg(
        unit_measure=("unit_measure", "first"), kind=("kind", "first"), direction=("direction", "first"),
        aggregate=("aggregate", "first"), end=("end", "first"), covered=("ref_area", "nunique"),
        framed=("framed", "all"), listed=("listed", "all"),
    ).reset_index()  # fmt: skip
    when = [*zip(made["territory"], made["end"].dt.year.astype(str), strict=True)]
    standing = {one: _standing(parts[one[0]], one[1]) for one in set(when)}
    made["members"] = [standing[one] for one in when]
    share = made["covered"] / made["members"]
    every = share.eq(1) | (made["framed"].astype(bool) & (share >= HALF))
    made["coverage"] = np.select([every, share >= HALF], [COMPLETE, MOST], SELECTED)
    made["unselected"] = made["coverage"].eq(COMPLETE) | (made["listed"].astype(bool) & (share >= NEARLY))
    areas = est.tables.areas
    made = made.drop(columns=["framed", "listed"]).join(_printed(est, [whole(areas)], "country_value"), on=EDITION)
    means = areas.loc[areas["level"].eq("aggregate"), "area"]
    made = made.join(_printed(est, means, "printed_mean"), on=EDITION)
    return made.fillna({f"{name}_figure_ids": "" for name in ("country_value", "printed_mean")})


def _standing(part: pd.DataFrame, year: str) -> int:
    """Count the areas of a division without those that had closed before a year, and became part of no other."""
    last = part["valid_to"].str[:4]
    return int((part["successor"].ne("") | last.eq("") | last.ge(year)).sum())


def _printed(est: object, areas: object, name: str) -> pd.DataFrame:
    """What pages print of the whole in the same edition, by edition."""
    known = est.frame[est.frame["obs_value"].notna() & est.frame["dated"].eq("stated")]
    known = known[known["ref_area"].isin(areas)].drop_duplicates(EDITION).set_index(EDITION)
    return known[["obs_value", "figure_ids"]].set_axis([name, f"{name}_figure_ids"], axis=1)


@remembered
def complete(est: object, indicator: object = None, nearly: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fields that hold all provinces, and their values: what means, inequality and convergence may be computed over.

    Of indicators by code or name (all when None), whole years only. With `nearly` also tables of all provinces that
    lack a few, for what needs no total: places and associations.
    """
    if asked := asking.codes(indicator, est.tables.indicators, "indicator"):
        est = SimpleNamespace(frame=est.frame[est.frame["indicator"].isin(asked)], tables=est.tables)
    found = rows(est)
    found = found[found["time_period"].str.fullmatch(r"\d{4}")]
    listed = fields(est, found).query("unselected" if nearly else "coverage == 'complete'")
    return tuple(table.assign(year=table["time_period"].astype(int)) for table in (
        listed.reset_index(drop=True), found.merge(listed[FIELD], on=FIELD)))  # fmt: skip


def in_logarithms(rows: pd.DataFrame) -> pd.Series:
    """Values, those of kinds that change by a factor as logarithms."""
    logged = rows["kind"].isin(LOGGED) & rows["obs_value"].gt(0)
    return rows["obs_value"].mask(logged, np.log(rows["obs_value"].where(logged)))


def rank(frame: pd.DataFrame, group: Sequence[str]) -> pd.DataFrame:
    """Rank values by group and bound each rank by the intervals; `better` is 1 where more is better, -1 where less is.

    Rank 1 is best; equal values share the better place, 1-2-2-4. rank_lower and rank_upper are exact: each is reached
    by some values inside the intervals, the area's own near one end and the others' near the opposite ends, and no
    values inside them lead beyond. What only touches does not change places: an end is rounded to one of the two alone.
    """
    codes = frame.groupby(list(group), sort=False).ngroup().to_numpy()
    value = (frame["obs_value"] * frame["better"]).to_numpy(dtype=float)
    ends = frame[["lower", "upper"]].mul(frame["better"], axis=0).to_numpy(dtype=float).round(9)
    worst, best = ends.min(axis=1), ends.max(axis=1)
    itself = best > worst
    worst, best = (np.where(itself, np.nextafter(end, value), end) for end in (worst, best))
    found = {"rank": count_above(value, value, codes), "rank_lower": count_above(worst, best, codes),
             "rank_upper": count_above(best, worst, codes) - itself}  # fmt: skip
    return 1 + pd.DataFrame(found, index=frame.index)


def count_above(values: np.ndarray, thresholds: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Count, for every threshold, the values of its group that are greater.

    One sort serves all groups: values and thresholds become places in one common order, shifted by group.
    """
    places = np.unique(np.concatenate([values, thresholds]), return_inverse=True)[1]
    step = places.max(initial=0) + 1
    keys = np.sort(codes * step + places[: len(values)])
    end = np.searchsorted(keys, (codes + 1) * step)
    return end - np.searchsorted(keys, codes * step + places[len(values) :], side="right")
