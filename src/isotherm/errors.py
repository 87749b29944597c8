"""Every error the project raises on purpose.

    IsothermError
    ├── UsageError       the call or the command line is wrong
    │   └── SettingsError    a settings record was given an unknown key or a value out of range
    ├── DataError        the record given cannot be used as it is
    │   ├── LedgerError      a folder is no ledger, or nothing in it can be read
    │   └── NoFileError      a file named is not there
    ├── ReadingError     a reading cannot be written, resumed or understood
    │   └── NoReadingError   a folder given as a reading holds none
    └── EngineError      the table engine failed or is not installed

A bad row is never an error: it is a row of ``rejects``.
Each message says what was found, where, and what to do about it.
"""

from __future__ import annotations

__all__ = [
    "DataError",
    "EngineError",
    "IsothermError",
    "LedgerError",
    "NoFileError",
    "NoReadingError",
    "ReadingError",
    "SettingsError",
    "UsageError",
]


class IsothermError(Exception):
    """What all errors raised on purpose have in common; ``exit_status`` is the command line's."""

    exit_status = 3


class UsageError(IsothermError, ValueError):
    """The call or the command line is wrong; nothing was done."""

    exit_status = 2


class SettingsError(UsageError):
    """A settings record was given an unknown key or a value out of its range."""


class DataError(IsothermError):
    """The record given cannot be used as it is."""

    exit_status = 1


class LedgerError(DataError):
    """A folder is no ledger, or none of its tables can be read."""

    exit_status = 2


class NoFileError(DataError):
    """A file or folder that was named is not there; nothing was done."""

    exit_status = 2


class ReadingError(IsothermError):
    """A reading cannot be written, resumed or understood."""


class NoReadingError(ReadingError):
    """A folder given as a reading holds none; nothing was done."""

    exit_status = 2


class EngineError(IsothermError):
    """The table engine failed, or the one asked for is not installed."""
