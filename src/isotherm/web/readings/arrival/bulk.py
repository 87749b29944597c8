"""Rows into a table at the speed of the database: COPY on PostgreSQL, one statement on SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model

__all__ = ["insert_rows"]


def insert_rows(
    model: type[Model], columns: Mapping[str, Sequence[Any]], *, rows: int | None = None
) -> int:
    """Write rows given column by column, by attribute name; the other columns get their defaults.

    Values are as the database takes them: times and JSON as text. Returns how many were written.
    """
    count = len(next(iter(columns.values()))) if rows is None else rows
    if not count:
        return 0
    fields = [field for field in model._meta.concrete_fields if not _is_given(field, columns)]
    names = {field.attname: field.column for field in model._meta.concrete_fields}
    fixed = [_default(field) for field in fields]
    written = [
        str(name) for name in (*map(names.get, columns), *(field.column for field in fields))
    ]
    values = ((*row, *fixed) for row in zip(*columns.values(), strict=True))
    _write(model._meta.db_table, written, values)
    return count


def _is_given(field: Field[Any, Any], columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether a column needs no default: it came, or the database numbers it."""
    return field.attname in columns or isinstance(field, AutoField)


def _default(field: Field[Any, Any]) -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def _write(table: str, columns: Sequence[str], values: Any) -> None:
    quote = connection.ops.quote_name
    into = f"{quote(table)} ({', '.join(quote(name) for name in columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", values)
