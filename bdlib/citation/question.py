"""What is asked for: the areas that may be meant, the indicator, the period or the newest, and whether a target is."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, combinations

import pandas as pd

from bdlib import asking, spoken
from bdlib.citation.result import Citation
from bdlib.codelists import SPOKEN
from bdlib.errors import DataError
from bdlib.memo import remembered
from bdlib.periods import bounds, exists

#: Where nothing has a year, areas are those that stand now: no border is known to change after it.
AFTER_ALL = "2100"


def question(est: object, area: str, code: str, year: str) -> tuple[Citation, list[str]]:
    """What is asked for, as a citation still empty, and the areas that may be meant."""
    if not (year and exists(year)):
        raise DataError("a year or period such as 2024, 2024-H1 or 2024-9M", column="year", value=year)
    areas = est.tables.areas
    found = asking.match(area, areas, "area")
    places = found[:1] if asking.of_borders(area, areas, "area") else _of_name(found, areas, year)
    return Citation(places[0], code, year), places


def guessed(asked: str, code: str, listed: pd.DataFrame) -> str:
    """The words of a question, where they are not the indicator's own name or say what that does not; else ""."""
    words, aim = meant(asked, listed)[1:]
    exact = asking.named(words, code, listed, "indicator") and asking.agrees(asked, code, listed)
    if exact and code in asking.having(words, listed[["indicator", *SPOKEN]], "indicator"):
        return ""
    return words if aim else asked  # as it is written: what only asks is off for the match


@remembered
def meant(asked: str, listed: pd.DataFrame) -> tuple[tuple[str, ...], str, bool]:
    """Codes that a question fits alike, as it is written before all else; the words that name them; if a target."""
    several = []
    for words, aim in _readings(asked) if isinstance(asked, str) else [(asked, False)]:
        try:
            near = asking.match(words, listed, "indicator")
        except DataError as error:
            unknown = error
            several.append((asking.readings(words, error.near, listed, "indicator"), words, aim))
            continue
        if words != asked and not asking.agrees(asked, near[0], listed):  # without the words that ask, it is no share
            raise DataError(f"a name of indicators.csv; it may mean {near[0]}", value=asked, of="indicator", near=near)
        return tuple(near), words, aim
    if first := next((one for one in several if len(one[0]) > 1), None):
        return tuple(first[0]), *first[1:]
    if aim or words == asked:
        raise unknown
    raise DataError(unknown.expected, value=asked, of=unknown.of, near=unknown.near)  # the question as it is written


def dated(asked: str, year: object, listed: pd.DataFrame) -> tuple[str, object, str]:
    """The words of a question without the period in them; the period asked for; a part of a year that has no year.

    A DataError, with the question as it is written, for words of a period that are of no name and say none, or another
    than the year given beside them. Of words that name no indicator the period is off: what is unknown is the name.
    """
    runs = spoken.runs(asked) if isinstance(asked, str) else []
    if not runs:
        return asked, year, ""
    words, said, part = _apart(asked, runs, listed)
    return words, *_as_given(asked, said, part, year)


def _apart(asked: str, runs: list[spoken.Run], listed: pd.DataFrame) -> tuple[str, str, str]:
    """The words that name an indicator, and the year and part in the others; a period in its own name is none."""
    of_names = {run: codes for run in runs if (codes := _having(run, listed))}
    readings, unknown = [], None
    for left in chain.from_iterable(combinations(of_names, n) for n in range(len(of_names), -1, -1)):
        taken = [run for run in runs if run not in left]
        words, said = spoken.without(asked, taken), spoken.period(taken)
        if not (words and said):
            continue
        try:
            codes, name, _ = meant(words, listed)
        except DataError as error:
            unknown = error
            continue
        if all({*codes} <= {*of_names[run]} for run in left):
            readings.append((asking.named(name, codes[0], listed, "indicator"), words, *said))
    if readings:
        return max(readings, key=lambda reading: reading[0])[1:]
    if unknown is None or any(run.part == spoken.UNREAD for run in runs):
        raise DataError(
            "a name with one year, day or part of a year such as Q1 2024 or 2024-H1", value=asked, of="period"
        )
    raise unknown


def _having(run: spoken.Run, listed: pd.DataFrame) -> set[str]:
    """Indicators that have a run in a name: its words, or where they say a period, the same run."""
    names = asking.spelled(run.words, listed, "indicator")
    return {code for code, texts in names.items() if run.part == spoken.UNREAD
            or any(run.words == own.words for text in texts for own in spoken.runs(text))}  # fmt: skip


def _as_given(asked: str, said: str, part: str, given: object) -> tuple[object, str]:
    """The period that words and what is given beside them say together, and a part of a year that has no year."""
    newest = asks_newest(given)
    if newest and not (said and given):
        return (f"{said}{part}", "") if said else (given, "" if part == spoken.LATEST else part)
    if not (newest or exists(str(given))):
        return given, ""
    year, dash, rest = str(given).partition("-")
    if newest or part == spoken.LATEST or said not in ("", year) or (part and dash and part != dash + rest):
        each = (spoken.LATEST if part == spoken.LATEST else f"{said or year}{part}",
                spoken.LATEST if newest else str(given))  # fmt: skip
        raise DataError(f"one period, not both {each[0]} and {each[1]}", value=asked, of="period", near=each)
    return f"{year}{dash + rest or part}", ""


def _readings(asked: str) -> list[tuple[str, bool]]:
    """A question as it is written, without the words that ask, and the same as one for a target; each once."""
    bare, folded = asking.without(asked, "asking"), asking.fold(asked)
    aims = [asking.without(words, "target") for words in (asked, bare)]
    rest = [(bare, False)] * (bare != folded) + [(aim, True) for aim in aims if aim not in (folded, bare)]
    return [(asked, False), *((words, aim) for words, aim in dict.fromkeys(rest) if words)]


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
    """Whether no year is asked for: none, or a word for the latest; a blank or a dash is neither."""
    if not isinstance(year, str):
        return year is None
    return asking.fold(year) != "" and asking.without(year, "latest") == ""


def last_year(est: object, aim: bool) -> str:
    """The newest year of any figure, or of any target; where nothing has one, a year after all changes of borders."""
    years = est.tables.targets["target_year"].dropna() if aim else est.frame["time_period"].str[:4]
    return max(years.astype(str).str[:4], default="") or AFTER_ALL


def newest(rows: pd.DataFrame, periods: str, part: str, cite: Callable[..., Citation]) -> Citation | None:
    """The citation of the newest year of `rows` that has one, else the refusal of the newest; None for no rows."""
    named = rows[periods].astype(str)
    held = sorted({one[:4] + part for one in named if one[:4].isdecimal() and one[4:].startswith(part)}, reverse=True)
    each = (cite(year=year) for year in held)
    first = next(each, None)
    if first is None:
        return None
    found = first
    if first.refused and first.reason != "target":
        found = next((one for one in each if not one.refused), first)
    loose = rows.get("dated", named).eq("bound") if len(held) > 1 else named.eq("")  # a page's day is no year of it
    dated = {one[:4] for one in named[~loose]}
    return replace(found, years=tuple(one for one in reversed(held) if one[:4] in dated) or tuple(reversed(held)))
