"""An executed notebook as one HTML file that needs no network, and the gallery of all of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bdlib.codelists import SPOKEN
from bdpress.files import own_name, write
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

    The gallery; the same page in other languages (name, code, address); the neighbours (title, address) or nothing;
    notebooks (title, address) by the two digits of their name; further pages of the collection (title, address).
    """

    home: str = "index.html"
    languages: tuple[tuple[str, str, str], ...] = ()
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    notebooks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    more: tuple[tuple[str, str], ...] = ()


def page(executed: Path | str, out: Path | str, lang: str | None = None, *, links: Links | None = None,
         shared: str = "") -> Path:  # fmt: skip
    """Write an executed notebook as an HTML page, to a file or as `<notebook's name>.html` in a folder.

    Its language is by default the one that it was run in. Fonts, styles and scripts are inside, unless `shared` is the
    address of a folder that has them. The same notebook gives the same bytes.
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
    said = [(block, _sentence(block)) for block in prose]
    summary = next((text for block, text in said if len(text) > (0 if block.sentences else 40)), "")
    area, *names = place(document)
    return {
        "title": document.title,
        "area": area,
        **dict(zip(SPOKEN, names, strict=True)),
        "territory": division(document),
        "lang": document.lang,
        "notebook": re.match(r"(?:\d\d_)?[a-z_]*[a-z]|.*", document.name)[0],  # without the run's parameters
        "summary": summary,
    }


def _leads(text: str) -> bool:
    return text.rstrip("*_ \n").endswith(":")


def _sentence(block: Prose) -> str:
    """First sentence of a block, with the next where it ends in a colon; empty for what is none or leads to no more."""
    first, *others = [str(one["text"]) for one in block.sentences] or [block.text]
    text = " ".join([first, *others[:1]]) if _leads(first) else first
    return "" if _leads(text) or "$" in text or text.lstrip().startswith(("#", "|")) else to_text(text)
