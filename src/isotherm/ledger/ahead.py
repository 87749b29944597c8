"""Reading ahead: the next block is parsed while the last one is typed and written."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["read_ahead"]

T = TypeVar("T")
_POLL_SECONDS = 0.1  # how often a reader that waits for room looks whether anybody still wants it


class _Ended:
    """The last thing on the way from the reader: why it stopped, if not at its end."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def read_ahead(things: Iterable[T], *, most: int = 1) -> Iterator[T]:
    """The things in their order, taken by a thread of their own up to ``most`` ahead.

    What goes wrong while they are made is raised where they are used; who stops using them
    stops the thread.

    >>> list(read_ahead(range(5)))
    [0, 1, 2, 3, 4]
    """
    way: queue.Queue[T | _Ended] = queue.Queue(most)
    unwanted = threading.Event()

    def give(thing: T | _Ended) -> bool:
        while not unwanted.is_set():
            try:
                way.put(thing, timeout=_POLL_SECONDS)
            except queue.Full:
                continue
            return True
        return False

    def take() -> None:
        error: BaseException | None = None
        try:
            for thing in things:
                if not give(thing):
                    return
        except BaseException as raised:  # handed over, and raised where the things are used
            error = raised
        give(_Ended(error))

    thread = threading.Thread(target=take, name="read-ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(thing := way.get(), _Ended):
            yield thing
        if thing.error is not None:
            raise thing.error
    finally:
        unwanted.set()
        thread.join()
