"""Notes and who was heard under them: the record as arrays, in order of time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from isotherm.ledger import Record

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["Heard", "Responses", "answers", "dated_notes", "hear", "kind_heard", "texts_of"]

Ints = NDArray[np.int64]
_DAY_US = 86_400_000_000
_DAY, _NEARLY_A_DAY = dt.timedelta(days=1), dt.timedelta(hours=23)
_SILENCE_DAYS = 730  # without a note, after which what came before says nothing of today


@dataclasses.dataclass(frozen=True)
class Responses:
    """Each actor's first response of a kind to each note, sorted by note."""

    note: Ints  # the note
    actor: Ints  # the actor
    day: Ints  # the day
    weight: NDArray[np.float64]  # what the actor counts for
    first: Ints  # (notes + 1,) where each note's responses begin

    @cached_property
    def turn(self) -> Ints:
        """The place of each response among all, sorted by actor, day and note."""
        turn = np.empty(len(self.day), dtype=np.int64)
        turn[np.lexsort((self.note, self.day, self.actor))] = np.arange(len(turn))
        return turn

    def of(self, notes: Ints) -> tuple[Ints, Ints]:
        """The responses to some notes, and for each its place among ``notes``."""
        counts = self.first[notes + 1] - self.first[notes]
        place = np.repeat(np.arange(len(notes)), counts)
        offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.first[notes][place] + offset, place


@dataclasses.dataclass(frozen=True)
class Heard:
    """Notes sorted by time, and who responded to them."""

    notes: pa.Table  # note_id, author_id, at, title, body, tags, paid, followers
    zero: dt.datetime  # midnight (UTC) of day 0
    day: Ints  # (notes,) day of each note
    author: Ints  # (notes,) number of its author; a coordinated group is one author
    followers: NDArray[np.float64]  # (notes,) of its author, NaN where not known
    paid: NDArray[np.bool_]  # (notes,) declared as paid
    pushed: NDArray[np.bool_]  # (notes,) written by one of a coordinated group
    replies: Responses  # replies; where nobody replies at all, likes, saves and shares
    all: Responses  # replies, likes, saves and shares together
    kind: str  # what the first are: reply or reaction
    as_of: dt.datetime  # nothing later is known
    last_day: int  # the day of the as-of time

    @property
    def last_whole_day(self) -> int:
        """The last day that is over, or nearly: half an hour of a day is no day without replies."""
        begun = self.as_of - self.zero - self.last_day * _DAY
        # In records that know only days a day is whole at its midnight.
        return self.last_day - (dt.timedelta() < begun < _NEARLY_A_DAY)

    def texts(self) -> list[str]:
        """Title and body of each note."""
        return texts_of(self.notes)


def texts_of(notes: pa.Table) -> list[str]:
    """Title and body of each note."""
    lines = zip(notes["title"].to_pylist(), notes["body"].to_pylist(), strict=True)
    return [f"{title or ''} {body or ''}".strip() for title, body in lines]


def dated_notes(record: Record) -> pa.Table:
    """The record's dated notes and their authors' reach, in order of time.

    Those from before the last silence of years are left out: most are wrong dates (the year 1970
    stands for none, and 1026 for 2026), and the others say nothing of today.
    """
    notes = record.collect(_dated_notes(record), order_by=("at", "note_id"))
    moments = notes["at"].cast(pa.int64()).to_numpy()
    silences = np.flatnonzero(np.diff(moments) > _SILENCE_DAYS * _DAY_US)
    return notes.slice(int(silences[-1]) + 1) if len(silences) else notes


def hear(record: Record, coordinated: pa.Table) -> Heard | None:
    """The record's notes and responses; None where it has no dated notes or no responses.

    A response is a reply, a like, a save or a share. Only an actor's first response to a note
    counts; authors under their own notes do not.
    """
    notes = dated_notes(record)
    narrow = _first_responses(record, answers(record))
    wide = _first_responses(record, _replied(record).union(_reacted(record)))
    if notes.num_rows == 0 or wide.num_rows == 0:
        return None
    zero = _midnight(notes["at"][0].as_py())
    weights, groups = _weights_and_groups(coordinated)
    known = pc.unique(wide["actor_id"]).sort()
    weight = np.array([weights.get(name, 1.0) for name in known.to_pylist()])
    place = _Place(notes["note_id"].combine_chunks(), known, weight, zero)
    _, author = _numbers(_as_one(notes["author_id"], groups))
    return Heard(
        notes=notes,
        zero=zero,
        day=_days(notes["at"], zero),
        author=author,
        followers=notes["followers"].to_numpy(zero_copy_only=False).astype(np.float64),
        paid=np.array([said is True for said in notes["paid"].to_pylist()], dtype=bool),
        pushed=np.array([name in groups for name in notes["author_id"].to_pylist()], dtype=bool),
        replies=place.responses(narrow),
        all=place.responses(wide),
        kind=kind_heard(record),
        as_of=record.as_of,
        last_day=_last_day(record.as_of, zero, notes["at"], wide["at"]),
    )


@dataclasses.dataclass(frozen=True)
class _Place:
    """Numbers for notes and actors."""

    notes: pa.Array
    actors: pa.Array
    weight: NDArray[np.float64]
    zero: dt.datetime

    def responses(self, rows: pa.Table) -> Responses:
        place = pc.index_in(rows["note_id"], value_set=self.notes)
        heard = pc.is_valid(place)
        rows, note = rows.filter(heard), np.asarray(place.filter(heard), dtype=np.int64)
        actor = np.asarray(pc.index_in(rows["actor_id"], value_set=self.actors), dtype=np.int64)
        day = _days(rows["at"], self.zero)
        order = np.argsort(note * len(self.actors) + actor)  # no pair of them comes twice
        note, actor, day = note[order], actor[order], day[order]
        first = np.searchsorted(note, np.arange(len(self.notes) + 1))
        return Responses(note, actor, day, self.weight[actor], first)


def kind_heard(record: Record) -> str:
    """What people are heard by: reply, or where there are none, reaction."""
    return "reply" if record.has("replies", "at") else "reaction"


def answers(record: Record) -> ir.Table:
    """Who answered which note when: replies, or where nobody replies likes, saves and shares."""
    return _replied(record) if kind_heard(record) == "reply" else _reacted(record)


def _dated_notes(record: Record) -> ir.Table:
    import ibis

    notes, actors = record.table("notes"), record.table("actors")
    reach = actors.select(author_id=actors.actor_id, followers=actors.followers)
    dated = notes.filter(notes["at"].notnull()).left_join(reach, "author_id")
    return dated.select(
        "note_id",
        "at",
        "title",
        "body",
        "tags",
        "paid",
        "followers",
        author_id=ibis.coalesce(dated.author_id, dated.note_id),
    )


def _replied(record: Record) -> ir.Table:
    import ibis

    replies = record.table("replies")
    return replies.select(
        "note_id", "at", actor_id=ibis.coalesce(replies.actor_id, replies.reply_id)
    )


def _reacted(record: Record) -> ir.Table:
    reactions = record.table("reactions")
    meant = reactions.filter(
        reactions.kind.isin(["like", "save", "share"]) & reactions.actor_id.notnull()
    )
    return meant.select("note_id", "at", "actor_id")


def _first_responses(record: Record, said: ir.Table) -> pa.Table:
    notes = record.table("notes")
    of_note = notes.filter(notes["at"].notnull()).select("note_id", author=notes.author_id)
    joined = said.filter(said["at"].notnull()).inner_join(of_note, "note_id")
    others = joined.filter(joined.author.isnull() | (joined.author != joined.actor_id))
    first = others.group_by(["note_id", "actor_id"]).aggregate(at=others["at"].min())
    return record.collect(first, order_by=())  # sorted by their numbers, which is quicker


def _weights_and_groups(coordinated: pa.Table) -> tuple[dict[str, float], dict[str, str]]:
    names = coordinated["actor_id"].to_pylist()
    weights = dict(zip(names, coordinated["weight"].to_pylist(), strict=True))
    return weights, dict(zip(names, coordinated["group_id"].to_pylist(), strict=True))


def _as_one(authors: pa.ChunkedArray, groups: dict[str, str]) -> pa.Array:
    return pa.array([groups.get(name, name) for name in authors.to_pylist()], pa.string())


def _numbers(names: pa.ChunkedArray | pa.Array) -> tuple[list[str], Ints]:
    """Number names by their sorted order."""
    known = pc.unique(names).sort()
    return known.to_pylist(), np.asarray(pc.index_in(names, value_set=known), dtype=np.int64)


def _days(times: pa.ChunkedArray, zero: dt.datetime) -> Ints:
    moments = times.cast(pa.int64()).to_numpy()
    return np.asarray((moments - int(zero.timestamp()) * 1_000_000) // _DAY_US, dtype=np.int64)


def _last_day(as_of: dt.datetime, zero: dt.datetime, *times: pa.ChunkedArray) -> int:
    """The day of the as-of time; a midnight ends the day before, unless something happened on it.

    In records that know only days everything happens at midnight.
    """
    on_it = any(pc.max(column).as_py() == as_of for column in times)
    return (as_of - (dt.timedelta() if on_it else dt.timedelta(microseconds=1)) - zero).days


def _midnight(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
