"""Every table of a ledger and of a reading, declared once."""

from isotherm.schema.columns import ARROW_TYPES, Column, Kind, Table
from isotherm.schema.ledger import LEDGER, LEDGER_TABLES, SIGNAL_TABLES
from isotherm.schema.reading import READING, READING_TABLES

__all__ = [
    "ARROW_TYPES",
    "LEDGER",
    "LEDGER_TABLES",
    "READING",
    "READING_TABLES",
    "SIGNAL_TABLES",
    "Column",
    "Kind",
    "Table",
]
