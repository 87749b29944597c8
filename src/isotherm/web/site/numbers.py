"""Whole numbers as people and addresses write them."""

from __future__ import annotations

__all__ = ["whole"]

_LONGEST = 18  # digits


def whole(text: str, *, least: int, most: int) -> int | None:
    """The number a text is, within bounds; None for anything else.

    >>> whole("12", least=1, most=20), whole("0", least=1, most=20)
    (12, None)
    >>> whole("1" + "9" * 5000, least=1, most=20) is None
    True
    """
    if not text.isascii() or not text.isdigit() or len(text) > _LONGEST:
        return None
    number = int(text)
    return number if least <= number <= most else None
