"""Where someone is in the feed, in a few characters of an address."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from typing import Self

__all__ = ["Cursor", "mark_of"]

_FORM = re.compile(r"(\d{1,6})\.([0-9a-f]{0,480})\.([\w-]{0,400})", re.ASCII)
_MARK = 6  # hexadecimal digits that stand for a note
_REMEMBERED = 80  # first looks a cursor remembers, the latest


@dataclasses.dataclass(frozen=True)
class Cursor:
    """How far the list was read, which first looks were shown, where the newest notes go on."""

    place: int = 0  # cards of the list that were passed
    shown: tuple[str, ...] = ()  # marks of the first looks that were given
    after: str = ""  # the last of the newest notes; empty while the list lasts

    @classmethod
    def read(cls, text: str) -> Self:
        """The cursor of an address; the beginning, where it makes no sense.

        >>> Cursor.read("20.0a1b2c.").place, Cursor.read("rubbish") == Cursor()
        (20, True)
        """
        found = _FORM.fullmatch(text or "")
        if found is None:
            return cls()
        marks = found[2]
        shown = tuple(marks[i : i + _MARK] for i in range(0, len(marks), _MARK))
        return cls(int(found[1]), shown, found[3])

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{self.place}.{''.join(self.shown[-_REMEMBERED:])}.{self.after}"


def mark_of(note_id: str) -> str:
    """A few digits that stand for a note in a cursor."""
    return hashlib.blake2b(note_id.encode(), digest_size=_MARK // 2).hexdigest()
