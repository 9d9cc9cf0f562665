"""An executed notebook as one HTML file that needs no network, and the gallery of all of them."""

import base64
import io
import json
import os
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from bdlib.errors import DataError
from bdlib.files import own_name, write
from bdlib.names import fold
from bdpress.pages.blocks import Picture, Prose
from bdpress.pages.document import Cell, Document, read
from bdpress.pages.markup import slug, soup, to_html, to_text
from bdpress.pages.rendering import asset, citation, notices, place, render, spoken_parameters, words
from bdviews.language import choose
from bdviews.plots import fonts

_FACES = ((fonts.TEXT, 400), (fonts.TEXT, 600), (fonts.TABLE, 400), (fonts.TABLE, 600), (fonts.CODE, 400))
_HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)
_CARD = re.compile(r'<script type="application/json" id="bdlib-page">(.*?)</script>', re.DOTALL)
_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def page(executed: Path | str, out: Path | str, lang: str | None = None, *, home: str = "index.html") -> Path:
    """Write an executed notebook as an HTML page.

    Parameters
    ----------
    executed : the .ipynb as papermill left it.
    out : the .html to write, or a folder for `<notebook's name>.html`.
    lang : "vi" or "en"; by default the language it was run in.
    home : where the page links back to.

    Returns
    -------
    Path
        The page; the same bytes for the same notebook.
    """
    document = read(executed, lang)
    out = Path(out)
    if out.suffix != ".html":
        out = out / f"{own_name(document.name, ['.html'], out, executed)}.html"
    parameters, (_, *names) = spoken_parameters(document), place(document)
    name = choose(document.lang, vi=names[0], en=names[1])
    prose, contents = _prose(document.cells)
    text = render(
        "page.html.j2",
        **_dress("page.css"),
        lang=document.lang,
        words=words(document.lang),
        title=document.title,
        place=name,
        parameters=parameters,
        contents=contents,
        cells=document.cells,
        prose=lambda block: prose[id(block)],
        home=home,
        citation=citation(document, name, parameters),
        card=_card(document),
        script=Markup(asset("page.js")),
    )
    return write(out, text.encode(), inputs=[executed], of=executed)


def index(pages: Iterable[Path | str], out: Path | str, lang: str = "vi") -> Path:
    """Write the gallery of pages: by area, with thumbnails, searchable with and without diacritics.

    Parameters
    ----------
    pages : HTML files that :func:`page` wrote; each carries its title, area, first sentence and thumbnail.
    out : the .html to write.
    lang : language of the gallery's own words.
    """
    out, said, pages = Path(out), words(lang), list(pages)
    cards = [_read_card(Path(file), out.parent, lang) for file in pages]
    cards.sort(key=lambda card: (card["place"] != "", fold(card["place"]), card["notebook"], card["lang"] != lang))
    groups: dict[str, list[dict[str, str]]] = {}
    for card in cards:
        groups.setdefault(card["place"] or said["elsewhere"], []).append(card)
    text = render(
        "index.html.j2",
        **_dress("page.css", "index.css"),
        lang=lang,
        words=said,
        groups=list(groups.items()),
        choices=[
            ("area", said["all_areas"], list(dict.fromkeys((c["area"], c["place"]) for c in cards if c["place"]))),
            ("notebook", said["all_notebooks"], sorted({(card["notebook"], card["notebook"]) for card in cards})),
            ("lang", said["all_languages"], sorted({(card["lang"], _NAMES[card["lang"]]) for card in cards})),
        ],
        script=Markup(asset("page.js", "index.js")),
    )
    return write(out, text.encode(), inputs=pages)


def _dress(*styles: str) -> dict[str, Markup | str]:
    families = dict.fromkeys(family for family, _ in _FACES)
    return {
        "fonts": Markup(fonts.css(*_FACES)),
        "style": Markup(asset("design.css", *styles)),
        "notices": notices(*families),
    }


def _prose(cells: Iterable[Cell]) -> tuple[dict[int, Markup], list[tuple[int, str, str]]]:
    """Render every prose block, by id, with an anchor at each heading, and list those of levels two and three."""
    contents: list[tuple[int, str, str]] = []
    used: set[str] = set()

    def anchored(heading: re.Match[str]) -> str:
        level, inside = int(heading[1]), heading[2]
        words = " ".join(soup(inside).get_text().split())
        anchor = name = slug(words)
        for number in range(2, len(used) + 3):
            if anchor not in used:
                break
            anchor = f"{name}-{number}"
        used.add(anchor)
        if level < 4:
            contents.append((level, anchor, words))
        link = f'<a class="anchor" href="#{anchor}" aria-label="{escape(words)}">#</a>'
        return f'<h{level} id="{anchor}">{inside}{link}</h{level}>'

    prose = [block for cell in cells for block in cell.blocks if isinstance(block, Prose)]
    return {id(block): Markup(_HEADING.sub(anchored, to_html(block.text))) for block in prose}, contents


def _card(document: Document) -> dict[str, str]:
    """Describe a page for the gallery: names, first computed sentence, small picture."""
    blocks = [block for cell in document.cells for block in cell.blocks]
    pictures = [block for block in blocks if isinstance(block, Picture) and block.mime == "image/png"]
    prose = sorted((block for block in blocks if isinstance(block, Prose)), key=lambda block: not block.computed)
    summary = next((text for text in map(_sentence, prose) if len(text) > 40), "")
    area, name_vi, name_en = place(document)
    return {
        "title": document.title,
        "area": area,
        "name_vi": name_vi,
        "name_en": name_en,
        "lang": document.lang,
        "notebook": re.match(r"(?:\d\d_)?[a-z_]*[a-z]|.*", document.name)[0],  # without the run's parameters
        "summary": summary if len(summary) <= 220 else summary[:219].rsplit(" ", 1)[0] + " …",
        "thumb": _thumbnail(pictures[0].data) if pictures else "",
    }


def _sentence(block: Prose) -> str:
    return "" if "$" in block.text or block.text.lstrip().startswith(("#", "|")) else to_text(block.text)


def _thumbnail(picture: str) -> str:
    from PIL import Image

    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
    image.thumbnail((480, 480), Image.Resampling.LANCZOS)
    small = io.BytesIO()
    image.quantize(48, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    return base64.b64encode(small.getvalue()).decode()


def _read_card(file: Path, folder: Path, lang: str) -> dict[str, str]:
    """Read what a page says of itself, and add its address and the words to find it by."""
    found = _CARD.search(file.read_text(encoding="utf-8"))
    if not found:
        raise DataError("a page that bdlib wrote", file=file)
    card = json.loads(found[1])
    card["href"] = quote(Path(os.path.relpath(file, folder)).as_posix())
    card["place"] = choose(lang, vi=card["name_vi"], en=card["name_en"])
    told = ("title", "name_vi", "name_en", "notebook", "summary")
    card["words"] = " ".join([*(card[name] for name in told), _NAMES[card["lang"]]])
    return card
