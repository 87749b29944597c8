"""A bar while long work goes on: only for people, only on a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

__all__ = ["progress_bar"]


@contextlib.contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """What is being done, how many of its steps are done, of how many; on standard error.

    >>> with progress_bar() as tell:
    ...     tell("reading", 1, 3)
    """
    if not sys.stderr.isatty():
        yield lambda _says, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    words = TextColumn("{task.description}")
    bar = Progress(words, BarColumn(), TimeElapsedColumn(), console=Console(stderr=True))
    with bar:
        task = bar.add_task("starting", total=None)
        yield lambda says, done, of: bar.update(task, description=says, completed=done, total=of)
