"""Words that people write or bring in files, before they are kept: writing, and nothing else."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from isotherm.file_kinds import foreign_kind
from isotherm.web.site.ids import ID_LENGTH
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.unseen import only_seen

__all__ = ["as_id", "cleaned", "cleaned_lines", "decoded", "many_lines", "one_line"]

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c-\x1f\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
_JOINER = "\u200d"  # makes one emoji of several
_NO_WRITING = ("Cc", "Cs", "Cf")  # control signs, halves of characters, marks that turn the line
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def one_line(text: str, most: int, *, name: str = "", required: str = "") -> str:
    """Text as one line; refused where it is longer than ``most``, never cut.

    ``name`` says in the refusal what is too long. Where nothing is left of the text, ``required``
    is the refusal's sentence.
    """
    return _fitting(cleaned(text), most, name=name, required=required)


def many_lines(text: str, most: int, *, name: str = "", required: str = "") -> str:
    """Text that keeps its lines, but no heaps of empty ones; refused as ``one_line`` refuses."""
    return _fitting(cleaned_lines(text), most, name=name, required=required)


def cleaned(text: str) -> str:
    r"""One line of writing, of whatever length.

    >>> cleaned(" a\0\tcotton \u202e jacket\r\n in L ")
    'a cotton jacket in L'
    """
    return " ".join(cleaned_lines(text).split())


def cleaned_lines(text: str) -> str:
    r"""Lines of writing: every kind of line end is one, a tab is a space, other signs are gone.

    >>> cleaned_lines("wool\r\n\r\n\r\n\r\nand\tsilk\x07")
    'wool\n\nand silk'
    """
    ended = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if not ended.isprintable():
        ended = "".join(char for char in ended if _is_writing(char))
    ended = only_seen(ended)
    return _BLANK_LINES.sub("\n\n", ended).strip()


def as_id(text: str) -> str:
    r"""An id out of a form or an address as it may be looked up; empty where it can be none.

    >>> as_id("n-1"), as_id("n\0"), as_id("n" * 65)
    ('n-1', '', '')
    """
    return text if len(text) <= ID_LENGTH and text.isprintable() else ""


def decoded(raw: bytes) -> str:
    """The text of a table someone brings: UTF-8, with or without its mark, or GBK.

    Raises:
        Refusal: it is neither, or plainly something else: a picture, a workbook.
    """
    _require_table(raw)
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding).replace("\0", "")  # which ends a file for some readers
        except UnicodeDecodeError:
            continue
    words = _("The file is neither UTF-8 nor GBK. Please save it as UTF-8.")
    raise Refusal(words, code="encoding", status=422)


def _require_table(raw: bytes) -> None:
    """Refuse what is no table as text by what it is, not by what a table should have been."""
    kind = foreign_kind(raw)
    if kind:
        told = {
            "picture": _("This is a picture, not a table. Please bring a CSV file."),
            "film": _("This is a film or a recording, not a table. Please bring a CSV file."),
            "workbook": _("This is a workbook. Please save it as CSV (UTF-8) and bring that."),
            "packed": _("This file is packed. Please unpack it and bring the CSV file in it."),
            "document": _("This is a document, not a table. Please bring a CSV file."),
            "page": _("This is a web page, not a table. Please bring a CSV file."),
        }
        words = told.get(kind) or _("This is not a text table. Please bring a CSV file.")
        raise Refusal(words, code="no_table", status=422)
    if raw.startswith(_UTF16):
        words = _("The file is UTF-16. Please save it as UTF-8.")
        raise Refusal(words, code="encoding", status=422)


def _fitting(text: str, most: int, *, name: str, required: str) -> str:
    if required and not text:
        raise Refusal(required, code="empty", status=422)
    if len(text) <= most:
        return text
    told = {"name": name, "found": len(text), "most": most}
    if name:
        words = _("%(name)s is too long: %(found)d characters, at most %(most)d.")
    else:
        words = _("That is too long: %(found)d characters, at most %(most)d.")
    raise Refusal(words % told, code="too_long", status=422)


def _is_writing(char: str) -> bool:
    return char in ("\n", _JOINER) or unicodedata.category(char) not in _NO_WRITING
