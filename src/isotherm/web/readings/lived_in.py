"""Whether anybody lives in this town, and which record it came from."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["is_lived_in", "name_record"]


def is_lived_in() -> bool:
    """Whether anything ever happened in this town."""
    from isotherm.web.community.models import Note, Reaction
    from isotherm.web.search.models import Search
    from isotherm.web.shop.models import Order

    return any(model.objects.exists() for model in (Note, Reaction, Search, Order))


def name_record(ledger: Path) -> str:
    """What a town remembers of the record it came from: the folder's name and its bytes."""
    told = hashlib.sha256()
    for path in sorted(path for path in ledger.rglob("*") if path.is_file()):
        told.update(f"{path.relative_to(ledger).as_posix()}\0".encode())
        with path.open("rb") as file:
            told.update(hashlib.file_digest(file, "sha256").digest())
    return f"{ledger.resolve().name}#{told.hexdigest()[:32]}"[-200:]
