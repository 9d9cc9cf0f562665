"""Slides as one HTML file: reveal.js, fonts, pictures and formulas inside, nothing asked of a network."""

from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from bdpress.decks.outline import Slide
from bdpress.pages.blocks import Prose
from bdpress.pages.document import Document
from bdpress.pages.markup import to_html
from bdpress.pages.rendering import asset, notices, render
from bdpress.pages.wording import head_line, place_name, run_line
from bdviews.plots import fonts

_FACES = ((fonts.TEXT, 400), (fonts.TEXT, 600), (fonts.TABLE, 400), (fonts.TABLE, 600))


def html(document: Document, slides: list[Slide]) -> bytes:
    """Render slides; `window.deckFit` holds of each the size its text shrank to and the pixels it is over-full."""
    prose = [block.text for slide in slides for block in slide.blocks if isinstance(block, Prose)]
    has_code = any("`" in text for text in prose)
    faces = (*_FACES, (fonts.CODE, 400)) if has_code else _FACES
    families = dict.fromkeys(family for family, _ in faces)
    return render(
        "deck.html.j2", lang=document.lang, title=document.title, place=place_name(document), slides=slides,
        head=head_line(document, slides[0].title),
        run=run_line(document), high=round(slides[0].high * 96), markdown=lambda text: Markup(to_html(text)),
        fonts=Markup(fonts.css(*faces)),
        style=Markup(asset("design.css", "deck.css")),
        reveal_css=Markup(_reveal("dist/reset.css") + _reveal("dist/reveal.css")),
        reveal_js=Markup(_script("dist/reveal.js")),
        notes_js=Markup(_script("plugin/notes/notes.js")),
        script=Markup(asset("deck.js")),
        notices=f"reveal.js\n{_reveal('LICENSE')}\n\n{notices(*families)}",
    ).encode()  # fmt: skip


def _reveal(name: str) -> str:
    """Read a file of reveal.js from the locked package sphinx-revealjs (without importing Sphinx)."""
    package = Path(find_spec("sphinx_revealjs").submodule_search_locations[0])
    return (package / "_static" / "revealjs" / name).read_text(encoding="utf-8").strip()


def _script(name: str) -> str:
    """Read a script so that it can stand inside a script element."""
    lines = [line for line in _reveal(name).splitlines() if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines).replace("</script", "<\\/script").replace("<!--", "<\\!--")
