"""A record: the accepted rows of a ledger up to a moment, as every part sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from isotherm.engines import Engine, open_engine
from isotherm.errors import LedgerError
from isotherm.schema import LEDGER, Kind, Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["Record"]


class Record:
    """The rows of a community up to ``as_of``; a table that is not there is an empty one.

    Parts ask for tables by name, build Ibis expressions on them and collect the result. Rows
    later than ``as_of`` are never seen; snapshot columns are as exported.

    >>> record = Record.from_rows({"notes": [{"note_id": "a", "at": "2026-01-01T00:00:00"}]})
    >>> record.has("notes", "title"), record.has("notes", "at")
    (False, True)
    >>> record.collect(record.table("notes"), order_by=["note_id"]).num_rows
    1
    """

    def __init__(
        self, engine: Engine, tables: Mapping[str, ir.Table], *, as_of: dt.datetime | None = None
    ) -> None:
        """Take typed tables in the declared schemas; ``as_of`` None: the latest time in them."""
        self.engine = engine
        self._whole = dict(tables)
        self.as_of = as_of or self._latest()
        self._seen: dict[str, ir.Table] = {}
        self._filled: dict[str, frozenset[str]] = {}

    @classmethod
    def from_rows(
        cls, rows: Mapping[str, Iterable[Mapping[str, Any]]], *, as_of: dt.datetime | None = None
    ) -> Record:
        """A record in memory from plain rows (times as ISO text or datetimes); trusted as given."""
        engine = open_engine("duckdb", threads=1)
        tables = {
            name: engine.read_arrow(_arrow(LEDGER[name], part)) for name, part in rows.items()
        }
        return cls(engine, tables, as_of=as_of)

    def table(self, name: str) -> ir.Table:
        """The rows of one ledger table up to ``as_of``, in its declared columns and types."""
        if name not in self._seen:
            declared = LEDGER[name]
            whole = self._whole.get(name)
            if whole is None:
                whole = self.engine.read_arrow(declared.arrow_schema().empty_table())
            self._seen[name] = self._until(whole, declared)
        return self._seen[name]

    def has(self, name: str, *columns: str) -> bool:
        """Whether the table has rows and each of ``columns`` holds at least one value."""
        if name not in self._whole:
            return False
        if name not in self._filled:
            self._filled[name] = self._filled_columns(name)
        filled = self._filled[name]
        return bool(filled) and all(column in filled for column in columns)

    def collect(self, expr: ir.Table, *, order_by: Sequence[str]) -> pa.Table:
        """Evaluate an expression over this record's tables, rows sorted by ``order_by``."""
        return self.engine.collect(expr, order_by=order_by)

    def _until(self, whole: ir.Table, declared: Table) -> ir.Table:
        if declared.time is None:
            return whole
        at = whole[declared.time]
        return whole.filter(at.isnull() | (at <= _literal(self.as_of)))

    def _filled_columns(self, name: str) -> frozenset[str]:
        seen = self.table(name)
        counts = seen.aggregate(
            [seen.count().name("rows_in_all")]
            + [seen[c].count().name(c) for c in LEDGER[name].names]
        )
        found = self.engine.collect(counts, order_by=()).to_pylist()[0]
        return frozenset(column for column, count in found.items() if count)

    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        """The first and the last ``at`` of any row, whatever ``as_of`` is.

        Where no row has one, the first and last time of any kind; None where there is no time.
        """
        for column in ("at", None):
            spans = [self._span_of(name, column) for name in self._whole]
            known = [time for span in spans for time in span if time is not None]
            if known:
                return min(known), max(known)
        return None

    def _latest(self) -> dt.datetime:
        span = self.span()
        if span is None:
            raise LedgerError("no row of this ledger says when it happened; give --as-of")
        return span[1]

    def _span_of(self, name: str, column: str | None) -> list[dt.datetime | None]:
        time = LEDGER[name].time
        if time is None or column not in (None, time):
            return []
        at = self._whole[name][time]
        ends = self._whole[name].aggregate(first=at.min(), last=at.max())
        found = self.engine.collect(ends, order_by=()).to_pylist()[0]
        return [found["first"], found["last"]]


def _literal(moment: dt.datetime) -> Any:
    import ibis

    return ibis.literal(moment, type="timestamp('UTC', 6)")


def _arrow(declared: Table, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    schema = declared.arrow_schema()
    columns: dict[str, list[Any]] = {name: [] for name in schema.names}
    for row in rows:
        for column in declared.columns:
            columns[column.name].append(_plain(row.get(column.name), column.kind))
    return pa.table({f.name: pa.array(columns[f.name], type=f.type) for f in schema}, schema=schema)


def _plain(value: Any, kind: Kind) -> Any:
    if kind is Kind.MAP and isinstance(value, Mapping):
        import orjson

        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    if kind is Kind.TIME and isinstance(value, str):
        moment = dt.datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return value
