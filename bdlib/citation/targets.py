"""A question for a target: none is cited, but those that pages set are named, within each borders apart."""

from dataclasses import replace

import pandas as pd

from bdlib.citation.result import Citation
from bdlib.citation.telling import pages


def targets(asked: Citation, places: list[str], rows: pd.DataFrame, est: object) -> Citation:
    """Refuse a target, with those that pages set for the year; where none does, for other years.

    The area that has some of the year comes first, else the first that has any; those of the other borders stand
    `beside`.
    """
    found = [_of_area(replace(asked, area=place), rows[rows["ref_area"].eq(place)], est) for place in places]
    of_year = {one.area for one in found if rows.loc[rows["figure_id"].isin(one.figure_ids), "target_year"]
               .astype(str).eq(asked.year[:4]).any()}  # fmt: skip
    first, *others = sorted(found, key=lambda one: (one.area not in of_year, not one.figure_ids))
    return replace(first, beside=tuple(one for one in others if one.figure_ids))


def _of_area(asked: Citation, rows: pd.DataFrame, est: object) -> Citation:
    """The targets of an area for the year, or for other years, the nearest first."""
    away = (rows["target_year"].astype(float) - float(asked.year[:4])).abs()
    of_year = rows[away.eq(0)]
    figures = tuple((of_year if len(of_year) else rows.loc[away.sort_values(kind="stable").index])["figure_id"])
    return replace(asked, refused=True, reason="target", figure_ids=figures, pages=pages(figures, est.tables))
