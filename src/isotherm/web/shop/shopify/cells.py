"""Cells that a spreadsheet must not take for formulas, and back."""

from __future__ import annotations

__all__ = ["defuse", "restore"]

# What makes a spreadsheet calculate a cell, also in full width; a quote before it stops that.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNSEEN = " \u3000\u00a0\ufeff\0"  # what programs skip before they look


def defuse(cell: object) -> str:
    """A cell as it may stand in a file: what could be a formula stands behind a quote.

    >>> [defuse(cell) for cell in ("=1+1", "丁香紫", "＠x", -5)]
    ["'=1+1", '丁香紫', "'＠x", '-5']
    """
    if isinstance(cell, int):
        return str(cell)
    text = str(cell)
    shown = text.lstrip(_UNSEEN)
    return f"'{text}" if shown.startswith((*_DANGEROUS, "'")) else text


def restore(cell: str) -> str:
    """What a cell said before it was defused; other cells stay as they are."""
    behind = cell[1:].lstrip(_UNSEEN)
    return cell[1:] if cell.startswith("'") and behind.startswith((*_DANGEROUS, "'")) else cell
