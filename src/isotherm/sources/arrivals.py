"""Where foreign rows arrive: counted, translated, handed to the ledger some at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from isotherm.errors import DataError
from isotherm.ledger import LedgerWriter
from isotherm.ledger.rejects import shown
from isotherm.sources.options import ImportOptions
from isotherm.sources.rows import SourceRow
from isotherm.sources.summary import BadCellError, ImportSummary, RowFault

__all__ = ["Arrivals", "LedgerRow"]

LedgerRow: TypeAlias = tuple[str, Mapping[str, Any]]
"""A table of the ledger, and a row for it."""

_PATIENCE = 1_000_000  # rows of a file that are tried before one of them can be read


class Arrivals:
    """Takes the rows of a source into a ledger; a row it cannot take costs that row alone.

    Memory: one batch of rows for each table, the faults that are told one by one, and a bit for
    each line of a file. Of a file that only has rows it cannot take the first million are tried.
    """

    def __init__(self, source: str, writer: LedgerWriter, options: ImportOptions) -> None:
        """Write through ``writer``; ``source`` is the name the summary carries."""
        self._source = source
        self._writer = writer
        self._options = options
        self._waiting: dict[str, list[tuple[str, int, Mapping[str, Any]]]] = {}
        self._tables: Counter[str] = Counter()
        self._read = self._repeated = self._left_out = self._unreadable = 0
        self._broken: dict[str, _Lines] = {}
        self._faults: list[RowFault] = []
        self._kinds: Counter[str] = Counter()
        self._remarks: list[str] = []

    def take(
        self,
        rows: Iterable[SourceRow | RowFault],
        translate: Callable[[SourceRow], Iterable[LedgerRow]],
    ) -> None:
        """Translate each row and keep what it says; BadCellError makes it an unreadable one."""
        tried: int | None = 0
        for row in rows:
            self._read += 1
            fault = self._take_one(row, translate)
            if fault is None:
                tried = None
                continue
            self._unreadable += 1
            self._mark(fault)
            self._tell(fault)
            tried = None if tried is None else tried + 1
            if tried == _PATIENCE:
                words = f"none of the first {tried:,} rows of {row.file} can be read"
                self.remark(f"{words}; the rest of it was left unread")
                return

    def _take_one(
        self, row: SourceRow | RowFault, translate: Callable[[SourceRow], Iterable[LedgerRow]]
    ) -> RowFault | None:
        """Keep what one row says, or give what is wrong with it."""
        if isinstance(row, RowFault):
            return row
        try:
            made = tuple(translate(row))
        except BadCellError as error:
            return RowFault(row.file, row.line, error.column, error.why, shown(error.found, 80))
        for table, cells in made:
            self.add(table, cells, file=row.file, line=row.line)
        return None

    def add(self, table: str, cells: Mapping[str, Any], *, file: str = "", line: int = 0) -> None:
        """Keep one row of the ledger, made from that line."""
        waiting = self._waiting.setdefault(table, [])
        waiting.append((file, line, cells))
        if len(waiting) >= self._options.batch_rows:
            self._deliver(table)

    def repeat(self) -> tuple[LedgerRow, ...]:
        """Count a row that says what an earlier one said; nothing is kept of it."""
        self._repeated += 1
        return ()

    def leave_out(self) -> tuple[LedgerRow, ...]:
        """Count a row that the options leave out."""
        self._left_out += 1
        return ()

    def _mark(self, fault: RowFault) -> bool:
        """Note that a line is at fault; whether it was not known yet."""
        return self._broken.setdefault(fault.file, _Lines()).add(fault.line)

    def _tell(self, fault: RowFault) -> None:
        self._kinds[f"{fault.column}: {fault.why}" if fault.column else fault.why] += 1
        if len(self._faults) < self._options.faults_kept:
            self._faults.append(fault)

    def remark(self, line: str) -> None:
        """Something the reader of the summary must know."""
        self._remarks.append(line)

    def summary(self) -> ImportSummary:
        """Hand over what is still waiting, and give the account."""
        for table in sorted(self._waiting):
            self._deliver(table)
        return ImportSummary(
            source=self._source,
            tables=dict(sorted(self._tables.items())),
            read=self._read,
            repeated=self._repeated,
            left_out=self._left_out,
            unreadable=self._unreadable,
            faults=tuple(self._faults),
            faults_by_kind=dict(sorted(self._kinds.items())),
            remarks=tuple(self._remarks),
        )

    def _deliver(self, table: str) -> None:
        rows = self._waiting.pop(table, [])
        if rows:
            self._append(table, rows)

    def _append(self, table: str, rows: list[tuple[str, int, Mapping[str, Any]]]) -> None:
        """Append rows; where the ledger refuses some, halve until those are alone."""
        try:
            self._writer.append(table, [cells for _, _, cells in rows])
            self._tables[table] += len(rows)
        except DataError as error:
            if len(rows) == 1:
                file, line, _ = rows[0]
                # The ledger's message names a row of the batch, which means nothing here.
                column, _, wanted = str(error).partition(", row 0: ")
                fault = RowFault(file, line, column, wanted or str(error))
                self._unreadable += self._mark(fault)  # once, however many tables refuse it
                self._tell(fault)
                return
            middle = len(rows) // 2
            self._append(table, rows[:middle])
            self._append(table, rows[middle:])


class _Lines:
    """Lines of a file, a bit each: a file may have millions that are bad."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, line: int) -> bool:
        """Take a line in; whether it was not here yet."""
        place, bit = divmod(line, 8)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        is_new = not self._bits[place] >> bit & 1
        self._bits[place] |= 1 << bit
        return is_new
