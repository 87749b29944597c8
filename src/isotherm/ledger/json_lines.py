"""Reading JSON Lines: one object a line, any column in any order."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from isotherm.ledger.blocks import Broken, Overlong, read_blocks
from isotherm.ledger.json_blocks import parse_sound_block
from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import TextForm
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
        yield _block(block, line, table, form)
        line += block.count(b"\n")


def _block(block: bytes, first: int, table: Table, form: TextForm) -> Rows:
    """All lines at once where they are sound; those that are cut short are left out first."""
    sound = parse_sound_block(block, table)
    if sound is not None:
        return _at_once(*sound, np.arange(first, first + sound[1].num_rows, dtype=np.int64), form)
    texts = block.split(b"\n")
    whole = [text.startswith(b"{") and text.endswith((b"}", b"}\r")) for text in texts]
    odd = [place for place, is_whole in enumerate(whole) if not is_whole]
    rest = _one_by_one([texts[place] for place in odd], [first + place for place in odd])
    if not rest.found and len(odd) < len(texts):  # rows must stay in the file's order
        kept = b"\n".join([text for text, is_whole in zip(texts, whole, strict=True) if is_whole])
        sound = parse_sound_block(kept + b"\n", table)
        if sound is not None:
            rows = _at_once(*sound, first + np.flatnonzero(whole), form)
            return dataclasses.replace(rows, rejects=tuple(rest.rejects))
    every = _one_by_one(texts, range(first, first + len(texts)))
    return _rows(every.found, every.lines, every.rejects, table=table, form=form)


def _at_once(
    names: set[str], rows: pa.Table, lines: np.ndarray[Any, np.dtype[np.int64]], form: TextForm
) -> Rows:
    names = names | form.mentioned
    columns = {
        name: pa.concat_arrays(column.chunks)
        for name, column in zip(rows.column_names, rows.columns, strict=True)
        if name in names
    }
    return Rows(tuple(sorted(names)), columns, lines)


@dataclasses.dataclass
class _Found:
    """Lines read one by one: the objects found, the line of each, and the rejects."""

    found: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    lines: list[int] = dataclasses.field(default_factory=list)
    rejects: list[Reject] = dataclasses.field(default_factory=list)


def _one_by_one(texts: Sequence[bytes], numbers: Iterable[int]) -> _Found:
    every = _Found()
    for text, line in zip(texts, numbers, strict=True):
        row = _loads(text)
        if type(row) is dict:
            every.found.append(row)
            every.lines.append(line)
        elif text.strip():
            every.rejects.append(_not_json(line, text))
    return every


def _loads(text: bytes) -> Any:
    """What a line says, None if it is not JSON; NaN, which some write into JSON, is nothing."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        if b"NaN" not in text:
            return None
    try:
        return json.loads(text, parse_constant=_constant)
    except (ValueError, RecursionError):
        return None


def _constant(name: str) -> float | None:
    return None if name == "NaN" else float(name)


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
