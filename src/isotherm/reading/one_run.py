"""One run at a time in a folder: the system lets go of the lock when its holder is killed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from isotherm.errors import ReadingError

__all__ = ["at_work"]

_LOCK = ".lock"


@contextlib.contextmanager
def at_work(out: Path) -> Iterator[None]:
    """Nobody else works in ``out`` while the block lasts; its lock file goes at the end.

    What a killed run leaves of the file holds nobody up: the lock is the system's, not the file.
    Raises ReadingError where another run is at work there.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, at_work(Path(folder)):
    ...     with at_work(Path(folder)):
    ...         pass
    Traceback (most recent call last):
    isotherm.errors.ReadingError: another run is at work in ...
    """
    path = out / _LOCK
    handle = _locked(path, out)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _locked(path: Path, out: Path) -> int:
    """The lock file, open and locked."""
    import fcntl

    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(path, handle):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise ReadingError(
                f"another run is at work in {out}; wait until it ends, or choose another --out"
            ) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # whoever held it has taken its file away meanwhile


def _is_at(path: Path, handle: int) -> bool:
    """Whether the open file is still the one of that name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
