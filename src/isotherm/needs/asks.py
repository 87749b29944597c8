"""Asks: searches, asking replies and wishes, once a person and wording."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from isotherm.ledger import Record
from isotherm.text import classify_asks, normalise_all

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["ASK_SCHEMA", "Asks", "gather_asks"]

ASK_SCHEMA = pa.schema(
    [
        ("actor_id", pa.string()),
        ("wording", pa.int64()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("ask_id", pa.string()),
        ("note_id", pa.string()),
    ]
)
_SPECIFIC = 5  # letters from which on an asking reply is taken at its word


@dataclasses.dataclass(frozen=True)
class Asks:
    """Who asked for what: ``rows`` (ASK_SCHEMA) say who used which of the ``wordings`` first when.

    ``clicks`` has wording, item_id and actor_id of what was opened from a search; ``sources``
    has wording and source_id: the searches and notes an order may name as where it came from.
    """

    wordings: tuple[str, ...]
    rows: pa.Table
    clicks: pa.Table
    sources: pa.Table


def gather_asks(record: Record) -> Asks:
    """Everything people asked for, in their words, a person and wording once.

    A search asks for its query, a wish for its text. A reply that asks (求链接, 求同款, 有大码吗)
    asks for the thing shown: the note's title and tags stand for it, with the reply's own words
    where it says more than please.
    """
    parts = [_searches(record), _replies(record), _wishes(record)]
    texts = normalise_all([text for part in parts for text in part["text"].to_pylist()])
    named = {text: number for number, text in enumerate(sorted(set(texts) - {""}))}
    wording = pa.array([named.get(text) for text in texts], pa.int64())
    joined = pa.concat_tables(parts).append_column("wording", wording)
    known = joined.filter(pa.compute.is_valid(wording))
    rows = _first(known)
    return Asks(tuple(named), rows, _clicks(record, named), _sources(known))


def _sources(asked: pa.Table) -> pa.Table:
    """The note under which something was asked, else the search or wish itself."""
    import pyarrow.compute as pc

    source = pc.coalesce(asked["note_id"], asked["ask_id"])
    table = pa.table({"source_id": source, "wording": asked["wording"]})
    return table.filter(pc.is_valid(source))


def _first(asked: pa.Table) -> pa.Table:
    """Each person's first use of a wording."""
    keys = [("actor_id", "ascending"), ("wording", "ascending"), ("at", "ascending")]
    ordered = asked.sort_by([*keys, ("ask_id", "ascending")])
    actor = ordered["actor_id"].combine_chunks()
    wording = ordered["wording"].combine_chunks()
    if len(actor) == 0:
        return ASK_SCHEMA.empty_table()
    import pyarrow.compute as pc

    again = pc.and_(pc.equal(actor[1:], actor[:-1]), pc.equal(wording[1:], wording[:-1]))
    first = pc.invert(pc.fill_null(again, fill_value=False))
    kept = pa.chunked_array([pa.array([True]), first])
    return ordered.filter(kept).select(ASK_SCHEMA.names).cast(ASK_SCHEMA)


def _searches(record: Record) -> pa.Table:
    searches = record.table("searches")
    rows = searches.filter(searches.query.notnull() & searches.actor_id.notnull())
    chosen = rows.select("actor_id", "at", text=rows.query, ask_id=rows.search_id)
    return _filled(record.collect(chosen, order_by=("actor_id", "at", "text", "ask_id")))


def _wishes(record: Record) -> pa.Table:
    wishes = record.table("wishes")
    rows = wishes.filter(wishes.text.notnull() & wishes.actor_id.notnull())
    chosen = rows.select("actor_id", "at", "text", ask_id=rows.wish_id)
    return _filled(record.collect(chosen, order_by=("actor_id", "at", "text", "ask_id")))


def _replies(record: Record) -> pa.Table:
    rows = record.collect(_said(record), order_by=("reply_id",))
    said = rows["said"].unique().to_pylist()
    asking = {text for text, kind in zip(said, classify_asks(said), strict=True) if kind}
    kept = rows.filter(pa.array([text in asking for text in rows["said"].to_pylist()], pa.bool_()))
    texts = [
        _thing(title, tags, reply)
        for title, tags, reply in zip(
            kept["title"].to_pylist(),
            kept["tags"].to_pylist(),
            kept["said"].to_pylist(),
            strict=True,
        )
    ]
    chosen = kept.select(["actor_id", "at", "note_id"])
    chosen = chosen.append_column("text", pa.array(texts, pa.string()))
    return _filled(chosen.append_column("ask_id", kept["reply_id"]))


def _said(record: Record) -> ir.Table:
    replies, notes = record.table("replies"), record.table("notes")
    shown = notes.select("note_id", "title", "tags")
    said = replies.filter(replies.text.notnull() & replies.actor_id.notnull())
    chosen = said.select("reply_id", "actor_id", "at", "note_id", said=said.text)
    return chosen.inner_join(shown, "note_id")


def _thing(title: str | None, tags: list[str] | None, reply: str) -> str:
    """What an asking reply asks for, in words."""
    words = [" ".join(tags or ()), title or ""]
    return " ".join([*words, reply if len(reply) >= 2 * _SPECIFIC else ""]).strip()


def _filled(part: pa.Table) -> pa.Table:
    columns: dict[str, Any] = {}
    for field in (*ASK_SCHEMA, pa.field("text", pa.string())):
        if field.name == "wording":
            continue
        there = field.name in part.column_names
        empty = pa.nulls(part.num_rows, field.type)
        columns[field.name] = part[field.name].cast(field.type) if there else empty
    return pa.table(columns)


def _clicks(record: Record, named: dict[str, int]) -> pa.Table:
    searches = record.table("searches")
    rows = searches.filter(searches.clicked.notnull() & searches.actor_id.notnull())
    opened = rows.select("actor_id", "query", item_id=rows.clicked.unnest())
    found = record.collect(
        opened.distinct().filter(lambda t: t.item_id.notnull()),
        order_by=("actor_id", "query", "item_id"),
    )
    wording = [named.get(text, -1) for text in normalise_all(found["query"].to_pylist())]
    table = found.select(["actor_id", "item_id"])
    table = table.append_column("wording", pa.array(wording, pa.int64()))
    return table.filter(np.array(wording, dtype=np.int64) >= 0)
