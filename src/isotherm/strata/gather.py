"""From tables of touches and documents to contacts as arrays, in an order of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.strata.contacts import Contacts

__all__ = ["Gathered", "gather"]

_DAY = 86_400_000_000
_LONGEST_BLOCK = 7  # days
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Gathered:
    """Contacts, and what their numbers stand for; actors and items are sorted by id."""

    contacts: Contacts
    actor_ids: pa.Array
    item_kinds: npt.NDArray[np.object_]
    item_ids: npt.NDArray[np.object_]
    texts: list[str]
    author: npt.NDArray[np.int32]  # a number for the author of each item, -1 where unknown
    by_author: npt.NDArray[np.bool_]  # contacts of an author with the own item
    actor_weight: npt.NDArray[np.float64]


def gather(touches: pa.Table, documents: pa.Table, weights: Mapping[str, float]) -> Gathered:
    """Number actors and items by sorted id and lay contacts out; rows may come in any order."""
    touches = _named(touches)
    actor_ids, actor = _number(touches["actor_id"])
    items, item = _number_items(touches)
    place = pc.index_in(_keys(items), value_set=_keys(documents))
    found = place.is_valid().to_numpy(zero_copy_only=False)
    rows = place.fill_null(0).to_numpy(zero_copy_only=False)
    weight = _weights(actor_ids, weights)
    author, names = _authors(documents, rows, found)
    contacts = _contacts(touches, actor, item, weight=weight, author=author)
    as_actor = pc.index_in(names, value_set=actor_ids).fill_null(-1).to_numpy(zero_copy_only=False)
    writer = np.where(author >= 0, np.append(as_actor, -1)[author], -1)
    return Gathered(
        contacts=contacts,
        actor_ids=actor_ids,
        item_kinds=items["item_kind"].to_numpy(zero_copy_only=False),
        item_ids=items["item_id"].to_numpy(zero_copy_only=False),
        texts=_texts(documents, rows, found),
        author=author,
        by_author=writer[contacts.item] == contacts.actor,
        actor_weight=weight,
    )


def _named(touches: pa.Table) -> pa.Table:
    """The touches that say whose they are, and of what."""
    if not (touches["actor_id"].null_count or touches["item_id"].null_count):
        return touches
    return touches.filter(pc.and_(touches["actor_id"].is_valid(), touches["item_id"].is_valid()))


def _weights(actor_ids: pa.Array, weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
    """What each actor counts for."""
    weight = np.ones(len(actor_ids))
    place = pc.index_in(pa.array(list(weights), pa.string()), value_set=actor_ids)
    known = place.is_valid().to_numpy(zero_copy_only=False)
    given = np.array(list(weights.values()), np.float64)
    weight[place.drop_null().to_numpy()] = given[known]
    return weight


def _keys(table: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(table["item_kind"], table["item_id"], "\x1f")


def _number_items(touches: pa.Table) -> tuple[pa.Table, npt.NDArray[np.int32]]:
    """The distinct items (item_kind, item_id) sorted, and for each row the place of its item."""
    kinds, kind = _number(touches["item_kind"])
    ids, number = _number(touches["item_id"])
    pair = kind.astype(np.int64) * len(ids) + number
    there = np.bincount(pair, minlength=len(kinds) * len(ids)) > 0
    kind_of, id_of = np.divmod(np.flatnonzero(there), max(len(ids), 1))
    items = pa.table({"item_kind": kinds.take(kind_of), "item_id": ids.take(id_of)})
    return items, (np.cumsum(there) - 1).astype(np.int32)[pair]


def _number(ids: pa.ChunkedArray) -> tuple[pa.Array, npt.NDArray[np.int32]]:
    """The sorted distinct ids, and for each row the place of its id among them."""
    coded = pa.chunked_array(ids).combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    order = pc.sort_indices(coded.dictionary).to_numpy(zero_copy_only=False)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return coded.dictionary.take(order), rank[coded.indices.to_numpy(zero_copy_only=False)]


def _texts(
    documents: pa.Table, rows: npt.NDArray[np.int32], found: npt.NDArray[np.bool_]
) -> list[str]:
    if documents.num_rows == 0:
        return [""] * len(rows)
    texts = documents["text"].take(pa.array(rows)).to_pylist()
    return [(text or "") if known else "" for text, known in zip(texts, found, strict=True)]


def _authors(
    documents: pa.Table, rows: npt.NDArray[np.int32], found: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int32], pa.Array]:
    """A number for each item's author, -1 where unknown; and the authors' ids by number."""
    if documents.num_rows == 0 or "author_id" not in documents.column_names:
        return np.full(len(rows), -1, np.int32), pa.array([], pa.string())
    ids = documents["author_id"].take(pa.array(rows)).cast(pa.string())
    names = pc.unique(ids.filter(pa.array(found))).drop_null()
    number = pc.index_in(ids, value_set=names, skip_nulls=True).fill_null(-1).to_numpy()
    return np.where(found, number, -1).astype(np.int32), names


def _contacts(
    touches: pa.Table,
    actor: npt.NDArray[np.int32],
    item: npt.NDArray[np.int32],
    *,
    weight: npt.NDArray[np.float64],
    author: npt.NDArray[np.int32],
) -> Contacts:
    items = int(item.max(initial=-1)) + 1
    pair = actor.astype(np.int64) * items + item
    order = np.argsort(pair)
    begins = np.flatnonzero(np.diff(pair[order], prepend=-1))
    first = order[begins]
    at = _first_times(touches["at"], order, begins)
    block = _blocks(at)
    kinds = _number(touches["item_kind"])[1][first]
    buckets, bucket = _renumber(block.astype(np.int64) * 8 + kinds)
    return Contacts(
        actor=actor[first],
        item=item[first],
        bucket=bucket,
        block=block,
        at=at,
        weight=weight[actor[first]].astype(np.float32),
        author=author,
        actors=int(actor.max(initial=-1)) + 1,
        items=items,
        buckets=buckets,
    )


def _first_times(
    column: pa.ChunkedArray, order: npt.NDArray[np.intp], begins: npt.NDArray[np.intp]
) -> npt.NDArray[np.int64]:
    """The earliest time of each run of rows, in the order given; -1 where none is known."""
    times = column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).fill_null(_NEVER)
    at = times.to_numpy()[order]
    first = np.minimum.reduceat(at, begins) if len(begins) < len(at) else at
    return np.where(first == _NEVER, -1, first)


def _renumber(codes: npt.NDArray[np.int64]) -> tuple[int, npt.NDArray[np.int32]]:
    """How many small numbers are used, and each one's place among those."""
    used = np.bincount(codes) > 0
    return int(used.sum()), (np.cumsum(used) - 1).astype(np.int32)[codes]


def _blocks(at: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Stretches of time: weeks, or shorter in a short record; those without a time apart."""
    timed = at >= 0
    block = np.zeros(len(at), np.int32)
    if not timed.any():
        return block
    day = at // _DAY
    first, last = int(day[timed].min()), int(day[timed].max())
    length = int(np.clip((last - first + 1) // 10, 1, _LONGEST_BLOCK))
    block[timed] = (day[timed] - first) // length + 1
    return block
