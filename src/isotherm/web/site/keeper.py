"""The process that keeps a town open: all is imported once, and what works are forks of it."""

from __future__ import annotations

import dataclasses
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from typing import Any, NoReturn

from isotherm.web.site.children import dies_with_parent

__all__ = ["Work", "do_once", "keep_going"]

# Elsewhere the system's own libraries do not bear a fork: there each process imports for itself.
_PROCESSES: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
_RESTS_S = 5.0
_STOPS_WITHIN_S = 9.0


@dataclasses.dataclass(frozen=True)
class Work:
    """What one process of the town does until it is told to stop."""

    name: str
    do: Callable[[], object]


def do_once(do: Callable[[], object]) -> int:
    """Do something in a process of its own, so that nothing of it stays; its exit status."""
    process = _begin(do)
    process.join()
    return int(process.exitcode)


def keep_going(
    works: Sequence[Work], *, begun: Callable[[], object], rests_s: float = _RESTS_S
) -> NoReturn:
    """Give each work a process, say ``begun``, and begin again what ended, until SIGTERM comes.

    What ends at once is not started all the time: it rests for ``rests_s`` seconds.
    """
    running: list[Any] = []
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        running += [_begin(work.do) for work in works]
        begun()
        while True:
            wait([process.sentinel for process in running])
            for place, work in enumerate(works):
                if not running[place].is_alive():
                    _say(f"The process of the town's {work.name} ended; it is started again.")
                    time.sleep(rests_s)
                    running[place] = _begin(work.do)
    finally:
        signal.signal(signal.SIGTERM, before)
        _end(running)


def _begin(do: Callable[[], object]) -> Any:
    process = _PROCESSES.Process(target=_work, args=(do,))
    process.start()
    return process


def _work(do: Callable[[], object]) -> None:
    """The whole life of a process of the town."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    dies_with_parent()
    import django

    django.setup()  # already done in a fork
    do()


def _leave(*_: object) -> NoReturn:
    sys.exit(0)


def _end(running: Sequence[Any]) -> None:
    """Ask all to end and wait for them; who does not is ended."""
    for process in running:
        process.terminate()
    until = time.monotonic() + _STOPS_WITHIN_S
    for process in running:
        process.join(max(0.1, until - time.monotonic()))
        process.kill()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
