"""The notes of waves: authors, moments, and text on the wave's skeleton."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.calendar import Calendar
from isotherm.world.draws import Ids, Ints, list_of
from isotherm.world.lexicon import GENERAL, Lexicon
from isotherm.world.notes import Notes, put_notes
from isotherm.world.people import People
from isotherm.world.sentences import JOINS
from isotherm.world.waves import Wave, draw_days, wave_curve
from isotherm.world.writer import LedgerWriter

__all__ = ["plan_wave_notes", "write_wave_notes"]

_TAGGED = 0.75  # of a wave's notes, those that carry its tag
_POOL_AUTHORS = {"campaign": 0.3, "attack": 1.0}  # of the notes, those by accounts of the pool
_KEPT = 0.93  # of a skeleton's sentences, those an author keeps
_ADDED = 0.18  # chance of each of two sentences of the author's own


def plan_wave_notes(
    rng: np.random.Generator,
    wave: Wave,
    calendar: Calendar,
    *,
    number: int,
    people: People,
    pools: list[Ints],
) -> Notes:
    """Plan the notes of one wave."""
    author = _authors(rng, wave, people, pools)
    count = len(author)
    at = np.sort(calendar.moments(rng, _days(rng, wave, calendar, count)))
    at = np.maximum(at, people.joined[author] + 3600)
    declared = wave.kind == "campaign" and wave.pool % 2 == 0
    return Notes(
        author=author,
        at=np.minimum(at, calendar.end - 600),
        leaf=_leaves(rng, wave, people, author),
        second=np.full(count, -1),
        need=np.full(count, -1),
        wave=np.full(count, number),
        product=np.full(count, -1),
        paid=(rng.random(count) < 0.9) & declared,
        pull=np.zeros(count),
    )


def write_wave_notes(
    rng: np.random.Generator,
    wave: Wave,
    notes: Notes,
    ledger: LedgerWriter,
    *,
    number: int,
    numbers: Ints,
    ids: Ids,
    lexicon: Lexicon,
    topic: int,
    mixing: float,
) -> None:
    """Write the notes of one wave: its skeleton, each in its author's wording."""
    count = notes.count
    leaf = np.where(notes.leaf < 0, GENERAL, notes.leaf)
    topics = np.full(count, topic)
    templated = wave.kind != "celebrity"
    title = f"wave {number} title" if templated else "title"
    parts = []
    for place in range(len(wave.theme.bodies)):
        group = f"wave {number} body {place}" if templated else "body"
        said = lexicon.say(
            rng, lexicon.frames(rng, group, count), topics=topics, mixing=mixing * 0.6
        )
        parts.append(_joined(rng, said, present=rng.random(count) < _KEPT))
    for _ in range(2):
        said = lexicon.say(rng, lexicon.frames(rng, "body", count), topics=leaf, mixing=mixing)
        parts.append(_joined(rng, said, present=rng.random(count) < _ADDED))
    tagged = (rng.random(count) < _TAGGED) & templated
    own = rng.integers(0, 3, count)
    owned = np.repeat(leaf, own)
    words = lexicon.fill(rng, lexicon.frames(rng, "tag", len(owned)), topics=owned, mixing=mixing)
    put_notes(
        ledger,
        notes,
        numbers=numbers,
        ids=ids,
        title=lexicon.say(rng, lexicon.frames(rng, title, count), topics=topics, mixing=mixing),
        body=pc.binary_join_element_wise(*parts, ""),
        tags=_with_tag(wave.tag, tagged, words, own),
    )


def _with_tag(tag: str, tagged: npt.NDArray[np.bool_], words: pa.Array, own: Ints) -> pa.ListArray:
    """Own tags of each note, the wave's before them where it is used."""
    owner = np.concatenate([np.flatnonzero(tagged), np.repeat(np.arange(len(own)), own)])
    texts = pa.concat_arrays([pa.repeat(tag, int(tagged.sum())), words])
    order = np.argsort(owner, kind="stable")
    return list_of(texts.take(pa.array(order)), np.bincount(owner, minlength=len(own)))


def _joined(
    rng: np.random.Generator, said: pa.Array, *, present: npt.NDArray[np.bool_]
) -> pa.Array:
    joins = pa.array(JOINS).take(pa.array(rng.integers(0, len(JOINS), len(said))))
    return pc.if_else(pa.array(present), pc.binary_join_element_wise(said, joins, ""), "")


def _authors(rng: np.random.Generator, wave: Wave, people: People, pools: list[Ints]) -> Ints:
    if wave.kind == "celebrity":
        famous = np.argsort(people.followers[: people.real])[-12:]
        return rng.choice(famous, 1)
    pooled = round(wave.notes * _POOL_AUTHORS.get(wave.kind, 0.0))
    real = [
        people.draw_ordinary(rng, leaf, -(-(wave.notes - pooled) // len(wave.leaves)))
        for leaf in wave.leaves
    ]
    authors = rng.permutation(np.concatenate(real))[: wave.notes - pooled]
    if not pooled:
        return authors
    return rng.permutation(np.concatenate([authors, rng.choice(pools[wave.pool], pooled)]))


def _days(rng: np.random.Generator, wave: Wave, calendar: Calendar, count: int) -> Ints:
    """Days by the curve; a rising wave has its first dozen early, which is how it starts."""
    days = draw_days(rng, wave_curve(wave, calendar), count)
    if wave.kind not in ("organic", "campaign", "attack"):
        return days
    early = min(max(6, count // 2), count)
    span = max((min(wave.peak, calendar.days) - wave.start) * 0.4, 1.0)
    days[:early] = (wave.start + rng.random(early) * span).astype(np.int64)
    days[0] = int(wave.start)
    return np.clip(days, 0, calendar.days - 1)


def _leaves(rng: np.random.Generator, wave: Wave, people: People, author: Ints) -> Ints:
    """The wave's stratum each author belongs to, any of the wave's for others."""
    leaves = np.array(wave.leaves)
    strength = people.weights[author][:, leaves]
    best = strength.argmax(axis=1)
    anyone = rng.integers(0, len(leaves), len(author))
    return leaves[np.where(strength.max(axis=1) > 0, best, anyone)]
