"""What a reading's input is, in one number: files, settings, seed, versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["hash_file", "hash_files", "hash_input"]

_BLOCK = 1 << 20


def hash_file(path: Path) -> str:
    """The BLAKE2b digest of a file's bytes, in hex."""
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def hash_files(folder: Path) -> dict[str, str]:
    """Each file below ``folder`` (hidden ones left out) with its digest; unreadable ones say so."""
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            try:
                found[inside.as_posix()] = hash_file(path)
            except OSError:
                found[inside.as_posix()] = "unreadable"
    return found


def hash_input(parts: Mapping[str, Any]) -> str:
    """One digest of everything that decides what a reading says.

    >>> hash_input({"a": 1, "b": 2}) == hash_input({"b": 2, "a": 1})
    True
    >>> hash_input({"seed": 1}) == hash_input({"seed": 2})
    False
    """
    text = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
