"""Batches of papermill runs: typed parameters, many at a time, resumed where they stopped.

Every finished notebook is written under a hidden name, synced and then renamed; a failed one is kept as
`NAME.failed.ipynb`. What is there is what the manifest says, whenever the batch was interrupted or killed; what a batch
did not make stays as it is.
"""

import math
import re
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from bdlib.errors import DataError
from bdpress import files, kernels
from bdpress.kernels.imports import helpers
from bdpress.runs import grids, manifest, outputs
from bdpress.runs.index import write_index
from bdpress.runs.manifest import Event, Manifest, Run
from bdpress.runs.outputs import partial_file
from bdpress.runs.planning import plan
from bdpress.runs.progress_bar import Progress

PAUSE = 0.5  # seconds in which nothing has happened
STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@dataclass(frozen=True)
class RunResult:
    """What a batch left behind: a manifest (one row a run) and the folder of it, the outputs, index.html, run.log."""

    manifest: pd.DataFrame
    folder: Path

    @property
    def failed(self) -> pd.DataFrame:
        """The runs that are not done."""
        return self.manifest[self.manifest["status"].ne("done")]


def run(notebook: Path | str | Sequence[Path | str],
        grid: Iterable[Mapping[str, Any]] | pd.DataFrame | Path | str | None = None, *, jobs: int = 2, out: Path | str,
        resume: bool = True, kernel: str | None = None, timeout: float | None = None, scheduler: str | None = None,
        store: str | None = None, progress: bool = True) -> RunResult:  # fmt: skip
    """Run a notebook, or several, with every row of a grid.

    Raises a DataError before anything starts, for parameters that a notebook cannot take or a folder in use, and a
    KeyboardInterrupt after stopping cleanly.

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
    """
    notebooks = [notebook] if isinstance(notebook, Path | str) else list(notebook)
    if timeout is not None and not 0 < timeout < math.inf:
        raise DataError("seconds, more than 0", file="option timeout", value=str(timeout))
    if not scheduler and kernel in (None, kernels.NAME):
        kernels.prepare(notebooks)  # it warms up while the batch is planned
    rows = grids.rows(grid)
    planned, folder = plan(notebooks, rows, out, kernel=kernel, here=not scheduler), Path(out)
    read = [*notebooks, *(path for one in notebooks for path in helpers(one))]
    inputs = files.identities([*read, grid] if isinstance(grid, Path | str) else read)
    backend = _backend(jobs, timeout, scheduler, store)
    try:
        with manifest.locked(folder), interruptible() as stops:
            book = outputs.opened(manifest.read(folder))
            book.forget()
            planned = outputs.named(planned, book, inputs)
            _execute(planned, book, backend, inputs, stops, resume=resume, progress=progress)
    except OSError as error:
        raise DataError(f"a folder that can be written ({error.strerror})", file=folder) from error
    finally:
        backend.stop()
    frame = book.frame()
    return RunResult(frame[frame["name"].isin([one.name for one in planned])].reset_index(drop=True), folder)


def _execute(
    planned: Sequence[Run], book: Manifest, backend: Any, inputs: set, stops: list, *, resume: bool, progress: bool
) -> None:
    """Execute what is not finished yet; the manifest is true on every way out."""
    try:
        left = [one for one in planned if not (resume and outputs.finished(one, book))]
        book.made |= outputs.replaceable(left, book, inputs)
        book.runs.update({one.name: one for one in left})
        book.reserve()
        book.write()
        with Progress(book, [one.name for one in planned], show=progress) as bar:
            for event in backend.events(left, book.folder):
                if event:
                    book.note(_settled(book.runs[event.name], event, book, inputs))
                    bar.show(book.runs[event.name])
                else:
                    book.flush()
                if stops:
                    break
    finally:
        backend.stop()
        _close(book)


def _backend(jobs: int, timeout: float | None, scheduler: str | None, store: str | None) -> Any:
    """Where runs are executed: on this machine, or on the workers of a scheduler."""
    if scheduler:
        from bdpress.runs.cluster import Cluster

        return Cluster(scheduler, timeout=timeout, store=store)
    if store:
        raise DataError("a scheduler as well: only its workers write to a store", value=store)
    from bdpress.runs.local import Local

    return Local(jobs, timeout=timeout)


def _settled(run: Run, event: Event, book: Manifest, inputs: set) -> Run:
    """What became of a run, its file in its place."""
    if event.status == "running":
        return replace(run, status="running", started=manifest.utc_now())
    error = _relative(event.error, run.path)
    ended = replace(run, status=event.status, seconds=event.seconds, error=error)
    if event.output:
        return replace(ended, output=event.output, sha256=event.sha256)
    try:
        return outputs.settle(ended, event.status, book, inputs)
    except OSError as failure:  # a full disk
        partial_file(run.name, book.folder).unlink(missing_ok=True)
        return replace(ended, status="failed", error=f"{failure.strerror}", output="", sha256="")


def _relative(error: str, notebook: Path) -> str:
    """An error on one line, without the place of the notebook on this machine."""
    for place, name in ((notebook.resolve().parent, "."), (Path.home(), "~")):
        error = error.replace(f"{place}/", f"{name}/") if len(place.parts) > 1 else error
    return re.sub(r"\s+", " ", error).strip()[:2000]


def _close(book: Manifest) -> None:
    """Leave a true manifest: what was running has been interrupted, unless it had its name already."""
    book.forget()
    for run in list(book.runs.values()):
        if run.status == "running" and not outputs.finished(run, book):
            book.runs[run.name] = replace(run, status="interrupted")
        if run.status == "left":
            book.runs[run.name] = replace(run, error=manifest.UNTRIED)
    book.write()
    write_index(book)


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """Let ^C, SIGTERM and a hang-up end a batch when it is ready to, once; the list holds what came.

    What is ignored, as by nohup, stays ignored.
    """
    stops: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield stops
        return
    before = {signum: signal.getsignal(signum) for signum in STOPS}
    before = {signum: handler for signum, handler in before.items() if handler not in (signal.SIG_IGN, None)}
    for signum in before:
        signal.signal(signum, lambda signum, _: stops.append(signum))
    try:
        yield stops
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
    if stops:
        raise KeyboardInterrupt
