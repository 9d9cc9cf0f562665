"""What is asked for: the areas that may be meant, the indicator, the period or the newest, and whether a target is."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from bdlib import asking
from bdlib.citation.result import Citation
from bdlib.errors import DataError
from bdlib.periods import bounds, exists


def question(est: object, area: str, indicator: str, year: str) -> tuple[Citation, list[str], bool]:
    """What is asked for, as a citation still empty; the areas that may be meant; and whether a target is."""
    if not (year and exists(year)):
        raise DataError("a year or period such as 2024 or 2024-H1", column="year", value=year)
    listed, areas = est.tables.indicators, est.tables.areas
    code, words, aim = _indicator(indicator, listed)
    found = asking.match(area, areas, "area")
    places = found[:1] if asking.of_borders(area, areas, "area") else _of_name(found, areas, year)
    guessed = "" if asking.named(words, code, listed, "indicator") else words
    return Citation(places[0], code, year, asked=guessed), places, aim


def _indicator(asked: str, listed: pd.DataFrame) -> tuple[str, str, bool]:
    """Code of an indicator, the words that name it, and whether others beside them ask for its target.

    The question as it is written comes first: a name may itself have the word target in it.
    """
    words, aim = asked, False
    try:
        near = asking.match(asked, listed, "indicator")
    except DataError:
        words, aim = asking.without(asked, "target") if isinstance(asked, str) else "", True
        if words in ("", asking.fold(asked)):
            raise
        near = asking.match(words, listed, "indicator")
    if len(near) > 1:
        raise DataError(f"one indicator; it may mean {', '.join(near)}", value=words, of="indicator", near=near)
    return near[0], words, aim


def _of_name(found: list[str], areas: pd.DataFrame, year: str) -> list[str]:
    """The codes of one name in any borders: first those that stood as the period ended, of these the newer first."""
    named = areas.set_index("area")["name_vi"]
    rows = areas.set_index("area").loc[[*found, *named.index[named.isin(named[found])].difference(found)]]
    order = pd.DataFrame({"there": standing(rows, year), "new": rows["valid_from"].ne("")})
    return list(order.sort_values(["there", "new"], ascending=False, kind="stable").index)


def standing(areas: pd.DataFrame, year: str) -> pd.Series:
    """Whether each area stood on the last day of a period: of what a reform replaced then, only what came of it."""
    day = bounds(year)[1].date().isoformat()
    return areas["valid_from"].le(day) & (areas["valid_to"].eq("") | areas["valid_to"].ge(day))


def asks_newest(year: object) -> bool:
    """Whether no year is asked for: none, or a word for the latest."""
    return year is None or (isinstance(year, str) and year != "" and asking.without(year, "latest") == "")


def newest(rows: pd.DataFrame, periods: str, cite: Callable[[str], Citation]) -> Citation | None:
    """The citation of the newest year of `rows` that has one, else the refusal of the newest; None where there is none.

    `periods` names their column.
    """
    held = sorted({one[:4] for one in rows[periods].astype(str) if one[:4].isdecimal()}, reverse=True)
    each = map(cite, held)
    first = next(each, None)
    if first is None:
        return None
    found = first
    if first.refused and first.reason != "target":
        found = next((one for one in each if not one.refused), first)
    return replace(found, years=tuple(reversed(held)))
