"""The gallery of pages: in one language, by area, searchable, with the command for areas that have no pages yet."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from bdlib import study
from bdlib.codelists import SPOKEN
from bdlib.errors import DataError
from bdlib.names import fold
from bdpress.files import write
from bdpress.pages.rendering import dress, render
from bdpress.pages.wording import search_words, vintage
from bdviews.language.messages import gettext

_CARD = re.compile(r'<script type="application/json" id="bdlib-page">(.*?)</script>', re.DOTALL)


def index(pages: Iterable[Path | str], out: Path | str, lang: str = "vi", *,
          languages: Iterable[tuple[str, str, str]] = (), more: Iterable[tuple[str, str]] = (),
          shared: str = "") -> Path:  # fmt: skip
    """Write the gallery of the pages in one language.

    Pages in another language are left out, unless there are no others. `languages` are galleries in other languages
    (name, code, address), `more` further pages to name at the top (title, address), `shared` the address of the shared
    files.
    """
    out, pages = Path(out), list(pages)
    cards = [read_card(Path(file), out.parent, lang) for file in pages]
    cards = [card for card in cards if card["lang"] == lang] or cards
    areas = _areas()
    groups = _groups(cards, areas, lang)
    this = study.load()
    text = render(
        "index.html.j2", **dress("index", shared, lang), lang=lang, title=this.said("title", lang),
        search=search_words(lang),
        place="", lead=this.said("lead", lang), groups=groups, languages=list(languages), more=list(more),
        topics=sorted({(card["notebook"], card["title"]) for card in cards}),
        unbuilt=_unbuilt(areas, {card["area"] for card in cards}, lang, this),
    )  # fmt: skip
    return write(out, text.encode(), inputs=pages)


def read_card(file: Path, folder: Path, lang: str) -> dict[str, str]:
    """Read what a page says of itself, and add its address and the words to find it by."""
    found = _CARD.search(file.read_text(encoding="utf-8"))
    if not found:
        raise DataError("a page that bdlib wrote", file=file)
    card = json.loads(found[1])
    card["href"] = quote(Path(os.path.relpath(file, folder)).as_posix())
    card["place"] = card[f"name_{lang}"]
    card["words"] = " ".join(card[name] for name in ("title", *SPOKEN, "notebook", "summary"))
    return card


def _groups(cards: list[dict[str, str]], areas: pd.DataFrame, lang: str) -> list[tuple[str, str, list[dict[str, str]]]]:
    """Cards by area and territory: name, when it existed, cards; the country first, then by name."""
    wide = study.whole(areas)
    order = sorted(cards, key=lambda card: (card["place"] != "", card["area"] != wide, fold(card["place"]),
                                            card["area"], card["territory"], card["notebook"]))  # fmt: skip
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for card in order:
        groups.setdefault((card["area"], card["territory"]), []).append(card)
    elsewhere = gettext(lang, "General")
    return [
        (made[0]["place"] or elsewhere, vintage(areas, area, territory, lang), made)
        for (area, territory), made in groups.items()
    ]


def _areas() -> pd.DataFrame:
    try:
        return study.areas()
    except (DataError, OSError):
        return pd.DataFrame(columns=["area", *SPOKEN, "level", "valid_from", "valid_to", "aliases"])


def _unbuilt(areas: pd.DataFrame, built: set[str], lang: str, this: study.Study) -> list[Mapping[str, str]]:
    """Areas of the study that have no page, with the words to find them by and the command that builds them."""
    left = areas[areas["level"].isin(this.levels) & ~areas["area"].isin(built)].sort_values("area")
    return [
        {
            "name": row[f"name_{lang}"],
            "when": vintage(areas, row["area"], "", lang),
            "words": " ".join([*(row[name] for name in [*SPOKEN, "area"]), *row.get("aliases", "").split("|")]),
            "command": f"bdlib report --area {row['area']}",
        }
        for row in left.to_dict("records")
    ]
