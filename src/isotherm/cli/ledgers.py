"""Opening a ledger for a command that only looks at it."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isotherm.ledger import Record

__all__ = ["opened_ledger"]


@contextlib.contextmanager
def opened_ledger(folder: Path, *, as_of: dt.datetime | None = None) -> Iterator[Record]:
    """The record of a ledger, up to ``as_of`` (None: its end), while the block lasts.

    Rows that cannot be read are left out, as a reading leaves them out; ``isotherm check`` names
    them. Raises LedgerError when the folder is no ledger.
    """
    from isotherm.engines import open_engine
    from isotherm.ledger import open_record, read_ledger

    with tempfile.TemporaryDirectory(prefix="isotherm-") as scratch:
        read_ledger(folder, Path(scratch), now=dt.datetime.now(dt.UTC))
        engine = open_engine(scratch=Path(scratch))
        try:
            yield open_record(Path(scratch), engine, as_of=as_of)
        finally:
            engine.close()
