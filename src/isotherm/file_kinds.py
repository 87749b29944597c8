"""What a file is by its first bytes, where it is none that holds a table as text."""

from __future__ import annotations

__all__ = ["foreign_kind"]

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"(\xb5/\xfd", "packed"),
    (b"7z\xbc\xaf'\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),  # of older office programs
    (b"%PDF-", "document"),
    (b"{\\rtf", "document"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "database"),
    (b"\x7fELF", "program"),
    (b"OggS", "film"),
    (b"ID3", "film"),
    (b"\x1aE\xdf\xa3", "film"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IN_RIFF = {b"WEBP": "picture", b"AVI ": "film", b"WAVE": "film"}
_PICTURE_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1")
_AS_WORDS = (b"BM", b"ID3")  # words may begin so, too
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<svg")


def foreign_kind(head: bytes) -> str:
    r"""What a file that begins so is; empty where it may be a table as text.

    One of picture, film, workbook, packed, document, parquet, database, program, page. The end of
    a file may be given, too: what a packed file holds is said there.

    >>> [foreign_kind(head) for head in (b"\x89PNG\r\n\x1a\n..", b"PK\x03\x04..", b"a,b\n1,2")]
    ['picture', 'packed', '']
    """
    if head.startswith(_ZIP):
        return _in_zip(head)
    if head.startswith(b"RIFF"):
        return _IN_RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in _PICTURE_BRANDS else "film"
    if head.startswith(_AS_WORDS) and b"\0" not in head[:16]:
        return ""
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower().startswith(_PAGES):
        return "page"
    return next((kind for begins, kind in _BEGINNINGS if head.startswith(begins)), "")


def _in_zip(data: bytes) -> str:
    """A workbook and a document are zips, too; the names of what they hold say it."""
    if b"xl/" in data or b"spreadsheet" in data:
        return "workbook"
    return "document" if b"word/" in data or b"opendocument.text" in data else "packed"
