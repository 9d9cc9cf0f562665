"""The parameters that every notebook of the project takes, checked and resolved before anything is computed.

A name of an area or indicator may be written as people write it: with or without diacritics, as an alias of the
codelist, in Vietnamese or English, or as the code itself. What cannot be resolved is answered with the nearest names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from bdlib import asking, study
from bdlib.codelists import LANGUAGES
from bdlib.errors import DataError, nearest
from bdlib.names import Names
from bdlib.periods import day
from bdlib.project import project_root
from bdlib.reading import read_table
from bdlib.reconciliation import methods


@dataclass(frozen=True)
class Parameters:
    """Checked parameters of a notebook: area and indicators as codes (none for all), `as_of` None for no limit."""

    area: str
    indicators: list[str]
    territory: str
    as_of: date | None
    method: str
    lang: str


def check(*, area: str = "", indicators: str | Iterable[str] = "", territory: str = "", as_of: str | date = "",
          method: str = "evidence", lang: str = "vi", root: Path | str | None = None) -> Parameters:  # fmt: skip
    """Check a notebook's parameters and resolve names to codes.

    Parameters
    ----------
    area : name, alias or code of an area; the study's own when empty.
    indicators : comma-separated names or codes; empty for all.
    territory : name of a division, such as "63" or "34"; the first one that has the area when empty.
    as_of : day, as 2024-06-30; what was published later is left out.
    method : name of a way to reconcile.
    lang : "vi" or "en".
    root : project folder; found by itself when omitted.

    Raises
    ------
    DataError
        For the first parameter that is wrong, with the nearest right names.
    """
    folder = Path(root) if root else project_root()
    areas = study.areas(folder)
    code, territory = place(_text("area", area) or study.load(folder).area, areas, territory)
    return Parameters(area=code,
                      indicators=find_indicators(indicators, read_table(folder / "data" / "raw" / "indicators.csv")),
                      territory=territory, as_of=_day(as_of), method=_one_of("method", method, methods()),
                      lang=_one_of("lang", lang, LANGUAGES))  # fmt: skip


def place(word: str, areas: pd.DataFrame, territory: str = "") -> tuple[str, str]:
    """Resolve the name, alias or code of an area to its code, and to a territory that has it (the first by default).

    Raises a DataError when nothing, or more than one area, has that name; when the area is of another territory, naming
    the area that it became part of.
    """
    parts = study.divisions(areas)
    names = [_one_of("territory", str(territory), parts)] if territory and parts else [*parts] or [""]
    compared, found = {code for part in parts.values() for code in part.index}, []
    for name in names:
        others = compared - set(parts[name].index if parts else ())
        found = found or Names(areas[~areas["area"].isin(others)], "area").find(_text("area", word))
        if len(found) == 1:
            return found[0], name
    if found:
        raise _wrong("area", word, f"one area, this names {', '.join(found)}: give the code")
    if elsewhere := Names(areas, "area").find(word):
        other = areas.set_index("area").loc[elsewhere[0]]
        instead = f", since then part of {other.successor}" if other.successor else ""
        vintage = f"existed until {other.valid_to}" if other.valid_to else f"exists since {other.valid_from}"
        expected = f'an area of territory "{territory}": {other.name} {other.name_vi} {vintage}{instead}'
        raise _wrong("area", word, expected)
    raise _wrong("area", word, "a name or code of areas.csv" + Names(areas, "area").nearest(word))


def find_indicators(words: str | Iterable[str], indicators: pd.DataFrame) -> list[str]:
    """Resolve comma-separated (or listed) names or codes of indicators to codes, each once, in the order given.

    A DataError names the first word that is no indicator, with the nearest ones.
    """
    parts = words.split(",") if isinstance(words, str) else list(words)
    wanted = [word for part in parts if (word := _text("indicators", part).strip())]
    try:
        return asking.codes(wanted or None, indicators, "indicator")
    except DataError as error:
        raise _wrong("indicators", error.value, error.expected) from None


def _one_of(name: str, value: str, allowed: Iterable[str]) -> str:
    if _text(name, value) in allowed:
        return value
    raise _wrong(name, value, f"one of {', '.join(allowed)}{nearest(value, list(allowed))}")


def _day(value: str | date) -> date | None:
    try:
        said = day(value.strip() if isinstance(value, str) else value)
    except DataError as error:
        raise _wrong("as_of", error.value, error.expected) from None
    return date.fromisoformat(said) if said else None


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise _wrong(name, repr(value), "text")


def _wrong(name: str, value: str, expected: str) -> DataError:
    return DataError(expected, file=f"parameter {name}", value=value)
