"""The same batch on more machines: the workers of a dask scheduler, https://distributed.dask.org.

A worker needs this library in the same version, nothing else: data and notebooks travel once, as one archive named by
its content. Executed notebooks come back to the run's folder, or go to any place that papermill can write to.
dask's messages are pickles: a scheduler and its workers trust each other and must be reached by nobody else (TLS, or a
private network).
"""

import hashlib
import io
import logging
import os
import queue
import shutil
import socket
import tempfile
import threading
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from papermill.iorw import papermill_io

from bdlib.errors import DataError
from bdlib.project import project_root, text_hash
from bdpress import content as keys
from bdpress import files, kernels
from bdpress.kernels.choice import choose
from bdpress.kernels.imports import helpers
from bdpress.runs import PAUSE, execute, partial_file, signatures
from bdpress.runs.manifest import Event, Run

_controls: dict[str, execute.Control] = {}  # of the batches that this worker executes, by batch
_unpacking = threading.Lock()


class Cluster:
    """Executes runs on the workers of a scheduler; a run whose worker dies is given to another."""

    def __init__(self, address: str, *, timeout: float | None = None, store: str | None = None) -> None:
        self._client = _connect(address)
        self.options = {"timeout": timeout, "store": store, "batch": uuid.uuid4().hex}
        self._futures: list[Any] = []

    def events(self, runs: Sequence[Run], folder: Path) -> Iterator[Event | None]:
        """Execute the runs, telling when each ends, and None in pauses."""
        library = keys.library_hash()
        others = [worker for worker, found in self._client.run(keys.library_hash).items() if found != library]
        if others:
            raise DataError("workers with this version of bdlib and of the packages it computes with", value=others[0])
        # A task with the bytes in it: scattered, they would be lost with the last worker that has them.
        project = self._client.submit(bytes, pack({run.path for run in runs}))
        names, ended = {}, queue.SimpleQueue()
        for run in runs:
            task = {**run.row, "given": run.given, "kernel": run.kernel, "packed": packed(run.path), **self.options,
                    "library": library}  # fmt: skip
            future = self._client.submit(execute_here, task, project, key=f"{run.name}-{run.key}", pure=False)
            future.add_done_callback(ended.put)
            names[future] = run.name
        self._futures = list(names)
        lost: list[Any] = []
        while names:
            try:
                future = ended.get(timeout=PAUSE)
            except queue.Empty:
                # A lost future calls back at once, again and again: it is asked once a pause.
                for future in lost:
                    future.add_done_callback(ended.put)
                lost = []
                yield None
                continue
            if future.status in ("lost", "pending"):  # its worker died with the result: it is made again
                lost.append(future)
            else:
                yield from _told(names.pop(future), future, folder)

    def stop(self) -> None:
        """Forget what has not begun, and kill the kernels of what has."""
        if self._client.status == "running" and any(not future.done() for future in self._futures):
            self._client.cancel(self._futures)
            self._client.run(stop_here, self.options["batch"])
        self._client.close()


def _connect(address: str) -> Any:
    """Connect to a scheduler; dask's own complaints of one that is none are kept quiet."""
    wrong = DataError("the address of a dask scheduler that answers, as tcp://10.0.0.1:8786", value=address)
    try:
        place = urlsplit(address)
        if place.scheme not in ("tcp", "tls", "ws", "wss", "ucx") or not (place.hostname and place.port):
            raise wrong
        socket.create_connection((place.hostname, place.port), timeout=10).close()
    except (OSError, ValueError) as error:
        raise wrong from error
    from distributed import Client

    log = logging.getLogger("distributed")
    level = log.level
    try:
        log.setLevel(logging.CRITICAL + 1)
        return Client(address, timeout=10, set_as_default=False)
    except Exception as error:  # whatever answers in place of a scheduler
        raise wrong from error
    finally:
        log.setLevel(level)


def _told(name: str, future: Any, folder: Path) -> Iterator[Event]:
    """Events of a future that ended; its notebook is put into the hidden file of the run."""
    yield Event(name)
    if future.status != "finished":
        error = future.exception()  # None of one that the scheduler has forgotten
        yield Event(name, "failed", error=f"{type(error).__name__}: {error}" if error else "given up by the scheduler")
        return
    ended, content = future.result()
    if not ended.output:
        partial_file(name, folder).write_bytes(content)
    future.release()  # the scheduler need not keep it
    yield ended


def pack(notebooks: set[Path]) -> bytes:
    """Pack the project's tables, the notebooks and their modules into one archive; the same content, the same bytes."""
    found: dict[str, Path] = {}
    with suppress(DataError):  # a notebook may have no project
        root = project_root()
        found |= {path.relative_to(root).as_posix(): path for path in sorted((root / "data").rglob("*.csv"))}
    for notebook in sorted(notebooks):
        place = Path(packed(notebook)).parent
        beside = [path for path in helpers(notebook) if path.is_relative_to(notebook.parent)]
        found |= {(place / path.relative_to(notebook.parent)).as_posix(): path for path in [notebook, *beside]}
    return files.zipped({name: path.read_bytes() for name, path in found.items()})


def packed(notebook: Path) -> str:
    """Place of a notebook in the archive."""
    return f"notebooks/{text_hash(str(notebook.resolve()))[:8]}/{notebook.name}"


def execute_here(task: dict[str, Any], project: bytes) -> tuple[Event, bytes]:
    """Execute one run on this worker: how it ended, and the notebook, nothing where it went to a store.

    `task` is the row of a :class:`bdpress.runs.manifest.Run`, with given, kernel, packed, timeout, store, batch,
    library; `project` an archive of :func:`pack`.
    """
    if task["library"] != keys.library_hash():
        raise DataError("the batch's version of bdlib on this worker")
    root = unpack(project)
    path = root / task["packed"]
    signature = signatures.read(path)
    kernel, language = choose(signature.kernel, task["kernel"] or None, task["notebook"])
    row = {name: task[name] for name in ("name", "notebook", "parameters", "key", "given")}
    run = Run(**row, path=path, kernel=kernel, language=language)
    if kernel == kernels.NAME:
        kernels.prepare([path], BDLIB_ROOT=str(root))
    control = _controls.setdefault(task["batch"], execute.Control(jobs=1024))
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output.ipynb"
        ended = execute.execute(
            run, output, signature=signature.parameters, timeout=task["timeout"], control=control,
            environment={"BDLIB_ROOT": str(root)},
        )  # fmt: skip
        content = output.read_bytes()
    if task["store"]:
        ending = ".ipynb" if ended.status == "done" else ".failed.ipynb"
        # A name of this run alone: nothing else in the store can have it.
        url = f"{task['store'].rstrip('/')}/{task['name']}--{task['key'][:8]}{ending}"
        papermill_io.write(content.decode("utf-8"), url)
        ended, content = replace(ended, output=url, sha256=hashlib.sha256(content).hexdigest()), b""
    return ended, content


def stop_here(batch: str) -> None:
    """Kill the kernels of a batch on this worker."""
    if control := _controls.pop(batch, None):
        control.stop()


def unpack(project: bytes) -> Path:
    """Unpack an archive into a folder named by its content, once a machine and user; return the folder."""
    digest = hashlib.sha256(project).hexdigest()
    folder = Path(tempfile.gettempdir()) / f"bdlib-{os.getuid()}-{digest[:32]}"
    with _unpacking:
        if not folder.is_dir():
            beside = Path(tempfile.mkdtemp(prefix="bdlib-unpack-"))
            with zipfile.ZipFile(io.BytesIO(project)) as archive:
                archive.extractall(beside)  # our own archive; zipfile keeps names inside the folder in any case
            try:
                beside.rename(folder)
            except OSError:  # another worker was first
                shutil.rmtree(beside)
        if folder.lstat().st_uid != os.getuid():
            raise DataError("a folder of this user", file=folder)
    return folder
