"""Reactions: states once a member and thing, everything else as often as it happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from isotherm.web.community.models import Note, Reaction, Reply
from isotherm.web.readings.arrival.bulk import insert_rows
from isotherm.web.readings.arrival.cells import counts, ids, moments
from isotherm.web.readings.arrival.source import Source

__all__ = ["bring_reactions", "count_reactions"]

_COUNTED = ("like", "save", "share", "impression")
Key = tuple[str, str, str | None, str | None]


def bring_reactions(source: Source) -> None:
    """Make the reactions; a like, save or follow that is there already collapses into it."""
    seen: set[Key] = set()
    for batch in source.batches("reactions"):
        columns = {
            "member_id": ids(batch["actor_id"]),
            "kind": batch["kind"].to_pylist(),
            "note_id": ids(batch["note_id"]),
            "product_id": ids(batch["product_id"]),
            "followed_id": ids(batch["followed_id"]),
            "at": moments(batch["at"]),
            "count": counts(batch["count"], 1),
        }
        kept = [place for place in range(batch.num_rows) if not _is_again(columns, place, seen)]
        if len(kept) < batch.num_rows:
            columns = {name: [values[p] for p in kept] for name, values in columns.items()}
        source.came["reactions"] += insert_rows(Reaction, columns, rows=len(kept))
        source.left_out["likes, saves and follows said again"] += batch.num_rows - len(kept)


def _is_again(columns: dict[str, list[Any]], place: int, seen: set[Key]) -> bool:
    kind, member = columns["kind"][place], columns["member_id"][place]
    if member is None or kind not in ("like", "save", "follow"):
        return False
    follows = kind == "follow"
    things = ("followed_id",) if follows else ("note_id", "product_id")
    keys = {(member, kind, name, columns[name][place]) for name in things if columns[name][place]}
    again = not keys.isdisjoint(seen)
    seen |= keys
    return again


def count_reactions(notes: Sequence[str] | None = None) -> None:
    """Set the counts that cards show: of these notes, or of all."""
    quote = connection.ops.quote_name
    note, reaction = quote(Note._meta.db_table), quote(Reaction._meta.db_table)
    counted = (
        f"COALESCE((SELECT SUM(r.count) FROM {reaction} r "
        f"WHERE r.note_id = {note}.id AND r.kind = %s), 0)"
    )
    replies = f"(SELECT COUNT(*) FROM {quote(Reply._meta.db_table)} r WHERE r.note_id = {note}.id)"
    sets = [f"{kind}_count = {counted}" for kind in _COUNTED]
    with connection.cursor() as cursor:
        update = f"UPDATE {note} SET reply_count = {replies}, {', '.join(sets)}"
        if notes is None:
            cursor.execute(update, _COUNTED)
            return
        cursor.executemany(f"{update} WHERE id = %s", [(*_COUNTED, one) for one in notes])
