"""Files whose name says text and whose first bytes say something else."""

from __future__ import annotations

from pathlib import Path

from isotherm.file_kinds import foreign_kind
from isotherm.ledger.bytes_in import READ_ERRORS, open_packed

__all__ = ["foreign_bytes"]

_FOREIGN = (
    (b"\x1f\x8b", "gzip", "let its name end in .gz"),
    (b"PK\x03\x04", "a spreadsheet or a zip archive", "save the sheet as CSV, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet", "save the sheet as CSV"),
    (b"PAR1", "Parquet", "let its name end in .parquet"),
    (b"\x28\xb5\x2f\xfd", "zstd", "unpack it"),
    (b"\xff\xfe\x00\x00", "UTF-32", "save it as UTF-8"),
    (b"BZh", "bzip2", "unpack it"),
    (b"%PDF", "a PDF", "export the table itself"),
    (b"SQLite format 3", "a database", "export the table as CSV"),
)
_KINDS = {
    "page": ("a web page", "export the table itself"),
    "picture": ("a picture", "give the table itself"),
    "film": ("a film or a recording", "give the table itself"),
}


def foreign_bytes(path: Path) -> str:
    """What a file of text is in truth and what to do; empty where it may be text.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "notes.csv"
    ...     _ = path.write_bytes(b"PAR1...")
    ...     foreign_bytes(path)
    'not text but Parquet: let its name end in .parquet'
    """
    try:
        with open_packed(path) as stream:
            first = stream.read(16)
    except READ_ERRORS:
        return ""
    for start, name, remedy in _FOREIGN:
        if first.startswith(start):
            return f"not text but {name}: {remedy}"
    if kind := _KINDS.get(foreign_kind(first)):
        return "not text but {}: {}".format(*kind)
    if len(first) > 3 and (first[0:4:2] == b"\0\0" or first[1:4:2] == b"\0\0"):
        return "not text but UTF-16 without its mark: save it as UTF-8"
    return ""
