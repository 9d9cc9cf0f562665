"""What a batch is doing: a bar for people, a log for later."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType

from tqdm import tqdm

from bdpress.runs.manifest import Manifest, Run, open_for_appending, utc_now


class Progress:
    """A progress bar with running, done, failed, left and time to go; every change also goes to run.log."""

    def __init__(self, book: Manifest, names: Sequence[str], *, show: bool = True) -> None:
        self.book, self.names = book, names
        self.log = open_for_appending(book.folder / "run.log")
        self.bar = tqdm(total=len(names), unit="notebook", disable=not show, file=sys.stderr, dynamic_ncols=True)

    def __enter__(self) -> "Progress":
        kept = sum(self.book.runs[name].status == "done" for name in self.names)
        self._write(f"batch of {len(self.names)}, {kept} finished before")
        self.bar.update(kept)
        self.bar.unpause()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._write(f"batch ended{f' by {kind.__name__}' if kind else ''}: {self._counts()}")
        self.bar.close()
        with suppress(OSError):
            self.log.close()

    def show(self, run: Run) -> None:
        """Show and log a run that began or ended."""
        took = f" {run.seconds:.1f} s" if run.seconds else ""
        self._write(f"{run.status} {run.name}{took}{f': {run.error}' if run.error else ''}")
        self.bar.set_postfix_str(self._counts(), refresh=False)
        self.bar.update(run.status != "running")

    def _counts(self) -> str:
        statuses = [self.book.runs[name].status for name in self.names]
        return ", ".join(f"{statuses.count(word)} {word}" for word in ("running", "done", "failed", "left"))

    def _write(self, words: str) -> None:
        with suppress(OSError):  # a full disk; the manifest tells what happened, the log only helps
            self.log.write(f"{utc_now()} {' '.join(words.split())}\n")
            self.log.flush()
