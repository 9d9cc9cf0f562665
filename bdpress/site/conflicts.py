"""A page for each conflict, at an address that lasts: who says what, what was decided, and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from bdlib.cleaning import clean
from bdlib.corpus import load
from bdlib.names import fold
from bdlib.reading import read_table
from bdpress.files import write
from bdpress.pages import behind
from bdpress.pages.rendering import dress, render
from bdpress.pages.wording import search_words, vintage
from bdpress.site.collection import SHARED, Made, address, home, other_languages
from bdviews.conflicts import headline
from bdviews.conflicts.figures import Figures
from bdviews.language.codes import spoken
from bdviews.language.messages import gettext

FOLDER, OF = "conflicts", "03"  # and the notebook on the conflicts of an area


def conflict_pages(out: Path, languages: Sequence[str], made: Sequence[Made] = ()) -> list[Path]:
    """Write `conflicts/<conflict_id>.html` of every row of data/clean/conflicts.csv, and the list of them.

    The first language has the plain address; a conflict leads to the pages `made` on the conflicts of its areas.
    """
    corpus, written = load(), []
    conflicts, tables = read_table(corpus.root / "data" / "clean" / "conflicts.csv"), clean(corpus)
    for lang in languages:
        figures = Figures(tables, lang)
        named = _named(conflicts, figures)
        ways = {one.where: f"../{one.address}" for one in made if one.notebook.startswith(OF) and one.lang == lang}
        for row in named.to_dict("records"):
            own = [place for place in ways if place[0] in row["ref_area"].split("|")]
            when = [vintage(corpus.areas, *place, lang) for place in own]
            at = [(" · ".join(filter(None, [figures.labels.area(place[0]), one])), ways[place])
                  for place, one in zip(own, when, strict=True)]  # fmt: skip
            written.append(_page(row | {"ways": at}, out, lang, languages))
        written.append(_list(named, out, lang, languages))
    return written


def listed(lang: str, languages: Sequence[str]) -> str:
    """Address of the list of conflicts in a language, from the collection's folder."""
    return f"{FOLDER}/{address('index', lang, languages)}"


def _named(conflicts: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    rows, lang = conflicts.to_dict("records"), figures.lang
    areas = conflicts["ref_area"].map(figures.labels.bordered)
    found = pd.Series([str(headline(row, figures, row["ref_area"], lang)) for row in rows], conflicts.index)
    text = conflicts.get(f"explanation_{lang}", pd.Series("", conflicts.index))
    return conflicts.assign(area=areas, found=found, explanation=text, title=areas + ": " + found,
                            said=[spoken(one, lang) for one in conflicts["status"]])  # fmt: skip


def _page(row: dict[str, Any], out: Path, lang: str, languages: Sequence[str]) -> Path:
    rows = [(behind.rows([one], lang), one == row["chosen_figure_id"]) for one in row["figure_ids"].split("|")]
    identity = row["conflict_id"]
    text = render(
        "conflict.html.j2", **dress("page", f"../{SHARED}", lang), lang=lang, title=row["title"], place="",
        status=row["said"], explanation=row["explanation"], identity=identity, ways=row["ways"],
        languages=other_languages(identity, lang, languages),
        figures=[(found[0], chosen) for found, chosen in rows if found],
        home=f"../{home(lang, languages)}", every=address("index", lang, languages),
    )  # fmt: skip
    return write(out / FOLDER / address(identity, lang, languages), text.encode())


def _list(named: pd.DataFrame, out: Path, lang: str, languages: Sequence[str]) -> Path:
    text = render(
        "conflicts.html.j2", **dress("index", f"../{SHARED}", lang), lang=lang, place="",
        title=gettext(lang, "Conflicts"), search=search_words(lang),
        languages=other_languages("index", lang, languages), home=f"../{home(lang, languages)}",
        rows=[(row["area"], row["found"], address(row["conflict_id"], lang, languages))
              for row in named.sort_values(["title", "conflict_id"], key=lambda one: one.map(fold)).to_dict("records")],
    )  # fmt: skip
    return write(out / listed(lang, languages), text.encode())
