"""Codes that names stand for, written as people write them: other case, no diacritics, an alias, a title in front."""

import re
import unicodedata
from difflib import get_close_matches

import pandas as pd

from bdlib.codelists import LANGUAGES, SPOKEN
from bdquantities.letters import fold

NAMES = (*SPOKEN, "aliases", *(f"aliases_{lang}" for lang in LANGUAGES))
_TITLES = re.compile(r"^(tinh|thanh pho|tp|province of|province) | (province|city)$")

#: Words for a level, by which areas of one name are told apart; a bare name is that of the level that comes first.
LEVELS = {"country": "nước", "region": "vùng|region", "province": "tỉnh|thành phố|tp|tp.|province",
          "district": "huyện|quận|thị xã|district", "commune": "xã|phường|thị trấn|commune|ward"}  # fmt: skip
_CLOSE, _CLOSE_CODE = 0.7, 0.85  # how alike a name is that may be meant; a code of two digits is like any other


def untitled(name: str) -> str:
    """Fold a name and take off titles such as "tỉnh" or "province"."""
    return _TITLES.sub("", fold(name)) or fold(name)


def spelled(row: pd.Series) -> str:
    """Every name of a row of a codelist: the words that may stand beside its figures."""
    return " ".join(row[name] for name in NAMES if name in row)


class Names:
    """Every name of a codelist by its codes: both languages and the aliases, as far as it has such columns."""

    def __init__(self, codelist: pd.DataFrame, key: str) -> None:
        columns = [key, *[name for name in NAMES if name in codelist]]
        self.names: dict[str, list[str]] = {}  # of each code, itself first
        self._levels: list[dict[str, list[str]]] = [{}, {}, {}, {}]
        for code, *others in codelist[columns].itertuples(index=False):
            names = list(filter(None, map(str.strip, "|".join([code, *others]).split("|"))))
            self.names.setdefault(code, []).extend(names)
            for name in names:
                for level, form in zip(self._levels, _forms(name), strict=True):
                    codes = level.setdefault(form, [])
                    codes += [code] if code not in codes else []

    def find(self, word: str) -> list[str]:
        """Codes of a name: as written but for case; else without diacritics, titles or blanks ("Daklak"); else none."""
        found = (level.get(form) for level, form in zip(self._levels, _forms(word), strict=True))
        return next(filter(None, found), []) if word.strip() else []

    def near(self, word: str) -> list[str]:
        """Codes of the nearest names, at most three; of codes that are called alike the first."""
        spelled = _CLOSE if not any(map(str.isdecimal, word)) else _CLOSE_CODE
        near = get_close_matches(untitled(word), list(self._levels[2]), n=8, cutoff=spelled)
        called: dict[str, str] = {}
        for code in [code for name in near for code in self._levels[2][name]]:
            called.setdefault(self._called(code), code)
        return list(called.values())[:3]

    def nearest(self, word: str) -> str:
        """Say "; did you mean …?" for the nearest names with their codes, or nothing."""
        near = self.near(word)
        return f"; did you mean {' or '.join(map(self.shown, near))}?" if near else ""

    def shown(self, code: str) -> str:
        """The first name of a code, and the code."""
        return f"{self._called(code)} ({code})"

    def _called(self, code: str) -> str:
        return (self.names[code][1:] or [code])[0]


def _forms(name: str) -> tuple[str, ...]:
    bare = untitled(name)
    joined = bare if any(map(str.isdecimal, bare)) else bare.replace(" ", "")  # VN74 is no code
    return unicodedata.normalize("NFC", name).strip().casefold(), fold(name), bare, joined
