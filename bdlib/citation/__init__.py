"""Which figure to cite: one value with its interval, maker, pages and contradictions, or a refusal with its reason.

A code, or a name with "former" or "new", is that area. A bare name is the area that stood as the period ended, or where
that has no figure the one in other borders; what holds within these, or of a rank among others (of 63, of 34), stands
`beside`. Where the indicator that fits the words best has no figure, another that they fit answers, and `unheld` names
the first.

Reasons of a citation:

========== ============================================================================================
`only`      one estimate is all there is
`official`  of several, that of the official table of all areas or of the statistics office
`agree`     makers whose intervals meet; the most exact
========== ============================================================================================

Reasons of a refusal, in the order in which they are tried:

================ ======================================================================================
`target`          a target was asked for: it is no measurement; `figure_ids` are those that pages set
`no_figure`       nothing is known of the area and indicator; `figure_ids` are those that lie near
`ended`           the area had ended before the period began
`other_periods`   figures exist, none of them of this period
`part_year`       figures exist, but of parts of the year only
`low_trust`       only copies that garble print it
`impossible`      what is printed cannot be: far more than its limit, or against a rule
`open_conflict`   the pages contradict each other, and nothing decides between them
`undated`         no page prints the period: it was inferred, or is only known as no later than the page
`facets`          the figures are of different things: ask for one of them, by `series` or a facet
`several_makers`  makers give different values, and nothing decides between them
================ ======================================================================================

:data:`bdviews.citation.REASONS` says them in words.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from bdlib import asking
from bdlib.citation.around import fitting, kindred, settled, sister, targets, ways, with_rest
from bdlib.citation.choosing import chosen, disputed, eligible, of_days, official, official_kept
from bdlib.citation.question import asks_newest, dated, guessed, last_year, meant, newest, question, standing
from bdlib.citation.result import ABSENT, UNDECIDED, UNFIT, Citation
from bdlib.citation.telling import cited, firmer, refused, undated
from bdlib.codelists import DEFINING
from bdlib.handed import estimates_of
from bdlib.ranked import ranked_areas

__all__ = ["ABSENT", "UNDECIDED", "UNFIT", "Citation", "cite"]


def cite(
    est: object, area: str, indicator: str, year: int | str | None = None, *, series: str = "", **facets: str
) -> Citation:
    """Find the figure to cite; or refuse, with the code of the reason.

    Parameters
    ----------
    est : Estimates
        As given by :func:`bdlib.reconcile`.
    area : str
        A code, or a name in either language, with or without diacritics; "former" and "new" tell borders apart.
    indicator : str
        A code or a name, or the beginning of one; a question for its target is refused, with the targets. A year in
        the words, "by 2025", is asked for, and so is a part or day of it, "first half of 2025". Without a year, "Q1" is
        that of `year`, or the newest that can be cited.
    year : int or str, optional
        As 2023, or a period as pages print it, 2024-H1; where omitted or "latest", the newest year that can be cited.
    series : str, optional
        The series to cite, where several differ.
    **facets : str
        measure, base, prices or scope, where figures of different things exist.

    Returns
    -------
    Citation
        The value in base units with its interval, maker, figures, pages and contradictions; or `refused`, with the
        `reason` and the figures that exist, nearest to the period first.

    Raises
    ------
    DataError
        For an area, indicator, series or facet that nothing has, with the nearest; for a period that does not exist;
        for words that say several periods, one that cannot be read, or another than `year`; for estimates that are
        none.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> bd.cite(est, "Lạng Sơn", "hạng DTI", 2022).value
    6.0
    >>> bd.cite(est, "Lạng Sơn", "hạng DTI", 2031).reason
    'other_periods'
    """
    est = estimates_of(est)
    asking.among(list(facets), [*DEFINING, "series"], "a facet")
    of = {**facets, "series": series} if series else facets
    listed = est.tables.indicators
    indicator, year, part = dated(indicator, year, listed)
    readings, words, aim = meant(indicator, listed)
    find = partial(_found, est, area, aim=aim, year=year, part=part, of=of)
    found = settled(list(map(find, readings)), indicator, est)
    found = replace(found, asked=guessed(indicator, found.indicator, listed))
    codes = list(dict.fromkeys([*readings, *fitting(words, found.indicator, est)]))
    if found.reason in ABSENT and not of:
        found = sister(found, codes, find, est)
    found = with_rest(found, codes, readings, est)
    of_others = part and found.reason == "other_periods"  # which periods there are is told by that of none
    if asks_newest(year) and not (found.years or of_others):  # of no year: none was asked for, so none is the reason
        return replace(found, year="", reason="no_figure" if found.reason in ABSENT else found.reason)
    return found


def _found(est: object, area: str, code: str, *, aim: bool, year: object, part: str, of: Mapping[str, str]) -> Citation:
    """The citation of an indicator: of a period, or of the newest year or part of one that has one."""
    find = partial(_of_period, est, area, code, aim=aim, of=of)
    if not asks_newest(year):
        return find(year=str(year))
    last = last_year(est, aim)
    asked, places = question(est, area, code, last)
    rows = _asked_for(asked, places, aim, of, est)
    return newest(rows, "target_year" if aim else "time_period", part, find) or find(year=last + part)


def _asked_for(asked: Citation, places: list[str], aim: bool, of: Mapping[str, str], est: object) -> pd.DataFrame:
    """Estimates, or targets, of the areas and the indicator, with the series and facets that are asked for.

    A DataError for one that no row has, or where there are no rows, that nothing has: so a word that is written wrong
    is told, whether or not there is anything to cite.
    """
    rows = est.tables.targets.query("role == 'target'") if aim else est.frame
    rows = rows[rows["ref_area"].isin(places) & rows["indicator"].eq(asked.indicator)]
    for name, value in of.items():
        known = rows[name] if len(rows) else _listed(name, est)
        asking.among([value], known, f"a {name} of these figures")
        rows = rows[rows[name].eq(value)]
    return rows


def _of_period(est: object, area: str, code: str, *, aim: bool, year: str, of: Mapping[str, str]) -> Citation:
    """The citation of a year or period: of the area, or of that which may answer for it."""
    asked, places = question(est, area, code, year)
    asked, rows = replace(asked, facets=dict(of)), _asked_for(asked, places, aim, of, est)
    if aim:
        return targets(asked, places, rows, est)
    field = ranked_areas(rows, est).where(rows["unit_measure"].eq("rank")).map("{:.0f}".format).replace("nan", "")
    rows = of_days(rows.assign(field=field), asked.year, est)
    parts = [(place, part) for place in places for part in _parted(rows[rows["ref_area"].eq(place)], place, asked, est)]
    first, *others = [_within(replace(asked, area=place), part, est) for place, part in parts]
    told = [one for one in others if not one.refused]
    if told and first.reason in ABSENT:
        first, *told = told
    return first if first.refused else replace(first, beside=tuple(told))


def _listed(name: str, est: object) -> list[str]:
    """Every value of a facet or series that the codelists or any estimate have."""
    listed, facets = est.tables.series, getattr(est.tables, "facets", pd.DataFrame(columns=["facet", "code"]))
    codes = listed["series"] if name == "series" else facets.loc[facets["facet"].eq(name), "code"]
    return [*codes, *est.frame[name].unique()]


def _parted(rows: pd.DataFrame, area: str, asked: Citation, est: object) -> list[pd.DataFrame]:
    """Estimates of an area by the field of their ranks, first that of all areas of its level as the period ended."""
    areas = est.tables.areas.set_index("area")
    now = str((standing(areas, asked.year) & areas["level"].eq(areas.at[area, "level"])).sum())
    of_year = rows.loc[rows["time_period"].eq(asked.year), "field"]
    fields = sorted({*of_year} - {""}, key=lambda field: (field != now, -int(field)))
    return [rows[rows["field"].isin(["", field])] for field in fields] or [rows]


def _within(asked: Citation, rows: pd.DataFrame, est: object) -> Citation:
    """The figure to cite of one area, or what to ask for where several stand against each other."""
    found = _chosen(asked, rows, est)
    if found.reason not in UNDECIDED:
        return found
    return replace(found, ways=ways(asked, rows, lambda part: _chosen(asked, part, est)))


def _chosen(asked: Citation, rows: pd.DataFrame, est: object) -> Citation:
    """The figure to cite of one area, from its estimates."""
    kept, reason = eligible(official_kept(rows, est), asked.year, asked.area, est.tables.areas)
    asked = replace(asked, near=undated(rows, asked, est))
    if reason:
        near = kindred(asked, rows, est) if reason in ABSENT else kept.head(0)
        other = rows[rows["dated"].eq("stated") & rows["trust"].ne("low")] if reason in UNFIT else kept.head(0)
        return refused(asked, pd.concat([kept, other, near]), reason, est)
    kept = kept.assign(official=official(kept, est.tables))
    best, reason = chosen(kept)
    if best is not None and not best["official"] and (doubt := disputed(rows, best, asked.year)):
        best, reason, kept = None, doubt, rows[rows["time_period"].eq(asked.year)]
    if best is None:
        return refused(asked, kept, reason, est)
    found = cited(asked, best, kept, reason, est)
    return replace(found, firmer=firmer(rows, found, est))
