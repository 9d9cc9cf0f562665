"""Executed notebooks as pages that know each other: other languages, previous and next, notebooks by number."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from babel import Locale

from bdlib import study
from bdlib.codelists import SPOKEN
from bdlib.study import Study
from bdpress.files import write
from bdpress.pages import Links, index, page
from bdpress.pages.document import title_of
from bdpress.pages.rendering import shared_files
from bdpress.runs.manifest import Run

SHARED = "assets"


@dataclass(frozen=True)
class Made:
    """An executed notebook and the address of its page, relative to the collection's folder."""

    file: Path
    notebook: str
    area: str
    territory: str
    lang: str
    address: str

    @property
    def where(self) -> tuple[str, str]:
        """The area as it was."""
        return self.area, self.territory


def areas(root: Path, this: Study) -> list[tuple[str, str]]:
    """Every area that has pages, with each territory of it; the widest level first, in it the study's own area."""
    codes = study.areas(root)
    codes["other"] = codes[["area", *SPOKEN]].ne(this.area).all(axis=1)
    codes = codes.sort_values(["other", "area"])
    first = next(iter(study.divisions(codes)), "")
    found = []
    for level in this.levels:
        for row in codes[codes["level"].eq(level)].to_dict("records"):
            parts = row["division"].split("|") if row["division"] not in ("", study.WHOLE) else [first]
            found += [(row["area"], part) for part in parts]
    return found


def made(run: Run, folder: Path, address: str = "") -> Made:
    """Take one run of a collection, with the address of its page, by default the lasting one."""
    place = [str(run.parameters.get(name, "")) for name in ("area", "territory", "lang")]
    notebook = Path(run.notebook).stem
    return Made(folder / run.output, notebook, *place, address or lasting(notebook, *place))


def lasting(notebook: str, area: str, territory: str, lang: str) -> str:
    """Address of a page in a collection.

    >>> lasting("05_gap_to_target", "XX-1", "63", "en")
    'xx-1-63/05_gap_to_target.en.html'
    """
    return f"{area}-{territory}".lower().strip("-") + f"/{notebook}.{lang}.html"


def collection(made: Sequence[Made], out: Path, *, homes: dict[str, str], jobs: int = 1, shared: bool = False,
               more: Callable[[str], Sequence[tuple[str, str]]] = lambda lang: ()) -> list[Path]:  # fmt: skip
    """Write the pages of executed notebooks, by `jobs` processes; a page links to what is among them.

    `homes` are the addresses of the galleries by language, `more` gives further pages of a language (title, address);
    `shared` puts fonts, styles and scripts into `assets/` once instead of inside each page.
    """
    if shared:
        for name, content in shared_files().items():
            write(out / SHARED / name, content)
    titles = {(one.notebook, one.lang): one.file for one in made}
    known = {key: title_of(file) for key, file in titles.items()}
    ways = [[(title, _way(one, way)) for title, way in more(one.lang)] for one in made]
    tasks = [(one, replace(links(one, made, known, homes), more=way)) for one, way in zip(made, ways, strict=True)]
    work = partial(_write, out=out, shared=shared)
    if jobs == 1:
        return [work(task) for task in tasks]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(work, tasks))


def links(one: Made, made: Sequence[Made], titles: dict[tuple[str, str], str], homes: dict[str, str]) -> Links:
    """Where the page of one notebook leads."""
    beside = sorted((other for other in made if other.where == one.where and other.lang == one.lang),
                    key=lambda other: other.notebook)  # fmt: skip
    place = beside.index(one)
    around = [beside[n] if 0 <= n < len(beside) else None for n in (place - 1, place + 1)]
    turn = [(titles[other.notebook, other.lang], _way(one, other.address)) if other else None for other in around]
    others = [other for other in made if other.where == one.where and other.notebook == one.notebook]
    languages = [(language_name(other.lang), other.lang, _way(one, other.address)) for other in others if other != one]
    general = [other for other in made if other.lang == one.lang and other.area == made[0].area]
    named = [(titles[other.notebook, other.lang], other) for other in [*general, *beside] if other != one]
    numbered = {other.notebook[:2]: (title, _way(one, other.address)) for title, other in named}
    return Links(_way(one, homes[one.lang]), tuple(languages), *turn, numbered)


def galleries(pages: Iterable[Path], out: Path, languages: Sequence[str], *, shared: bool = False,
              more: Callable[[str], Sequence[tuple[str, str]]] = lambda lang: ()) -> Path:  # fmt: skip
    """Write a gallery a language; the first one is index.html."""
    pages = list(pages)
    for lang in languages:
        others = other_languages("index", lang, languages)
        index(pages, out / home(lang, languages), lang, languages=others, more=more(lang),
              shared=SHARED if shared else "")  # fmt: skip
    return out / home(languages[0], languages)


def home(lang: str, languages: Sequence[str]) -> str:
    """Name of the gallery in a language."""
    return address("index", lang, languages)


def address(name: str, lang: str, languages: Sequence[str]) -> str:
    """Name of the file of a page in a language; in the first it is the plain one."""
    return f"{name}.html" if lang == languages[0] else f"{name}.{lang}.html"


def other_languages(name: str, lang: str, languages: Sequence[str]) -> list[tuple[str, str, str]]:
    """The same page in the other languages: name and code of the language, address."""
    return [(language_name(one), one, address(name, one, languages)) for one in languages if one != lang]


def language_name(lang: str) -> str:
    """Name of a language in itself: Tiếng Việt."""
    name = Locale(lang).get_language_name(lang) or lang
    return name[:1].upper() + name[1:]


def _write(task: tuple[Made, Links], out: Path, shared: bool) -> Path:
    one, leads = task
    base = os.path.relpath(SHARED, Path(one.address).parent) if shared else ""
    return page(one.file, out / one.address, one.lang, links=leads, shared=base)


def _way(one: Made, address: str) -> str:
    return Path(os.path.relpath(address, Path(one.address).parent)).as_posix()
