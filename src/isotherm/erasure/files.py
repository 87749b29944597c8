"""Rewriting one table file: rows are judged, what has not changed stays as it was written."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["Judge", "Look", "Rewritten", "replacing", "rewrite_file"]

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


def rewrite_file(path: Path, names: tuple[str, ...], judge: Judge, *, look: Look) -> Rewritten:
    """Put the rows of a table file before a judge; the file appears changed whole, or stays.

    ``names`` are the table's columns. What cannot be read on stays as it is, said in ``error``;
    an error of writing is raised.
    """
    from isotherm.erasure.parquet_file import rewrite_parquet
    from isotherm.erasure.text_file import rewrite_text

    with replacing(path) as (part, done):
        if path.name.lower().endswith(".parquet"):
            rewrite_parquet(path, part, judge, done=done, look=look)
        else:
            rewrite_text(path, part, judge, done=done, names=names, damaged=look.damaged)
    return done


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[tuple[Path, Rewritten]]:
    """A file beside ``path`` to write, which takes its place at the end if anything changed."""
    part = path.with_name(f".{path.name}.part")
    done = Rewritten()
    try:
        yield part, done
        if done.changed:
            shutil.copymode(path, part)
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
