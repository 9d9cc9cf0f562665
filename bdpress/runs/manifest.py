"""The truth about a folder of runs: what was asked for, what became of each, and the proof that it is still there.

`manifest.json` is replaced whole, never edited, and says "done" only of a notebook that already has its final name.
Each output carries its own key as well, so that a batch killed between the two loses nothing. What a batch writes on
the way stands in `.bdlib-run`; room for the last manifest is kept there, for a disk that fills meanwhile.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from bdlib.errors import DataError
from bdlib.project import file_hash
from bdpress import files

STATUSES = ("left", "running", "done", "failed", "interrupted", "changed")
VERSION = 1
HIDDEN = ".bdlib-run"
UNTRIED = "never tried"
_HERE = ("path", "given", "kernel", "language")


@dataclass(frozen=True)
class Run:
    """One notebook with one set of parameters; the `name` of its file is unique in its folder.

    `key` is the hash of :func:`bdpress.content.run_key`; `status` is left, running, done, failed, interrupted, or
    changed when somebody has written to the output since; `output` the executed notebook, "" while there is none, with
    its `sha256`, `seconds` and `started` (ISO, UTC); `error` exception and cell of a failure. Not written: `path`,
    `given` (parameters that the grid names), `kernel`, `language`.
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
    path: Path = Path()
    given: tuple[str, ...] = ()
    kernel: str = ""
    language: str = ""

    @property
    def row(self) -> dict[str, Any]:
        """What is written of it."""
        return {name: value for name, value in asdict(self).items() if name not in _HERE}


@dataclass(frozen=True)
class Event:
    """A run began (running) or ended; `output` and `sha256` say where a backend has put it, if not into the folder."""

    name: str
    status: str = "running"
    seconds: float = 0.0
    error: str = ""
    output: str = ""
    sha256: str = ""


@dataclass
class Manifest:
    """Runs of one folder by name, kept on disk; `made` has the SHA-256 of older outputs until they are replaced."""

    folder: Path
    runs: dict[str, Run] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    _next_write: float = 0.0
    _noted: bool = False

    @property
    def path(self) -> Path:
        """The manifest's file."""
        return self.folder / "manifest.json"

    @property
    def hidden(self) -> Path:
        """Folder of what is not finished."""
        return self.folder / HIDDEN

    def note(self, run: Run) -> None:
        """Take a run's new state; write the file unless that has taken a twentieth of the time already."""
        self.runs[run.name] = run
        self._noted = True
        self.flush(soon=True)

    def flush(self, soon: bool = False) -> None:
        """Write what has been noted and not been written; on a full disk the file stays as it is meanwhile."""
        if self._noted and not (soon and time.monotonic() < self._next_write):
            with suppress(OSError):
                self.write()

    def write(self) -> None:
        """Replace the file by the present state."""
        began = time.monotonic()
        self.put("manifest.json", self.text())
        now = time.monotonic()
        self._next_write, self._noted = now + 20 * (now - began), False

    def text(self) -> str:
        """The file's content."""
        content = {"version": VERSION, "made": self.made, "runs": [run.row for run in self.runs.values()]}
        return json.dumps({name: part for name, part in content.items() if part}, ensure_ascii=False, indent=1) + "\n"

    def put(self, name: str, text: str) -> None:
        """Write a file of the folder whole."""
        files.put(self.folder / name, text.encode("utf-8", "replace"), beside=self.hidden)

    def owns(self, path: Path) -> bool:
        """Whether a file is an output of this folder's runs, and nobody has changed it."""
        known = {run.sha256 for run in self.runs.values() if run.output == path.name} | {self.made.get(path.name)}
        return path.is_file() and not path.is_symlink() and bool(known) and file_hash(path) in known

    def forget(self) -> None:
        """Remove what batches left unfinished."""
        for path in self.hidden.iterdir():
            if path.name != "lock":
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

    def reserve(self) -> None:
        """Keep room on the disk for the last manifest and index."""
        with suppress(OSError), (self.hidden / "room").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, 2 * len(self.text()) + 3000 * len(self.runs) + 2**16)

    def frame(self) -> pd.DataFrame:
        """One row a run, parameters as columns named `parameters.NAME`."""
        frame = pd.json_normalize([run.row for run in self.runs.values()], max_level=1)
        return frame if len(frame) else pd.DataFrame(columns=list(Run.__dataclass_fields__))


def read(folder: Path) -> Manifest:
    """Read the manifest of a folder; an empty one when there is none, a DataError when the file is none."""
    manifest = Manifest(Path(folder))
    if not os.path.lexists(manifest.path):
        return manifest
    try:
        if not manifest.path.is_file() or manifest.path.is_symlink():
            raise ValueError("something that is no plain file")
        content = json.loads(manifest.path.read_text(encoding="utf-8"))
        runs = [Run(**run) for run in content["runs"]] if content["version"] == VERSION else None
        if runs is None or any(run.status not in STATUSES for run in runs):
            raise ValueError("another version")
        made = {str(name): str(digest) for name, digest in content.get("made", {}).items()}
    except OSError as error:
        raise DataError(f"a manifest that can be read ({error.strerror})", file=manifest.path) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DataError("a manifest of bdlib runs", file=manifest.path, value=str(error)) from error
    return replace(manifest, runs={run.name: run for run in runs}, made=made)


def is_done(run: Run, folder: Path) -> bool:
    """Tell whether the run's output stands in the folder, finished and unchanged; of one in a store, its word."""
    path = folder / run.output
    return run.status == "done" and ("/" in run.output or (path.is_file() and file_hash(path) == run.sha256))


def open_for_appending(path: Path) -> TextIO:
    """Open a text file of the folder for reading and appending; never what a symbolic link points at."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK
    return os.fdopen(os.open(path, flags, 0o666), "a+", encoding="utf-8", errors="replace")


def begins(path: Path, start: str) -> bool:
    """Whether a file may be written as one of ours that begins so: it does, or there is none."""
    if not os.path.lexists(path):
        return True
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        found = file.read(4096).decode("utf-8", "replace")
    return start in found or not found


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one batch; the lock ends with the process, however it ends.

    Raises a DataError when another batch holds it, or the folder cannot be made or written.
    """
    hidden = folder / HIDDEN
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            hidden.mkdir()
        if hidden.is_symlink() or not (hidden.is_dir() and begins(hidden / "lock", "process ")):
            raise DataError(f"a folder whose {HIDDEN} bdlib made", file=folder)
        file = open_for_appending(hidden / "lock")
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
