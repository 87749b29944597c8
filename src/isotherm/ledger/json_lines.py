"""Reading JSON Lines: one object a line, any column in any order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from isotherm.ledger.blocks import Broken, Overlong, TextForm, read_blocks
from isotherm.ledger.json_blocks import parse_sound_block
from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.schema import Table

__all__ = ["read_json_lines"]


def read_json_lines(
    path: Path, table: Table, *, form: TextForm, settings: LedgerSettings
) -> Iterator[Rows]:
    """The rows of a file, block by block; lines are counted from 1, blank ones are no rows.

    JSON Lines have no header: the file has a column when its name appears anywhere in it, and a
    row without it has an empty cell there.
    """
    line = 1
    for block in read_blocks(path, form, settings=settings):
        if isinstance(block, Broken):
            reject = Reject(line, "", RejectCode.UNREADABLE, shown(block.error), "a whole file")
            yield _rows([], [], [reject], table=table, form=form, error=block.error)
            return
        if isinstance(block, Overlong):
            most = f"at most {settings.max_row_bytes} bytes"
            reject = Reject(line, "", RejectCode.TOO_LONG, shown(block.start), most)
            yield _rows([], [], [reject], table=table, form=form)
            line += 1
            continue
        sound = parse_sound_block(block, table)
        yield (
            _carefully(block, line, table, form) if sound is None else _at_once(*sound, line, form)
        )
        line += block.count(b"\n")


def _at_once(names: set[str], rows: pa.Table, first: int, form: TextForm) -> Rows:
    names = names | form.mentioned
    columns = {
        name: pa.concat_arrays(column.chunks)
        for name, column in zip(rows.column_names, rows.columns, strict=True)
        if name in names
    }
    lines = np.arange(first, first + rows.num_rows, dtype=np.int64)
    return Rows(tuple(sorted(names)), columns, lines)


def _carefully(block: bytes, first: int, table: Table, form: TextForm) -> Rows:
    found: list[dict[str, Any]] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    for line, text in enumerate(block.split(b"\n"), first):
        try:
            row = orjson.loads(text)
        except orjson.JSONDecodeError:
            row = None
        if type(row) is dict:
            found.append(row)
            lines.append(line)
        elif text.strip():
            rejects.append(_not_json(line, text))
    return _rows(found, lines, rejects, table=table, form=form)


def _not_json(line: int, text: bytes) -> Reject:
    try:
        text.decode()
    except UnicodeDecodeError:
        return Reject(line, "", RejectCode.BAD_ENCODING, shown(text), "UTF-8 or GBK")
    return Reject(line, "", RejectCode.NOT_JSON, shown(text), "one JSON object a line")


def _rows(
    found: list[dict[str, Any]],
    lines: list[int],
    rejects: list[Reject],
    *,
    table: Table,
    form: TextForm,
    error: str = "",
) -> Rows:
    names = set().union(*found) | form.mentioned
    known = [name for name in table.names if name in names]
    return Rows(
        names=tuple(sorted(names)),
        columns={name: [row.get(name) for row in found] for name in known},
        lines=np.asarray(lines, dtype=np.int64),
        rejects=tuple(rejects),
        error=error,
    )
