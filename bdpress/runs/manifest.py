"""The truth about a folder of runs: what was asked for, what became of each, and the proof that it is still there.

`manifest.json` is replaced whole, never edited, and says "done" only of a notebook that already has its final name.
Each output carries its own key as well, so that a batch killed between the two loses nothing.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from bdlib.content import file_hash
from bdlib.errors import DataError

STATUSES = ("left", "running", "done", "failed", "interrupted")
VERSION = 1


@dataclass(frozen=True)
class Run:
    """One notebook with one set of parameters.

    Attributes
    ----------
    name : file name without ending, unique in its folder.
    notebook : file as given.
    parameters : all values it runs with.
    key : content hash, see :func:`bdpress.runs.keys.run_key`.
    status : left, running, done, failed or interrupted.
    output : file name of the executed notebook, "" while there is none.
    sha256 : of that file.
    seconds, started : how long it took, and when it began (ISO, UTC).
    error : exception and cell of a failure.
    """

    name: str
    notebook: str
    parameters: dict[str, Any]
    key: str
    status: str = "left"
    output: str = ""
    sha256: str = ""
    seconds: float = 0.0
    started: str = ""
    error: str = ""


@dataclass
class Manifest:
    """Runs of one folder by name, kept on disk."""

    folder: Path
    about: dict[str, Any] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    _next_write: float = 0.0
    _noted: bool = False

    @property
    def path(self) -> Path:
        """The manifest's file."""
        return self.folder / "manifest.json"

    def note(self, run: Run) -> None:
        """Take a run's new state; write the file unless that has taken a twentieth of the time already."""
        self.runs[run.name] = run
        self._noted = True
        if time.monotonic() >= self._next_write:
            self.write()

    def flush(self) -> None:
        """Write what has been noted and not been written."""
        if self._noted:
            self.write()

    def write(self) -> None:
        """Replace the file by the present state."""
        began = time.monotonic()
        runs = [asdict(run) for run in self.runs.values()]
        text = json.dumps({"version": VERSION, **self.about, "runs": runs}, ensure_ascii=False, indent=1)
        write_beside(self.path, text + "\n")
        now = time.monotonic()
        self._next_write, self._noted = now + 20 * (now - began), False

    def frame(self) -> pd.DataFrame:
        """One row a run, parameters as columns named `parameters.NAME`."""
        rows = [asdict(run) for run in self.runs.values()]
        frame = pd.json_normalize(rows, max_level=1)
        return frame if len(frame) else pd.DataFrame(columns=list(Run.__dataclass_fields__))


def read(folder: Path) -> Manifest:
    """Read the manifest of a folder; an empty one when there is none.

    Raises
    ------
    DataError
        When the file is no manifest.
    """
    manifest = Manifest(Path(folder))
    try:
        content = json.loads(manifest.path.read_text(encoding="utf-8"))
        runs = [Run(**run) for run in content.pop("runs")]
        if content.pop("version") != VERSION or any(run.status not in STATUSES for run in runs):
            raise ValueError("another version")
    except FileNotFoundError:
        return manifest
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError("a manifest of bdlib runs", file=manifest.path, value=str(error)) from error
    return replace(manifest, about=content, runs={run.name: run for run in runs})


def is_done(run: Run, folder: Path) -> bool:
    """Tell whether the run's output stands in the folder, finished and unchanged; of one in a store, its word."""
    if run.status != "done" or "/" in run.output:
        return run.status == "done"
    return (folder / run.output).is_file() and file_hash(folder / run.output) == run.sha256


def write_beside(path: Path, content: str) -> None:
    """Write a text file under a hidden name, then give it its own: a reader sees the old or the new, never half."""
    beside = path.with_name(f".{path.name}.partial")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def open_for_appending(path: Path) -> TextIO:
    """Open a text file of the folder for reading and appending; never what a symbolic link points at."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
    return os.fdopen(os.open(path, flags, 0o666), "a+", encoding="utf-8")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one batch; the lock ends with the process, however it ends.

    Raises
    ------
    DataError
        When another batch holds it, or the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = open_for_appending(folder / ".lock")
    except OSError as error:
        raise DataError(f"a folder that can be written ({error.strerror})", file=folder) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DataError(f"a folder that no other batch uses ({file.read().strip()})", file=folder) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} since {utc_now()}")
        file.flush()
        yield


def utc_now() -> str:
    """Present time, ISO in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
