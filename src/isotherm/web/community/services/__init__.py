"""What people do in the community; each act is one transaction."""

from __future__ import annotations

from isotherm.web.community.services.notes import (
    edit_note,
    erase_note,
    note_words,
    throw_away_unused,
    write_note,
)
from isotherm.web.community.services.reactions import react, take_back
from isotherm.web.community.services.replies import erase_reply, reply
from isotherm.web.community.services.wishes import (
    answer_wishes,
    make_wish,
    second_wish,
    take_second_back,
    take_wish_back,
)

__all__ = [
    "answer_wishes",
    "edit_note",
    "erase_note",
    "erase_reply",
    "make_wish",
    "note_words",
    "react",
    "reply",
    "second_wish",
    "take_back",
    "take_second_back",
    "take_wish_back",
    "throw_away_unused",
    "write_note",
]
