"""What the world draws for a thing of the town."""

from __future__ import annotations

__all__ = ["note_size"]


def note_size(note_id: str) -> tuple[int, int]:
    """Width and height of a note's drawn picture, known without drawing it."""
    return 600, 800
