"""What is asked for: the area or those that may be meant, the indicator, the period, and whether a target is."""

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
