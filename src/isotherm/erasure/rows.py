"""What goes of one row: all of it, some cells, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from isotherm.erasure.judgement import Judge
from isotherm.erasure.traces import WHO, Traces, same_id
from isotherm.schema import Column, Kind, Table

__all__ = ["judge_rows"]

REFERS: dict[tuple[str, str], tuple[str, ...]] = {
    ("replies", "note_id"): ("notes",),
    ("replies", "parent_id"): ("replies",),
    ("reactions", "note_id"): ("notes",),
    ("searches", "clicked"): ("notes",),
    ("orders", "source_id"): ("notes", "searches"),
    ("outcomes", "order_id"): ("orders",),
    ("pushes", "subject_id"): ("notes",),
    ("note_strata", "note_id"): ("notes",),
    ("strata", "example_note_ids"): ("notes",),
    ("trends", "note_ids"): ("notes",),
    ("needs", "evidence"): ("notes", "replies", "searches", "wishes", "orders"),
}
"""Columns that hold ids of what actors made."""

_KEYS = ("note_strata",)  # tables of a reading whose rows stand for what they refer to


def judge_rows(table: Table, traces: Traces) -> Judge:
    """How rows of a table are judged.

    The actor's own rows go, and rows that stand on what the actor made: replies under their
    notes, likes of them. In other rows the id is taken out of lists, emptied where it stood alone
    and struck from running texts.
    """
    own = WHO.get(table.name, ())
    gone = {
        column.name: frozenset({traces.actor_id}).union(
            *(traces.made.get(made, ()) for made in REFERS.get((table.name, column.name), ()))
        )
        for column in table.columns
    }
    columns = {column.name: column for column in table.columns}
    mention = traces.mention()

    def judge(row: dict[str, Any]) -> dict[str, Any] | None:
        if any(same_id(row.get(column)) == traces.actor_id for column in own):
            return None
        new = {
            name: _clear(cell, columns.get(name), gone.get(name, frozenset()), mention=mention)
            for name, cell in row.items()
        }
        changed = [name for name in row if new[name] is not row[name]]
        if not changed:
            return row
        return None if _stands_on(table, new, changed) else new

    return judge


def _stands_on(table: Table, row: Mapping[str, Any], changed: list[str]) -> bool:
    """Whether a row means nothing without the cells that were emptied."""
    emptied = [name for name in changed if row[name] in (None, "")]
    required = {*table.required, *(table.key if table.name in _KEYS else ())}
    if required.intersection(emptied):
        return True
    one_of = set(table.one_of)
    return bool(one_of.intersection(emptied)) and all(row.get(n) in (None, "") for n in one_of)


def _clear(
    cell: Any, column: Column | None, gone: frozenset[str], *, mention: re.Pattern[str]
) -> Any:
    """A cell without what has to go; the same object where nothing has."""
    if cell is None or cell == "":
        return cell
    kind = Kind.TEXT if column is None else column.kind
    if kind is Kind.ID:
        return None if same_id(cell) in gone else cell
    if kind is Kind.LIST:
        return _clear_list(cell, gone)
    if kind is Kind.MAP and isinstance(cell, str):
        return _clear_map(cell, mention)
    return _strike(cell, mention) if kind in (Kind.TEXT, Kind.MAP) else cell


def _clear_list(cell: Any, gone: frozenset[str]) -> Any:
    if isinstance(cell, str):
        try:
            items, as_json = json.loads(cell), True
        except ValueError:
            items, as_json = cell.split(";"), False
        kept = _clear_list(items, gone)
        if kept is items:
            return cell
        return _json(kept) if as_json else ";".join(kept)
    if not isinstance(cell, list):
        return cell
    kept = [item for item in cell if same_id(_stripped(item)) not in gone]
    return cell if len(kept) == len(cell) else kept


def _stripped(item: Any) -> Any:
    return item.strip() if isinstance(item, str) else item


def _clear_map(cell: str, mention: re.Pattern[str]) -> str:
    try:
        held = json.loads(cell)
    except ValueError:
        return str(_strike(cell, mention))
    kept = _strike(held, mention)
    return cell if kept is held else _json(kept)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _strike(value: Any, mention: re.Pattern[str]) -> Any:
    """A value, however deep, without mentions; the same object where there are none."""
    if isinstance(value, str):
        return mention.sub("", value) if mention.search(value) else value
    if isinstance(value, list):
        new = [_strike(item, mention) for item in value]
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    if isinstance(value, Mapping):
        pairs = [(_strike(k, mention), _strike(v, mention)) for k, v in value.items()]
        same = all(k is o and v is value[o] for (k, v), o in zip(pairs, value, strict=True))
        return value if same else dict(pairs)
    if isinstance(value, tuple):
        new = [_strike(item, mention) for item in value]
        return value if all(a is b for a, b in zip(new, value, strict=True)) else tuple(new)
    return value
