"""The accounts of a community that act as one, as the table ``coordinated`` of a reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from isotherm.schema import READING
from isotherm.trust.acts import Ints
from isotherm.trust.ledger_acts import read_channels
from isotherm.trust.ledger_asks import find_asking_alike, find_newborn
from isotherm.trust.ledger_polls import read_polls
from isotherm.trust.lives import Lives, read_lives
from isotherm.trust.settings import TrustSettings
from isotherm.trust.stuffing import find_stuffing
from isotherm.trust.verdict import Group, coordinated

if TYPE_CHECKING:
    from isotherm.ledger import Record

__all__ = ["find_coordinated"]


@dataclass(frozen=True)
class _Found:
    """What all channels say of one account."""

    score: float
    why: tuple[str, ...]


def find_coordinated(
    record: Record, settings: TrustSettings | None = None, *, only: str | None = None
) -> pa.Table:
    """Say which accounts act as one, so that each such group counts as one person.

    Replies, reactions, carts, orders, votes and searches are searched one after another by
    :func:`coordinated`; votes and outcomes also for ballots stuffed and goods talked down
    (:func:`isotherm.trust.find_stuffing`); searches and replies for newborn accounts that ask for
    one thing. Groups that share members are one group. Without times,
    texts or joining dates the other signs decide alone. Rows are of the reading's table
    ``coordinated``, sorted by group and account: the weights of a group sum to 1.

    With ``only`` (as "votes") groups are searched in that channel alone, quickly; the others tell
    no more than how people live.

    >>> from isotherm.ledger import Record
    >>> record = Record.from_rows({"notes": [{"note_id": "a", "at": "2026-01-01T00:00:00"}]})
    >>> find_coordinated(record).num_rows
    0
    """
    chosen = settings or TrustSettings()
    lives = read_lives(record)
    group = np.full(len(lives.actor_ids), -1, dtype=np.int64)
    found: dict[int, _Found] = {}
    for channel_name, one in _search(record, lives, chosen, only=only):
        _enter(group, found, channel_name, one, settings=chosen)
    return _table(lives.actor_ids, group, found)


def _search(
    record: Record, lives: Lives, settings: TrustSettings, *, only: str | None
) -> Iterator[tuple[str, Group]]:
    """The groups of each channel, newborn accounts that ask alike, those that pushed a choice."""
    channels = []
    for channel in read_channels(record, lives, settings, texts=only is None):
        if only in (None, channel.name):
            for one in coordinated(channel.edges, settings).found:
                yield channel.name, one
        channels.append(channel)
    if only is None:
        for one in find_newborn(channels, settings):
            yield "asks", one
        for one in find_asking_alike(channels, settings):
            yield "asks", one
    # what people vote for is no life beside the vote
    besides = [channel.edges for channel in channels if channel.name != "votes"]
    polls = [one for one in read_polls(record, lives, besides) if only in (None, one.name)]
    for pushed in find_stuffing(polls, settings):
        targets = np.zeros(0, dtype=np.int64)
        yield pushed.poll, Group(pushed.members, pushed.score, targets, pushed.why, pushed.log_e)


def _enter(
    group: Ints, found: dict[int, _Found], channel: str, one: Group, *, settings: TrustSettings
) -> None:
    """Add a group; it joins the groups it shares most of the smaller one's members with."""
    inside = group[one.members]
    met, shared = np.unique(inside[inside >= 0], return_counts=True)
    smaller = np.minimum(np.bincount(group[group >= 0])[met], len(one.members))
    met = met[2 * shared > smaller]
    number = int(met[0]) if len(met) else int(group.max(initial=-1)) + 1
    # whoever is in a group that shares little with this one stays where they are
    free = (inside < 0) | np.isin(inside, met)
    if len(met) == 0 and free.sum() < settings.smallest_group:
        return
    group[np.isin(group, met)] = number
    group[one.members[free]] = number
    why = (f"{channel}: {one.why[0]}", *one.why[1:])
    for actor, score in zip(one.members.tolist(), one.score.tolist(), strict=True):
        before = found.get(actor, _Found(0.0, ()))
        said = (*before.why, *(word for word in why if word not in before.why))
        found[actor] = _Found(1 - (1 - before.score) * (1 - score), said)


def _table(actor_ids: tuple[str, ...], group: Ints, found: dict[int, _Found]) -> pa.Table:
    rows = []
    for number in np.unique(group[group >= 0]).tolist():
        members = np.flatnonzero(group == number).tolist()
        names = [actor_ids[i] for i in members]
        group_id = "g-" + hashlib.sha256("\n".join(names).encode()).hexdigest()[:10]
        for i in members:
            one = found[i]
            rows.append((group_id, actor_ids[i], one.score, 1 / len(members), "; ".join(one.why)))
    rows.sort()
    schema = READING["coordinated"].arrow_schema()
    columns = list(zip(*rows, strict=True)) or [() for _ in schema]
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
