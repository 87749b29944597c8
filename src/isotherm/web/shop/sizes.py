"""Sizes in their order, wherever they are shown."""

from __future__ import annotations

__all__ = ["SIZES", "size_place"]

SIZES = ("XXS", "XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL", "5XL", "6XL")
_ALSO_CALLED = {"XXL": "2XL", "XXXL": "3XL"}


def size_place(size: str) -> tuple[int, float, str]:
    """Where a size stands: letters by size, then numbers by value, then the rest by name.

    >>> sorted(["10", "XL", "one", "8", "XXL", "m"], key=size_place)
    ['m', 'XL', 'XXL', '8', '10', 'one']
    """
    letters = _ALSO_CALLED.get(size.upper(), size.upper())
    if letters in SIZES:
        return 0, SIZES.index(letters), size
    return (1, float(size), size) if size.isascii() and size.isdigit() else (2, 0.0, size)
