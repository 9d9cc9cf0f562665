"""What a batch will run, worked out and checked in full before anything starts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bdlib import content as keys
from bdlib.corpus import project_root
from bdlib.errors import DataError
from bdlib.names import fold
from bdpress.runs import signatures
from bdpress.runs.manifest import Run
from bdviews import parameters


def plan(notebooks: Iterable[Path | str], rows: Sequence[Mapping[str, Any]]) -> list[Run]:
    """List one run a notebook and row, with all its parameters, its key and a name of its own.

    Raises
    ------
    DataError
        For the first row that a notebook cannot take: unknown name, wrong type, value out of range, or a repetition.
    """
    try:
        root = project_root()
    except DataError:
        root = None
    data, library = keys.data_hash(root), keys.library_hash()
    runs: list[Run] = []
    for notebook in map(Path, notebooks):
        signature = signatures.read(notebook)
        checked = "parameters.check(" in notebook.read_text(encoding="utf-8")
        source = keys.file_hash(notebook)
        for number, row in enumerate(rows, 1):
            place = f"{notebook}, row {number} of the grid" if len(rows) > 1 else str(notebook)
            values = signatures.fit(row, signature, place)
            if checked:
                _check(values, place)
            key = keys.run_key(source, values, data, library)
            telling = [
                name for name in row
                if values[name] != signature[name].default or any(other.get(name) != row[name] for other in rows)
            ]  # fmt: skip
            runs.append(Run(_name(notebook, [row[name] for name in telling]), notebook.as_posix(), values, key))
    return _with_own_names(runs)


def _check(values: Mapping[str, Any], place: str) -> None:
    known = {name: value for name, value in values.items() if name in parameters.check.__kwdefaults__}
    try:
        parameters.check(**known)
    except DataError as error:
        raise DataError(error.expected, file=f"{place}, {error.file}", value=error.value) from error


def _name(notebook: Path, values: Iterable[Any]) -> str:
    """The notebook's name and the values that tell this run from others, as a file name that is safe everywhere."""
    return "--".join(filter(None, map(slug, [notebook.stem, *map(str, values)]))) or "notebook"


def slug(text: str, most: int = 60) -> str:
    """Reduce text to lower-case letters, digits, - and _ for a file name."""
    return "_".join(fold(part).replace(" ", "-") for part in text.split("_"))[:most].strip("-_")


def _with_own_names(runs: list[Run]) -> list[Run]:
    seen: dict[str, Run] = {}
    named = []
    for run in runs:
        if run.name in seen and seen[run.name].key == run.key:
            raise DataError("different rows", file=run.notebook, value=f"{run.parameters} twice")
        name = run.name if run.name not in seen else f"{run.name}--{run.key[:8]}"
        seen[name] = run
        named.append(Run(**{**asdict(run), "name": name}))
    return named
