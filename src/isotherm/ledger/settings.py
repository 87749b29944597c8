"""What can be set about reading a ledger."""

from __future__ import annotations

import dataclasses

from isotherm.settings import Settings

__all__ = ["LedgerSettings"]


@dataclasses.dataclass(frozen=True)
class LedgerSettings(Settings):
    """How much is read at a time, how large a row may be, how far ahead a clock may run.

    >>> LedgerSettings().future_days
    1.0
    """

    block_bytes: int = 4_194_304  # bytes of text read at a time, 64 bytes..1 GB
    batch_rows: int = 65_536  # Parquet rows read at a time, 1..10 million
    row_group_rows: int = 131_072  # rows in a row group of the canonical files, 1..10 million
    max_row_bytes: int = 16_777_216  # a longer row of text is rejected, bytes, 64 bytes..1 GB
    max_row_lines: int = 10_000  # a quoted cell over more lines was never closed, 1..1 million
    future_days: float = 1.0  # how far after the clock a time may lie, days, 0..36,500
    found_length: int = 80  # characters of a faulty value that are kept, 8..1,000
    engine_threads: int = 2  # workers of the table engine, 1..256
    engine_memory_gb: float = 1.0  # memory of the table engine before it spills, GB, .1..1,024

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        self.require_range("block_bytes", 64, 2**30)
        self.require_range("batch_rows", 1, 10_000_000)
        self.require_range("row_group_rows", 1, 10_000_000)
        self.require_range("max_row_bytes", 64, 2**30)
        self.require_range("max_row_lines", 1, 1_000_000)
        self.require_range("future_days", 0, 36_500)
        self.require_range("found_length", 8, 1_000)
        self.require_range("engine_threads", 1, 256)
        self.require_range("engine_memory_gb", 0.1, 1_024)
