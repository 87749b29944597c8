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
from isotherm.strata.gather import Gathered, gather
from isotherm.strata.proven import Proven, prove_strata
from isotherm.strata.rows import describe_strata, leaf_ids, sorted_table
from isotherm.strata.settings import StrataSettings
from isotherm.strata.sources import Sources, find_sources
from isotherm.strata.weights import membership_weights
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

    >>> rng = np.random.default_rng(0)
    >>> circle, topic = np.arange(150) % 3, np.arange(120) % 3
    >>> chance = np.where(circle[:, None] == topic, 0.3, 0.03)
    >>> actor, note = np.nonzero(rng.random((150, 120)) < chance)
    >>> touches = pa.table(
    ...     {
    ...         "actor_id": [f"a{number}" for number in actor],
    ...         "item_kind": ["note"] * len(note),
    ...         "item_id": [f"n{number}" for number in note],
    ...         "at": pa.nulls(len(note), pa.timestamp("us", tz="UTC")),
    ...         "strength": np.ones(len(note)),
    ...     }
    ... )
    >>> documents = pa.table(
    ...     {
    ...         "item_kind": ["note"] * 120,
    ...         "item_id": [f"n{number}" for number in range(120)],
    ...         "text": [""] * 120,  # what they touch may say it all
    ...         "author_id": pa.nulls(120, pa.string()),
    ...     }
    ... )
    >>> find_strata(touches, documents).strata["size"].to_pylist()
    [51.0, 51.0, 51.0]
    """
    settings = settings or StrataSettings()
    if touches.num_rows == 0 or touches["actor_id"].null_count == touches.num_rows:
        return _nothing(0)
    gathered = gather(touches, documents, actor_weights or {})
    counts = count_words(gathered.texts, settings)
    proven = prove_strata(
        gathered.contacts,
        counts,
        settings,
        seed,
        untestable=gathered.by_author,
        sources=_sources(gathered, settings),
    )
    if proven.found is None:
        return _nothing(len(proven.kept))
    return _tables(gathered, proven, settings, as_of)


def _sources(gathered: Gathered, settings: StrataSettings) -> Sources:
    touched = np.bincount(gathered.contacts.item, minlength=len(gathered.texts))
    return find_sources(
        gathered.texts, gathered.author, touched=touched, most=settings.sample_items
    )


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
    ids = leaf_ids(gathered, q)
    weight = membership_weights(proven.found.actors, settings.belongs)
    rows, columns = np.nonzero(weight)
    memberships = sorted_table(
        "memberships",
        actor_id=gathered.actor_ids.take(pa.array(rows)),
        stratum_id=ids[columns],
        weight=weight[rows, columns],
    )
    items = _item_strata(gathered, q, ids)
    notes = items.filter(pc.equal(items["item_kind"], "note"))
    note_strata = sorted_table(
        "note_strata",
        note_id=notes["item_id"],
        stratum_id=notes["stratum_id"],
        weight=notes["weight"],
    )
    strata = describe_strata(gathered, proven, ids, as_of=as_of)
    return StrataFound(strata, memberships, note_strata, items, len(proven.kept))


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
