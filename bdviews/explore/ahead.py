"""Computing ahead of the questions, in a process of its own: the window stays quick while it goes on."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import product
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from bdlib.corpus import Corpus
from bdviews.explore.desk import Desk


def ahead(desk: Desk, methods: Sequence[str], days: Sequence[str]) -> None:
    """Fill a desk in the background: the first method on every day, every method on the first day, then the rest.

    What is shown first, the first method on the first day, is left to the window. The process gives way to others and
    ends with the kernel, also when that is killed.
    """
    near = [(methods[0], day) for day in days] + [(method, days[0]) for method in methods]
    questions = list(dict.fromkeys([*near, *product(methods, days)]))[1:]
    context = get_context("spawn")  # a kernel has threads, which a fork would leave broken
    receive, send = context.Pipe(duplex=False)
    with _uninterrupted():
        context.Process(target=_work, args=(send, desk.corpus, desk.territory, questions), daemon=True).start()
    send.close()
    Thread(target=_collect, args=(desk, receive), daemon=True).start()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start what an interrupt of the kernel is not meant for: a process inherits that the signal is ignored."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread, which alone may set it
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(send: Connection, corpus: Corpus, territory: str, questions: list[tuple[str, str]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the end of the kernel ends it, not an interrupt
    if hasattr(os, "nice"):
        os.nice(10)
    desk = Desk(corpus, territory)
    with suppress(BrokenPipeError):
        for method, day in questions:
            desk.settled(method, day)
            desk.conflicts(day)
            while desk.known:
                send.send(desk.known.popitem())


def _collect(desk: Desk, receive: Connection) -> None:
    with suppress(EOFError, OSError):
        while True:
            question, answer = receive.recv()
            desk.known.setdefault(question, answer)
