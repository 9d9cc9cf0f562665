"""What else the corpus has: targets, other areas, and the other indicators that the words of a question fit."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from bdlib import asking
from bdlib.citation.choosing import official, sides
from bdlib.citation.result import ABSENT, Citation
from bdlib.citation.telling import BASES, NEAR, distances, pages
from bdlib.codelists import DEFINING, SPOKEN
from bdlib.errors import DataError
from bdlib.periods import months_apart

MOST = 3  # areas and indicators named: more would be a list to search
RATE = "rate"  # flow of changes of another indicator: what fits the words is first the thing, then its change


def ways(asked: Citation, rows: pd.DataFrame, cite: Callable[[pd.DataFrame], Citation]) -> tuple[tuple[str, str], ...]:
    """Series and facets, one of which is enough to ask for so that a figure can be cited."""
    of_year, found = rows[rows["time_period"].str[:4].eq(asked.year[:4])], []
    for name in ("series", *DEFINING):
        values = sorted(set(of_year[name]) - {"", asked.facets.get(name, "")})
        found += [(name, value) for value in values if not cite(rows[rows[name].eq(value)]).refused]
    return tuple(found)


def targets(asked: Citation, places: list[str], rows: pd.DataFrame, est: object) -> Citation:
    """Refuse a target, with those that pages set for the year; where none does, for other years.

    The area that has some of the year comes first, else the first that has any; those of the other borders stand
    `beside`, and those of what an area that ended by then became. Where none of them has any, those of other areas
    stand `elsewhere`.
    """
    found = [_of_area(replace(asked, area=place), rows[rows["ref_area"].eq(place)], est) for place in places]
    of_year = {one.area for one in found if rows.loc[rows["figure_id"].isin(one.figure_ids), "target_year"]
               .astype(str).eq(asked.year[:4]).any()}  # fmt: skip
    first, *others = sorted(found, key=lambda one: (one.area not in of_year, not one.figure_ids))
    heir = est.tables.areas.set_index("area").at[first.area, "successor"]
    if heir and heir not in places and first.area not in of_year:
        others.append(_of_area(replace(asked, area=heir), _aims(asked, [heir], est), est))
    first = replace(first, beside=tuple(one for one in others if one.figure_ids))
    return first if first.figure_ids else _aims_elsewhere(first, est)


def _of_area(asked: Citation, rows: pd.DataFrame, est: object) -> Citation:
    """The targets of an area for the year, or for other years, the nearest first."""
    away = _years_away(rows, asked)
    of_year = rows[away.eq(0)]
    figures = tuple((of_year if len(of_year) else rows.loc[away.sort_values(kind="stable").index])["figure_id"])
    return replace(asked, refused=True, reason="target", figure_ids=figures, pages=pages(figures, est.tables))


def _aims_elsewhere(asked: Citation, est: object) -> Citation:
    """Add a target each of areas that have one, the nearest to the year: those around, of its region, all others."""
    listed = est.tables.areas.set_index("area")
    rows = _aims(asked, [*listed.index], est)
    rows = rows.loc[_years_away(rows, asked).sort_values(kind="stable").index]
    each = rows.drop_duplicates("ref_area").set_index("ref_area")["figure_id"]
    near = [area for area in neighbours(asked.area, listed, each.index) if area in each.index]
    beside = [area for area in each.index if listed.at[area, "region"] == listed.at[asked.area, "region"]]
    places = [area for area in dict.fromkeys([*near, *beside, *each.index]) if area != asked.area]
    return replace(asked, elsewhere=tuple(each[places[:MOST]]), elsewhere_of=len(places))


def aims(asked: Citation, est: object) -> tuple[str, ...]:
    """Targets of all years, the nearest to the one asked for first, of two the later; those of no year last."""
    rows = _aims(asked, [asked.area], est)
    order = pd.DataFrame({"away": _years_away(rows, asked), "late": -rows["target_year"].astype(float)})
    return tuple(rows.loc[order.sort_values([*order], kind="stable").index, "figure_id"])


def _aims(asked: Citation, areas: list[str], est: object) -> pd.DataFrame:
    """Targets of some areas and the indicator; those that only copies print where nothing else is."""
    rows = est.tables.targets
    rows = rows[rows["indicator"].eq(asked.indicator) & rows["role"].eq("target") & rows["ref_area"].isin(areas)]
    copy = rows["trust"].eq("low")
    return rows if copy.all() else rows[~copy]


def _years_away(rows: pd.DataFrame, asked: Citation) -> pd.Series:
    return (rows["target_year"].astype(float) - float(asked.year[:4])).abs()


def elsewhere(asked: Citation, codes: Iterable[str], est: object) -> Citation:
    """Add a figure each of areas around one that has none; of what else is meant, in its unit, where not of it."""
    units = est.tables.indicators.set_index("indicator")["unit"]
    meant = [asked.indicator, *(code for code in codes if units[code] == units[asked.indicator])]
    rows = _nearest(est.frame[est.frame["indicator"].isin(meant)], asked.year, est)
    rows = rows.loc[rows["indicator"].ne(asked.indicator).sort_values(kind="stable").index]
    rows = rows[months_apart(rows["time_period"], asked.year).le(NEAR)]
    listed = est.tables.areas.set_index("area")
    rows = rows[rows["ref_area"].isin(listed.index)].drop_duplicates("ref_area").set_index("ref_area")
    near = [one for one in neighbours(asked.area, listed, rows.index) if one in rows.index]
    shown = tuple(rows["figure_ids"][one].split("|")[0] for one in near[:MOST])
    return replace(asked, elsewhere=shown, elsewhere_of=len(near))


def neighbours(area: str, areas: pd.DataFrame, having: pd.Index) -> list[str]:
    """Codes of the areas around one, the nearest first; of its parts those `having` a figure, in that order."""
    own = areas.loc[area]
    twins = areas.index[areas["name_vi"].eq(own["name_vi"])]
    became = areas.index[areas["successor"].eq(area)]
    above = area.rpartition("-")[0]  # ISO 3166-2 and what extends it: a code begins with that of what it lies in
    above = above if areas["level"].get(above) != "country" else ""
    country = [*areas.index[areas["level"].eq("country")]]
    parts = areas.index[areas["region"].eq(area) | (areas["level"].eq("province") & (area in country))]
    every = [*twins, own["successor"], *became, above, own["region"], *country, *having[having.isin(parts)]]
    return [one for one in dict.fromkeys(every) if one and one != area]


def fitting(words: str, code: str, est: object) -> list[str]:
    """Others of a family that words fit, first those called alike, then most figures; none behind a very name."""
    listed = est.tables.indicators
    row = listed.set_index("indicator").loc[code]
    own = {code, *(row[name] for name in SPOKEN if name in row)}
    kin = listed[listed["family"].eq(row["family"]) & listed["indicator"].ne(code) & listed["family"].ne("")]
    if (very := asking.fold(words) in map(asking.fold, own)) or asking.named(words, code, listed, "indicator"):
        kin = kin[kin["unit"].ne(row["unit"]) | ~kin["flow"].isin([row["flow"], RATE])]
    fits = asking.having(words, kin, "indicator")
    alike = [one for one in fits if asking.named(words, one, kin, "indicator") and asking.agrees(words, one, kin)]
    if very and not alike:
        return []
    often = est.frame["indicator"].value_counts().reindex(fits, fill_value=0)
    changes = set(kin.loc[kin["flow"].eq(RATE), "indicator"])
    return sorted(fits, key=lambda one: (one in changes, one not in alike, -often[one], one))


def sisters(found: Citation, codes: Iterable[str], est: object) -> tuple[str, ...]:
    """A figure each of what else is meant: of the year, else of the nearest; stated, unless all are inferred."""
    rows = est.frame[est.frame["ref_area"].eq(found.area)]
    rows = rows if found.reason in ABSENT else rows[rows["time_period"].str[:4].eq(found.year[:4])]
    sure = rows["dated"].eq("stated")
    own = [rows[rows["indicator"].eq(code) & (sure | ~sure[rows["indicator"].eq(code)].any())] for code in codes]
    each = [_nearest(some, found.year, est) for some in own]
    return tuple(one["figure_ids"].iloc[0].split("|")[0] for one in each if len(one))[:MOST]


def _nearest(rows: pd.DataFrame, year: str, est: object) -> pd.DataFrame:
    """Estimates that some page prints well, nearest first: undisputed, dated, of the year, near, official, stated."""
    rows = rows[rows["obs_value"].notna() & rows["trust"].ne("low")]
    basis, torn = rows["dated"].map(BASES), sides(est)
    away = distances(rows["time_period"], basis, year)
    order = pd.DataFrame({
        "far": away.pop("far"),
        "disputed": [not torn.isdisjoint(ids.split("|")) for ids in rows["figure_ids"]],
        **away,
        "unofficial": ~official(rows, est.tables),
        "basis": basis,
    }, index=rows.index)  # fmt: skip
    return rows.loc[order.sort_values([*order], kind="stable").index]


def kindred(asked: Citation, rows: pd.DataFrame, est: object) -> pd.DataFrame:
    """Estimates near: of the name's other borders, of the family in that year or, where nothing is known, in any."""
    family, areas = est.tables.indicators.set_index("indicator")["family"], est.tables.areas.set_index("area")
    twins = areas.index[areas["name_vi"].eq(areas.at[asked.area, "name_vi"])].difference([asked.area])
    same, own = est.frame["indicator"].eq(asked.indicator), est.frame["ref_area"].eq(asked.area)
    sibling = est.frame["indicator"].map(family).eq(family[asked.indicator]) & (family[asked.indicator] != "") & ~same
    twin = est.frame["ref_area"].isin(twins)
    then = est.frame["time_period"].eq(asked.year) | (not len(rows))
    near = est.frame[(own & sibling & then) | (twin & same)]
    return near if len(near) or len(rows) else est.frame[twin & sibling]


def settled(each: list[Citation], asked: str, est: object) -> Citation:
    """Of the findings of several readings the one that can be cited, else all that exists; an error for two."""
    answers = [one for one in each if not one.refused]
    if len(near := [one.indicator for one in answers]) > 1:
        raise DataError(f"one indicator; it may mean {', '.join(near)}", value=asked, of="indicator", near=near)
    first, *rest = answers or sorted(each, key=lambda one: (one.reason in ABSENT, not one.figure_ids))
    if not rest:
        return first
    ids = tuple(dict.fromkeys([*first.figure_ids, *(one for other in each for one in other.figure_ids)]))
    return replace(first, figure_ids=ids, pages=pages(ids, est.tables))


def sister(found: Citation, codes: Iterable[str], cite: Callable[[str], Citation], est: object) -> Citation:
    """The citation of the first other that the words fit and that has one, no change; else what was found."""
    flows = est.tables.indicators.set_index("indicator")["flow"]
    answers = (cite(code) for code in codes if flows[code] != RATE)
    return next((replace(one, unheld=found.indicator) for one in answers if not one.refused), found)


def with_rest(found: Citation, codes: Iterable[str], readings: Iterable[str], est: object) -> Citation:
    """Add to a citation the other indicators that its words fit, and to a refusal what there is instead."""
    codes = [code for code in codes if code != found.indicator]
    told = tuple(one for one in sisters(found, codes, est) if one not in found.figure_ids)
    seen, absent = est.tables.observations, found.reason in ABSENT
    held = set(seen.loc[seen["figure_id"].isin(found.figure_ids), "indicator"])
    own = seen["ref_area"].eq(found.area) if absent else seen["figure_id"].isin(told)
    shown = {found.indicator, found.unheld, *held, *seen.loc[own, "indicator"]}
    other = [code for code in (codes if absent else readings) if code not in shown]
    found = replace(found, sisters=told, may_mean=tuple(other[:MOST]))
    if not absent:
        return found
    found = replace(found, aims=aims(found, est))
    return found if found.indicator in held else elsewhere(found, codes, est)
