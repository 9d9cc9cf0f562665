"""A talk from an executed notebook: one offline HTML file, its PDF, an editable PPTX; none with an over-full slide."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bdlib import study
from bdlib.errors import DataError
from bdpress.decks import browser
from bdpress.decks.outline import Slide, slides
from bdpress.decks.room import RATIOS, roomy
from bdpress.files import check, own_name, write
from bdpress.pages.blocks import Plain
from bdpress.pages.document import Document, read

FORMATS = ("html", "pdf", "pptx")


@dataclass(frozen=True)
class Deck:
    """Files made from one notebook, the number of slides, what could not be done, and why there is none."""

    files: list[Path]
    slides: int
    missing: str = ""
    failed: DataError | None = None


def decks(
    executed: Iterable[Path | str],
    out: Path | str | None = None,
    to: Iterable[str] = FORMATS,
    lang: str | None = None,
    ratio: str = "16:9",
) -> Iterator[Deck]:
    """Make decks from the notebooks that papermill left, in one browser; the same bytes for the same notebook.

    `out` is a folder, else each deck lies beside its notebook; `lang` is by default that of the run. `ratio` is 16:9
    or 4:3. On a machine without a browser the PDF is missing, and the HTML has not been measured: `missing` says so.
    Of a notebook that makes no deck, or none in one format, `failed` says why; the other formats are written.
    """
    to = list(dict.fromkeys(to))
    for unknown in [name for name in to or [""] if name not in FORMATS]:
        raise DataError(f"one of {', '.join(FORMATS)}", file="option --to", value=unknown)
    if out and (Path(out).suffix[1:] in FORMATS or Path(out).is_file()):
        raise DataError("a folder: the files have the notebook's name", file="option --out", value=str(out))
    if ratio not in RATIOS:
        raise DataError(f"one of {', '.join(RATIOS)}", file="option --ratio", value=ratio)
    with ExitStack() as stack:
        page = stack.enter_context(browser.tab()) if browser.find() and to != ["pptx"] else None
        for path in map(Path, executed):
            try:
                made = _deck(path, Path(out) if out else path.parent, to, lang, page, RATIOS[ratio])
            except DataError as error:
                made = Deck([], 0, failed=error)
            yield made


def _deck(path: Path, out: Path, to: list[str], lang: str | None, page: Any, high: float) -> Deck:
    document = read(path, lang)
    if not document.executed:
        raise DataError("an executed notebook (`bdlib run` makes one of it)", file=path, value="cells that never ran")
    if not any(cell.blocks for cell in document.cells) and document.title == document.name:
        raise DataError("a notebook that shows something", file=path)
    shown = [block for cell in document.cells for block in cell.blocks if isinstance(block, Plain)]
    if failed := next((block.text for block in shown if block.error), ""):
        raise DataError("a notebook that ran to its end", file=path, value=failed)
    made = roomy(slides(document, high), document.lang)
    for number, slide in enumerate(made, 1):
        for fault in [block.fault for block in slide.blocks if isinstance(block, Plain) and block.fault]:
            raise DataError("a picture that can be shown", file=f"slide {number} “{slide.title}”, {fault}")
    name = own_name(document.name, [f".{form}" for form in to], out, path)
    contents, failed = _contents(_titled(document, path), made, to, page)
    for form in contents:
        check(out / f"{name}.{form}", [path])
    files = [write(out / f"{name}.{form}", contents[form], inputs=[path], of=path) for form in to if form in contents]
    return Deck(files, len(made), _missing(to, page), failed)


def _titled(document: Document, path: Path) -> Document:
    """Put the title that the notebook's study has today before the notebook's own."""
    root = next((folder for folder in path.resolve().parents if (folder / study.FILE).is_file()), None)
    said = study.load(root).said("title", document.lang) if root else ""
    return replace(document, title=" – ".join(filter(None, [said, document.title])), study=said)


def _contents(
    document: Document, made: list[Slide], to: list[str], page: Any
) -> tuple[dict[str, bytes], DataError | None]:
    """The files asked for, by format, and why the first of those that could not be made was not."""
    contents: dict[str, bytes] = {}
    failed: list[DataError] = []
    for forms, make in ((["pptx"], _office), (["html", "pdf"], _web)):
        if not set(forms) & set(to):
            continue
        try:
            contents |= make(document, made, "pdf" in to, page)
        except DataError as error:
            failed.append(error)
    return {form: content for form, content in contents.items() if form in to}, next(iter(failed), None)


def _office(document: Document, made: list[Slide], _: bool, page: Any) -> dict[str, bytes]:
    from bdpress.decks.pptx import pptx

    return {"pptx": pptx(document, browser.drawn(made, page))}


def _web(document: Document, made: list[Slide], printed: bool, page: Any) -> dict[str, bytes]:
    from bdpress.decks.html import html

    contents = {"html": html(document, made)}
    return contents if page is None else contents | _seen(page, contents["html"], document.name, printed)


def _seen(page: Any, html: bytes, name: str, printed: bool) -> dict[str, bytes]:
    """Show a deck in the browser: measure it, and print it where asked."""
    with TemporaryDirectory() as folder, browser.told(name):
        file = Path(folder) / "deck.html"
        file.write_bytes(html)
        browser.measure(page, file, name)
        return {"pdf": browser.printed(page, file)} if printed else {}


def _missing(to: list[str], page: Any) -> str:
    told = f"{browser.MISSING}: {'no PDF, and ' * ('pdf' in to)}the slides were not measured"
    return "" if page is not None or to == ["pptx"] else told
