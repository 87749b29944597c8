"""The strata of a community as tables: what a reading says of who belongs together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.schema import READING
from isotherm.strata.describe import (
    agreement,
    content_id,
    name_strata,
    size_interval,
    temperatures,
)
from isotherm.strata.gather import Gathered, gather
from isotherm.strata.proven import Proven, prove_strata
from isotherm.strata.settings import StrataSettings
from isotherm.strata.weights import accepted_members, membership_weights
from isotherm.strata.words import count_words

__all__ = ["ITEM_STRATA", "StrataFound", "find_strata"]

ITEM_STRATA = pa.schema(
    [
        pa.field("item_kind", pa.string()),
        pa.field("item_id", pa.string()),
        pa.field("stratum_id", pa.string()),
        pa.field("weight", pa.float64()),
    ]
)
_FAINT = 0.05  # items' weights below this are not written


@dataclass(frozen=True)
class StrataFound:
    """Tables of a reading, and what each kind of item speaks to (for needs, trends and feed)."""

    strata: pa.Table
    memberships: pa.Table
    note_strata: pa.Table
    item_strata: pa.Table  # item_kind, item_id, stratum_id, weight
    candidates: int  # how many were tested; e-BH is at the settings' fdr over these


def find_strata(
    touches: pa.Table,
    documents: pa.Table,
    *,
    actor_weights: Mapping[str, float] | None = None,
    as_of: datetime | None = None,
    settings: StrataSettings | None = None,
    seed: int = 0,
) -> StrataFound:
    """Decide which people share a temperature: what they touch and how it speaks.

    Args:
        touches: actor_id, item_kind (note, product, query), item_id, at, strength.
        documents: item_kind, item_id, text, author_id of the items that have any.
        actor_weights: what an actor counts for (accounts that act as one); 1 if not listed.
        as_of: the moment of the reading, for temperature; the last touch if left out.
        settings: see ``StrataSettings``.
        seed: of the search and of the choice of contacts kept for the test.

    Returns:
        Tables in the reading's schemas; empty when no stratum proves itself.
    """
    settings = settings or StrataSettings()
    if touches.num_rows == 0 or touches["actor_id"].null_count == touches.num_rows:
        return _nothing(0)
    gathered = gather(touches, documents, actor_weights or {})
    counts = count_words(gathered.texts, settings)
    proven = prove_strata(gathered.contacts, counts, settings, seed, untestable=gathered.by_author)
    if proven.found is None:
        return _nothing(len(proven.kept))
    return _tables(gathered, proven, settings, as_of)


def _nothing(candidates: int) -> StrataFound:
    strata, memberships, notes = (
        READING[name].arrow_schema().empty_table()
        for name in ("strata", "memberships", "note_strata")
    )
    return StrataFound(strata, memberships, notes, ITEM_STRATA.empty_table(), candidates)


def _tables(
    gathered: Gathered, proven: Proven, settings: StrataSettings, as_of: datetime | None
) -> StrataFound:
    assert proven.found is not None
    q = proven.found.q
    ids = _ids(gathered, q)
    weight = membership_weights(proven.found.actors, settings.belongs)
    rows, columns = np.nonzero(weight)
    memberships = _sorted_table(
        "memberships",
        actor_id=gathered.actor_ids.take(pa.array(rows)),
        stratum_id=ids[columns],
        weight=weight[rows, columns],
    )
    items = _item_strata(gathered, q, ids)
    notes = items.filter(pc.equal(items["item_kind"], "note"))
    note_strata = _sorted_table(
        "note_strata",
        note_id=notes["item_id"],
        stratum_id=notes["stratum_id"],
        weight=notes["weight"],
    )
    strata = _strata_table(gathered, proven, ids, as_of)
    return StrataFound(strata, memberships, note_strata, items, len(proven.kept))


def _strata_table(
    gathered: Gathered, proven: Proven, ids: npt.NDArray[np.object_], as_of: datetime | None
) -> pa.Table:
    assert proven.found is not None
    assert proven.first is not None
    q, actors = proven.found.q, proven.found.actors
    member = accepted_members(actors.member)
    earlier = accepted_members(proven.first.actors.member)[:, proven.kept]
    names, terms = name_strata(gathered.texts, q)
    size, low, high = size_interval(actors.member, gathered.actor_weight)
    now = None if as_of is None else int(as_of.timestamp() * 1_000_000)
    heat = temperatures(gathered.contacts, member, q, as_of=now)
    none = pa.nulls(len(ids))
    return _sorted_table(
        "strata",
        stratum_id=ids,
        parent_id=none,
        level=np.zeros(len(ids), np.int64),
        name=names,
        terms=terms,
        size=size,
        size_low=low,
        size_high=high,
        gain_bits=proven.proof.gain_bits[proven.kept],
        log_e=proven.proof.log_e[proven.kept],
        stability=agreement(member, earlier),
        temperature=heat,
        unmet_share=none,
        example_note_ids=_examples(gathered, q),
    )


def _item_strata(
    gathered: Gathered, q: npt.NDArray[np.float32], ids: npt.NDArray[np.object_]
) -> pa.Table:
    rows, columns = np.nonzero(q >= _FAINT)
    table = pa.table(
        {
            "item_kind": pa.array(gathered.item_kinds[rows], pa.string()),
            "item_id": pa.array(gathered.item_ids[rows], pa.string()),
            "stratum_id": pa.array(ids[columns], pa.string()),
            "weight": pa.array(q[rows, columns].astype(np.float64)),
        },
        schema=ITEM_STRATA,
    )
    return table.sort_by([(name, "ascending") for name in ITEM_STRATA.names[:3]])


def _strongest(gathered: Gathered, q: npt.NDArray[np.float32], s: int) -> npt.NDArray[np.intp]:
    """Items by how much of the stratum's life lies in them; ties by id."""
    touched = np.bincount(gathered.contacts.item, minlength=len(q))
    return np.argsort(-(np.round(q[:, s], 3) * np.log1p(touched)), kind="stable")


def _ids(gathered: Gathered, q: npt.NDArray[np.float32]) -> npt.NDArray[np.object_]:
    keys = gathered.item_kinds + " " + gathered.item_ids
    return np.array(
        [content_id(list(keys[_strongest(gathered, q, s)[:5]])) for s in range(q.shape[1])], object
    )


def _examples(gathered: Gathered, q: npt.NDArray[np.float32]) -> list[list[str]]:
    result = []
    for s in range(q.shape[1]):
        order = _strongest(gathered, q, s)
        notes = order[(gathered.item_kinds[order] == "note") & (q[order, s] > 0.5)]
        result.append(list(gathered.item_ids[notes[:5]]))
    return result


def _sorted_table(table_name: str, /, **columns: object) -> pa.Table:
    """A table of the reading, in its schema, sorted by its key."""
    declared = READING[table_name]
    schema = declared.arrow_schema()
    arrays = [
        columns[field.name].cast(field.type)  # type: ignore[attr-defined]
        if isinstance(columns[field.name], pa.Array | pa.ChunkedArray)
        else pa.array(columns[field.name], field.type)
        for field in schema
    ]
    table = pa.Table.from_arrays(arrays, schema=schema)
    return table.sort_by([(key, "ascending") for key in declared.key])
