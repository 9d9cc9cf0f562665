"""Batches of papermill runs: typed parameters, many at a time, resumed where they stopped.

Every finished notebook is written under a hidden name, synced and then renamed; a failed one is kept as
`NAME.failed.ipynb`. What is there is what the manifest says, whenever the batch was interrupted or killed.
"""

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from bdlib.content import file_hash
from bdlib.errors import DataError
from bdpress import kernels
from bdpress.runs import grids, manifest, signatures
from bdpress.runs.index import write_index
from bdpress.runs.manifest import Manifest, Run
from bdpress.runs.planning import plan
from bdpress.runs.progress_bar import Progress

PAUSE = 0.5


@dataclass(frozen=True)
class RunResult:
    """What a batch left behind.

    Attributes
    ----------
    manifest : one row a run: name, notebook, parameters.*, key, status, output, sha256, seconds, started, error.
    folder : where the outputs, manifest.json, index.html and run.log are.
    """

    manifest: pd.DataFrame
    folder: Path

    @property
    def failed(self) -> pd.DataFrame:
        """The runs that are not done."""
        return self.manifest[self.manifest["status"].ne("done")]


@dataclass(frozen=True)
class Event:
    """A run began (running) or ended; `output` and `sha256` say where a backend has put it, if not into the folder."""

    name: str
    status: str = "running"
    seconds: float = 0.0
    error: str = ""
    output: str = ""
    sha256: str = ""


class Backend(Protocol):
    """Where runs are executed: see :mod:`bdpress.runs.local` and :mod:`bdpress.runs.cluster`."""

    def events(self, runs: Sequence[Run], folder: Path) -> Iterator[Event | None]:
        """Execute the runs, each into its hidden file in `folder`, telling when each begins and ends.

        None when nothing has happened for :data:`PAUSE` seconds.
        """

    def stop(self) -> None:
        """End what is running, now."""


def run(
    notebook: Path | str | Sequence[Path | str],
    grid: Iterable[Mapping[str, Any]] | pd.DataFrame | Path | str | None = None,
    *,
    jobs: int = 2,
    out: Path | str,
    resume: bool = True,
    kernel: str | None = None,
    timeout: float | None = None,
    scheduler: str | None = None,
    store: str | None = None,
    progress: bool = True,
) -> RunResult:
    """Run a notebook, or several, with every row of a grid.

    Parameters
    ----------
    notebook : file or files.
    grid : rows of parameters, a frame of them, or a YAML or CSV file (see :mod:`bdpress.runs.grids`); one run with the
        notebook's own values when omitted.
    jobs : notebooks at a time on this machine.
    out : folder of this batch; no other may use it meanwhile.
    resume : keep what is finished there with the same notebook, parameters, data and library.
    kernel : kernel name; by default the warm kernel where it works, else the notebook's own.
    timeout : seconds a cell may take.
    scheduler : address of a dask scheduler, to run on its workers instead.
    store : place that papermill can write to (`s3://bucket/folder`, a shared folder), where the workers put the outputs
        instead of sending them here.
    progress : show what is running, done, failed and left.

    Returns
    -------
    RunResult

    Raises
    ------
    DataError
        Before anything starts: for parameters that the notebook cannot take, or a folder in use.
    KeyboardInterrupt
        After stopping cleanly.
    """
    notebooks = [notebook] if isinstance(notebook, Path | str) else list(notebook)
    if not scheduler and kernel in (None, kernels.NAME):
        kernels.prepare(notebooks)  # it warms up while the batch is planned
    planned, folder = plan(notebooks, grids.rows(grid)), Path(out)
    try:
        with manifest.locked(folder), interruptible():
            backend = _backend(jobs, kernel, timeout, scheduler, store)
            book = _execute(planned, folder, backend, resume=resume, progress=progress)
    except OSError as error:
        raise DataError(f"a folder that can be written ({error.strerror})", file=folder) from error
    frame = book.frame()
    return RunResult(frame[frame["name"].isin([one.name for one in planned])].reset_index(drop=True), folder)


def _execute(planned: Sequence[Run], folder: Path, backend: Backend, *, resume: bool, progress: bool) -> Manifest:
    """Execute what is not finished yet; the manifest is true on every way out."""
    _clear_partial(folder)
    book = manifest.read(folder)
    left = [one for one in planned if not (resume and _finished(one, book))]
    book.runs.update({one.name: one for one in left})
    book.write()
    try:
        with Progress(book, [one.name for one in planned], show=progress) as bar:
            for event in backend.events(left, folder):
                if event is None:
                    book.flush()
                    continue
                book.note(_settle(book.runs[event.name], event, folder))
                bar.show(book.runs[event.name])
    finally:
        backend.stop()
        _close(book)
    return book


def partial_file(name: str, folder: Path) -> Path:
    """Hidden file of a run that is not finished."""
    return folder / f".{name}.partial.ipynb"


def _backend(jobs: int, kernel: str | None, timeout: float | None, scheduler: str | None, store: str | None) -> Backend:
    if scheduler:
        from bdpress.runs.cluster import Cluster

        return Cluster(scheduler, kernel=kernel, timeout=timeout, store=store)
    if store:
        raise DataError("a scheduler as well: only its workers write to a store", value=store)
    from bdpress.runs.local import Local

    return Local(jobs, kernel=kernel, timeout=timeout)


def _settle(run: Run, event: Event, folder: Path) -> Run:
    """Give an ended run's file its name, and write down what became of it."""
    if event.status == "running":
        return replace(run, status="running", started=manifest.utc_now())
    if event.output:
        return replace(run, **{**asdict(event), "name": run.name})
    partial = partial_file(run.name, folder)
    finished, failed = folder / f"{run.name}.ipynb", folder / f"{run.name}.failed.ipynb"
    target, stale = (finished, failed) if event.status == "done" else (failed, finished)
    ended = replace(run, status=event.status, seconds=event.seconds, error=event.error)
    if not partial.exists():
        finished.unlink(missing_ok=True)
        failed.unlink(missing_ok=True)
        return replace(ended, output="", sha256="")
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    digest = file_hash(partial)
    partial.replace(target)
    stale.unlink(missing_ok=True)
    return replace(ended, output=target.name, sha256=digest)


def _finished(run: Run, book: Manifest) -> bool:
    """Whether the run's output is there; adopts one that a killed batch finished but could not write down."""
    known = book.runs.get(run.name)
    if known and known.key == run.key and manifest.is_done(known, book.folder):
        return True
    output = book.folder / f"{run.name}.ipynb"
    if (known and known.status == "done") or not output.is_file():
        return False
    metadata = signatures.read_notebook(output).get("metadata", {})
    if metadata.get("bdlib", {}).get("key") != run.key:
        return False
    seconds = round(metadata["papermill"].get("duration") or 0.0, 3)
    adopted = replace(run, status="done", output=output.name, sha256=file_hash(output), seconds=seconds)
    book.runs[run.name] = replace(adopted, started=(metadata["papermill"].get("start_time") or "")[:19] + "+00:00")
    return True


def _close(book: Manifest) -> None:
    """Leave a true manifest: what was running has been interrupted, unless it had its name already."""
    _clear_partial(book.folder)
    for run in list(book.runs.values()):
        if run.status == "running" and not _finished(run, book):
            book.runs[run.name] = replace(run, status="interrupted")
    book.write()
    write_index(book)


def _clear_partial(folder: Path) -> None:
    for path in folder.glob(".*.partial*"):
        path.unlink(missing_ok=True)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM end a batch as ^C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
