"""Files in a ledger's folder that are no tables: searched, never rewritten."""

from __future__ import annotations

from pathlib import Path

from isotherm.ledger.bytes_in import READ_ERRORS, read_chunks
from isotherm.ledger.rejects import fault_of

__all__ = ["search_strangers"]

_BLOCK = 1 << 20
_PACKED = (b"PAR1", b"PK\3\4")  # Parquet and zip archives, spreadsheets among them


def search_strangers(folder: Path, tables: set[Path], actor_id: str) -> list[str]:
    """Files beside the tables that mention the actor, or may; half-written ones are removed."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path in tables:
            continue
        if path.name.startswith(".") and path.name.endswith(".part"):
            path.unlink()
        elif said := _what_is_left(path, actor_id.encode()):
            found.append(f"{path.relative_to(folder).as_posix()}: {said}; see to it yourself")
    return found


def _what_is_left(path: Path, mentioned: bytes) -> str:
    """Why a file needs somebody to look at it; empty where it does not."""
    rest = b""
    try:
        for chunk in read_chunks(path, _BLOCK):
            if not rest and chunk.startswith(_PACKED):
                return "is no table and packed, so that it cannot be searched"
            if mentioned in (held := rest + chunk):
                return "is no table and mentions the actor"
            rest = held[1 - len(mentioned) :] if len(mentioned) > 1 else b""
    except READ_ERRORS as error:
        return f"is no table and cannot be searched ({fault_of(error)})"
    return ""
