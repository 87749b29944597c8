"""The tables of a ledger, the record of a community: what goes in.

Validation, Arrow schemas and the reference page all come from these declarations.
"""

from __future__ import annotations

from isotherm.schema.columns import Table
from isotherm.schema.ledger_community import COMMUNITY
from isotherm.schema.ledger_goods import GOODS
from isotherm.schema.ledger_tests import TESTS

__all__ = ["LEDGER", "LEDGER_TABLES", "SIGNAL_TABLES"]

LEDGER_TABLES: tuple[Table, ...] = COMMUNITY + GOODS + TESTS
LEDGER: dict[str, Table] = {table.name: table for table in LEDGER_TABLES}
SIGNAL_TABLES: tuple[str, ...] = ("notes", "reactions", "searches", "orders", "series")
"""At least one of these must be there for a folder to be a ledger."""
