"""What a batch will run, worked out and checked in full before anything starts."""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bdlib.errors import DataError
from bdlib.names import fold
from bdlib.project import file_hash, project_root, text_hash
from bdpress import content as keys
from bdpress.kernels.choice import choose
from bdpress.kernels.imports import helpers
from bdpress.runs import signatures
from bdpress.runs.manifest import Run
from bdviews import parameters

LONGEST = 120  # characters of a file name


def plan(notebooks: Iterable[Path | str], rows: Sequence[Mapping[str, Any]], folder: Path | str = ".", *,
         kernel: str | None = None, here: bool = True) -> list[Run]:  # fmt: skip
    """List one run a notebook and row, with all its parameters, its key and the name that it asks for.

    Notebooks are written down as seen from `folder`, that of the batch; `here` is whether this machine runs them, and
    so must have their kernels. Raises a DataError for the first row that a notebook cannot take: unknown name, wrong
    type, value out of range, or a repetition.
    """
    root = None
    with suppress(DataError):  # a notebook may have no project
        root = project_root()
    data, library = keys.data_hash(root), keys.library_hash()
    runs: list[Run] = []
    for notebook in map(Path, notebooks):
        signature = signatures.read(notebook)
        used, language = choose(signature.kernel, kernel, notebook) if here else (kernel or "", "")
        checked = re.search(r"\b(parameters|bv)\.check\(", notebook.read_text(encoding="utf-8"))
        source = "".join(file_hash(path) for path in [notebook, *helpers(notebook)])
        name, defaults = seen_from(notebook, folder), signature.parameters
        for number, row in enumerate(rows, 1):
            place = f"{notebook}, row {number} of the grid" if len(rows) > 1 else str(notebook)
            values = signatures.fit(row, signature, place)
            if checked:
                _check(values, place)
            telling = [
                values[key] for key in row
                if key not in defaults or values[key] != defaults[key].default
                or any(other.get(key) != row[key] for other in rows)
            ]  # fmt: skip
            runs.append(
                Run(_name(notebook, telling), name, values, keys.run_key(source, values, data, library),
                    path=notebook, given=tuple(row), kernel=used, language=language)
            )  # fmt: skip
    _different(runs)
    return runs


def seen_from(path: Path, folder: Path | str) -> str:
    """A file's path as seen from a folder; its name behind a hash of its place where they share but the root."""
    place, folder = path.resolve(), Path(folder).resolve()
    if len(place.parts) > 1 < len(folder.parts) and place.parts[1] == folder.parts[1]:
        return Path(os.path.relpath(place, folder)).as_posix()
    return f"elsewhere-{text_hash(str(place.parent))[:8]}/{place.name}"


def _check(values: Mapping[str, Any], place: str) -> None:
    known = {name: value for name, value in values.items() if name in parameters.check.__kwdefaults__}
    try:
        parameters.check(**known)
    except DataError as error:
        raise DataError(error.expected, file=f"{place}, {error.file}", value=error.value) from error


def _name(notebook: Path, values: Iterable[Any]) -> str:
    """The notebook's name and the values that tell this run from others, as a file name that is safe everywhere."""
    said = [notebook.stem, *map(str, values)]
    name = "--".join(filter(None, map(slug, said))) or "notebook"
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 10].rstrip('-_')}--{text_hash(str(said))[:8]}"


def slug(text: str) -> str:
    """Reduce text to lower-case ASCII letters, digits, - and _ for a file name; a long one ends in its hash."""
    kept = "_".join(fold(part).replace(" ", "-") for part in text.split("_")).encode("ascii", "ignore").decode()
    short = kept.strip("-_")
    return short if len(short) <= 60 else f"{short[:50].rstrip('-_')}-{text_hash(text)[:8]}"


def _different(runs: Iterable[Run]) -> None:
    """Raise a DataError when a notebook is to run with the same values twice."""
    seen = set()
    for run in runs:
        asked = run.notebook, json.dumps(run.parameters, sort_keys=True)
        if asked in seen:
            raise DataError("different rows", file=run.path, value=f"{run.parameters} twice")
        seen.add(asked)
