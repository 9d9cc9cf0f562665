"""What else the corpus has: targets, other areas, and the other indicators that the words of a question fit."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from bdlib import asking
from bdlib.citation.choosing import official, sides
from bdlib.citation.result import ABSENT, Citation
from bdlib.citation.telling import BASES, NEAR, distances, pages
from bdlib.codelists import DEFINING, SPOKEN
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
    `beside`. Where none of them has any, those of other areas stand `elsewhere`.
    """
    found = [_of_area(replace(asked, area=place), rows[rows["ref_area"].eq(place)], est) for place in places]
    of_year = {one.area for one in found if rows.loc[rows["figure_id"].isin(one.figure_ids), "target_year"]
               .astype(str).eq(asked.year[:4]).any()}  # fmt: skip
    first, *others = sorted(found, key=lambda one: (one.area not in of_year, not one.figure_ids))
    first = replace(first, beside=tuple(one for one in others if one.figure_ids))
    return first if first.figure_ids else _aims_elsewhere(first, est)


def _of_area(asked: Citation, rows: pd.DataFrame, est: object) -> Citation:
    """The targets of an area for the year, or for other years, the nearest first."""
    away = _years_away(rows, asked)
    of_year = rows[away.eq(0)]
    figures = tuple((of_year if len(of_year) else rows.loc[away.sort_values(kind="stable").index])["figure_id"])
    return replace(asked, refused=True, reason="target", figure_ids=figures, pages=pages(figures, est.tables))


def _aims_elsewhere(asked: Citation, est: object) -> Citation:
    """Add a target each of the areas that have one: first those around the area, then of its region, then all others.

    Of an area the target nearest to the year asked for, of areas those with the nearest; copies where nothing else is.
    """
    listed = est.tables.areas.set_index("area")
    rows = _aims(asked, [*listed.index], est)
    rows = rows.loc[_years_away(rows, asked).sort_values(kind="stable").index]
    each = rows.drop_duplicates("ref_area").set_index("ref_area")["figure_id"]
    near = [area for area in neighbours(asked.area, listed, each.index) if area in each.index]
    beside = [area for area in each.index if listed.at[area, "region"] == listed.at[asked.area, "region"]]
    places = [area for area in dict.fromkeys([*near, *beside, *each.index]) if area != asked.area]
    return replace(asked, elsewhere=tuple(each[places[:MOST]]), elsewhere_of=len(places))


def aims(asked: Citation, est: object) -> tuple[str, ...]:
    """Targets of the area and indicator of all years, the nearest to the one asked for first; of two the later.

    Those of no year last, and what copies print only where nothing else is.
    """
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


def elsewhere(asked: Citation, est: object) -> Citation:
    """Add a figure each of the areas nearest to one that has none: what it became or was, what it lies in, its parts.

    Of each the first of :func:`_nearest`; none that lies too far away.
    """
    rows = _nearest(est.frame[est.frame["indicator"].eq(asked.indicator)], asked.year, est)
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
    """Other indicators of a family whose names have all the words of a question, those with most estimates first.

    None, where these are the very name of one; of those of its unit none, where they are another name of it.
    """
    listed = est.tables.indicators
    row = listed.set_index("indicator").loc[code]
    own = {code, *(row[name] for name in SPOKEN if name in row)}
    if asking.fold(words) in map(asking.fold, own) or not row["family"]:
        return []
    kin = listed[listed["family"].eq(row["family"]) & listed["indicator"].ne(code)]
    if asking.named(words, code, listed, "indicator"):
        kin = kin[kin["unit"].ne(row["unit"])]
    fits = asking.having(words, kin, "indicator")
    often = est.frame["indicator"].value_counts().reindex(fits, fill_value=0)
    changes = set(kin.loc[kin["flow"].eq(RATE), "indicator"])
    return sorted(fits, key=lambda one: (one in changes, -often[one], one))


def sisters(found: Citation, codes: Iterable[str], est: object) -> tuple[str, ...]:
    """A figure each of the other indicators that are meant as well: of the year; where none is, of the nearest."""
    rows = est.frame[est.frame["ref_area"].eq(found.area)]
    rows = rows if found.reason in ABSENT else rows[rows["time_period"].str[:4].eq(found.year[:4])]
    rows = rows[rows["dated"].eq("stated")]
    each = [_nearest(rows[rows["indicator"].eq(code)], found.year, est) for code in codes]
    return tuple(one["figure_ids"].iloc[0].split("|")[0] for one in each if len(one))[:MOST]


def _nearest(rows: pd.DataFrame, year: str, est: object) -> pd.DataFrame:
    """Estimates with a value that some page prints well, in the order in which they tell something of a year.

    What lies too far away follows all that does not; of these what nothing contradicts comes first, then the dated,
    then those of the very year, then the nearest to it. Of two as near, the official one, then the stated one.
    """
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
    """Estimates that lie near: of the name's other borders, and of the family's other indicators in that year.

    Where there are no `rows` of the area and indicator, the family's in other years too.
    """
    family, areas = est.tables.indicators.set_index("indicator")["family"], est.tables.areas.set_index("area")
    twins = areas.index[areas["name_vi"].eq(areas.at[asked.area, "name_vi"])].difference([asked.area])
    same, own = est.frame["indicator"].eq(asked.indicator), est.frame["ref_area"].eq(asked.area)
    sibling = est.frame["indicator"].map(family).eq(family[asked.indicator]) & (family[asked.indicator] != "") & ~same
    twin = est.frame["ref_area"].isin(twins) & same
    then = est.frame["time_period"].eq(asked.year) | (not len(rows))
    return est.frame[(own & sibling & then) | twin]


def sister(found: Citation, codes: Iterable[str], cite: Callable[[str], Citation], est: object) -> Citation:
    """The citation of the first other indicator that the words fit and that has one; else what was found.

    A change answers for no thing: who asks for the population is not told its growth.
    """
    flows = est.tables.indicators.set_index("indicator")["flow"]
    answers = (cite(code) for code in codes if flows[code] != RATE)
    return next((replace(one, unheld=found.indicator) for one in answers if not one.refused), found)


def with_rest(found: Citation, codes: Iterable[str], est: object) -> Citation:
    """Add to a citation the other indicators that its words fit, and to a refusal what there is instead."""
    codes = [code for code in codes if code != found.indicator]
    told = tuple(one for one in sisters(found, codes, est) if one not in found.figure_ids)
    found = replace(found, sisters=told)
    if found.reason not in ABSENT:
        return found
    indicators = est.tables.observations.set_index("figure_id")["indicator"]
    held = set(indicators.reindex([*found.figure_ids]))
    shown = {*held, *indicators.reindex([*told])}
    other = tuple(code for code in codes if code not in shown)[:MOST]
    found = replace(found, may_mean=other, aims=aims(found, est))
    bare = found.indicator not in held
    return elsewhere(found, est) if bare else found
