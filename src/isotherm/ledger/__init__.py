"""The record of a community: reading, writing, rejects."""

from isotherm.ledger.account import Account, FileAccount
from isotherm.ledger.numbers import numbers_among
from isotherm.ledger.order_lines import order_lines
from isotherm.ledger.read import Progress, check_ledger, open_record, read_ledger
from isotherm.ledger.record import Record
from isotherm.ledger.rejects import RejectCode
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.write import LedgerWriter, write_table

__all__ = [
    "Account",
    "FileAccount",
    "LedgerSettings",
    "LedgerWriter",
    "Progress",
    "Record",
    "RejectCode",
    "check_ledger",
    "numbers_among",
    "open_record",
    "order_lines",
    "read_ledger",
    "write_table",
]
