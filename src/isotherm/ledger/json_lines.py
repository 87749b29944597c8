"""Reading JSON Lines: one object a line, any column in any order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from isotherm.ledger.blocks import Broken, Overlong, TextForm, read_blocks
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
            yield _rows([], [], [reject], table, form, error=block.error)
            return
        if isinstance(block, Overlong):
            most = f"at most {settings.max_row_bytes} bytes"
            reject = Reject(line, "", RejectCode.TOO_LONG, shown(block.start), most)
            yield _rows([], [], [reject], table, form)
            line += 1
            continue
        texts = block.split(b"\n")
        yield _block(texts, line, table, form)
        line += len(texts) - 1


def _block(texts: list[bytes], first: int, table: Table, form: TextForm) -> Rows:
    found: list[dict[str, Any]] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    for line, text in enumerate(texts, first):
        try:
            row = orjson.loads(text)
        except orjson.JSONDecodeError:
            row = None
        if type(row) is dict:
            found.append(row)
            lines.append(line)
        elif text.strip():
            rejects.append(_not_json(line, text))
    return _rows(found, lines, rejects, table, form)


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
