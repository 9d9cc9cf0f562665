"""An executed notebook as one HTML file that needs no network, and the gallery of all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bdlib.files import own_name, write
from bdpress.pages.blocks import Prose
from bdpress.pages.document import Document, read
from bdpress.pages.frame import Shown, sections, texts
from bdpress.pages.gallery import index
from bdpress.pages.markup import to_text
from bdpress.pages.rendering import dark, dress, render
from bdpress.pages.wording import citation, division, place, place_name, spoken_parameters, when

__all__ = ["Links", "index", "page", "read"]


@dataclass(frozen=True)
class Links:
    """Where a page leads.

    Attributes
    ----------
    home : the gallery.
    languages : the same page in other languages: name of the language in it, its code, address.
    previous, next : title and address of the neighbours, or nothing.
    notebooks : title and address by the two digits of a notebook's name.
    more : further pages of the collection: title, address.
    """

    home: str = "index.html"
    languages: tuple[tuple[str, str, str], ...] = ()
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    notebooks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    more: tuple[tuple[str, str], ...] = ()


def page(executed: Path | str, out: Path | str, lang: str | None = None, *, links: Links | None = None,
         shared: str = "") -> Path:  # fmt: skip
    """Write an executed notebook as an HTML page.

    Parameters
    ----------
    executed : the .ipynb as papermill left it.
    out : the .html to write, or a folder for `<notebook's name>.html`.
    lang : "vi" or "en"; by default the language it was run in.
    links : to the gallery and to its neighbours.
    shared : address of a folder with the fonts, styles and scripts of a collection; they are inside when omitted.

    Returns
    -------
    Path
        The page; the same bytes for the same notebook.
    """
    document, out = read(executed, lang), Path(out)
    if out.suffix != ".html":
        out = out / f"{own_name(document.name, ['.html'], out, executed)}.html"
    text = html(document, links or Links(), shared)
    return write(out, text.encode(), inputs=[executed], of=executed)


def html(document: Document, links: Links, shared: str = "") -> str:
    """Render a document as a page."""
    parameters = spoken_parameters(document)
    made, about = sections(document)
    shown = Shown(document, links.notebooks)
    return render(
        "page.html.j2", **dress("page", shared, document.lang), lang=document.lang, title=document.title,
        place=place_name(document), when=when(document), parameters=parameters, sections=made, about=about,
        shown=shown, dark=dark,
        links=links, citation=citation(document, parameters), card=card(document),
    )  # fmt: skip


def card(document: Document) -> dict[str, str]:
    """Describe a page for the gallery: names, and the first sentence that was computed."""
    prose = sorted(texts(document.cells), key=lambda block: not block.computed)
    summary = next((text for text in map(_sentence, prose) if len(text) > 40), "")
    area, name_vi, name_en = place(document)
    return {
        "title": document.title,
        "area": area,
        "name_vi": name_vi,
        "name_en": name_en,
        "territory": division(document),
        "lang": document.lang,
        "notebook": re.match(r"(?:\d\d_)?[a-z_]*[a-z]|.*", document.name)[0],  # without the run's parameters
        "summary": summary,
    }


def _sentence(block: Prose) -> str:
    text = str(block.sentences[0]["text"]) if block.sentences else block.text
    return "" if "$" in text or text.lstrip().startswith(("#", "|")) else to_text(text)
