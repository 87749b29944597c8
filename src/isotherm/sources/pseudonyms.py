"""Ids that cannot be traced back without the salt they were hashed with."""

from __future__ import annotations

import hashlib
import secrets

__all__ = ["Pseudonyms", "fresh_salt"]


def fresh_salt() -> str:
    """A salt nobody can guess."""
    return secrets.token_hex(16)


class Pseudonyms:
    """Turns foreign ids into ids of the ledger; the same salt gives the same ids.

    >>> names = Pseudonyms("salt")
    >>> names.of("user", "5f0c") == names.of("user", "5f0c") != names.of("note", "5f0c")
    True
    """

    def __init__(self, salt: str) -> None:
        """Keep the salt; it is stretched to a key of fixed length."""
        self._key = hashlib.blake2b(salt.encode("utf-8", "replace"), digest_size=32).digest()

    def of(self, kind: str, foreign: str) -> str:
        """The pseudonym of an id among those of its kind: a letter and 24 hexadecimal digits."""
        text = f"{kind}\0{foreign}".encode("utf-8", "replace")
        return f"{kind[0]}-{hashlib.blake2b(text, key=self._key, digest_size=12).hexdigest()}"

    def digest(self, *parts: str) -> bytes:
        """Eight bytes that stand for these parts, to know them again."""
        return hashlib.blake2b("\0".join(parts).encode(), key=self._key, digest_size=8).digest()
