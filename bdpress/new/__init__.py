"""A study of one's own: a folder with everything that `bdlib clean` and `bdlib report` ask for, three rows in it."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import jinja2
import nbformat
import pandas as pd

from bdlib import study
from bdlib.errors import DataError
from bdlib.schemas import RAW, raw_file
from bdpress.files import put
from bdviews.language.messages import named

ELSEWHERE = "elsewhere"  # what a cell says in another study, of one language or any; "": it is left out there


def make(
    folder: Path | str, *, title: str | Sequence[str] = (), languages: Sequence[str] = ("en",), example: bool = True
) -> list[Path]:
    """Write a new study into a folder that is missing or empty, or the notebooks into a study that has none.

    `languages` are one or two of "vi", "en", the first leads; `title` is in the first, or one in each; without the
    `example` its tables have no rows. It gives the files. A DataError says that the folder is full, a language unknown.
    """
    folder = Path(folder)
    if (folder / study.FILE).is_file() and not (folder / "notebooks").exists():
        return notebooks(folder)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise DataError("a folder that is empty or not there yet", file=folder)
    if not languages or (wrong := set(languages) - set(study.LANGUAGES)):
        raise DataError(f"some of {', '.join(study.LANGUAGES)}", column="languages", value=", ".join(wrong))
    titles = [title] if isinstance(title, str) else [*(title or [""])]
    titles[0] = titles[0] or folder.resolve().name.replace("_", " ")
    quoted = [json.dumps(one, ensure_ascii=False) for one in [*titles, ""]]  # as TOML quotes, too
    lists = [name for name in RAW if name != "tables"]
    said = {"title": titles[0], "titles": dict(zip(languages, quoted, strict=False)), "languages": list(languages),
            "example": example,
            "columns": {raw_file(name): [*_columns(name, languages)] for name in lists}}  # fmt: skip
    texts = ("study.toml", "README.md", "data/raw/README.md", "runs/grids/areas.yaml")
    written = [_text(path, folder, said) for path in texts]
    rows = (package_files(__name__) / "template" / "rows.toml").read_text(encoding="utf-8") if example else ""
    for name in lists:
        columns = [column for column, *_ in _columns(name, languages)]
        text = pd.DataFrame(tomllib.loads(rows).get(name, []), columns=columns).to_csv(index=False, lineterminator="\n")
        written.append(put(folder / raw_file(name), text.encode()))
    return [*written, *notebooks(folder)]


def notebooks(folder: Path) -> list[Path]:
    """Copy the notebooks into a study, in its languages and about its areas, without results."""
    this = study.load(folder)
    written = []
    for path in sorted(_originals().glob("*.ipynb")):
        book = nbformat.read(path, as_version=4)
        book.cells = [_cell(cell, this) for cell in book.cells if _spoken(cell, this)]
        written.append(put(folder / "notebooks" / path.name, f"{nbformat.writes(book)}\n".encode()))
    return written


def _originals() -> Path:
    """Notebooks beside the packages in a checkout, inside this one in an installed wheel."""
    inside = Path(__file__).parent / "notebooks"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "notebooks"


def _spoken(cell: Any, this: study.Study) -> bool:
    tags = {tag for tag in cell.metadata.get("tags", []) if tag.startswith("lang-")}
    return (not tags or bool(tags & {f"lang-{lang}" for lang in this.languages})) and cell.metadata.get(ELSEWHERE) != ""


def _cell(cell: Any, this: study.Study) -> Any:
    """Give a cell the study's languages, names and defaults."""
    tags = cell.metadata.get("tags", [])
    told = cell.metadata.pop(ELSEWHERE, cell.source)
    cell.source = told if isinstance(told, str) else told.get(this.languages[0], cell.source)
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        if "parameters" in tags:
            cell.source = "\n".join(_parameter(line, this) for line in cell.source.split("\n"))
        return cell
    if cell.source.startswith("# "):
        cell.source = _halves(cell.source, this)
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
    return f"{name}: str = {own[name]}" if name in own else _halves(line, this)


def _halves(line: str, this: study.Study) -> str:
    """Of what stands behind a # in two languages, keep the study's."""
    code, mark, told = line.partition("# ")
    halves = told.split(" · ")
    said = [text for lang, text in zip(study.LANGUAGES, halves, strict=False) if lang in this.languages]
    return code + mark + " · ".join(said) if len(halves) == len(study.LANGUAGES) else line


def _text(path: str, folder: Path, said: Mapping[str, Any]) -> Path:
    template = package_files(__name__) / "template" / (Path(path).name if "data" not in path else "codebook.md")
    made = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False, keep_trailing_newline=True)
    return put(folder / path, made.from_string(template.read_text(encoding="utf-8")).render(said).encode())


def _columns(name: str, languages: Sequence[str]) -> Iterator[tuple]:
    """Column, what it holds (of a closed list what it may say), whether it may be left out; none of other languages."""
    others = tuple(f"_{lang}" for lang in study.LANGUAGES if lang not in languages)
    for column, told in RAW[name].columns.items():
        if column.endswith(others) and told.metadata["optional"]:
            continue
        among = ", ".join(filter(None, told.metadata["among"]))
        yield column, f"{told.description}: {among}" if among else told.description, told.metadata["optional"]
