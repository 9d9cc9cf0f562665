"""A study of one's own: a folder with everything that `bdlib clean` and `bdlib report` ask for, three rows in it."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import jinja2
import nbformat
import pandas as pd

from bdlib import study
from bdlib.errors import DataError
from bdlib.files import put
from bdlib.raw_schemas import OPTIONAL, RAW, raw_file
from bdviews.language.messages import named

NOTEBOOKS = "*_*.ipynb", "explore.ipynb"
ELSEWHERE = "elsewhere"  # what a cell says in another study; nothing: it is left out there


def make(folder: Path | str, *, title: str = "", languages: Sequence[str] = ("en",)) -> list[Path]:
    """Write a new study.

    Parameters
    ----------
    folder : must be missing or empty; a study that has no notebooks is given them.
    title : of the study; a line in study.toml to be changed.
    languages : one or two of "vi", "en", the first shown first.

    Returns
    -------
    list of Path
        The files, `study.toml` first.

    Raises
    ------
    DataError
        When something stands in the folder, or a language is unknown.
    """
    folder = Path(folder)
    if (folder / study.FILE).is_file() and not (folder / "notebooks").exists():
        return notebooks(folder)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise DataError("a folder that is empty or not there yet", file=folder)
    if not languages or (wrong := set(languages) - set(study.LANGUAGES)):
        raise DataError(f"some of {', '.join(study.LANGUAGES)}", column="languages", value=", ".join(wrong))
    said = {"title": title or folder.resolve().name.replace("_", " "), "languages": list(languages),
            "columns": {raw_file(name): _columns(name) for name in RAW if name != "tables"}}  # fmt: skip
    written = [_text(path, folder, said) for path in ("study.toml", "README.md", "data/raw/README.md",
                                                      "runs/grids/areas.yaml")]  # fmt: skip
    written += [_table(name, folder) for name in RAW if name != "tables"]
    return written + notebooks(folder)


def notebooks(folder: Path) -> list[Path]:
    """Copy the notebooks into a study, in its languages and about its areas, without results."""
    this = study.load(folder)
    (folder / "notebooks").mkdir(exist_ok=True)
    written = []
    for path in sorted(path for pattern in NOTEBOOKS for path in _originals().glob(pattern)):
        book = nbformat.read(path, as_version=4)
        book.cells = [_cell(cell, this) for cell in book.cells if _spoken(cell, this)]
        target = folder / "notebooks" / path.name
        put(target, nbformat.writes(book).encode() + b"\n")
        written.append(target)
    return written


def _originals() -> Path:
    """Notebooks beside the packages in a checkout, inside this one in an installed wheel."""
    inside = Path(__file__).parent / "notebooks"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "notebooks"


def _spoken(cell: Any, this: study.Study) -> bool:
    tags = {tag for tag in cell.metadata.get("tags", []) if tag.startswith("lang-")}
    if cell.metadata.get(ELSEWHERE) == "":
        return False
    return not tags or bool(tags & {f"lang-{lang}" for lang in this.languages})


def _cell(cell: Any, this: study.Study) -> Any:
    """Give a cell the study's languages, names and defaults."""
    tags, texts = cell.metadata.get("tags", []), {f"title_{lang}": this.said("title", lang) for lang in study.LANGUAGES}
    if ELSEWHERE in cell.metadata:
        told = cell.metadata.pop(ELSEWHERE)
        cell.source = told.format(**texts) if cell.cell_type == "markdown" else told
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        if "parameters" in tags:
            cell.source = "\n".join(_parameter(line, this) for line in cell.source.split("\n"))
        return cell
    halves = cell.source.removeprefix("# ").split(" · ")
    if cell.source.startswith("# ") and len(halves) == 2:
        said = dict(zip(study.LANGUAGES, halves, strict=True))
        cell.source = "# " + " · ".join(text for lang, text in said.items() if lang in this.languages)
    for lang in study.LANGUAGES:  # "areas", for study.toml is still to be filled in
        cell.source = named(lang, cell.source, study.Study()) if f"lang-{lang}" in tags else cell.source
    return cell


def _parameter(line: str, this: study.Study) -> str:
    """Give a line of the cell of parameters the study's own value."""
    own = {
        "area": '""  # name or code of an area; empty for the study\'s own',
        "indicators": '""  # comma-separated indicator codes; empty for all',
        "territory": '""  # one of several divisions of the areas; empty for the first that has the area',
        "lang": f'"{this.languages[0]}"  # language of the sentences',
    }
    name = line.partition(":")[0]
    return f"{name}: str = {own[name]}" if name in own else line


def _text(path: str, folder: Path, said: Mapping[str, Any]) -> Path:
    template = package_files(__name__) / "template" / (Path(path).name if "data" not in path else "codebook.md")
    made = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False, keep_trailing_newline=True)
    return _put(folder / path, made.from_string(template.read_text(encoding="utf-8")).render(said))


def _table(name: str, folder: Path) -> Path:
    """Write a raw table: its columns, and the rows of the example."""
    rows = tomllib.loads((package_files(__name__) / "template" / "rows.toml").read_text(encoding="utf-8"))
    made = pd.DataFrame(rows.get(name, []), columns=list(RAW[name].columns))
    return _put(folder / raw_file(name), made.to_csv(index=False, lineterminator="\n"))


def _columns(name: str) -> list[tuple]:
    return [
        (column, _held(told), told.metadata["optional"] or name in OPTIONAL)
        for column, told in RAW[name].columns.items()
    ]


def _held(column: Any) -> str:
    """What a column holds, and of a closed list what it may say."""
    among = ", ".join(filter(None, column.metadata["among"]))
    return f"{column.description}: {among}" if among else column.description


def _put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, text.encode())
    return path
