"""Which figure to cite: one value with its interval, maker, pages and contradictions, or a refusal with its reason.

| reason, refused | meaning |
|---|---|
| no_figure | no page of the corpus gives one |
| other_periods | figures exist, of other periods only |
| part_year | only of parts of that year |
| undated | no page prints the year: it is inferred, or known only to be no later than the page |
| low_trust | only copies that garble: scrapers, machine translations, wikis |
| open_conflict | the pages contradict each other and nothing decides |
| facets | figures of different things (covered, connected …; ranks among 63 and among 34): say which |
| several_makers | two makers or series give different values, and nothing decides between them |
| ended | the area had ended before that year |

The reason of a citation is `only` (one estimate is all there is), `official` (of several that of the official table or
office) or `agree` (makers whose intervals meet; the most exact).
"""

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.citation.result import Citation
from bdlib.codelists import DEFINING as FACETS
from bdlib.errors import DataError
from bdlib.handed import estimates_of
from bdlib.periods import exists
from bdlib.ranked import ranked_areas

__all__ = ["Citation", "cite"]

STATED = ["series", *FACETS, "stage", "obs_status", "frame"]
OFFICIAL = "statistics_office"
PAGE = ["source_id", "publisher", "title", "published", "url", "kind", "language"]


def cite(
    est: object, area: str, indicator: str, year: int | str, *, series: str | None = None, **facets: str
) -> Citation:
    """Find the figure to cite.

    Parameters
    ----------
    est : as given by :func:`bdlib.reconcile`.
    area, indicator : a code, or a name in either language, with or without diacritics.
    year : as 2023; or a period as pages print it, 2024-H1.
    series : the series to cite where several differ.
    facets : measure, base, prices or scope, where figures of different things exist.

    Returns
    -------
    Citation
        With a value, or refused with the code of the reason; see :mod:`bdlib.citation`.

    Raises
    ------
    DataError
        For an area, indicator, series or facet that nothing has, with the nearest.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> bd.cite(est, "Lạng Sơn", "hạng DTI", 2022).value
    6.0
    """
    est = estimates_of(est)
    asked = _asked(est, area, indicator, str(year))
    rows = est.frame[est.frame["ref_area"].eq(asked.area) & est.frame["indicator"].eq(asked.indicator)]
    asking.among(list(facets), FACETS, "a facet")
    for name, value in (facets if series is None else {**facets, "series": series}).items():
        asking.among([value], rows[name], f"a {name} of these figures")
        rows = rows[rows[name].eq(value)]
    kept, reason = _eligible(_official_kept(rows, est), asked.year, asked.area, est.tables.areas)
    if reason:
        near = _kindred(asked, est) if reason in ("no_figure", "other_periods") else kept.head(0)
        return _refused(asked, pd.concat([near, kept]), reason, est)
    kept = kept.assign(official=_official(kept, est.tables), field=_fields(kept, est))
    chosen, reason = _chosen(kept)
    if chosen is not None and not chosen["official"] and (doubt := _disputed(rows, chosen, asked.year)):
        chosen, reason, kept = None, doubt, rows[rows["time_period"].eq(asked.year)]
    return _refused(asked, kept, reason, est) if chosen is None else _cited(asked, chosen, kept, reason, est)


def _asked(est: object, area: str, indicator: str, year: str) -> Citation:
    """Codes of what is asked for, as a citation still empty."""
    if not (year and exists(year)):
        raise DataError("a year or period such as 2024 or 2024-H1", column="year", value=year)
    code, *others = asking.match(indicator, est.tables.indicators, "indicator")
    if others:
        raise DataError(f"one indicator; it may mean {', '.join([code, *others])}", value=indicator)
    places = _at(asking.match(area, est.tables.areas, "area"), est.tables.areas, est.frame, code, year)
    return Citation(places[0], code, year)


def _official_kept(rows: pd.DataFrame, est: object) -> pd.DataFrame:
    """Give an open estimate the value of the official table of all areas, where one is among its figures."""
    observed = est.tables.observations.set_index("figure_id")
    ids = rows["figure_ids"].where(rows["obs_value"].isna(), "").str.split("|").explode()
    ids = ids[ids.map(observed["frame"]).eq("complete")]
    ids = ids[~ids.index.duplicated(keep=False)]
    own = observed.loc[ids, ["obs_value", "lower", "upper", "maker", "obs_status", "stage"]].set_index(ids.index)
    return rows.assign(**{name: own[name].reindex(rows.index).combine_first(rows[name]) for name in own},
                       figure_ids=ids.reindex(rows.index).combine_first(rows["figure_ids"]))  # fmt: skip


def _kindred(asked: Citation, est: object) -> pd.DataFrame:
    """Estimates of the same year that lie near: of the family's other indicators, or of the name's other borders."""
    family, areas = est.tables.indicators.set_index("indicator")["family"], est.tables.areas.set_index("area")
    twins = areas.index[areas["name_vi"].eq(areas.at[asked.area, "name_vi"])].difference([asked.area])
    same, own = est.frame["indicator"].eq(asked.indicator), est.frame["ref_area"].eq(asked.area)
    sibling = est.frame["indicator"].map(family).eq(family[asked.indicator]) & (family[asked.indicator] != "") & ~same
    near = (own & sibling) | (est.frame["ref_area"].isin(twins) & same)
    return est.frame[near & est.frame["time_period"].eq(asked.year)]


def _at(found: list[str], areas: pd.DataFrame, frame: pd.DataFrame, indicator: str, year: str) -> list[str]:
    """Of the codes of one name, and of that name in other borders, those that existed in the year, with a figure."""
    named = areas.set_index("area")["name_vi"]
    rows = areas.set_index("area").loc[[*found, *named.index[named.isin(named[found])].difference(found)]]
    there = rows["valid_from"].str[:4].le(year[:4]) & (rows["valid_to"].eq("") | rows["valid_to"].str[:4].ge(year[:4]))
    held = frame[frame["indicator"].eq(indicator) & frame["time_period"].str[:4].eq(year[:4])]["ref_area"]
    order = pd.DataFrame({"there": there, "held": rows.index.isin(held), "new": rows["valid_from"].ne("")})
    return list(order.sort_values(["there", "held", "new"], ascending=False, kind="stable").index)


def _eligible(rows: pd.DataFrame, year: str, area: str, areas: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Estimates that may be cited, or those that exist and the reason why none of them may."""
    ended = areas.set_index("area").at[area, "valid_to"]
    inside = rows[rows["time_period"].str[:4].eq(year[:4])]
    steps = [(rows, "no_figure"), (inside, "ended" if ended and ended[:4] < year[:4] else "other_periods"),
             (inside[inside["time_period"].eq(year)], "part_year" if len(year) == 4 else "other_periods")]  # fmt: skip
    valued = inside[inside["time_period"].eq(year) & inside["obs_value"].notna()]
    trusted = valued[valued["trust"].ne("low")]
    steps += [(valued, "open_conflict"), (trusted, "low_trust"), (trusted[trusted["dated"].eq("stated")], "undated")]
    before = rows
    for left, reason in steps:
        if left.empty:
            return before, reason
        before = left
    return before.reset_index(drop=True), ""


def _official(rows: pd.DataFrame, tables: object) -> pd.Series:
    """Whether a row comes from an official table of all areas, or its figures from the statistics office."""
    makers = tables.observations.set_index("figure_id")["maker_kind"]
    behind = rows["figure_ids"].str.split("|").explode().map(makers).eq(OFFICIAL).groupby(level=0).any()
    return rows["frame"].eq("complete") | behind.reindex(rows.index, fill_value=False)


def _chosen(kept: pd.DataFrame) -> tuple[pd.Series | None, str]:
    """The row to cite and why, or nothing and why not."""
    official = kept[kept["official"]]
    pool = official if len(official) else kept[kept["status"].ne("open")]
    if pool.empty:
        return None, "open_conflict"
    order = pool.assign(width=pool["upper"] - pool["lower"], table=pool["frame"].eq("complete"))
    best = order.sort_values(["table", "width", "series"], ascending=[False, True, True], kind="stable").iloc[0]
    if len(kept) == 1:
        return best, "only"
    if (pool["lower"].max() <= pool["upper"].min()) and _one_thing(pool):
        return best, "official" if len(official) else "agree"
    tables = official[official["frame"].eq("complete")]
    if len(tables) and _one_thing(tables):
        return best, "official"
    return None, "several_makers" if _one_thing(pool) else "facets"


def _disputed(rows: pd.DataFrame, chosen: pd.Series, year: str) -> str:
    """Why the chosen is not to cite: others of the same thing are at odds with each other, or of another thing."""
    open_ = rows[rows["time_period"].eq(year) & rows["status"].eq("open") & rows["obs_value"].isna()]
    open_ = open_.assign(field=chosen["field"])
    both = pd.concat([open_, chosen.to_frame().T])[[*FACETS, "field"]]
    return "several_makers" if _apart(open_, chosen).any() else "" if _one_thing(both) else "facets"


def _one_thing(rows: pd.DataFrame) -> bool:
    """Whether no facet has two stated values: one side that states nothing may mean the same thing."""
    return all(rows.loc[rows[name].ne(""), name].nunique() <= 1 for name in (*FACETS, "field"))


def _cited(asked: Citation, row: pd.Series, kept: pd.DataFrame, reason: str, est: object) -> Citation:
    figures = tuple(filter(None, row["figure_ids"].split("|")))
    others = "|".join(kept.loc[_apart(kept, row), "figure_ids"])
    conflicts, against = _against(figures, row, est)
    return Citation(
        asked.area, asked.indicator, asked.year, *(float(row[name]) for name in ("obs_value", "lower", "upper")),
        row["unit_measure"], _makers(row, figures, est), figures,
        tuple(dict.fromkeys(one for one in [*against, *others.split("|")] if one and one not in figures)),
        reason=reason, period=row["time_period"], facets={name: row[name] for name in (*STATED, "field")},
        pages=_pages(figures, est.tables), candidates=kept, conflicts=conflicts,
    )  # fmt: skip


def _makers(row: pd.Series, figures: tuple[str, ...], est: object) -> str:
    """Who made the value, joined by |: two bodies may have come to the same number."""
    rows = est.tables.observations
    same = rows["figure_id"].isin(figures) & rows["obs_value"].eq(row["obs_value"])
    named = pd.Series([row["maker"], *rows.loc[same, "maker"]], dtype=object).fillna("")
    return "|".join(named[named.ne("")].unique())


def _fields(rows: pd.DataFrame, est: object) -> pd.Series:
    """Of how many areas each rank is one, as text, where that is known: a rank among others is another thing."""
    known = ranked_areas(rows, est).where(rows["unit_measure"].eq("rank"))
    return known.map(lambda field: "" if pd.isna(field) else str(int(field)))


def _apart(kept: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Other estimates of the same thing whose interval does not meet that of the cited one."""
    names = [*FACETS, "field"]
    same = np.logical_and.reduce([kept[name].eq(row[name]) | kept[name].eq("") | (row[name] == "") for name in names])
    return same & ((kept["lower"] > row["upper"]) | (kept["upper"] < row["lower"]))


def _against(figures: tuple[str, ...], row: pd.Series, est: object) -> tuple[pd.DataFrame, list[str]]:
    """Conflicts of the cited figures, and the other figures in them that may be of the same period."""
    conflicts, observed = est.conflicts, est.tables.observations
    named = conflicts[conflicts["conflict_id"].isin([one for one in row["contradicted_by"].split("|") if one])]
    ids = [one for group in named["figure_ids"] for one in group.split("|") if one not in figures]
    rows = observed[observed["figure_id"].isin(ids)]
    year = rows["time_period"].str[:4]
    same = year.eq(row["time_period"][:4]) | (rows["period_basis"].eq("publication") & year.ge(row["time_period"][:4]))
    return named, [one for one in dict.fromkeys(ids) if one in set(rows.loc[same, "figure_id"])]


def _refused(asked: Citation, rows: pd.DataFrame, reason: str, est: object) -> Citation:
    ids = [one for group in rows["figure_ids"] for one in group.split("|") if one]
    if "set_aside" in rows and reason == "open_conflict":
        ids += [one for group in rows["set_aside"] for one in group.split("|") if one]
    figures = tuple(dict.fromkeys(ids))
    return Citation(asked.area, asked.indicator, asked.year, figure_ids=figures, refused=True, reason=reason,
                    pages=_pages(figures, est.tables), candidates=rows.reset_index(drop=True))  # fmt: skip


def _pages(figures: tuple[str, ...], tables: object) -> pd.DataFrame:
    """Pages that print the figures: official tables first, then those of who makes them, then others."""
    printed = tables.observations.set_index("figure_id").loc[list(figures), ["source_id", "figure", "frame"]]
    printed = printed.sort_values("frame", key=lambda frame: frame.eq(""), kind="stable").drop(columns="frame")
    pages = tables.sources.set_index("source_id")[PAGE[1:]]
    found = printed.reset_index().merge(pages, left_on="source_id", right_index=True, how="left")
    return found[[*PAGE, "figure_id", "figure"]]
