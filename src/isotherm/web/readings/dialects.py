"""How each database hands a cell over, so that Arrow reads it without guessing."""

from __future__ import annotations

import dataclasses

__all__ = ["Dialect", "dialect_of"]


@dataclasses.dataclass(frozen=True)
class Dialect:
    """Expressions around a column, by what it holds; ``{}`` is the column."""

    name: str
    text: str  # a text; none where it is empty
    whole: str  # a whole number
    real: str  # a number
    flag: str  # true, false or unknown
    time: str  # a moment
    map: str  # a JSON object; none where it is empty
    list: str  # a JSON array; none where it is empty
    gather: str  # the values {what} of the rows {of}, by {by}, as a JSON array
    begin: tuple[str, ...]  # begins a transaction that sees one moment

    def cell(self, kind: str, column: str) -> str:
        """A column of a kind, as it is selected."""
        form: str = getattr(self, kind)
        return form.format(column)


# SQLite's types are those of its cells: a column whose first cells are empty would be taken for
# numbers, so everything is handed over as text, and read by the ledger's own reader.
_SQLITE = Dialect(
    name="sqlite",
    text="COALESCE({}, '')",
    whole="COALESCE(CAST({} AS TEXT), '')",
    real="CASE WHEN {0} IS NULL THEN '' ELSE printf('%!.17g', {0}) END",
    flag="COALESCE(CAST({} AS TEXT), '')",
    time="COALESCE({}, '')",
    map="COALESCE(NULLIF({}, '{{}}'), '')",
    list="COALESCE(NULLIF({}, '[]'), '')",
    gather="(SELECT json_group_array(v) FROM (SELECT {what} AS v FROM {of} ORDER BY {by}))",
    begin=("BEGIN",),
)
_POSTGRESQL = Dialect(
    name="postgresql",
    text="NULLIF({}, '')",
    whole="({})::bigint",
    real="({})::double precision",
    flag="{}",
    time="{}",
    map="NULLIF(({})::text, '{{}}')",
    list="NULLIF(({})::text, '[]')",
    gather="(SELECT json_agg(v)::text FROM (SELECT {what} AS v FROM {of} ORDER BY {by}) ordered)",
    begin=("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",),
)


def dialect_of(vendor: str) -> Dialect:
    """The dialect of a Django database vendor."""
    return {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[vendor]
