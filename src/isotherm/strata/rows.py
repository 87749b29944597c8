"""The rows of the strata table: leaves, and the wider strata that some of them lie in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isotherm.schema import READING
from isotherm.strata.describe import agreement, content_id, size_interval, temperatures
from isotherm.strata.gather import Gathered
from isotherm.strata.naming import name_strata
from isotherm.strata.parents import Nesting, union_members
from isotherm.strata.proven import Proven
from isotherm.strata.weights import accepted_members

__all__ = ["describe_strata", "leaf_ids", "sorted_table"]

Ids = npt.NDArray[np.object_]
Floats = npt.NDArray[np.float32]
Columns = dict[str, Any]

_FEW = 5  # items that a stratum's id is made of, and that it is shown by


def describe_strata(
    gathered: Gathered, proven: Proven, ids: Ids, *, as_of: datetime | None
) -> pa.Table:
    """The reading's ``strata`` table; ``ids`` are those of the leaves.

    A parent's id is made of its children's; its members are theirs, its items too.
    """
    assert proven.found is not None
    assert proven.first is not None
    assert proven.nesting is not None
    nesting = proven.nesting
    q, belief = proven.found.q, proven.found.actors.member
    member = accepted_members(belief)
    earlier = accepted_members(proven.first.actors.member)[:, proven.kept]
    parents = len(nesting.parent_log_e)
    parent_ids = [content_id(sorted(ids[nesting.parent == p])) for p in range(parents)]
    (names, terms), (wide_names, wide_terms) = name_strata(gathered.texts, q, nesting.parent)
    leaves: Columns = {
        "stratum_id": list(ids),
        "parent_id": [parent_ids[p] if p >= 0 else None for p in nesting.parent],
        "level": (nesting.parent >= 0).astype(int),
        "name": names,
        "terms": terms,
        "gain_bits": nesting.gain_bits,
        "log_e": nesting.log_e,
        **_figures(gathered, q, belief, member, earlier, as_of=as_of),
    }
    if not parents:
        return sorted_table("strata", **leaves)
    above = _parent_figures(gathered, nesting, (q, belief, member, earlier), as_of=as_of)
    above |= {
        "stratum_id": parent_ids,
        "parent_id": [None] * parents,
        "level": np.zeros(parents, int),
        "name": wide_names,
        "terms": wide_terms,
        "gain_bits": nesting.parent_gain_bits,
        "log_e": nesting.parent_log_e,
    }
    return sorted_table("strata", **{key: [*leaves[key], *above[key]] for key in leaves})


def _figures(
    gathered: Gathered,
    q: Floats,
    belief: Floats,
    member: npt.NDArray[np.bool_],
    earlier: npt.NDArray[np.bool_],
    *,
    as_of: datetime | None,
) -> Columns:
    """What is measured alike for leaves and parents, whatever their items and members."""
    touched = np.bincount(gathered.contacts.actor, minlength=len(belief)).astype(np.float64)
    size, low, high = size_interval(belief, member, gathered.actor_weight, touched=touched)
    now = None if as_of is None else int(as_of.timestamp() * 1_000_000)
    return {
        "size": size,
        "size_low": low,
        "size_high": high,
        "stability": agreement(member, earlier),
        "temperature": temperatures(gathered.contacts, member, q, as_of=now),
        "unmet_share": [None] * q.shape[1],
        "example_note_ids": _examples(gathered, q),
    }


def _parent_figures(
    gathered: Gathered,
    nesting: Nesting,
    of_leaves: tuple[Floats, Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]],
    *,
    as_of: datetime | None,
) -> Columns:
    q, belief, member, earlier = of_leaves
    count = len(nesting.parent_log_e)
    children = [nesting.parent == p for p in range(count)]
    items = np.stack([q[:, own].sum(axis=1) for own in children], axis=1)
    outside = [np.prod(1 - belief[:, own], axis=1) for own in children]
    members = [union_members(sets, nesting.parent, count) for sets in (member, earlier)]
    belongs = 1 - np.stack(outside, axis=1)
    return _figures(gathered, items, belongs, members[0], members[1], as_of=as_of)


def leaf_ids(gathered: Gathered, q: Floats) -> Ids:
    """Ids of leaf strata, made of the items most of their life lies in."""
    worth = _worth(gathered)
    leading = [_strongest(q[:, s], worth) for s in range(q.shape[1])]
    keys = [gathered.item_kinds[items] + " " + gathered.item_ids[items] for items in leading]
    return np.array([content_id(list(items)) for items in keys], object)


def _worth(gathered: Gathered) -> npt.NDArray[np.float64]:
    """What each item weighs in the life of those it speaks to: the log of how often touched."""
    items = len(gathered.item_ids)
    return np.asarray(np.log1p(np.bincount(gathered.contacts.item, minlength=items)))


def _strongest(speaks: Floats, worth: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """The few items by how much of a stratum's life lies in them, falling; ties by id."""
    strength = np.round(speaks, 3) * worth
    few = min(_FEW, len(strength))
    if few == 0:
        return np.zeros(0, np.intp)
    least = np.partition(strength, len(strength) - few)[len(strength) - few]
    among = np.flatnonzero(strength >= least)
    return among[np.argsort(-strength[among], kind="stable")[:few]]


def _examples(gathered: Gathered, q: Floats) -> list[list[str]]:
    notes, worth = gathered.item_kinds == "note", _worth(gathered)
    result = []
    for s in range(q.shape[1]):
        own = np.flatnonzero(notes & (q[:, s] > 0.5))
        result.append(list(gathered.item_ids[own[_strongest(q[own, s], worth[own])]]))
    return result


def sorted_table(table_name: str, /, **columns: object) -> pa.Table:
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
