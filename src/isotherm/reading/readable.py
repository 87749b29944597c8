"""Whether there is anything to read: said before the first step, not found out by the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from isotherm.errors import DataError, UsageError
from isotherm.ledger import Record
from isotherm.schema import SIGNAL_TABLES

__all__ = ["require_begun", "require_past", "require_rows"]


def require_rows(account: Mapping[str, Any], rejects: Path, *, ledger: Path) -> None:
    """DataError when no row of what a community did was accepted: which fault is the commonest."""
    files = [file for file in account["files"] if file["table"] in SIGNAL_TABLES]
    rejected = sum(file["rejected"] for file in files)
    if rejected == 0 or any(file["accepted"] for file in files):
        return
    names = {file["file"] for file in files}
    rows = [row for row in pq.ParquetFile(rejects).read().to_pylist() if row["file"] in names]
    codes = [row["code"] for row in rows]
    commonest = max(sorted(set(codes)), key=codes.count)
    first = next(row for row in rows if row["code"] == commonest)
    raise DataError(
        f"none of the {rejected:,} rows of {', '.join(sorted(names))} can be read; "
        f"{codes.count(commonest):,} for {commonest}, first {first['file']} line {first['line']}: "
        f"found {first['found'] or 'nothing'}, expected {first['expected']}; "
        f"`isotherm check {ledger}` names them"
    )


def require_begun(as_of: dt.datetime | None, *, now: dt.datetime, future_days: float) -> None:
    """UsageError when the day that was asked for is further ahead than any time is believed."""
    ahead = dt.timedelta(days=future_days)
    if as_of is not None and as_of.timestamp() > (now + ahead).timestamp():
        raise UsageError(
            f"--as-of {as_of:%Y-%m-%d} has not come yet: this machine's clock says "
            f"{now:%Y-%m-%d %H:%M}; leave it out to see everything"
        )


def require_past(record: Record, as_of: dt.datetime | None) -> None:
    """UsageError when nothing had happened yet by the day that was asked for."""
    span = record.span() if as_of is not None else None
    if as_of is not None and span is not None and as_of < span[0]:
        raise UsageError(
            f"nothing in this ledger had happened by {as_of:%Y-%m-%d %H:%M}: its first event is "
            f"of {span[0]:%Y-%m-%d %H:%M}, its last of {span[1]:%Y-%m-%d %H:%M}; "
            "give --as-of between them"
        )
