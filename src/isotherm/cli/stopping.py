"""Being told to end by the system, which is heeded as Ctrl-C is."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

__all__ = ["Terminated", "heeding_termination"]


class Terminated(KeyboardInterrupt):
    """SIGTERM came: whoever stops machines asks us to end."""


@contextlib.contextmanager
def heeding_termination() -> Iterator[None]:
    """While the block lasts SIGTERM raises Terminated, so that all that is open is closed.

    Where signals cannot be heeded (outside the main thread) nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise Terminated
