"""The parameters that every notebook of the project takes, checked and resolved before anything is computed.

A name of an area or indicator may be written as people write it: with or without diacritics, as an alias of the
codelist, in Vietnamese or English, or as the code itself. What cannot be resolved is answered with the nearest names.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from bdlib.errors import DataError, nearest
from bdlib.names import Names
from bdlib.project import project_root
from bdlib.reading import read_table
from bdviews.language import LANGUAGES

TERRITORIES = ("63", "34")
METHODS = ("evidence", "official_first", "latest", "median", "most_witnessed", "pooled")


@dataclass(frozen=True)
class Parameters:
    """Checked parameters of a notebook.

    Attributes
    ----------
    area : code of areas.csv, valid in `territory`.
    indicators : codes of indicators.csv in the order asked for; empty means all.
    territory : "63" for the provinces up to 2025-06-30, "34" for those since 2025-07-01.
    as_of : what was published later is left out; None keeps everything.
    method : a method of :func:`bdlib.reconciliation`.
    lang : "vi" or "en".
    """

    area: str
    indicators: list[str]
    territory: str
    as_of: date | None
    method: str
    lang: str


def check(
    *,
    area: str = "VN",
    indicators: str | Iterable[str] = "",
    territory: str = "63",
    as_of: str | date = "",
    method: str = "evidence",
    lang: str = "vi",
    root: Path | str | None = None,
) -> Parameters:
    """Check a notebook's parameters and resolve names to codes.

    Parameters
    ----------
    area : name, alias or code of an area.
    indicators : comma-separated names or codes; empty for all.
    territory : "63" or "34" provinces.
    as_of : ISO date, or empty.
    method : name of a way to reconcile.
    lang : "vi" or "en".
    root : project folder; found by itself when omitted.

    Raises
    ------
    DataError
        For the first parameter that is wrong, with the nearest right names.
    """
    folder = (Path(root) if root else project_root()) / "data" / "raw"
    territory = _one_of("territory", str(territory), TERRITORIES)
    return Parameters(
        area=find_area(area, read_table(folder / "areas.csv"), territory),
        indicators=find_indicators(indicators, read_table(folder / "indicators.csv")),
        territory=territory,
        as_of=_day(as_of),
        method=_one_of("method", method, METHODS),
        lang=_one_of("lang", lang, LANGUAGES),
    )


def find_area(word: str, areas: pd.DataFrame, territory: str) -> str:
    """Resolve an area's name, alias or code to its code in the given territory.

    Raises
    ------
    DataError
        When nothing, or more than one area, has that name; when the area is of the other territory, naming the area
        that it became part of.
    """
    names = Names(areas[areas["valid_from" if territory == "63" else "valid_to"].eq("")], "area")
    found = names.find(_text("area", word))
    if len(found) == 1:
        return found[0]
    if found:
        raise _wrong("area", word, f"one area, this names {', '.join(found)}: give the code")
    if elsewhere := Names(areas, "area").find(word):
        other = areas.set_index("area").loc[elsewhere[0]]
        instead = f", since then part of {other.successor}" if other.successor else ""
        vintage = f"existed until {other.valid_to}" if other.valid_to else f"exists since {other.valid_from}"
        expected = f'an area of territory "{territory}": {other.name} {other.name_vi} {vintage}{instead}'
        raise _wrong("area", word, expected)
    raise _wrong("area", word, "a name or code of areas.csv" + names.nearest(word))


def find_indicators(words: str | Iterable[str], indicators: pd.DataFrame) -> list[str]:
    """Resolve comma-separated (or listed) names or codes of indicators to codes, each once, in the order given.

    Raises
    ------
    DataError
        Naming the first word that is no indicator, with the nearest ones.
    """
    parts = words.split(",") if isinstance(words, str) else list(words)
    wanted = [word for part in parts if (word := _text("indicators", part).strip())]
    names = Names(indicators, "indicator") if wanted else None
    codes = []
    for word in wanted:
        found = names.find(word)
        if len(found) != 1:
            expected = "comma-separated codes of indicators.csv" + names.nearest(word)
            raise _wrong("indicators", word, expected)
        codes += found
    return list(dict.fromkeys(codes))


def _one_of(name: str, value: str, allowed: Iterable[str]) -> str:
    if _text(name, value) in allowed:
        return value
    raise _wrong(name, value, f"one of {', '.join(allowed)}{nearest(value, list(allowed))}")


def _day(value: str | date) -> date | None:
    if isinstance(value, date):
        return value
    if not _text("as_of", value).strip():
        return None
    try:
        return date.fromisoformat(value.strip() if re.fullmatch(r"\s*\d{4}-\d\d-\d\d\s*", value) else "")
    except ValueError:
        raise _wrong("as_of", value, "a day that exists, as 2025-06-30, or nothing") from None


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise _wrong(name, repr(value), "text")


def _wrong(name: str, value: str, expected: str) -> DataError:
    return DataError(expected, file=f"parameter {name}", value=value)
