"""The words tables are declared in: kinds of columns, a column, a table."""

from __future__ import annotations

import dataclasses
import enum

import pyarrow as pa

__all__ = ["ARROW_TYPES", "Column", "Kind", "Table"]


class Kind(enum.Enum):
    """What a column holds; how it is parsed and stored follows from this alone."""

    ID = "id"
    TEXT = "text"
    TIME = "time"
    COUNT = "count"
    FEN = "fen"
    SCORE = "score"
    BOOL = "bool"
    LIST = "list"
    MAP = "map"


ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.ID: pa.string(),
    Kind.TEXT: pa.string(),
    Kind.TIME: pa.timestamp("us", tz="UTC"),
    Kind.COUNT: pa.int64(),
    Kind.FEN: pa.int64(),
    Kind.SCORE: pa.float64(),
    Kind.BOOL: pa.bool_(),
    Kind.LIST: pa.list_(pa.string()),
    Kind.MAP: pa.string(),  # JSON text in unescaped UTF-8, keys sorted
}


@dataclasses.dataclass(frozen=True)
class Column:
    """One column: its kind, what it means, and what it may hold."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False  # the column must be there
    may_be_empty: bool = True  # a required column whose cells may still be empty
    choices: tuple[str, ...] = ()  # the only values allowed, in lower case
    low: float | None = None  # least value allowed
    high: float | None = None  # greatest value allowed
    default: int | None = None  # what an empty cell counts as


@dataclasses.dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, its key, and which columns stand in for each other."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()  # at least one of these cells must hold a value
    references: tuple[tuple[str, str], ...] = ()  # (column, table): counted when absent there
    snapshot: tuple[str, ...] = ()  # columns that are used as exported, whatever the as-of time

    def column(self, name: str) -> Column:
        """The column of that name (KeyError when there is none)."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """All column names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns a file must have to be this table at all."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def time(self) -> str | None:
        """The column that says when the row happened, if the table has one."""
        times = [c.name for c in self.columns if c.kind is Kind.TIME]
        for name in ("at", "opened_at", "listed_at", "joined_at"):
            if name in times:
                return name
        return None

    def arrow_schema(self) -> pa.Schema:
        """The table's Arrow schema, every column in declared order."""
        return pa.schema([pa.field(c.name, ARROW_TYPES[c.kind]) for c in self.columns])
