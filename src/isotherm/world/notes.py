"""Notes: who writes about what and when, and the text they write."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.calendar import Calendar
from isotherm.world.draws import Floats, Ids, Ints, RowChoice, WeightedChoice, list_of, rng_for
from isotherm.world.leaves import LEAVES
from isotherm.world.lexicon import GENERAL, LEAF_COUNT, Lexicon
from isotherm.world.needs import Need
from isotherm.world.people import People
from isotherm.world.sentences import JOINS
from isotherm.world.settings import WorldSettings
from isotherm.world.shops import Shops
from isotherm.world.writer import LedgerWriter

__all__ = ["Notes", "join_notes", "plan_notes", "write_notes"]

_GENERAL_SHARE = 0.1  # of notes, those about nothing in particular
_SECOND_SHARE = 0.12  # of the others, those that belong to two strata
_BLOGGED = 0.2  # of the notes about the story's need, those by the story's blogger
_NEED_SHARE = 0.2  # of the others, those about something that is also asked for


@dataclasses.dataclass(frozen=True)
class Notes:
    """Arrays over notes; -1 where there is no stratum, need, wave or product."""

    author: Ints
    at: Ints
    leaf: Ints
    second: Ints
    need: Ints
    wave: Ints
    product: Ints
    paid: npt.NDArray[np.bool_]
    pull: Floats  # expected views outside waves

    @property
    def count(self) -> int:
        """How many notes there are."""
        return len(self.author)

    def rows(self, picked: npt.NDArray[np.int64] | slice) -> Notes:
        """Some of the notes."""
        fields = dataclasses.fields(self)
        return Notes(**{field.name: getattr(self, field.name)[picked] for field in fields})


def join_notes(parts: list[Notes]) -> Notes:
    """All notes, one part after the other."""
    return Notes(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in dataclasses.fields(Notes)
        }
    )


def plan_notes(
    seed: int,
    settings: WorldSettings,
    calendar: Calendar,
    *,
    people: People,
    needs: list[Need],
    shops: Shops,
    blogger: int,
) -> Notes:
    """Plan the ordinary notes: authors by activity, subjects by their strata.

    ``blogger`` writes some of those about the first need; -1 is a null world, where authors
    write about anything.
    """
    rng = rng_for(seed, "notes")
    count = settings.notes
    weight = people.activity * np.array([0.12, 3.0, 2.0, 1.0])[people.kind]
    author = WeightedChoice(weight).draw(rng, count)
    leaf = _subjects(rng, people, author, away=1.0 if blogger < 0 else 0.6 * settings.mixing)
    leaf[rng.random(count) < _GENERAL_SHARE] = -1
    second = np.where(
        (rng.random(count) < _SECOND_SHARE) & (leaf >= 0),
        _subjects(rng, people, author, away=1.0 if blogger < 0 else 0.3),
        -1,
    )
    second[second == leaf] = -1
    need = _about_need(rng, leaf, needs)
    if blogger >= 0:
        author = np.where((need == 0) & (rng.random(count) < _BLOGGED), blogger, author)
    at = calendar.moments(rng, _days(rng, leaf, calendar))
    keep = at >= people.joined[author]
    pull = rng.lognormal(0, 1.0, count) * (people.followers[author] + 30.0) ** 0.3
    notes = Notes(
        author=author,
        at=at,
        leaf=leaf,
        second=second,
        need=need,
        wave=np.full(count, -1),
        product=_carried(rng, leaf, need, shops, at=at),
        paid=rng.random(count) < 0.02,
        pull=pull * settings.views / pull.sum(),
    )
    return notes.rows(np.flatnonzero(keep))


def write_notes(
    rng: np.random.Generator,
    notes: Notes,
    ledger: LedgerWriter,
    *,
    numbers: Ints,
    ids: Ids,
    lexicon: Lexicon,
    mixing: float,
) -> None:
    """Write ordinary notes with titles, bodies and tags."""
    leaf = np.where(notes.leaf < 0, GENERAL, notes.leaf)
    subject = np.where(notes.need >= 0, GENERAL + 1 + notes.need, leaf)
    title = lexicon.fill(
        rng, lexicon.frames(rng, "title", notes.count), topics=subject, mixing=mixing * 0.5
    )
    body = _body(rng, lexicon, subject=subject, leaf=leaf, second=notes.second, mixing=mixing)
    put_notes(
        ledger,
        notes,
        numbers=numbers,
        ids=ids,
        title=title,
        body=body,
        tags=_tags(rng, lexicon, leaf, mixing=mixing),
    )


def put_notes(
    ledger: LedgerWriter,
    notes: Notes,
    *,
    numbers: Ints,
    ids: Ids,
    title: pa.Array,
    body: pa.Array,
    tags: pa.ListArray,
) -> None:
    """Add finished notes to the ledger."""
    carried = notes.product >= 0
    ledger.add(
        "notes",
        {
            "note_id": ids.of("notes", numbers),
            "author_id": ids.of("actors", notes.author),
            "at": notes.at,
            "title": title,
            "body": body,
            "tags": tags,
            "paid": notes.paid,
            "product_ids": list_of(
                ids.of("products", notes.product[carried]), carried.astype(np.int64)
            ),
        },
    )


def _subjects(rng: np.random.Generator, people: People, author: Ints, *, away: float) -> Ints:
    """A leaf stratum for each note: one of the author's, or with ``away`` anybody's."""
    shares = WeightedChoice([leaf.share for leaf in LEAVES])
    anybody = shares.draw(rng, len(author))
    cdf = np.cumsum(people.weights[author], axis=1)
    own = (rng.random(len(author))[:, None] > cdf[:, :-1]).sum(axis=1)
    homeless = cdf[:, -1] < 0.5
    return np.where(homeless | (rng.random(len(author)) < away), anybody, own)


def _about_need(rng: np.random.Generator, leaf: Ints, needs: list[Need]) -> Ints:
    by_leaf = [[n for n, need in enumerate(needs) if need.leaf == row] for row in range(LEAF_COUNT)]
    choice = RowChoice(
        [np.array(row) for row in by_leaf],
        [np.array([needs[n].asking for n in row]) for row in by_leaf],
    )
    drawn = choice.draw(rng, np.maximum(leaf, 0))
    return np.where((leaf >= 0) & (rng.random(len(leaf)) < _NEED_SHARE), drawn, -1)


def _days(rng: np.random.Generator, leaf: Ints, calendar: Calendar) -> Ints:
    """Days by the week, with each stratum drifting slowly over the record."""
    day = np.arange(calendar.days) / calendar.days
    rows = []
    for _ in range(LEAF_COUNT + 1):
        phase, period = rng.uniform(0, 2 * np.pi), rng.uniform(0.6, 1.6)
        rows.append(calendar.day_weights() * (1 + 0.25 * np.sin(2 * np.pi * day / period + phase)))
    choice = RowChoice([np.arange(calendar.days)] * len(rows), rows)
    return choice.draw(rng, leaf + 1)


def _carried(rng: np.random.Generator, leaf: Ints, need: Ints, shops: Shops, *, at: Ints) -> Ints:
    """The product a note carries: one in seven carries one of its stratum's."""
    drawn = shops.by_leaf.draw(rng, np.maximum(leaf, 0))
    wanted = (leaf >= 0) & (need < 0) & (rng.random(len(leaf)) < 1 / 7) & (shops.listed[drawn] < at)
    return np.where(wanted, drawn, -1)


def _body(
    rng: np.random.Generator,
    lexicon: Lexicon,
    *,
    subject: Ints,
    leaf: Ints,
    second: Ints,
    mixing: float,
) -> pa.Array:
    """Two to six sentences; those of a second stratum are mixed in."""
    count = len(leaf)
    length = rng.integers(2, 7, count)
    joins = pa.array(JOINS)
    parts: list[pa.Array] = []
    for place in range(6):
        topics = np.where(rng.random(count) < 0.5, subject, leaf)
        topics = np.where((second >= 0) & (rng.random(count) < 0.4), second, topics)
        said = lexicon.say(rng, lexicon.frames(rng, "body", count), topics=topics, mixing=mixing)
        said = pc.binary_join_element_wise(
            said, joins.take(pa.array(rng.integers(0, len(JOINS), count))), ""
        )
        parts.append(pc.if_else(pa.array(length > place), said, ""))
    return pc.binary_join_element_wise(*parts, "")


def _tags(rng: np.random.Generator, lexicon: Lexicon, leaf: Ints, *, mixing: float) -> pa.ListArray:
    lengths = rng.integers(0, 4, len(leaf))
    topics = np.repeat(leaf, lengths)
    frames = lexicon.frames(rng, "tag", len(topics))
    return list_of(lexicon.fill(rng, frames, topics=topics, mixing=mixing), lengths)
