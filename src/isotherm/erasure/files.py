"""Rewriting one table file: rows are judged, what has not changed stays as it was written."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from isotherm.erasure.judgement import Judge, Look, Rewritten
from isotherm.erasure.parquet_file import rewrite_parquet
from isotherm.erasure.text_file import rewrite_text

__all__ = ["replacing", "rewrite_file"]


def rewrite_file(path: Path, names: tuple[str, ...], judge: Judge, *, look: Look) -> Rewritten:
    """Put the rows of a table file before a judge; the file appears changed whole, or stays.

    ``names`` are the table's columns. What cannot be read on stays as it is, said in ``error``;
    an error of writing is raised.
    """
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
