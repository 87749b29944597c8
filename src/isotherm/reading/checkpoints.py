"""Checkpoints: what each finished step made, kept so that a killed run can go on.

A step's tables are written into a folder of another name and the folder is renamed when all of
them are whole, so a checkpoint is either there entirely or not at all.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.engines import Engine
from isotherm.whole_file import whole_file

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["Checkpoints", "write_parquet"]

_FACTS = "facts.json"
_INPUT = "input.json"


class Checkpoints:
    """The finished steps of one run over one input, in a folder that goes when the run ends."""

    def __init__(self, folder: Path, *, input_hash: str) -> None:
        """Open ``folder``; what another input left there is thrown away."""
        self._folder = folder
        self._hash = input_hash
        if folder.exists() and self._found_hash() != input_hash:
            shutil.rmtree(folder)
        if not folder.exists():
            folder.mkdir(parents=True)
            _write_text(folder / _INPUT, json.dumps({"input_hash": input_hash}))

    def _found_hash(self) -> str | None:
        try:
            found = json.loads((self._folder / _INPUT).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return str(found.get("input_hash"))

    def facts(self, step: str) -> dict[str, Any] | None:
        """What was noted of a finished step, or None when it has not finished."""
        path = self._folder / step / _FACTS
        return json.loads(path.read_text("utf-8")) if path.exists() else None

    def begin(self, step: str) -> Path:
        """A fresh folder for a step to write into."""
        part = self._folder / f"{step}.part"
        if part.exists():
            shutil.rmtree(part)
        part.mkdir()
        return part

    def finish(self, step: str, facts: Mapping[str, Any]) -> Path:
        """Make what the step wrote visible, all at once."""
        part, whole = self._folder / f"{step}.part", self._folder / step
        _write_text(part / _FACTS, json.dumps(dict(facts), sort_keys=True))
        _sync(part)
        part.rename(whole)
        return whole

    def path(self, step: str, table: str) -> Path:
        """Where a finished step's table lies."""
        return self._folder / step / f"{table}.parquet"

    def forget(self) -> None:
        """Throw all checkpoints away: the reading is finished."""
        shutil.rmtree(self._folder)


def write_parquet(made: pa.Table | ir.Table, path: Path, *, engine: Engine) -> int:
    """Write a table in memory, or evaluate a lazy one, into ``path``; returns its rows."""
    if isinstance(made, pa.Table):
        with whole_file(path) as part:
            pq.write_table(made, part, compression="zstd")
        return int(made.num_rows)
    return engine.save(made, path, order_by=tuple(made.columns))


def _write_text(path: Path, text: str) -> None:
    with whole_file(path) as part:
        part.write_text(text, "utf-8")


def _sync(folder: Path) -> None:
    """Ask the disk to keep a folder's files before they are made visible."""
    for path in sorted(folder.iterdir()):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
