"""What keeps the two ledgers as they were written: triggers in the database itself.

Entries of stock and money can be added, and neither changed nor removed, by nobody: not by this
program and not by hand. Only a town that is pulled down as a whole takes its ledgers with it
(`taken_down`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["GUARDED", "guard_statements", "put_up", "take_down", "taken_down"]

GUARDED = ("shop_stockentry", "shop_moneyentry")
_WORDS = "entries of a ledger are never changed and never removed"
_ACTS = ("UPDATE", "DELETE")


def guard_statements(vendor: str) -> tuple[list[str], list[str]]:
    """The statements that put the guards up, and those that take them down."""
    if vendor == "sqlite":
        return _sqlite()
    if vendor == "postgresql":
        return _postgresql()
    raise NotImplementedError(f"no guards are written for {vendor}; use SQLite or PostgreSQL")


def put_up(connection: BaseDatabaseWrapper) -> None:
    """From now on entries stay."""
    _run(connection, guard_statements(connection.vendor)[0])


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Let entries be removed."""
    _run(connection, guard_statements(connection.vendor)[1])


@contextlib.contextmanager
def taken_down(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """While a town is pulled down: its ledgers may go with it."""
    take_down(connection)
    try:
        yield
    finally:
        put_up(connection)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> tuple[list[str], list[str]]:
    names = [(f"{table}_no_{act.lower()}", act, table) for table in GUARDED for act in _ACTS]
    up = [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for name, act, table in names
    ]
    return up, [f"DROP TRIGGER IF EXISTS {name}" for name, _act, _table in names]


def _postgresql() -> tuple[list[str], list[str]]:
    refuse = (
        "CREATE OR REPLACE FUNCTION shop_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    up = [
        f"CREATE OR REPLACE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION shop_refuse_change()"
        for table in GUARDED
    ]
    return [refuse, *up], [f"DROP TRIGGER IF EXISTS {table}_stays ON {table}" for table in GUARDED]
