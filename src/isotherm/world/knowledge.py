"""Searches that want to know something: people open notes and buy nothing."""

from __future__ import annotations

import numpy as np

from isotherm.world.draws import RowChoice
from isotherm.world.lexicon import LEAF_COUNT
from isotherm.world.notes import Notes
from isotherm.world.street import Street, put_searches

__all__ = ["search_for_knowledge"]

_OPENED = 0.8  # of such searches, those that open a note


def search_for_knowledge(rng: np.random.Generator, street: Street, count: int) -> None:
    """Write ``count`` searches for knowledge and the notes they open."""
    actor = street.people.everyone.draw(rng, count)
    at = street.moments(rng, actor)
    leaf = street.leaf_of(rng, actor)
    frames = street.lexicon.frames(rng, "query_info", count)
    query = street.lexicon.fill(rng, frames, topics=leaf, mixing=0.15)
    note = _by_leaf(street.notes).draw(rng, street.leaf_of(rng, actor) if street.null else leaf)
    opened = (street.notes.at[note] < at) & (rng.random(count) < _OPENED)
    put_searches(
        street,
        actor=actor,
        at=at,
        query=query,
        results=rng.integers(20, 400, count),
        clicks=(street.ids.of("notes", note[opened]), opened.astype(np.int64)),
    )


def _by_leaf(notes: Notes) -> RowChoice:
    """Ordinary notes of each stratum by how much they draw."""
    rows = [np.flatnonzero((notes.leaf == leaf) & (notes.wave < 0)) for leaf in range(LEAF_COUNT)]
    rows = [row if len(row) else np.zeros(1, dtype=np.int64) for row in rows]
    return RowChoice(rows, [notes.pull[row] + 1e-9 for row in rows])
