"""Processes that a cell started and that left its process group: they end with their kernel all the same (Linux)."""

import ctypes
import os
import signal
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

MARK = "BDLIB_RUN"  # variable that everything started by a run inherits
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


def adopt() -> None:
    """Let this process be the parent of all its descendants whose own parent has ended."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def end_adopted(known: Collection[int]) -> None:
    """Kill the children of this process that are not known, then those that they leave behind."""
    while left := [pid for pid in _children() if pid not in known]:
        for pid in left:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def end_marked(mark: str) -> None:
    """Kill what a run has started and left, wherever it went, by the variable that it inherited."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{MARK}={mark}".encode() in (place / "environ").read_bytes().split(b"\0"):
                os.kill(int(place.name), signal.SIGKILL)


def _children() -> list[int]:
    with suppress(OSError):
        return [int(pid) for pid in Path("/proc/thread-self/children").read_text().split()]
    return []
