"""A question for a target: those that pages set for the area; where none is, of the areas nearest to it."""

from dataclasses import replace

import pandas as pd

from bdlib.citation.around import MOST, neighbours
from bdlib.citation.result import Citation
from bdlib.citation.telling import pages


def targets(asked: Citation, places: list[str], rows: pd.DataFrame, est: object) -> Citation:
    """Refuse a target, with those that pages set for the year; where none does, for other years.

    The area that has some of the year comes first, else the first that has any; those of the other borders stand
    `beside`. Where none of them has any, those of other areas stand `elsewhere`.
    """
    found = [_of_area(replace(asked, area=place), rows[rows["ref_area"].eq(place)], est) for place in places]
    of_year = {one.area for one in found if rows.loc[rows["figure_id"].isin(one.figure_ids), "target_year"]
               .astype(str).eq(asked.year[:4]).any()}  # fmt: skip
    first, *others = sorted(found, key=lambda one: (one.area not in of_year, not one.figure_ids))
    first = replace(first, beside=tuple(one for one in others if one.figure_ids))
    return first if first.figure_ids else _elsewhere(first, est)


def _of_area(asked: Citation, rows: pd.DataFrame, est: object) -> Citation:
    """The targets of an area for the year, or for other years, the nearest first."""
    away = (rows["target_year"].astype(float) - float(asked.year[:4])).abs()
    of_year = rows[away.eq(0)]
    figures = tuple((of_year if len(of_year) else rows.loc[away.sort_values(kind="stable").index])["figure_id"])
    return replace(asked, refused=True, reason="target", figure_ids=figures, pages=pages(figures, est.tables))


def _elsewhere(asked: Citation, est: object) -> Citation:
    """Add a target each of the areas that have one: first those around the area, then of its region, then all others.

    Of an area the target nearest to the year asked for, of areas those with the nearest; copies where nothing else is.
    """
    rows, listed = est.tables.targets, est.tables.areas.set_index("area")
    rows = rows[rows["indicator"].eq(asked.indicator) & rows["role"].eq("target") & rows["ref_area"].isin(listed.index)]
    sound = rows[rows["trust"].ne("low")]
    rows = sound if len(sound) else rows
    away = (rows["target_year"].astype(float) - float(asked.year[:4])).abs()
    rows = rows.loc[away.sort_values(kind="stable").index]
    each = rows.drop_duplicates("ref_area").set_index("ref_area")["figure_id"]
    near = [area for area in neighbours(asked.area, listed, each.index) if area in each.index]
    beside = [area for area in each.index if listed.at[area, "region"] == listed.at[asked.area, "region"]]
    places = [area for area in dict.fromkeys([*near, *beside, *each.index]) if area != asked.area]
    return replace(asked, elsewhere=tuple(each[places[:MOST]]), elsewhere_of=len(places))
