"""The words around a document: its place, its parameters as a reader knows them, how to cite it."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from bdlib import __version__, study
from bdlib.codelists import LANGUAGES
from bdlib.errors import DataError
from bdlib.project import project_root
from bdlib.reading import read_table
from bdpress.pages.document import Document
from bdviews import parameters
from bdviews.labels import Labels
from bdviews.language import day
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext
from bdviews.parameters import find_indicators

BRIEF = 40  # letters: a longer list of what was asked for stands in the notebook
_LABELS = {"indicators": N_("Indicators"), "territory": N_("Territory"), "as_of": N_("As of"), "method": N_("Method")}


def spoken_parameters(document: Document) -> list[tuple[str, str]]:
    """Give the document's parameters other than area and language as (label, value), in its language."""
    said, lang = document.parameters, document.lang
    values = {name: str(said.get(name) or "") for name in _LABELS}
    values["indicators"] = _indicators(values["indicators"], lang)
    values["method"] = spoken(values["method"], lang)
    values["territory"] = _among(division(document), lang, N_("{n} provinces")) if several(codelist("areas")) else ""
    return [(gettext(lang, _LABELS[name]), value) for name, value in values.items() if value]


def citation(document: Document, parameters: list[tuple[str, str]]) -> str:
    """Write how to cite a document: its title, area and parameters, and the library's version."""
    title = " – ".join(filter(None, [document.title, f"{place_name(document)} {when(document)}".strip()]))
    how = "; ".join(f"{name.lower()}: {value}" for name, value in parameters if len(value) <= BRIEF)
    return f"“{title}”, bdlib {__version__}" + (f" ({how})." if how else ".")


def run_line(document: Document) -> str:
    """Say in one line of which area and time a document is."""
    return " · ".join(filter(None, [f"{place_name(document)} {when(document)}".strip(), "bdlib"]))


def codelist(name: str) -> pd.DataFrame:
    """Read a codelist of the study; once as long as its file stays the same."""
    file = project_root() / "data" / "raw" / f"{name}.csv"
    return _codelist(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _codelist(file: Path, _: int) -> pd.DataFrame:
    return study.areas(file.parents[2]) if file.stem == "areas" else study.named(read_table(file))


def labels(lang: str) -> Labels:
    """Names of the study's codes; where no list of it has a code, it stays."""
    lists = SimpleNamespace()
    for name in ("areas", "indicators", "series", "origins"):
        with suppress(DataError, OSError):
            setattr(lists, name, codelist(name))
    return Labels(lists, lang)


def when(document: Document) -> str:
    """Say of which time or division of the country the document's area is."""
    area, territory, areas = _asked(document)
    return vintage(areas, area, territory, document.lang) if len(areas) else ""


def vintage(areas: pd.DataFrame, area: str, territory: str, lang: str) -> str:
    """Say which of two areas of one name is meant: until or since when it exists, else among how many areas."""
    found = areas[areas["area"].eq(area)]
    if len(found) and (last := found["valid_to"].iloc[0]):
        return gettext(lang, "until {day}", day=day(last, lang))
    if len(found) and (first := found["valid_from"].iloc[0]):
        return gettext(lang, "since {day}", day=day(first, lang))
    return _among(territory, lang, N_("among {n} provinces")) if len(found) and several(areas) else ""


def several(areas: pd.DataFrame) -> bool:
    """Whether the compared areas changed, so that it must be said which are meant."""
    return len(study.divisions(areas)) > 1


def _among(territory: str, lang: str, message: str) -> str:
    return gettext(lang, message, n=territory.partition("@")[0]) if territory else ""


def place(document: Document) -> tuple[str, ...]:
    """Give the code of the document's area and its name in every language; what it says where unknown."""
    code = _asked(document)[0]
    return code, *(labels(lang).area(code) for lang in LANGUAGES)


def place_name(document: Document) -> str:
    """Name the document's area in its language."""
    return labels(document.lang).area(_asked(document)[0])


def head_line(document: Document, title: str) -> str:
    """The line above the title of a talk: what the study is called, unless the title says it, and its area."""
    study_ = "" if document.study in title else document.study
    return " · ".join(filter(None, [study_, place_name(document)]))


def search_words(lang: str) -> str:
    """What to write into a search; of diacritics only in a study of whose languages one has them."""
    if "vi" in study.load().languages:
        return gettext(lang, "Search by name, with or without diacritics")
    return gettext(lang, "Search by name")


def division(document: Document) -> str:
    """Give the division of the country that is meant: the one asked for, or the first that has the area."""
    return _asked(document)[1]


def _asked(document: Document) -> tuple[str, str, pd.DataFrame]:
    area, territory = (str(document.parameters.get(name) or "") for name in ("area", "territory"))
    with suppress(DataError, OSError):
        if "area" in document.parameters:  # else it is of none: a table of regions
            return *parameters.place(area or study.load().area, areas := codelist("areas"), territory), areas
    return area, territory, pd.DataFrame()


def _indicators(value: str, lang: str) -> str:
    try:
        return "; ".join(map(labels(lang).indicator, find_indicators(value, codelist("indicators"))))
    except (DataError, OSError):
        return value
