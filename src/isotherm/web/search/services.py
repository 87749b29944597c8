"""Keeping the index and the log of searches."""

from __future__ import annotations

from isotherm.web.community.models import Note

__all__ = ["index_note"]


def index_note(note: Note) -> None:
    """Keep what a note is found by."""
