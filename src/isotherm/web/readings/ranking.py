"""The feed of everybody at once: what ``rank_feed`` says of each, worked out together."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from isotherm.feed import (
    FeedRecord,
    FeedSettings,
    judge_new_notes,
    nash_duals,
    next_first_looks,
    rerank_fairly,
)

__all__ = ["LISTS", "Pick", "rank_everybody"]

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]
Pick = tuple[int, str, int]  # note, kind of reason, stratum (-1: none)

LISTS = FeedSettings(page_size=120, pool=200, first_look_every=10)
"""What a list holds; the pages of the community mix in notes that are newer than the reading."""

_BATCH = 128  # actors whose scores are held at once


def rank_everybody(
    record: FeedRecord, retriever: Any, *, settings: FeedSettings = LISTS
) -> Iterator[tuple[int, list[Pick]]]:
    """The list of every actor (their row) in the record, and last that of anybody (-1).

    Equal to ``rank_feed`` for each with a fitted ``retriever``.
    """
    ground = _Ground.of(record, settings)
    actors = np.arange(len(record.actor_ids))
    for start in range(0, len(actors), _BATCH):
        batch = actors[start : start + _BATCH]
        for actor, person in zip(batch.tolist(), _people(ground, batch, retriever), strict=True):
            yield actor, _picks(ground, person, actor)
    yield -1, _picks(ground, ground.anybody, None)


@dataclasses.dataclass(frozen=True)
class _Person:
    """Relevance of all notes to someone, its two parts, and what they saw."""

    total: FloatArray
    taste: FloatArray
    strata: FloatArray
    seen: IntArray


@dataclasses.dataclass(frozen=True)
class _Ground:
    """What is the same for everybody."""

    record: FeedRecord
    settings: FeedSettings
    warmth: FloatArray  # log of the people who came back to each note
    claims: npt.NDArray[np.float64]  # what a view of each author is worth
    owed: IntArray  # up to how many impressions each new note is owed
    anybody: _Person

    @classmethod
    def of(cls, record: FeedRecord, settings: FeedSettings) -> _Ground:
        people = record.people_per_note()
        warmth = np.log1p(people)
        nothing = np.zeros(len(people), np.float32)
        shown = people if record.impressions is None else record.impressions
        views = np.bincount(record.note_authors, shown.astype(np.float64)).astype(np.float64)
        none = np.zeros(0, np.int64)
        anybody = _Person(_to_unit(warmth), nothing, nothing, none)
        owed = _owed(record, people, settings)
        return cls(record, settings, warmth, nash_duals(views), owed, anybody)


def _owed(record: FeedRecord, people: FloatArray, settings: FeedSettings) -> IntArray:
    if record.impressions is None or not settings.first_look_every:
        return np.zeros(len(people), np.int64)
    responses = people.astype(np.int64) if record.responses is None else record.responses
    owed = judge_new_notes(
        record.impressions, responses, marks=settings.first_marks, keep=settings.first_keep
    )
    if record.young is not None:
        owed[~record.young] = 0
    return owed


def _people(ground: _Ground, batch: IntArray, retriever: Any) -> Iterator[_Person]:
    record, weight = ground.record, np.float32(ground.settings.stratum_weight)
    scores = retriever.scores(batch)
    belonging = (record.memberships[batch] @ record.note_strata.T).toarray() * ground.warmth
    rows = record.interactions[batch]
    for place in range(len(batch)):
        entries = slice(rows.indptr[place], rows.indptr[place + 1])
        seen = rows.indices[entries][rows.data[entries] > 0]
        strata = _to_unit(belonging[place].astype(np.float32))
        share = weight if strata.any() else np.float32(0)
        if len(seen):
            scores[place, seen] = 0
            taste = np.float32(1 - share) * _to_unit(scores[place])
            yield _Person(taste + share * strata, taste, share * strata, seen)
        elif share:
            yield _Person(strata, np.zeros_like(strata), strata, seen)
        else:
            yield ground.anybody


def _picks(ground: _Ground, person: _Person, actor: int | None) -> list[Pick]:
    shown, fresh = _with_first_looks(ground, person, _fair(ground, person))
    kinds = _kinds(ground.record, person, shown, actor)
    return [
        (note, "first_look", -1) if note in fresh else (note, kind, stratum)
        for note, (kind, stratum) in zip(shown, kinds, strict=True)
    ]


def _fair(ground: _Ground, person: _Person) -> list[int]:
    """The best notes, reordered so that authors who were hardly seen get their chance."""
    total = person.total.copy()
    total[person.seen] = 0
    pool = ground.settings.pool
    least = np.float32(0)
    if len(total) > pool:
        least = np.partition(total, len(total) - pool)[len(total) - pool]
    offered = np.flatnonzero((total > 0) & (total >= least))
    best = offered[np.argsort(-total[offered], kind="stable")][:pool]
    if not len(best):
        return []
    lists = rerank_fairly(
        best[None, :],
        total[best][None, :].astype(np.float64),
        authors=ground.record.note_authors,
        claims=ground.claims,
        settings=ground.settings,
    )
    return [int(note) for note in lists.items[0] if note >= 0]


def _with_first_looks(
    ground: _Ground, person: _Person, shown: list[int]
) -> tuple[list[int], frozenset[int]]:
    impressions, every = ground.record.impressions, ground.settings.first_look_every
    if impressions is None or not every:
        return shown, frozenset()
    owed = ground.owed
    if len(person.seen):
        owed = owed.copy()
        owed[person.seen] = 0
    size = ground.settings.page_size
    fresh = next_first_looks(owed, impressions, slots=size // every).tolist()
    page = [note for note in shown if note not in fresh]
    for turn, note in enumerate(fresh, start=1):
        page.insert(turn * every - 1, note)
    return page[:size], frozenset(fresh)


def _kinds(
    record: FeedRecord, person: _Person, shown: list[int], actor: int | None
) -> list[tuple[str, int]]:
    """The reason of each note: taste, the stratum that explains it best, or that many came."""
    theirs = record.note_strata[shown].toarray()
    if actor is not None:
        common = theirs * record.memberships[[actor]].toarray()[0]
        theirs = np.where(common.any(axis=1)[:, None], common, theirs)
    named = np.where(theirs.any(axis=1), theirs.argmax(axis=1) if theirs.size else -1, -1)
    close = person.taste[shown] > person.strata[shown]
    return [
        ("close_to_saved", -1) if is_close else ("stratum", int(s)) if s >= 0 else ("popular", -1)
        for is_close, s in zip(close.tolist(), named.tolist(), strict=True)
    ]


def _to_unit(values: FloatArray) -> FloatArray:
    low = min(float(values.min(initial=0.0)), 0.0)
    high = float(values.max(initial=0.0)) - low
    return ((values - np.float32(low)) / np.float32(high or 1.0)).astype(np.float32)
