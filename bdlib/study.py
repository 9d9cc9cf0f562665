"""What a study says of itself in `study.toml`: titles, languages, which areas it compares, what they are called."""

import tomllib
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pandas as pd

from bdlib.codelists import LANGUAGES, SPOKEN
from bdlib.errors import DataError, nearest
from bdlib.names import Names
from bdlib.project import project_root
from bdlib.reading import read_table, read_text
from bdlib.schemas import RAW, raw_file

FILE = "study.toml"
WHOLE, COUNTRY = "whole", "country"
#: Where the codelists have what a key of study.toml names
LISTED = {"area": "areas.area", "whole": "areas.area", "compared": "areas.level", "levels": "areas.level",
          **dict.fromkeys(("indicators", "measures", "conditions", "alike"), "indicators.indicator")}  # fmt: skip


@dataclass(frozen=True)
class Study:
    """Facts that rules, sentences, pages and commands need; what a study leaves out follows from its areas.

    Attributes
    ----------
    title_vi, title_en : name of the study, as its gallery of pages has it.
    lead_vi, lead_en : what it answers, one sentence.
    subject_vi, subject_en : what its figures are about, in the middle of a sentence.
    licence : of its data, as "CC BY 4.0"; none is said where it names none.
    languages : of its pages, the first of them first.
    area : what notebooks and pages are about by default, name or code.
    indicators : codes that are told first; the notebooks choose where there are none.
    measures, conditions : codes whose going together across areas is asked: of the subject, of what else differs.
    alike : codes by which areas are likened to one; the first of them is held equal where things go together.
    compared : level of the areas that stand beside each other.
    whole : code of the area that they make together.
    levels : levels of areas that have pages of their own, the widest first.
    names : by language, what one compared area is called, and several.
    map : by division, rows of the codes of areas as they lie; "." is empty, a blank line begins another half.
    """

    title_vi: str = "Số liệu các nguồn, có đối chiếu"
    title_en: str = "Reported figures, reconciled"
    lead_vi: str = "Các nguồn nói gì, mâu thuẫn ở đâu và giá trị nào đứng vững."
    lead_en: str = "What the sources say, where they contradict each other, and which values stand."
    subject_vi: str = ""
    subject_en: str = ""
    licence: str = ""
    languages: tuple[str, ...] = LANGUAGES
    area: str = ""
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    compared: str = ""
    whole: str = ""
    levels: tuple[str, ...] = ()
    names: dict[str, list[str]] = field(default_factory=lambda: {"en": ["area", "areas"], "vi": ["nơi", "nơi"]})
    map: dict[str, str] = field(default_factory=dict)

    def said(self, name: str, lang: str) -> str:
        """Give a text of the study in a language, in its first one where it has none."""
        return next(filter(None, (getattr(self, f"{name}_{one}", "") for one in (lang, *self.languages, "en"))), "")


def load(root: Path | str | None = None) -> Study:
    """Read what the study in a project folder says of itself (a DataError names what is wrong), else ask its areas."""
    root = Path(root) if root else project_root()
    paths = (root / FILE, root / "data" / "raw" / "areas.csv")
    return _load(*((path, path.stat().st_mtime_ns if path.is_file() else 0) for path in paths))


@lru_cache(maxsize=16)
def _load(file: tuple[Path, int], codes: tuple[Path, int]) -> Study:
    try:
        told = tomllib.loads(read_text(file[0], FILE)) if file[1] else {}
    except tomllib.TOMLDecodeError as error:
        raise DataError("TOML", file=FILE, value=str(error)) from error
    given = {name.rpartition("_")[0] for name in told}  # of a text in one language the other has no default
    unsaid = {f"{name}_{lang}": "" for name in ("title", "lead", "subject") if name in given for lang in LANGUAGES}
    said = Study(**{name: _checked(name, value) for name, value in (unsaid | told).items()})
    if not said.languages or set(said.languages) - set(LANGUAGES):
        raise DataError(f"some of {', '.join(LANGUAGES)}", file=FILE, column="languages", value=str(said.languages))
    return _completed(said, read_table(codes[0], raw_file("areas"))) if codes[1] else said


def _checked(name: str, value: Any) -> Any:
    kinds = {one.name: type(getattr(Study(), one.name)) for one in fields(Study)}
    if name not in kinds:
        expected = "a key of study.toml, as bdlib.study.Study has them" + nearest(name, list(kinds))
        raise DataError(expected, file=FILE, column=name, value=str(value))
    value = tuple(value) if isinstance(value, list) else value
    if not isinstance(value, kinds[name]) or (kinds[name] is tuple and not all(isinstance(one, str) for one in value)):
        expected = {dict: "a table", tuple: "a list of texts", str: "a text"}[kinds[name]]
        raise DataError(expected, file=FILE, column=name, value=str(value))
    return value


def _completed(said: Study, areas: pd.DataFrame) -> Study:
    """Fill in what follows from the areas: which are compared, which is the whole, which one to begin with."""
    counts = areas["level"].value_counts(sort=False)
    compared = said.compared or (counts.idxmax() if len(counts) else "")
    wholes = areas.loc[areas["level"].eq(COUNTRY), "area"] if compared != COUNTRY else []
    whole = said.whole or (wholes.iloc[0] if len(wholes) == 1 else "")
    wide = areas.loc[areas["area"].eq(whole), "level"].tolist()
    first = areas.loc[areas["level"].eq(compared), "area"].tolist()
    return replace(said, compared=compared, whole=whole, levels=said.levels or (*wide, compared),
                   area=said.area or next(iter(first), ""))  # fmt: skip


def checked(root: Path, tables: dict[str, pd.DataFrame]) -> Study:
    """Load a study, whose areas, levels and indicators must stand in the codelists."""
    this, names = load(root), Names(tables["areas"], "area")
    for key, place in LISTED.items():
        (table, column), said = place.split("."), getattr(this, key)
        known = tables[table][column].tolist()
        for word in [said] if isinstance(said, str) else said:
            if word and word not in known and not (key == "area" and names.find(word)):
                expected = f"what stands in column {column} of {table}.csv{nearest(word, known) or names.nearest(word)}"
                raise DataError(expected, file=FILE, column=key, value=word)
    return this


def areas(root: Path | str | None = None) -> pd.DataFrame:
    """Read areas.csv with the division of each area, see :func:`divided`; what the file may lack is empty."""
    root = Path(root) if root else project_root()
    found = read_table(root / raw_file("areas"), raw_file("areas"))
    return divided(named(found.reindex(columns=list(RAW["areas"].columns), fill_value="")), load(root))


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """Let the name in one language stand for the one that is missing: a study may have one language only."""
    names = {name: frame.get(name, pd.Series("", frame.index)) for name in SPOKEN}
    if not {*names} & set(frame):
        return frame
    for said, other in permutations(names, 2):
        names[said] = names[said].where(names[said].ne(""), names[other])
    return frame.assign(**names)


def divided(areas: pd.DataFrame, this: Study | None = None) -> pd.DataFrame:
    """Add `division` to areas: of which sets of compared areas each is one, joined by "|"; "whole" for all together.

    A division is what stands from one change of the compared areas to the next, and is named by how many they are: "63"
    and "34". Two of one size are told apart by their first day.
    """
    this = _completed(this or Study(), areas)
    compared, first, last = areas["level"].eq(this.compared), areas["valid_from"], areas["valid_to"]
    starts = ["", *sorted(set(first[compared]) - {""})]
    held = {day: compared & first.le(day) & (last.eq("") | (last.ge(day) if day else True)) for day in starts}
    held = {day: inside for day, inside in held.items() if inside.any()}
    sizes = [int(inside.sum()) for inside in held.values()]
    names = [f"{n}@{day}" if sizes.count(n) > 1 and day else str(n) for n, day in zip(sizes, held, strict=True)]
    division = pd.Series("", areas.index).where(areas["area"].ne(this.whole), WHOLE)
    for name, inside in zip(names, held.values(), strict=True):
        division = division.where(~inside, division.where(division.eq(""), division + "|") + name)
    return areas.assign(division=division)


def divisions(areas: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Compared areas by division, the oldest first, indexed by code, each in its region of then."""
    areas = areas if "division" in areas else divided(areas)
    parts = areas["division"].str.split("|")
    names = dict.fromkeys(name for one in parts for name in one if name not in ("", WHOLE))
    found = {name: areas[[name in one for one in parts]].set_index("area") for name in names}
    found = dict(sorted(found.items(), key=lambda one: one[1]["valid_from"].max()))
    if found and "new_region" in areas:
        name, last = list(found.items())[-1]
        found[name] = last.assign(region=last["region"].mask(last["new_region"].ne(""), last["new_region"]))
    return found


def whole(areas: pd.DataFrame) -> str:
    """Code of the area that the compared ones make together; empty where there is none."""
    areas = areas if "division" in areas else divided(areas)
    return next(iter(areas.loc[areas["division"].eq(WHOLE), "area"]), "")
