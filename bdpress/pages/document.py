"""An executed notebook as a reader meets it: title, parameters, and cells of prose, tables, pictures and code.

Pages and decks are made from this. What no reader should see is gone: parameter cells, standard error, the other
language. What comes from data is held as plain text, so that each output escapes it once.
"""

import ast
import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bdlib.errors import DataError
from bdpress.pages.markup import soup, to_html
from bdpress.runs.signatures import read_notebook
from bdviews.language import LANGUAGES, choose

HIDDEN = {"parameters", "injected-parameters", "run-parameters", "remove-cell", "papermill-error-cell-tag"}
TABLE_MIME = "application/vnd.bdlib.table+json"
_DATE = re.compile(r"^\d{4}([-/–][\dHQMW]+)*$")
_NUMBER = re.compile(r"^[<>≤≥≈~+−–-]?\s*\d[\d.,\s–−-]*%?(\s[^\W\d]+){0,2}(\s%)?(\s\(\d{4}\))?$")  # 1,2 triệu (2024)
_SPACE = re.compile(r"[ \t\r\n]+")  # not the one that holds words together
_MARKDOWN_TABLE = re.compile(r"(?m)(^\|.*\n\|[ :|-]+\n(?:\|.*(?:\n|$))*)")
_BOLD = re.compile(r"([^{}]+)\{[^{}]*font-weight:\s*(?:bold|[6-9]00)[^{}]*\}")


@dataclass(frozen=True)
class Prose:
    """Markdown of a text cell, or Markdown that a code cell computed."""

    text: str
    computed: bool = False


@dataclass(frozen=True)
class Table:
    """Text of a table; `numeric` says which columns align right, `strong` which rows stand out."""

    header: list[str]
    rows: list[list[str]]
    caption: str = ""
    numeric: list[bool] = field(default_factory=list)
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """A figure: its image (base64), its words, and the data behind it where it carries them."""

    data: str
    mime: str = "image/png"
    alt: str = ""
    title: str = ""
    subtitle: str = ""
    source: str = ""
    size: str = ""
    width: int | None = None
    table: dict[str, Any] | None = None


@dataclass(frozen=True)
class Plain:
    """Output without markup: a printed line, or the message of an error."""

    text: str
    error: bool = False


Block = Prose | Table | Picture | Plain


@dataclass(frozen=True)
class Cell:
    """One cell: what it shows, its source where that may be seen, its tags and its place in a talk."""

    blocks: list[Block]
    code: str = ""
    tags: frozenset[str] = frozenset()
    slide_type: str = ""


@dataclass(frozen=True)
class Document:
    """An executed notebook in one language."""

    name: str
    title: str
    lang: str
    parameters: dict[str, Any]
    cells: list[Cell]
    executed: bool = True


def read(path: Path | str, lang: str | None = None) -> Document:
    """Read an executed notebook.

    Parameters
    ----------
    path : the .ipynb.
    lang : "vi" or "en"; by default the language it was run in, else Vietnamese.

    Raises
    ------
    DataError
        When the file is missing, is no notebook, or names another language.
    """
    path = Path(path)
    notebook = read_notebook(path)
    parameters = _parameters(notebook)
    lang = lang or str(parameters.get("lang", "vi"))
    if lang not in LANGUAGES:
        raise DataError(f"one of {', '.join(LANGUAGES)}", file=path, column="lang", value=lang)
    try:
        cells = [_cell(cell) for cell in notebook["cells"] if not _unseen(cell, lang)]
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError("outputs of a Jupyter notebook of format 4", file=path, value=repr(error)) from error
    title, cells = _title(cells, lang)
    return Document(path.stem, title or path.stem, lang, parameters, cells, _executed(notebook))


def _executed(notebook: dict[str, Any]) -> bool:
    """Whether its first code ran; a notebook stored with some outputs did not, one without code has nothing to run."""
    code = (cell for cell in notebook["cells"] if cell["cell_type"] == "code" and _joined(cell["source"]).strip())
    first = next(code, None)
    return first is None or bool(first.get("execution_count") or first.get("outputs"))


def _tags(cell: dict[str, Any]) -> frozenset[str]:
    return frozenset(cell.get("metadata", {}).get("tags", []))


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _parameters(notebook: dict[str, Any]) -> dict[str, Any]:
    """Values of the parameters cell, then of the cell that papermill put in."""
    found: dict[str, Any] = {}
    for tag in ("parameters", "injected-parameters"):
        for cell in notebook["cells"]:
            if tag in _tags(cell):
                found |= dict(_assigned(_joined(cell["source"])))
    return found | notebook.get("metadata", {}).get("papermill", {}).get("parameters", {})


def _assigned(source: str) -> Iterator[tuple[str, Any]]:
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return
    for statement in statements:
        target = statement.target if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", [None])[0]
        if isinstance(target, ast.Name) and isinstance(getattr(statement, "value", None), ast.Constant):
            yield target.id, statement.value.value


def _unseen(cell: dict[str, Any], lang: str) -> bool:
    tags = _tags(cell)
    languages = {f"lang-{other}" for other in LANGUAGES} & tags
    return bool(tags & HIDDEN) or bool(languages and f"lang-{lang}" not in languages) or cell["cell_type"] == "raw"


def _cell(cell: dict[str, Any]) -> Cell:
    tags, source = _tags(cell), _joined(cell["source"])
    slide_type = cell.get("metadata", {}).get("slideshow", {}).get("slide_type", "")
    if cell["cell_type"] == "markdown":
        return Cell(_prose(source), "", tags, slide_type)
    shown = "remove-output" not in tags
    blocks = [block for output in cell.get("outputs", []) for block in _blocks(output)] if shown else []
    return Cell(blocks, "" if "hide-input" in tags else source, tags, slide_type)


def _title(cells: list[Cell], lang: str) -> tuple[str, list[Cell]]:
    """Take the first heading of level one; "vi · en" gives the half of the language."""
    for place, cell in enumerate(cells):
        for block in cell.blocks:
            match = re.match(r"#\s+(.+?)\s*(?:\n|$)", block.text) if isinstance(block, Prose) else None
            if match:
                halves = match[1].split(" · ")
                title = choose(lang, vi=halves[0], en=halves[1]) if len(halves) == 2 else match[1]
                rest = block.text[match.end() :].strip()
                blocks = [Prose(rest)] if rest else []
                kept = [other for other in cell.blocks if other is not block]
                changed = Cell(blocks + kept, cell.code, cell.tags, cell.slide_type)
                return title, [*cells[:place], changed, *cells[place + 1 :]]
    return "", cells


def _blocks(output: dict[str, Any]) -> list[Block]:
    """What an output shows: its picture, else its Markdown, tables or text; standard error never."""
    if output["output_type"] == "stream":
        text = _joined(output["text"]).rstrip()
        return [Plain(text)] if output["name"] == "stdout" and text.strip() else []
    if output["output_type"] == "error":
        return [Plain(f"{output['ename']}: {output['evalue']}", error=True)]
    data = {
        mime: _joined(value) if mime.startswith(("text", "image")) else value for mime, value in output["data"].items()
    }
    for mime in ("image/png", "image/jpeg", "image/svg+xml"):
        if mime in data:
            return [_picture(mime, data, output.get("metadata", {}))]
    if "text/markdown" in data:
        return _prose(data["text/markdown"], computed=True)
    if "text/html" in data:
        return _html(data["text/html"])
    if "text/latex" in data:
        return [Prose(data["text/latex"], computed=True)]
    text = data.get("text/plain", "")
    return [Plain(text)] if text and not text.startswith("<") else []


def _prose(text: str, computed: bool = False) -> list[Block]:
    """Divide Markdown into prose and its tables."""
    pieces = [piece.strip("\n") for piece in _MARKDOWN_TABLE.split(text)]
    tables = {place: _table(soup(to_html(piece)).table) for place, piece in enumerate(pieces) if place % 2}
    return [tables.get(place) or Prose(piece, computed) for place, piece in enumerate(pieces) if piece.strip()]


def _picture(mime: str, data: dict[str, Any], metadata: dict[str, Any]) -> Picture:
    words = {**metadata, **metadata.get(mime, {})}
    names = ("alt", "title", "subtitle", "source", "size")
    said = {name: str(words[name]) for name in names if name in words}
    content = data[mime]
    if mime == "image/svg+xml":
        content = base64.b64encode(content.encode()).decode()
    table, width = data.get(TABLE_MIME), words.get("width")
    return Picture("".join(content.split()), mime, **said, width=width if isinstance(width, int) else None, table=table)


def _html(markup: str) -> list[Block]:
    """Take the tables of an HTML output, or its text when there is none; nothing else of it passes."""
    parsed = soup(markup)
    tables = [_table(element) for element in parsed.find_all("table")]
    if tables:
        return tables
    for element in parsed(["script", "style"]):
        element.decompose()
    text = parsed.get_text(" ", strip=True)
    return [Plain(text)] if text else []


def _table(element: Any) -> Table:
    lines = [[_text(cell) for cell in line.find_all(["th", "td"])] for line in element.select("thead tr")]
    header = [" ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*lines, strict=False)]
    body = [line.find_all(["th", "td"]) for line in element.find_all("tr") if not line.find_parent("thead")]
    rows = [[_text(cell) for cell in line] for line in body]
    rules = " ".join(style.string or "" for style in element.parent.find_all("style"))
    bold = {name.strip(" #\n") for group in _BOLD.findall(rules) for name in group.split(",")}
    strong = frozenset(place for place, line in enumerate(body) if line and line[0].get("id") in bold)
    width = max(map(len, [header, *rows]), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    numeric = [_mostly_numbers([row[place] for row in rows]) for place in range(width)]
    caption = _text(element.caption) if element.caption else ""
    return Table(header + [""] * (width - len(header)), rows, caption, numeric, strong)


def _text(cell: Any) -> str:
    return _SPACE.sub(" ", cell.get_text(" ")).strip()


def _mostly_numbers(values: list[str]) -> bool:
    said = [value for value in values if value not in ("", "–", "-", "nan")]
    numbers = sum(bool(_NUMBER.match(value)) for value in said)
    return numbers >= max(0.8 * len(said), 1) and not all(_DATE.match(value) for value in said)
