"""An executed notebook as a reader meets it: title, parameters, and cells of prose, tables, pictures and code.

Pages and decks are made from this. What no reader should see is gone: parameter cells, standard error, the other
language. What comes from data is held as plain text, so that each output escapes it once.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bdlib.codelists import LANGUAGES
from bdlib.errors import DataError
from bdpress.pages.blocks import Block, Prose
from bdpress.pages.outputs import blocks, joined, prose
from bdpress.runs.signatures import Unknown, read_notebook, signature_of

HIDDEN = {"parameters", "injected-parameters", "run-parameters", "remove-cell", "papermill-error-cell-tag"}
_WIDGETS = "application/vnd.jupyter.widget-state+json"


@dataclass(frozen=True)
class Cell:
    """One cell: what it shows, its source where that may be seen, its tags and its place in a talk."""

    blocks: list[Block]
    code: str = ""
    tags: frozenset[str] = frozenset()
    slide_type: str = ""


@dataclass(frozen=True)
class Document:
    """An executed notebook in one language; `study` is the title that its study has, where a deck is made of it."""

    name: str
    title: str
    lang: str
    parameters: dict[str, Any]
    cells: list[Cell]
    executed: bool = True
    study: str = ""


def read(path: Path | str, lang: str | None = None) -> Document:
    """Read an executed notebook; its language is by default the one that it was run in, else Vietnamese.

    Raises a DataError when the file is missing, is no notebook, or names another language.
    """
    path = Path(path)
    notebook = read_notebook(path)
    parameters = _parameters(notebook, path)
    lang = lang or str(parameters.get("lang", "vi"))
    if lang not in LANGUAGES:
        raise DataError(f"one of {', '.join(LANGUAGES)}", file=path, column="lang", value=lang)
    widgets, cells = _widgets(notebook), []
    for number, cell in enumerate(notebook["cells"], 1):
        if _unseen(cell, lang):
            continue
        place = f"{path}, cell {number}"
        try:
            cells.append(_cell(cell, widgets, place))
        except RecursionError as error:
            raise DataError("outputs nested less deep", file=place) from error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise DataError("outputs of a Jupyter notebook of format 4", file=place, value=repr(error)) from error
    title, cells = _title(cells, lang)
    return Document(path.stem, title or path.stem, lang, parameters, cells, _executed(notebook))


def title_of(path: Path | str) -> str:
    """Title of an executed notebook, without its outputs being read."""
    notebook = read_notebook(path)
    lang = str(_parameters(notebook, path).get("lang", "vi"))
    cells = [Cell(prose(joined(cell["source"]))) for cell in notebook["cells"]
             if cell["cell_type"] == "markdown" and not _unseen(cell, lang)]  # fmt: skip
    return _title(cells, lang)[0] or Path(path).stem


def _executed(notebook: dict[str, Any]) -> bool:
    """Whether its first code ran; a notebook stored with some outputs did not, one without code has nothing to run."""
    code = (cell for cell in notebook["cells"] if cell["cell_type"] == "code" and joined(cell["source"]).strip())
    first = next(code, None)
    return first is None or bool(first.get("execution_count") or first.get("outputs"))


def _tags(cell: dict[str, Any]) -> frozenset[str]:
    return frozenset(cell.get("metadata", {}).get("tags", []))


def _widgets(notebook: dict[str, Any]) -> dict[str, Any]:
    """State of every widget by its model; none where it was not stored."""
    found = notebook["metadata"].get("widgets", {})
    return found.get(_WIDGETS, {}).get("state", {}) if isinstance(found, dict) else {}


def _parameters(notebook: dict[str, Any], path: Path | str) -> dict[str, Any]:
    """Values of the parameters cell, then of the cell that papermill put in, then of those that it noted."""
    found: dict[str, Any] = {}
    for tag in ("parameters", "injected-parameters"):
        said = signature_of(notebook, path, tag).parameters.values()
        found |= {one.name: one.default for one in said if one.default is not Unknown}
    return found | notebook.get("metadata", {}).get("papermill", {}).get("parameters", {})


def _unseen(cell: dict[str, Any], lang: str) -> bool:
    tags = _tags(cell)
    languages = {f"lang-{other}" for other in LANGUAGES} & tags
    return bool(tags & HIDDEN) or bool(languages and f"lang-{lang}" not in languages) or cell["cell_type"] == "raw"


def _cell(cell: dict[str, Any], widgets: dict[str, Any], place: str) -> Cell:
    tags, source = _tags(cell), joined(cell["source"])
    slide_type = cell.get("metadata", {}).get("slideshow", {}).get("slide_type", "")
    if cell["cell_type"] == "markdown":
        return Cell(prose(source), "", tags, slide_type)
    shown = "remove-output" not in tags
    found = blocks(cell.get("outputs", []), widgets, place) if shown else []
    return Cell(found, "" if "hide-input" in tags else source, tags, slide_type)


def _title(cells: list[Cell], lang: str) -> tuple[str, list[Cell]]:
    """Take the first heading of level one; "vi · en" gives the half of the language."""
    for place, cell in enumerate(cells):
        for block in cell.blocks:
            match = re.match(r"#\s+(.+?)\s*(?:\n|$)", block.text) if isinstance(block, Prose) else None
            if match:
                halves = match[1].split(" · ")
                title = dict(zip(LANGUAGES, halves, strict=True))[lang] if len(halves) == len(LANGUAGES) else match[1]
                rest = block.text[match.end() :].strip()
                kept = [other for other in cell.blocks if other is not block]
                # Whatever its slide type, it stands on the cover.
                changed = Cell([Prose(rest)] * bool(rest) + kept, cell.code, cell.tags)
                return title, [*cells[:place], changed, *cells[place + 1 :]]
    return "", cells
