"""The town's record on disk for as long as somebody looks through it, and no longer."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from isotherm.web.readings.export import export_record
from isotherm.web.site.ids import new_id

__all__ = ["LOOK", "drop_looks", "look_through_record"]

LOOK = "look-"  # how the folders' names begin, beside the records of readings
_HELD = "held"


@contextlib.contextmanager
def look_through_record() -> Iterator[Path]:
    """A folder with the record as ``ledger``; nothing of it stays.

    A lock in it ends with whoever looks, however they end: what nobody holds can be thrown away.
    """
    folder = _home() / f"{LOOK}{new_id()}"
    folder.mkdir(parents=True)
    with (folder / _HELD).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        try:
            export_record(folder / "ledger")
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def drop_looks() -> int:
    """Throw away what was left by those who were killed while they looked; how many."""
    dropped = 0
    for folder in _home().glob(f"{LOOK}*"):
        gone, still_held = FileNotFoundError, BlockingIOError
        with contextlib.suppress(gone, still_held), (folder / _HELD).open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
            dropped += 1
    return dropped


def _home() -> Path:
    return Path(settings.HOME) / "records"
