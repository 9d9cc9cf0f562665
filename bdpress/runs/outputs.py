"""Which file an executed notebook gets: never that of an input, of another notebook or of somebody else."""

import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bdlib.errors import DataError
from bdlib.project import file_hash, text_hash
from bdpress import files
from bdpress.runs import signatures
from bdpress.runs.manifest import Manifest, Run, begins, is_done

ENDINGS = (".ipynb", ".failed.ipynb")
LOG = " batch of "
PAGE = '<meta name="generator" content="bdlib run">'


def opened(book: Manifest) -> Manifest:
    """Check that index and log of a folder are a batch's, and mark the outputs that somebody has changed.

    Raises a DataError when a file of somebody else has one of these names.
    """
    for name, start in (("index.html", PAGE), ("run.log", LOG)):
        if not begins(book.folder / name, start):
            raise DataError("another folder: this one has a file of that name", file=book.folder / name)
    for run in list(book.runs.values()):
        if run.status == "done" and run.output and not is_done(run, book.folder):
            there = os.path.lexists(book.folder / run.output)
            book.runs[run.name] = replace(run, status="changed" if there else "left", output=run.output * there)
    return book


def named(runs: Iterable[Run], book: Manifest, inputs: Collection[tuple[int, int]]) -> list[Run]:
    """Give each run a name of its own: the one it asks for, or one with a part of its hash where that is taken."""
    taken: set[str] = set()
    given = []
    for run in runs:
        name = next(name for name in _names(run) if name not in taken and _may_have(name, run, book, inputs))
        taken.add(name)
        given.append(replace(run, name=name))
    return given


def _names(run: Run) -> Iterator[str]:
    asked = {name: run.parameters.get(name) for name in run.given}
    own = f"{run.name}--{text_hash(json.dumps([run.notebook, asked], sort_keys=True))[:8]}"
    yield run.name
    yield own
    yield from (f"{own}-{number}" for number in range(2, 10_000))


def _may_have(name: str, run: Run, book: Manifest, inputs: Collection[tuple[int, int]]) -> bool:
    known = book.runs.get(name)
    if known and (known.notebook != run.notebook or any(
        json.dumps(known.parameters.get(key)) != json.dumps(run.parameters.get(key)) for key in run.given
    )):  # fmt: skip
        return False
    return all(may_take(book.folder / f"{name}{ending}", run, book, inputs) for ending in ENDINGS)


def may_take(path: Path, run: Run, book: Manifest, inputs: Collection[tuple[int, int]]) -> bool:
    """Whether a run may write there: nothing stands there, or an output of this folder as it was written."""
    if not os.path.lexists(path):
        return True
    if path.is_symlink() or not path.is_file() or files.identity(path) in inputs:
        return False
    if book.owns(path):
        return True
    written_down = path.name in book.made or any(one.output == path.name for one in book.runs.values())
    known = book.runs.get(run.name)
    return not written_down and carried_key(path) in {run.key, known.key if known else run.key}


def replaceable(runs: Iterable[Run], book: Manifest, inputs: Collection[tuple[int, int]]) -> dict[str, str]:
    """SHA-256 of what stands in the places of these runs and is theirs, by name, before they are run anew."""
    places = [(book.folder / f"{run.name}{ending}", run) for run in runs for ending in ENDINGS]
    return {path.name: file_hash(path) for path, run in places if path.is_file() and may_take(path, run, book, inputs)}


def carried_key(path: Path) -> str:
    """Key that an executed notebook carries, which a killed batch could not write down; "" where there is none."""
    try:
        return signatures.read_notebook(path)["metadata"].get("bdlib", {}).get("key", "")
    except (DataError, AttributeError):
        return ""


def settle(run: Run, status: str, book: Manifest, inputs: Collection[tuple[int, int]]) -> Run:
    """Give an ended run's file its place, and take away what it made there before."""
    partial = partial_file(run.name, book.folder)
    made = ""
    if partial.exists():
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        ending = ENDINGS[status != "done"]
        made = next(
            f"{name}{ending}" for name in _names(run) if may_take(book.folder / f"{name}{ending}", run, book, inputs)
        )
    digest = file_hash(partial) if made else ""
    for ending in ENDINGS:
        path = book.folder / f"{run.name}{ending}"
        if path.name != made and path.exists() and may_take(path, run, book, inputs):
            path.unlink()
            book.made.pop(path.name, None)
    if made:
        partial.replace(book.folder / made)
        book.made.pop(made, None)
    return replace(run, status=status, output=made, sha256=digest)


def partial_file(name: str, folder: Path) -> Path:
    """Hidden file of a run that is not finished."""
    return Manifest(folder).hidden / f"{name}.ipynb"


def finished(run: Run, book: Manifest) -> bool:
    """Whether the run's output is there; adopts one that a killed batch finished but could not write down."""
    known, output = book.runs.get(run.name), book.folder / f"{run.name}.ipynb"
    if known and known.key == run.key and is_done(known, book.folder):
        return True
    if (known and known.status in ("done", "changed")) or not output.is_file() or output.name in book.made:
        return False
    if carried_key(output) != run.key:
        return False
    told = signatures.read_notebook(output)["metadata"].get("papermill", {})
    book.runs[run.name] = replace(
        run, status="done", output=output.name, sha256=file_hash(output),
        seconds=round(told.get("duration") or 0.0, 3), started=(told.get("start_time") or "")[:19] + "+00:00",
    )  # fmt: skip
    return True
