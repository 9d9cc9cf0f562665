"""What a question is told whose area, indicator, series or year nothing has: what may be meant, or where to look."""

import pandas as pd

from bdlib import asking
from bdlib.errors import DataError
from bdlib.spoken import LATEST
from bdviews.citation.figures import value
from bdviews.citation.instead import held
from bdviews.citation.within import around, held_there, within
from bdviews.labels import Labels
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period

UNKNOWN = {"area": N_("No area is called “{word}” here."), "indicator": N_("No indicator is called “{word}” here."),
           "": N_("None of these figures is of “{word}”."),
           "period": N_("“{word}” asks for no one period that can be read: ask for one, such as 2024, "
                        "Q1 2024 or 2024-H1."),
           }  # fmt: skip
APART = N_("“{word}” asks for {said}, and the year given beside it is {given}: ask for one of them.")
NEWEST = N_("the newest year")
LISTED = N_("data/raw/{list}s.csv lists those there are.")
MEANT = N_("It may be: {near}.")
SHARED = N_("No name says all of it; with “{words}” there are: {near}.")
# Behind the names, of all of them.
WITHOUT = N_("All that is named here is without any figure for {area}.")
HELD = N_("All that is named here is without any figure for {area}; of one or another, figures exist for {held}.")
AIMED = N_("All that is named here is without any figure for {area}; there are only targets: {aims}. "
           "Ask with “target” before the name.")  # fmt: skip
MOST = 4  # names told: more would be a list to search
SHARING = 3  # names told that share a word alone


def unknown(error: DataError, est: object, lang: str, area: str = "", indicator: str = "", year: object = None) -> str:
    """Say which name is known to nobody and what may be meant, first what has figures; of a town where it lies."""
    labels = Labels(est, lang)
    if not error.of:
        message = gettext(lang, "“{word}” is no year or period such as 2024, 2024-H1 or 2024-9M.", word=error.value)
        return message if error.column == "year" else str(error)
    if error.of == "period" and error.near:
        said, given = (gettext(lang, NEWEST) if one == LATEST else period(one, lang) for one in error.near)
        return gettext(lang, APART, word=error.value, said=said, given=given)
    word = error.value if error.of == "area" else area
    if error.of in ("area", "indicator") and (place := around(word, est.tables.areas)) is not None:
        try:
            rest = held_there(place, indicator, year, est, labels)
        except DataError as inner:
            rest = unknown(inner, est, lang, place["area"], indicator, year)
        return f"{within(word, place, labels)} {rest}"
    told = gettext(lang, UNKNOWN.get(error.of, UNKNOWN[""]), word=error.value)
    codes = list(filter(None, error.near))
    if not codes and error.of == "indicator" and (shared := _shared(error.value, area, est, labels)):
        return f"{told} {shared}"
    if not codes:
        return f"{told} {gettext(lang, LISTED, list=error.of)}" if error.of in ("area", "indicator") else told
    if error.of != "indicator":
        return f"{told} {gettext(lang, MEANT, near=_named(codes, error.of, labels))}"
    places = _places(area, est)
    codes = [code for code in codes if asking.agrees(error.value, code, est.tables.indicators)] or codes
    codes = _held_first(codes, places, est)
    meant = gettext(lang, MEANT, near=_named(codes, "indicator", labels))
    return " ".join(filter(None, [told, meant, _lacking(codes[:MOST], places, est, labels)]))


def _shared(word: str, area: str, est: object, labels: Labels) -> str:
    """Indicators that have the rarest word of a question in a name, first those with a figure; "" for none."""
    words, codes = asking.sharing(word, est.tables.indicators, "indicator")
    if not codes:
        return ""
    places = _places(area, est)
    codes = _held_first(codes, places, est)
    near = _named(codes, "indicator", labels, SHARING)
    shared = gettext(labels.lang, SHARED, words=words, near=near)
    return " ".join(filter(None, [shared, _lacking(codes[:SHARING], places, est, labels)]))


def _lacking(told: list[str], places: list[str], est: object, labels: Labels) -> str:
    """What there is where the area has a figure of none that is told: its targets, other areas; "" where it has one."""
    rows = est.tables.observations
    if not places or (rows["ref_area"].isin(places) & rows["indicator"].isin(told)).any():
        return ""
    area = labels.area(places[0])
    if aims := _aims(told, places, est, labels):
        return gettext(labels.lang, AIMED, area=area, aims=aims)
    others = held(told, est, labels)
    return gettext(labels.lang, HELD if others else WITHOUT, area=area, held=others)


def _named(codes: list[str], of: str, labels: Labels, most: int = MOST) -> str:
    """The first of the codes by name, each with its code."""
    called = {"area": labels.bordered, "indicator": labels.indicator}.get(of, labels.series)
    names = [(called(code), code) for code in codes[:most]]
    said = "; ".join([name if name == code else f"{name} ({code})" for name, code in names])
    return said + " …" * (len(codes) > most)


def _places(area: str, est: object) -> list[str]:
    """Codes of an area in all borders; none for a name that nobody knows."""
    areas = est.tables.areas
    try:
        found = asking.match(area, areas, "area")
    except DataError:
        return []
    names = areas.loc[areas["area"].isin(found), "name_vi"]
    return list(dict.fromkeys([*found, *areas.loc[areas["name_vi"].isin(names), "area"]]))


def _held_first(codes: list[str], places: list[str], est: object) -> list[str]:
    """Indicators, first those with a figure of the area, then with one of the country, then with most figures."""
    areas, rows = est.tables.areas, est.tables.observations
    country = areas.loc[areas["level"].eq("country"), "area"]
    own, national = (set(rows.loc[rows["ref_area"].isin(some), "indicator"]) for some in (places, country))
    often = rows["indicator"].value_counts().reindex(codes, fill_value=0)
    return sorted(codes, key=lambda code: (code not in own, code not in national, -often[code]))


def _aims(codes: list[str], places: list[str], est: object, labels: Labels) -> str:
    """Targets that pages set the area in the first of the indicators that has some, each with its year."""
    rows = est.tables.targets
    rows = rows[rows["ref_area"].isin(places) & rows["role"].eq("target") & rows["trust"].ne("low")]
    found = next((some for code in codes if len(some := rows[rows["indicator"].eq(code)])), pd.DataFrame())
    if found.empty:
        return ""
    found = found.drop_duplicates(["target_year", "obs_value"]).sort_values("target_year", kind="stable")
    each = [value({**row, "role": ""}, labels) + _due(row["target_year"], labels) for row in found.to_dict("records")]
    return f"{labels.indicator(found['indicator'].iloc[0], places[0])}, {'; '.join(dict.fromkeys(each))}"


def _due(year: object, labels: Labels) -> str:
    return "" if pd.isna(year) else f" ({period(str(year), labels.lang)})"
