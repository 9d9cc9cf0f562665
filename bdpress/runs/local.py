"""Runs on this machine: a thread a notebook, each with a kernel process of its own."""

import queue
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bdpress.runs import PAUSE, execute, partial_file, signatures
from bdpress.runs.manifest import Event, Run
from bdpress.runs.signatures import Parameter


class Local:
    """Executes `jobs` notebooks at a time; the kernels of the next ones start while cells of these run."""

    def __init__(self, jobs: int, *, timeout: float | None = None) -> None:
        self.jobs, self.timeout = jobs, timeout
        self._queue: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._control = execute.Control(jobs, lambda name: self._queue.put(Event(Path(name).stem)))
        self._pool: ThreadPoolExecutor | None = None

    def events(self, runs: Sequence[Run], folder: Path) -> Iterator[Event | None]:
        """Execute the runs, telling when each begins and ends, and None in pauses."""
        self._pool = ThreadPoolExecutor(2 * self.jobs, thread_name_prefix="run")
        signature = {path: signatures.read(path).parameters for path in {run.path for run in runs}}
        for run in runs:
            self._pool.submit(self._execute, run, folder, signature[run.path])
        left = len(runs)
        while left:
            try:
                event = self._queue.get(timeout=PAUSE)
            except queue.Empty:
                yield None
                continue
            left -= event.status != "running"
            yield event

    def stop(self) -> None:
        """Kill the kernels that are running and wait for their threads."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._control.stop()
            self._pool.shutdown(wait=True)

    def _execute(self, run: Run, folder: Path, signature: dict[str, Parameter]) -> None:
        place = partial_file(run.name, folder)
        try:
            ended = execute.execute(run, place, signature=signature, timeout=self.timeout, control=self._control)
        except Exception as error:
            place.unlink(missing_ok=True)  # it may be half-written
            ended = Event(run.name, "failed", error=f"{type(error).__name__}: {error}")
        self._queue.put(ended)
