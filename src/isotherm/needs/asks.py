"""Asks: searches, asking replies and wishes, once a person and wording."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp

from isotherm.ledger import Record
from isotherm.needs.lines import Lines
from isotherm.needs.naming import things_named
from isotherm.text import classify_asks, distinct_tokens, tokens

__all__ = ["ASK_SCHEMA", "Asks", "gather_asks"]

ASK_SCHEMA = pa.schema(
    [
        ("actor_id", pa.string()),
        ("wording", pa.int64()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("last", pa.timestamp("us", tz="UTC")),
        ("ask_id", pa.string()),
        ("note_id", pa.string()),
    ]
)
_RECOMMENDED = "推|recommend|suggest|\\brecs?\\b"  # advice on what to have, not on how to wear it


@dataclasses.dataclass(frozen=True)
class Asks:
    """Who asked for what: ``rows`` (ASK_SCHEMA) say who used which of the ``wordings``, when first
    (``at``, with that ask's id) and when ``last``.

    ``pointing`` are replies that ask without saying for what (求链接): actor_id, at, ask_id and
    the note_id that shows it.

    ``clicks`` has wording, item_id and actor_id of what was opened from a search; ``sources``
    has wording and source_id: the searches and notes an order may name as where it came from.
    """

    wordings: tuple[str, ...]
    rows: pa.Table
    pointing: pa.Table
    clicks: pa.Table
    sources: pa.Table

    @functools.cached_property
    def held_words(self) -> tuple[tuple[str, ...], sp.csr_array]:
        """All words, and which wording holds which; single letters of longer runs are left out."""
        rows = [
            sorted(token for token in held if len(token) > 1) or tokens(text)
            for text, held in zip(self.wordings, distinct_tokens(self.wordings), strict=True)
        ]
        words = tuple(sorted({token for row in rows for token in row}))
        column = {word: number for number, word in enumerate(words)}
        indptr = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
        indices = np.array([column[token] for row in rows for token in row], dtype=np.int64)
        shape = (len(self.wordings), len(words))
        return words, sp.csr_array((np.ones(len(indices)), indices, indptr), shape=shape)


def gather_asks(record: Record) -> Asks:
    """Everything people asked for, in their words, a person and wording once.

    A search asks for its query, a wish for its text, an asking reply (有大码西装吗) for what it
    names. A reply that names nothing (求链接) points at the note it stands under; where nobody
    searches or wishes, it asks in the words of that note's title.
    """
    said = [_searches(record), _wishes(record)]
    replies = _asking_replies(record)
    things = things_named(replies["text"].to_pylist(), _vocabulary(record, said))
    if not sum(part.num_rows for part in said):
        things = pc.if_else(pc.equal(things, ""), _titles(record, replies["note_id"]), things)
    to_have = pc.or_(
        pc.not_equal(replies["kind"], "advice"),
        pc.match_substring_regex(replies["text"], _RECOMMENDED, ignore_case=True),
    )
    wanted = pc.and_(pc.not_equal(things, ""), to_have)
    naming = replies.set_column(replies.column_names.index("text"), "text", things).filter(wanted)
    joined = pa.concat_tables([*said, naming.drop_columns(["kind"])])
    lines = Lines.of(joined["text"])
    in_words = sorted(line for line in set(lines.normal) if any(map(str.isalnum, line)))
    named = {text: number for number, text in enumerate(in_words)}
    wording = lines.numbered(named)
    known = joined.append_column("wording", wording).filter(wording.is_valid())
    return Asks(
        wordings=tuple(named),
        rows=_first(known),
        pointing=replies.filter(pc.invert(wanted)).drop_columns(["text", "kind"]),
        clicks=_clicks(record, named),
        sources=_sources(known),
    )


def _titles(record: Record, note_id: pa.ChunkedArray) -> pa.Array:
    """The title of each note, "" where there is none."""
    notes = record.table("notes").select("note_id", "title")
    rows = record.collect(notes.filter(notes.title.notnull()), order_by=("note_id",))
    place = pc.index_in(note_id, value_set=rows["note_id"].combine_chunks())
    titles = pc.take(rows["title"].combine_chunks(), place.combine_chunks())
    return pc.fill_null(titles, "")


def _vocabulary(record: Record, said: list[pa.Table]) -> set[str]:
    """Words that name things here: those of products, and of queries, for what no shop has."""
    products = record.table("products")
    goods = record.collect(products.select("title", "category").distinct(), order_by=("title",))
    texts = [text for column in goods.columns for text in column.unique().to_pylist()]
    texts += [text for part in said for text in part["text"].unique().to_pylist()]
    held = distinct_tokens([text for text in texts if text])
    return {token for row in held for token in row if len(token) > 1}


def _sources(asked: pa.Table) -> pa.Table:
    """The note under which something was asked, else the search or wish itself."""
    source = pc.coalesce(asked["note_id"], asked["ask_id"])
    table = pa.table({"source_id": source, "wording": asked["wording"]})
    return table.filter(pc.is_valid(source))


def _first(asked: pa.Table) -> pa.Table:
    """Each person's first use of a wording, and when they last used it."""
    keys = [("actor_id", "ascending"), ("wording", "ascending"), ("at", "ascending")]
    ordered = asked.sort_by([*keys, ("ask_id", "ascending")])
    actor = ordered["actor_id"].combine_chunks()
    wording = ordered["wording"].combine_chunks()
    if len(actor) == 0:
        return ASK_SCHEMA.empty_table()
    new = pc.or_(pc.not_equal(actor[1:], actor[:-1]), pc.not_equal(wording[1:], wording[:-1]))
    first = pa.chunked_array([pa.array([True]), new])
    last = ordered["at"].filter(pa.chunked_array([new, pa.array([True])]))
    kept = ordered.filter(first)
    place = kept.column_names.index("last")
    return kept.set_column(place, "last", last).select(ASK_SCHEMA.names).cast(ASK_SCHEMA)


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


def _asking_replies(record: Record) -> pa.Table:
    replies = record.table("replies")
    said = replies.filter(replies.text.notnull() & replies.actor_id.notnull())
    chosen = said.select("actor_id", "at", "note_id", "text", ask_id=said.reply_id)
    rows = record.collect(chosen, order_by=())  # few ask: those alone are put in order, below
    text = rows["text"].combine_chunks().dictionary_encode()
    kinds = pa.array(classify_asks(text.dictionary.to_pylist()), pa.string())
    kind = kinds.take(text.indices)
    asking = pc.not_equal(kind, "")
    asked = _filled(rows.filter(asking)).append_column("kind", kind.filter(asking))
    return asked.sort_by("ask_id")


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
    wording = Lines.of(found["query"]).numbered(named)
    table = found.select(["actor_id", "item_id"]).append_column("wording", wording)
    return table.filter(wording.is_valid())
