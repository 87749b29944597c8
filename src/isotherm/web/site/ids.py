"""Ids of what the town makes: hexadecimal, sortable by the moment they were made."""

from __future__ import annotations

import secrets
import time

__all__ = ["ID_LENGTH", "new_id"]

ID_LENGTH = 64  # longest id a ledger may bring


def new_id() -> str:
    """A fresh id of 26 characters: nanoseconds, so that one made later sorts later, then chance."""
    return f"{time.time_ns():016x}{secrets.token_hex(5)}"
