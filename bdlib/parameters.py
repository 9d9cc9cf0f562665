"""The parameters that every notebook of the project takes, checked and resolved before anything is computed.

A name of an area or indicator may be written as people write it: with or without diacritics, as an alias of the
codelist, in Vietnamese or English, or as the code itself. What cannot be resolved is answered with the nearest names.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from bdlib.corpus import project_root, read_table
from bdlib.errors import DataError
from bdlib.language import LANGUAGES

TERRITORIES = ("63", "34")
METHODS = ("evidence", "latest", "authority", "median", "fusion", "random_effects")
_TITLES = re.compile(r"^(tinh|thanh pho|tp|province of|province) | (province|city)$")


@dataclass(frozen=True)
class Parameters:
    """Checked parameters of a notebook.

    Attributes
    ----------
    area : code of areas.csv, valid in `territory`.
    indicators : codes of indicators.csv in the order asked for; empty means all.
    territory : "63" for the provinces up to 2025-06-30, "34" for those since 2025-07-01.
    as_of : what was published later is left out; None keeps everything.
    method : a method of :func:`bdlib.reconcile`.
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
    ended, begun = areas["valid_to"].ne(""), areas["valid_from"].ne("")
    current = areas[~begun] if territory == "63" else areas[~ended]
    found = _matches(word, current, "area")
    if len(found) == 1:
        return found[0]
    if found:
        raise _wrong("area", word, f"one area, this names {', '.join(found)}: give the code")
    if elsewhere := _matches(word, areas, "area"):
        other = areas.set_index("area").loc[elsewhere[0]]
        instead = f", since then part of {other.successor}" if other.successor else ""
        vintage = f"existed until {other.valid_to}" if other.valid_to else f"exists since {other.valid_from}"
        expected = f'an area of territory "{territory}": {other.name} {other.name_vi} {vintage}{instead}'
        raise _wrong("area", word, expected)
    raise _wrong("area", word, "a name or code of areas.csv" + _nearest_names(word, current, "area"))


def find_indicators(words: str | Iterable[str], indicators: pd.DataFrame) -> list[str]:
    """Resolve comma-separated (or listed) names or codes of indicators to codes, each once, in the order given.

    Raises
    ------
    DataError
        Naming the first word that is no indicator, with the nearest ones.
    """
    parts = words.split(",") if isinstance(words, str) else list(words)
    codes = []
    for word in (_text("indicators", part).strip() for part in parts):
        found = _matches(word, indicators, "indicator") if word else []
        if word and len(found) != 1:
            expected = "comma-separated codes of indicators.csv" + _nearest_names(word, indicators, "indicator")
            raise _wrong("indicators", word, expected)
        codes += found
    return list(dict.fromkeys(codes))


def fold(name: str) -> str:
    """Reduce a name to lower-case letters and digits without diacritics: "TP. Hồ Chí Minh" becomes "tp ho chi minh"."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    return re.sub(r"[\W_]+", " ", letters).strip()


def _matches(word: str, codelist: pd.DataFrame, key: str) -> list[str]:
    """Codes that carry the name: as code, as written, then without diacritics, then without titles such as "tỉnh"."""
    word = unicodedata.normalize("NFC", _text(key, word)).strip()
    if not word:
        return []
    names = _names(codelist, key)
    exact = names[names["name"].str.casefold().eq(word.casefold())]
    folded = names[names["name"].map(fold).eq(fold(word))]
    untitled = names[names["name"].map(_untitled).eq(_untitled(word))]
    best = next((found for found in (exact, folded, untitled) if len(found)), exact)
    return list(dict.fromkeys(best["code"]))


def _names(codelist: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row a name: its code, from the code itself, both languages and the aliases."""
    columns = [key, "name_vi", "name_en", *(["aliases"] if "aliases" in codelist else [])]
    joined = codelist[columns].agg("|".join, axis=1).str.split("|").explode()
    names = pd.DataFrame({"code": codelist[key].reindex(joined.index), "name": joined.str.strip()})
    return names[names["name"].ne("")]


def _untitled(name: str) -> str:
    return _TITLES.sub("", fold(name)) or fold(name)


def _nearest_names(word: str, codelist: pd.DataFrame, key: str) -> str:
    """Say "; did you mean …?" for the nearest names, each with its code."""
    names = _names(codelist, key)
    by_fold = dict(zip(names["name"].map(_untitled), names["code"], strict=True))
    near = get_close_matches(_untitled(word), list(by_fold), n=8, cutoff=0.6)
    shown = codelist.set_index(key)["name_vi"]
    words = [f"{shown[code]} ({code})" for code in dict.fromkeys(by_fold[name] for name in near)]
    return f"; did you mean {' or '.join(words[:3])}?" if words else ""


def _one_of(name: str, value: str, allowed: Iterable[str]) -> str:
    if _text(name, value) in allowed:
        return value
    near = get_close_matches(value, list(allowed), n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise _wrong(name, value, f"one of {', '.join(allowed)}{hint}")


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
