"""Sound blocks of JSON Lines through Arrow's parser; anything odd is left to the careful one."""

from __future__ import annotations

from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.bytes_in import is_utf8
from isotherm.schema import ARROW_TYPES, Kind, Table

__all__ = ["parse_sound_block"]

_SAMPLE = 32  # lines looked at to learn which columns there are and of which types
_DEEPEST = 256  # brackets opened in a line; with more it may be nested too deep
_OPEN, _CLOSE, _LIST, _FEED, _RETURN = b"{}[\n\r"
_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}
_PARSED_AS = {Kind.TIME: pa.string()}


def parse_sound_block(block: bytes, table: Table) -> tuple[set[str], pa.Table] | None:
    """The column names seen in a block and its rows; None unless all of it is plain.

    Plain means: each line is one object, each column of the table holds one simple type, and
    nothing in it is a map or beyond the range of its type. Then both parsers agree.
    """
    count = block.count(b"\n")
    if not _one_object_a_line(block) or not is_utf8(block):
        return None
    sample = _sample(block, count)
    if sample is None:
        return None
    names: set[str] = set().union(*sample)
    schema = _schema(sample, table)
    rows = None if schema is None else _parse(block, schema)
    if rows is None or rows.num_rows != count or not _sane(rows):
        return None
    names.update(n for n in rows.column_names if rows.column(n).null_count < count)
    return names, rows


def _one_object_a_line(block: bytes) -> bool:
    """Whether every line is in braces and not nested deep: then no object spans lines."""
    codes = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(codes == _FEED)
    starts = np.concatenate([[0], ends[:-1] + 1])
    opened = np.searchsorted(np.flatnonzero((codes == _OPEN) | (codes == _LIST)), ends)
    deep = np.diff(opened, prepend=0).max(initial=0) > _DEEPEST
    lasts = ends - 1 - (codes[ends - 1] == _RETURN)
    braces = (codes[starts] == _OPEN) & (codes[lasts] == _CLOSE)
    return not deep and bool(((lasts > starts) & braces).all())


def _sample(block: bytes, count: int) -> list[dict[str, Any]] | None:
    step = max(1, len(block) // _SAMPLE)
    found: list[dict[str, Any]] = []
    start = 0
    while start < len(block) and len(found) < count:
        end = block.index(b"\n", start)
        try:
            row = orjson.loads(block[start:end])
        except orjson.JSONDecodeError:
            return None
        found.append(row)
        start = block.find(b"\n", max(end, start + step - 1)) + 1 or len(block)
    return found


def _schema(sample: list[dict[str, Any]], table: Table) -> pa.Schema | None:
    fields = []
    for column in table.columns:
        types = {type(row[column.name]) for row in sample if row.get(column.name) is not None}
        if len(types) > 1 or dict in types:
            return None
        kind = types.pop() if types else None
        if kind is list:
            items = [x for row in sample for x in row.get(column.name) or () if x is not None]
            kinds = {type(item) for item in items} or {str}
            item = _TYPES.get(kinds.pop()) if len(kinds) == 1 else None
            if item is None:
                return None
            fields.append(pa.field(column.name, pa.list_(item)))
        else:
            fallback = _PARSED_AS.get(column.kind, ARROW_TYPES[column.kind])
            fields.append(pa.field(column.name, _TYPES[kind] if kind else fallback))
    return pa.schema(fields)


def _parse(block: bytes, schema: pa.Schema) -> pa.Table | None:
    from pyarrow import json

    try:
        return json.read_json(
            pa.BufferReader(block),
            read_options=json.ReadOptions(block_size=len(block) + 1),
            parse_options=json.ParseOptions(
                explicit_schema=schema, unexpected_field_behavior="ignore"
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None


def _sane(rows: pa.Table) -> bool:
    """Whether every text is UTF-8 (half characters may be escaped) and every number finite."""
    try:
        rows.validate(full=True)
    except pa.ArrowInvalid:
        return False
    floats = [c for c in rows.columns if pa.types.is_floating(c.type)]
    return all(pc.all(pc.is_finite(column)).as_py() is not False for column in floats)
