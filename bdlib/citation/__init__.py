"""Which figure to cite: one value with its interval, maker, pages and contradictions, or a refusal with its reason.

The codes of the reasons are told in :data:`bdviews.citation.REASONS`: of a refusal, `no_figure` to `target`; of a
citation, `only` (one estimate is all there is), `official` (of several that of the official table or office) or `agree`
(makers whose intervals meet; the most exact).

A code, or a name with "former" or "new", is that area. A bare name is the area of that year, or where that has no
figure the one in other borders; what holds within these, or of a rank among others (of 63, of 34), stands `beside`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from bdlib import asking
from bdlib.citation.result import Citation
from bdlib.codelists import DEFINING as FACETS
from bdlib.errors import DataError
from bdlib.handed import estimates_of
from bdlib.names import fold
from bdlib.periods import exists
from bdlib.ranked import ranked_areas

__all__ = ["Citation", "cite"]

STATED = ["series", *FACETS, "stage", "obs_status", "frame"]
OFFICIAL, TOLD = "statistics_office", ["copied", "revised"]
PRINTED = ["obs_value", "lower", "upper", "maker", "obs_status", "stage", "trust"]
PAGE = ["source_id", "publisher", "title", "published", "url", "kind", "language"]
ABSENT = ("no_figure", "other_periods", "ended")
_AIM = re.compile(r"\b(muc tieu|targets?|goals?)( ve| cua| for| of)?\b")


def cite(est: object, area: str, indicator: str, year: int | str, *, series: str = "", **facets: str) -> Citation:
    """Find the figure to cite; or refuse, with the code of the reason.

    `est` is as given by :func:`bdlib.reconcile`; area and indicator are a code, or a name in either language, with or
    without diacritics; the year is as 2023, or a period as pages print it, 2024-H1. Where figures of different things
    exist, `series` and the facets measure, base, prices and scope say which. A DataError names the nearest to an area,
    indicator, series or facet that nothing has.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> bd.cite(est, "Lạng Sơn", "hạng DTI", 2022).value
    6.0
    """
    est = estimates_of(est)
    asking.among(list(facets), FACETS, "a facet")
    asked, places, aim = _asked(est, area, indicator, str(year))
    if aim:
        return _targets(asked, places, est)
    rows = est.frame[est.frame["ref_area"].isin(places) & est.frame["indicator"].eq(asked.indicator)]
    for name, value in ({**facets, "series": series} if series else facets).items():
        asking.among([value], rows[name] if len(rows) else [value], f"a {name} of these figures")
        rows = rows[rows[name].eq(value)]
    field = ranked_areas(rows, est).where(rows["unit_measure"].eq("rank")).map("{:.0f}".format).replace("nan", "")
    rows = _of_days(rows.assign(field=field), asked.year, est)
    parts = [(place, part) for place in places for part in _parted(rows[rows["ref_area"].eq(place)], place, asked, est)]
    first, *others = [_within(replace(asked, area=place), part, est) for place, part in parts]
    told = [one for one in others if not one.refused]
    if told and first.reason in ABSENT:
        first, *told = told
    return first if first.refused else replace(first, beside=tuple(told))


def _parted(rows: pd.DataFrame, area: str, asked: Citation, est: object) -> list[pd.DataFrame]:
    """Estimates of an area by the field of their ranks, first that of all areas of its level in that year."""
    areas = est.tables.areas.set_index("area")
    now = str((_there(areas, asked.year) & areas["level"].eq(areas.at[area, "level"])).sum())
    of_year = rows.loc[rows["time_period"].eq(asked.year), "field"]
    fields = sorted({*of_year} - {""}, key=lambda field: (field != now, -int(field)))
    return [rows[rows["field"].isin(["", field])] for field in fields] or [rows]


def _within(asked: Citation, rows: pd.DataFrame, est: object) -> Citation:
    """The figure to cite of one area, from its estimates."""
    kept, reason = _eligible(_official_kept(rows, est), asked.year, asked.area, est.tables.areas)
    asked = replace(asked, near=_undated(rows, asked.year, est))
    if reason:
        near = _kindred(asked, est) if reason in ABSENT else kept.head(0)
        return _refused(asked, pd.concat([near, kept]), reason, est)
    kept = kept.assign(official=_official(kept, est.tables))
    chosen, reason = _chosen(kept)
    if chosen is not None and not chosen["official"] and (doubt := _disputed(rows, chosen, asked.year)):
        chosen, reason, kept = None, doubt, rows[rows["time_period"].eq(asked.year)]
    return _refused(asked, kept, reason, est) if chosen is None else _cited(asked, chosen, kept, reason, est)


def _of_days(rows: pd.DataFrame, year: str, est: object) -> pd.DataFrame:
    """Of a part of the year that no estimate is of: the figures of just that month or day among those of the year."""
    if len(year) == 4 or rows["time_period"].eq(year).any():
        return rows
    ids = rows.loc[rows["time_period"].eq(year[:4]), "figure_ids"].str.split("|").explode()
    when = ids.map(est.tables.observations.set_index("figure_id")["time_period"])
    just = ids[when.str.startswith(year).eq(True)]
    return pd.concat([rows, _each(rows, just, est).assign(time_period=year)], ignore_index=True)


def _each(rows: pd.DataFrame, ids: pd.Series, est: object) -> pd.DataFrame:
    """Figures as estimates of their own, each otherwise as that of the rows of which it is one."""
    own = est.tables.observations.set_index("figure_id").loc[ids, [*PRINTED, "period_basis"]]
    own = own.assign(dated=own.pop("period_basis").replace("publication", "bound"), figure_ids=own.index)
    return rows.loc[ids.index].drop(columns=own).assign(**{name: own[name].to_numpy() for name in own})


def _undated(rows: pd.DataFrame, year: str, est: object) -> tuple[str, ...]:
    """Figures without a printed period on pages of that year or the next: they may be of it, whatever is chosen."""
    seen = est.tables.observations
    ids = "|".join([*rows["figure_ids"], *rows["set_aside"]]).split("|")
    loose = seen["period_basis"].eq("publication") & seen["trust"].ne("low") & seen["figure_id"].isin(ids)
    return tuple(seen.loc[loose & seen["published"].str[:4].isin([year[:4], str(int(year[:4]) + 1)]), "figure_id"])


def _asked(est: object, area: str, indicator: str, year: str) -> tuple[Citation, list[str], bool]:
    """What is asked for, as a citation still empty; the areas that may be meant; and whether a target is."""
    if not (year and exists(year)):
        raise DataError("a year or period such as 2024 or 2024-H1", column="year", value=year)
    listed, areas = est.tables.indicators, est.tables.areas
    aim = isinstance(indicator, str) and bool(_AIM.search(fold(indicator)))
    wanted = _AIM.sub("", fold(indicator)) if aim else indicator
    code, *others = near = asking.match(wanted, listed, "indicator")
    if others:
        raise DataError(f"one indicator; it may mean {', '.join(near)}", value=wanted, of="indicator", near=near)
    found = asking.match(area, areas, "area")
    places = found[:1] if asking.of_borders(area, areas, "area") else _at(found, areas, year)
    guessed = "" if asking.named(wanted, code, listed, "indicator") else wanted
    return Citation(places[0], code, year, asked=guessed), places, aim


def _targets(asked: Citation, places: list[str], est: object) -> Citation:
    """Refuse a target, with those that pages set for the year; where none does, for other years."""
    rows = est.tables.targets
    rows = rows[rows["ref_area"].isin(places) & rows["indicator"].eq(asked.indicator) & rows["role"].eq("target")]
    own = rows[rows["target_year"].astype(str).eq(asked.year)]
    return replace(asked, refused=True, reason="target", figure_ids=tuple((own if len(own) else rows)["figure_id"]))


def _official_kept(rows: pd.DataFrame, est: object) -> pd.DataFrame:
    """Give an open estimate the value of the official table of all areas, where one is among its figures."""
    ids = rows["figure_ids"].where(rows["obs_value"].isna(), "").str.split("|").explode()
    ids = ids[ids.map(est.tables.observations.set_index("figure_id")["frame"]).eq("complete")]
    ids = ids[~ids.index.duplicated(keep=False)]
    return pd.concat([rows.drop(index=ids.index), _each(rows, ids, est)], ignore_index=True)


def _kindred(asked: Citation, est: object) -> pd.DataFrame:
    """Estimates of the same year that lie near: of the family's other indicators, or of the name's other borders."""
    family, areas = est.tables.indicators.set_index("indicator")["family"], est.tables.areas.set_index("area")
    twins = areas.index[areas["name_vi"].eq(areas.at[asked.area, "name_vi"])].difference([asked.area])
    same, own = est.frame["indicator"].eq(asked.indicator), est.frame["ref_area"].eq(asked.area)
    sibling = est.frame["indicator"].map(family).eq(family[asked.indicator]) & (family[asked.indicator] != "") & ~same
    near = (own & sibling) | (est.frame["ref_area"].isin(twins) & same)
    return est.frame[near & est.frame["time_period"].eq(asked.year)]


def _at(found: list[str], areas: pd.DataFrame, year: str) -> list[str]:
    """The codes of one name in any borders: first those that existed in the year, of these the newer first."""
    named = areas.set_index("area")["name_vi"]
    rows = areas.set_index("area").loc[[*found, *named.index[named.isin(named[found])].difference(found)]]
    order = pd.DataFrame({"there": _there(rows, year), "new": rows["valid_from"].ne("")})
    return list(order.sort_values(["there", "new"], ascending=False, kind="stable").index)


def _there(areas: pd.DataFrame, year: str) -> pd.Series:
    """Whether each area existed in the year."""
    last = areas["valid_to"].str[:4]
    return areas["valid_from"].str[:4].le(year[:4]) & (last.eq("") | last.ge(year[:4]))


def _eligible(rows: pd.DataFrame, year: str, area: str, areas: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Estimates that may be cited, or those that exist and the reason why none of them may."""
    ended = areas.set_index("area").at[area, "valid_to"]
    gone, of = "ended" if ended and ended[:4] < year[:4] else "", rows["time_period"]
    later = rows["dated"].eq("bound") & of.str[:4].gt(year[:4])
    steps = [(of.ne(""), gone or "no_figure"),
             (of.str[:4].eq(year[:4]), gone or ("undated" if later.all() else "other_periods")),
             (of.eq(year), "part_year" if len(year) == 4 else "other_periods"),
             (rows["obs_value"].notna(), "open_conflict"), (rows["trust"].ne("low"), "low_trust"),
             (rows["dated"].eq("stated"), "undated")]  # fmt: skip
    for so, reason in steps:
        if not so[rows.index].any():
            return rows, reason
        rows = rows[so[rows.index]]
    return rows.reset_index(drop=True), ""


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
    if (_alike(open_, chosen) & _apart(open_, chosen)).any():
        return "several_makers"
    return "" if _one_thing(pd.concat([open_, chosen.to_frame().T])) else "facets"


def _one_thing(rows: pd.DataFrame) -> bool:
    """Whether no facet has two stated values: one side that states nothing may mean the same thing."""
    return all(rows.loc[rows[name].ne(""), name].nunique() <= 1 for name in FACETS)


def _cited(asked: Citation, row: pd.Series, kept: pd.DataFrame, reason: str, est: object) -> Citation:
    same = kept[_alike(kept, row) & kept["lower"].le(row["obs_value"]) & kept["upper"].ge(row["obs_value"])]
    figures = tuple(dict.fromkeys(filter(None, "|".join([row["figure_ids"], *same["figure_ids"]]).split("|"))))
    others = "|".join(kept.loc[_alike(kept, row) & _apart(kept, row), "figure_ids"]).split("|")
    conflicts, against = _against(figures, row, others, est)
    near = est.tables.observations[_apart(est.tables.observations, row)]["figure_id"]
    near = near[near.isin({*asked.near, *"|".join(kept["figure_ids"]).split("|")} - {*figures, *against})]
    return Citation(asked.area, asked.indicator, asked.year,
                    *(float(row[name]) for name in ("obs_value", "lower", "upper")), row["unit_measure"],
                    _makers(row, figures, est), figures, tuple(against), asked=asked.asked, reason=reason,
                    period=row["time_period"], facets={name: row[name] for name in (*STATED, "field")},
                    pages=_pages(figures, est.tables), conflicts=conflicts, near=tuple(near))  # fmt: skip


def _makers(row: pd.Series, figures: tuple[str, ...], est: object) -> str:
    """Who made the value, joined by |: two bodies may have come to the same number."""
    rows = est.tables.observations
    same = rows["figure_id"].isin(figures) & rows["obs_value"].eq(row["obs_value"])
    named = pd.Series([row["maker"], *rows.loc[same, "maker"]], dtype=object).fillna("")
    return "|".join(named[named.ne("")].unique())


def _alike(kept: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Whether each states no facet otherwise than the cited one: it may be of the same thing."""
    return pd.concat([kept[name].isin([row[name], ""]) | (row[name] == "") for name in FACETS], axis=1).all(axis=1)


def _apart(rows: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Whether the interval of each does not meet that of the cited one."""
    return (rows["lower"] > row["upper"]) | (rows["upper"] < row["lower"])


def _against(figures: Sequence[str], row: pd.Series, others: list[str], est: object) -> tuple[pd.DataFrame, list[str]]:
    """Conflicts of the cited figures, and the figures in them and of `others` that say otherwise of the same thing.

    They may be of the same period, do not meet the interval, and are of no part (another scope) of what is cited.
    """
    conflicts, observed = est.conflicts, est.tables.observations
    named = conflicts[conflicts["conflict_id"].isin(row["contradicted_by"].split("|"))]
    ids = [one for group in named["figure_ids"] for one in group.split("|") if one not in figures]
    rows = observed[observed["figure_id"].isin([*ids, *others])]
    year, then = rows["time_period"].str[:4], row["time_period"][:4]
    same = year.eq(then) | (rows["period_basis"].eq("publication") & year.ge(then)) | rows["figure_id"].isin(others)
    part = rows["scope"].ne("") & rows["scope"].ne(row["scope"])
    told = set(rows.loc[same & _apart(rows, row) & ~part, "figure_id"])
    return named, [one for one in dict.fromkeys([*ids, *others]) if one in told and one not in figures]


def _refused(asked: Citation, rows: pd.DataFrame, reason: str, est: object) -> Citation:
    groups = [*rows["figure_ids"], *(rows["set_aside"] if reason == "open_conflict" else []), *asked.near]
    figures = tuple(dict.fromkeys(one for group in groups for one in group.split("|") if one))
    return replace(asked, figure_ids=figures, refused=True, reason=reason, pages=_pages(figures, est.tables))


def _pages(figures: tuple[str, ...], tables: object) -> pd.DataFrame:
    """Pages that print the figures: official tables first, then those of who makes them, then others."""
    observed = tables.observations.set_index("figure_id")
    printed = observed.loc[list(figures)].sort_values("frame", key=lambda frame: frame.eq(""), kind="stable")
    pages = tables.sources.set_index("source_id").reindex(columns=[*PAGE[1:], "editions", *TOLD], fill_value="")
    printed = printed[["source_id", "figure", "time_period", "published"]].rename(columns={"published": "dated"})
    found = printed.reset_index().merge(pages, left_on="source_id", right_index=True, how="left")
    own = [dict(one.split("=", 1) for one in each.split("|") if one) for each in found["editions"].fillna("")]
    found["url"] = [by.get(when, url) for by, when, url in zip(own, found["time_period"], found["url"], strict=True)]
    found["published"] = found["published"].where(found["published"].ne(""), found["dated"])
    return found[[*PAGE, "figure_id", "figure", *TOLD]].fillna("")
