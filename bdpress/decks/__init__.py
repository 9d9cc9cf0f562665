"""A talk from an executed notebook: one offline HTML file, its PDF, an editable PPTX; nothing over-full leaves here."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bdlib.errors import DataError
from bdpress.decks import browser
from bdpress.decks.outline import slides
from bdpress.pages import write
from bdpress.pages.document import read

FORMATS = ("html", "pdf", "pptx")


@dataclass(frozen=True)
class Deck:
    """Files made from one notebook, the number of slides, and what could not be done, in words."""

    files: list[Path]
    slides: int
    missing: str = ""


def deck(
    executed: Path | str, out: Path | str | None = None, to: Iterable[str] = FORMATS, lang: str | None = None
) -> Deck:
    """Make a deck from one executed notebook; see :func:`decks`."""
    return next(decks([executed], out, to, lang))


def decks(
    executed: Iterable[Path | str], out: Path | str | None = None, to: Iterable[str] = FORMATS, lang: str | None = None
) -> Iterator[Deck]:
    """Make decks from executed notebooks, in one browser.

    Parameters
    ----------
    executed : the .ipynb files as papermill left them.
    out : folder for the decks; by default beside each notebook.
    to : which of "html", "pdf", "pptx".
    lang : "vi" or "en"; by default the language each notebook was run in.

    Yields
    ------
    Deck
        The same bytes for the same notebook. On a machine without a browser the PDF is missing, and the HTML has not
        been measured: `missing` says so.

    Raises
    ------
    DataError
        When a slide is over-full, with its title and by how much, when the notebook never ran or stopped at an
        error, or for an unknown format. No file of that deck is written.
    """
    to = list(dict.fromkeys(to))
    for unknown in [name for name in to if name not in FORMATS]:
        raise DataError(f"one of {', '.join(FORMATS)}", file="option --to", value=unknown)
    with ExitStack() as stack:
        page = stack.enter_context(browser.tab()) if {"html", "pdf"} & set(to) and browser.find() else None
        for path in map(Path, executed):
            yield _deck(path, Path(out) if out else path.parent, to, lang, page)


def _deck(path: Path, out: Path, to: list[str], lang: str | None, page: Any) -> Deck:
    document = read(path, lang)
    if not document.executed:
        raise DataError("an executed notebook (`bdlib run` makes one of it)", file=path, value="cells that never ran")
    if failed := next((b.text for cell in document.cells for b in cell.blocks if getattr(b, "error", False)), ""):
        raise DataError("a notebook that ran to its end", file=path, value=failed)
    made = slides(document)
    contents: dict[str, bytes] = {}
    if "pptx" in to:
        from bdpress.decks.pptx import pptx

        contents["pptx"] = pptx(document, made)
    if {"html", "pdf"} & set(to):
        from bdpress.decks.html import html

        contents["html"] = html(document, made)
        if page is not None:
            contents |= _seen(page, contents["html"], document.name, "pdf" in to)
    files = [write(out / f"{document.name}.{name}", contents[name]) for name in to if name in contents]
    return Deck(files, len(made), _missing(to, page))


def _seen(page: Any, html: bytes, name: str, printed: bool) -> dict[str, bytes]:
    """Show a deck in the browser: measure it, and print it where asked."""
    from bdpress.decks import pdf as deck_pdf

    with TemporaryDirectory() as folder:
        file = write(Path(folder) / f"{name}.html", html)
        deck_pdf.check(page, file)
        return {"pdf": deck_pdf.pdf(page, file)} if printed else {}


def _missing(to: list[str], page: Any) -> str:
    if page is not None or to == ["pptx"]:
        return ""
    without = "no PDF, and " if "pdf" in to else ""
    return f"{browser.MISSING}: {without}the slides were not measured"
