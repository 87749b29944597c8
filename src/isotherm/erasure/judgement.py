"""What a file is judged by, and what became of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

__all__ = ["Judge", "Look", "Rewritten"]

Judge = Callable[[dict[str, Any]], dict[str, Any] | None]
"""Takes a row by column; returns it as it may stay (the same object: unchanged) or None."""


@dataclasses.dataclass(frozen=True)
class Look:
    """What to look for, so that rows that cannot matter are passed over at speed."""

    mentioned: str  # an id looked for within texts
    ids: frozenset[str]  # ids looked for as whole cells and in lists; holds ``mentioned``
    closely: frozenset[str] = frozenset()  # columns in which every cell is judged
    damaged: re.Pattern[str] | None = None  # a line that is no row goes if it matches


@dataclasses.dataclass
class Rewritten:
    """What became of one file."""

    rows: int = 0  # removed
    cells: int = 0  # changed
    error: str = ""  # why it could not be read to its end

    @property
    def changed(self) -> bool:
        """Whether the file is another one now."""
        return bool(self.rows or self.cells)

    def note(self, row: dict[str, Any], kept: dict[str, Any] | None) -> None:
        """Count what a judgement did."""
        if kept is None:
            self.rows += 1
        elif kept is not row:
            self.cells += sum(kept[name] is not row[name] for name in row)
