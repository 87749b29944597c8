"""A reading and its record as the feed sees them: who came back to what, and who belongs where."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from isotherm.feed import FeedRecord
from isotherm.ledger import Record
from isotherm.reading.documents import build_documents
from isotherm.reading.touches import build_touches

__all__ = ["feed_record", "match_query"]

_YOUNG_DAYS = 7  # a note younger than this is owed a first look
_DENSE_PIECE = 2  # characters of the pieces that texts without spaces are found by


def feed_record(
    record: Record, tables: Mapping[str, pa.Table], *, actor_id: str | None = None
) -> FeedRecord:
    """What the feed needs to know, from a record and a reading's tables.

    Accounts that act as one move nothing: their contacts are left out, but for ``actor_id``'s
    own. Impressions are used where the record has them.
    """
    notes = record.collect(record.table("notes"), order_by=["note_id"])
    note_ids = notes["note_id"].to_pylist()
    fakes = set(tables["coordinated"]["actor_id"].to_pylist()) - {actor_id}
    touched = _touched(record, fakes)
    members = tables["memberships"]
    actor_ids = sorted({*touched["actor_id"].to_pylist(), *members["actor_id"].to_pylist()})
    strata = sorted(set(members["stratum_id"].to_pylist()))
    names = {row["stratum_id"]: row["name"] for row in tables["strata"].to_pylist()}
    return FeedRecord(
        note_ids=note_ids,
        actor_ids=actor_ids,
        interactions=_matrix(touched, ("actor_id", actor_ids), ("item_id", note_ids)),
        note_authors=_authors(notes),
        note_strata=_matrix(tables["note_strata"], ("note_id", note_ids), ("stratum_id", strata)),
        memberships=_matrix(members, ("actor_id", actor_ids), ("stratum_id", strata)),
        stratum_names=[names.get(stratum) or stratum for stratum in strata],
        impressions=_impressions(record, note_ids),
        young=_young(notes, record.as_of),
    )


def match_query(record: Record, query: str) -> npt.NDArray[np.float64]:
    """How well each note (sorted by id) answers to the words of a query, 0..1.

    The share of the query's words that stand in the note, rare words counting more:
    sum of idf over the words in both, divided by that over the query's words.
    """
    documents = build_documents(record, build_touches(record))
    notes = documents.filter(documents.item_kind == "note").select("item_id", "text")
    found = record.collect(notes, order_by=["item_id"])
    words = _words(query)
    held = [_held(text, words) for text in found["text"].to_pylist()]
    if not words or not held:
        return np.zeros(len(held))
    contains = np.array(held, dtype=np.float64)
    meant = _meant(words, [word for word, n in zip(words, contains.sum(axis=0), strict=True) if n])
    contains = contains[:, meant]
    rarity = np.log1p(len(held) / (1 + contains.sum(axis=0)))
    return contains @ rarity / math.fsum(rarity)


def _words(query: str) -> list[str]:
    """The query's tokens; single characters only where it has no longer ones."""
    from isotherm.text import tokens

    found = sorted(set(tokens(query)))
    longer = [word for word in found if len(word) >= _DENSE_PIECE]
    return longer or found


def _meant(words: Sequence[str], known: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which pieces of a query are words: not those no note has that only join two that some have.

    大码西装 is found by 大码, 码西 and 西装; 码西 is none of its words.
    """
    covered = set("".join(known))
    return np.array([word in known or not covered.issuperset(word) for word in words], np.bool_)


def _held(text: str | None, words: Sequence[str]) -> list[bool]:
    from isotherm.text import tokens

    held = set(tokens(text or ""))
    return [word in held for word in words]


def _touched(record: Record, fakes: set[str | None]) -> pa.Table:
    touches = build_touches(record)
    notes = touches.filter(touches.item_kind == "note").select("actor_id", "item_id")
    found = record.collect(notes, order_by=["actor_id", "item_id"])
    real = [actor not in fakes for actor in found["actor_id"].to_pylist()]
    return found.filter(pa.array(real, pa.bool_()))


def _matrix(table: pa.Table, row: tuple[str, list[str]], column: tuple[str, list[str]]) -> Any:
    """A sparse matrix over the ids of two columns; 1 where the table has no weight."""
    places = [_places(table[name].to_pylist(), ids) for name, ids in (row, column)]
    known = (places[0] >= 0) & (places[1] >= 0)
    weighed = "weight" in table.column_names
    weight = table["weight"].to_numpy() if weighed else np.ones(table.num_rows)
    shape = (len(row[1]), len(column[1]))
    return sparse.csr_array((weight[known], (places[0][known], places[1][known])), shape=shape)


def _places(values: list[str], ids: list[str]) -> npt.NDArray[np.int64]:
    place = {one: number for number, one in enumerate(ids)}
    return np.array([place.get(value, -1) for value in values], dtype=np.int64)


def _authors(notes: pa.Table) -> npt.NDArray[np.int64]:
    """A number for each author; notes without one are by as many different ones."""
    named = [
        ("by", author) if author else ("alone", note)
        for author, note in zip(
            notes["author_id"].to_pylist(), notes["note_id"].to_pylist(), strict=True
        )
    ]
    numbers = {author: number for number, author in enumerate(dict.fromkeys(named))}
    return np.array([numbers[author] for author in named], dtype=np.int64)


def _impressions(record: Record, note_ids: list[str]) -> npt.NDArray[np.int64] | None:
    if not record.has("reactions", "note_id"):
        return None
    reactions = record.table("reactions")
    shown = reactions.filter((reactions.kind == "impression") & reactions.note_id.notnull())
    counted = shown.group_by("note_id").aggregate(shown=shown["count"].fill_null(1).sum())
    found = record.collect(counted, order_by=["note_id"])
    if not found.num_rows:
        return None
    counts = np.zeros(len(note_ids), dtype=np.int64)
    places = _places(found["note_id"].to_pylist(), note_ids)
    known = places >= 0
    counts[places[known]] = found["shown"].to_numpy()[known].astype(np.int64)
    return counts


def _young(notes: pa.Table, as_of: dt.datetime) -> npt.NDArray[np.bool_]:
    since = as_of - dt.timedelta(days=_YOUNG_DAYS)
    return np.array([at is not None and at > since for at in notes["at"].to_pylist()], np.bool_)
