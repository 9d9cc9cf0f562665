"""What a batch is doing: a bar for people, a log for later."""

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType

from tqdm import tqdm

from bdpress.runs.manifest import Manifest, Run, open_for_appending, utc_now

_CLOSED = (OSError, ValueError, AttributeError)  # nobody reads standard error any more


class Progress:
    """A progress bar with running, done, failed, left and time to go; every change also goes to run.log."""

    def __init__(self, book: Manifest, names: Sequence[str], *, show: bool = True) -> None:
        self._statuses = {name: book.runs[name].status for name in names}
        self._counted = Counter(self._statuses.values())
        self.log = open_for_appending(book.folder / "run.log")
        self._show = show and sys.stderr is not None
        with suppress(*_CLOSED):
            self.bar = tqdm(total=len(names), unit="notebook", disable=not self._show, dynamic_ncols=True)

    def __enter__(self) -> "Progress":
        kept = self._counted["done"]
        self._write(f"batch of {len(self._statuses)}, {kept} finished before")
        self._advance(kept)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._write(f"batch ended{f' by {kind.__name__}' if kind else ''}: {self._counts()}")
        with suppress(*_CLOSED):
            self.bar.close()
        with suppress(OSError):
            self.log.close()

    def show(self, run: Run) -> None:
        """Show and log a run that began or ended."""
        self._counted[self._statuses[run.name]] -= 1
        self._counted[run.status] += 1
        self._statuses[run.name] = run.status
        took = f" {run.seconds:.1f} s" if run.seconds else ""
        self._write(f"{run.status} {run.name}{took}{f': {run.error}' if run.error else ''}")
        self._advance(run.status != "running")

    def _advance(self, number: int) -> None:
        with suppress(*_CLOSED):
            self.bar.set_postfix_str(self._counts(), refresh=False)
            self.bar.update(number)

    def _counts(self) -> str:
        return ", ".join(f"{self._counted[word]} {word}" for word in ("running", "done", "failed", "left"))

    def _write(self, words: str) -> None:
        with suppress(OSError):  # a full disk; the manifest tells what happened, the log only helps
            self.log.write(f"{utc_now()} {' '.join(words.split())}\n")
            self.log.flush()
