"""What has been seen of one file so far, and what of it is worth a warning."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.column_names import meant_by
from isotherm.ledger.conform import Conformed
from isotherm.ledger.hints import Hints
from isotherm.ledger.rejects import shown
from isotherm.ledger.rows import Rows
from isotherm.ledger.time_numbers import odd_numbers
from isotherm.schema import Kind, Table

__all__ = ["FileNotes"]

_MOST_NAMED = 10  # unknown columns named in one warning
_MANGLED = r"^\d(?:\.\d+)?E\+\d+$"
_BEFORE_EXPORTS = dt.datetime(1973, 3, 3, tzinfo=dt.UTC)  # no community has only times before


@dataclasses.dataclass
class FileNotes:
    """One file of a table: rows read and accepted, its columns, how its times are written."""

    file: str
    table: Table
    read: int = 0
    accepted: int = 0
    error: str = ""
    said: str = ""
    names: set[str] = dataclasses.field(default_factory=set)
    twice: set[str] = dataclasses.field(default_factory=set)
    filled: set[str] = dataclasses.field(default_factory=set)
    odd: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    mangled: set[str] = dataclasses.field(default_factory=set)
    latest: dict[str, dt.datetime] = dataclasses.field(default_factory=dict)
    hints: Hints = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing seen."""
        self.hints = Hints(self.table)

    def take(self, some: Rows, done: Conformed) -> None:
        """Note some more rows, as they were read and as they were accepted."""
        self.read += some.count
        self.accepted += done.accepted.num_rows
        self.error = self.error or some.error
        self.said = self.said or some.said
        self.names.update(some.names)
        self.twice.update(some.twice)
        self.hints.take(some, done)
        for column in self.table.columns:
            cells = done.accepted.column(column.name)
            if cells.null_count < len(cells):
                self.filled.add(column.name)
            if column.kind is Kind.ID and column.name in some.columns and _has_mangled(cells):
                self.mangled.add(column.name)
            if column.kind is Kind.TIME and column.name in some.columns:
                self._note_times(column.name, some, cells)

    def _note_times(self, name: str, some: Rows, cells: pa.Array) -> None:
        self.odd.update((name, way) for way in odd_numbers(some.columns[name]))
        latest = pc.max(cells).as_py()
        if latest is not None:
            self.latest[name] = max(latest, self.latest.get(name, latest))

    def warnings(self) -> Iterator[str]:
        """What those who exported the file should know, a line each."""
        declared = self.table.names
        if self.said:
            yield f"{self.file}: {self.said}"
        if self.read == 0:
            yield f"{self.file}: there is not one row in it"
        unknown = sorted(self.names.difference(declared))
        if unknown:
            said = [_named(name, declared) for name in unknown[:_MOST_NAMED]]
            more = f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
            headless = "" if self.names.intersection(declared) else "; is its header missing?"
            yield f"{self.file}: columns not used: {', '.join(said)}{more}{headless}"
        if self.twice:
            named = ", ".join(sorted(self.twice))
            yield f"{self.file}: two columns of one name, the first is read: {named}"
        empty = [n for n in declared if n in self.names and n not in self.filled]
        if self.accepted and empty:
            yield f"{self.file}: empty throughout, so absent: {', '.join(empty)}"
        if self.mangled:
            named = ", ".join(sorted(self.mangled))
            yield f"{self.file}: a spreadsheet rounded long ids (6.61E+23), export again: {named}"
        for name, way in sorted(self.odd):
            yield f"{self.file}: {name}: {way}; epoch milliseconds have thirteen digits"
        for name, latest in self.latest.items():
            if latest < _BEFORE_EXPORTS:
                yield f"{self.file}: {name}: no time after {latest:%Y-%m-%d}; is this its unit?"
        yield from (f"{self.file}: {line}" for line in self.hints.lines())
        if self.error:
            yield f"{self.file}: could not be read to its end: {self.error}"


def _has_mangled(ids: pa.Array) -> bool:
    if not pc.any(pc.match_substring(ids, "E+")).as_py():
        return False
    return bool(pc.any(pc.match_substring_regex(ids, _MANGLED)).as_py())


def _named(name: str, declared: tuple[str, ...]) -> str:
    meant = meant_by(name, declared)
    return f"{shown(name)!r} (did you mean {meant}?)" if meant else repr(shown(name))
