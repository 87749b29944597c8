"""From raw votes to effective ones: each person or coordinated group counts once an option."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isotherm.errors import DataError

__all__ = ["Ballots", "Vote", "count_ballots", "read_votes"]

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
NO_TIME = np.iinfo(np.int64).min  # a vote without a time comes before all others
TAKEN_BACK = frozenset({"0", "0.0", "-1", "false", "no"})


@dataclasses.dataclass(frozen=True, order=True)
class Vote:
    """One row of votes: who put what behind which option, and when (microseconds, UTC)."""

    option_id: str
    actor_id: str
    at: int
    stake: str
    value: str


@dataclasses.dataclass(frozen=True)
class Ballots:
    """Effective votes in the order in which each voter first met each option."""

    option: NDArray[np.int64]
    """Index of the option."""
    voter: NDArray[np.int64]
    """Index into ``voters``."""
    at: NDArray[np.int64]
    """When the voter first met the option, microseconds UTC; the least integer where unknown."""
    value: NDArray[np.float64]
    """What it counts for, 0 (a no) to 1 (a yes)."""
    voters: tuple[str, ...]
    """Actor ids, and group ids where a group votes as one, sorted."""
    ignored: int
    """Rows without an actor, or for an option that is not on the list."""
    exposure: str
    """``seen`` where the votes say who saw what, ``assumed`` where every voter counts as having
    seen every option."""


def read_votes(votes: Any) -> list[Vote]:
    """Votes from an arrow table, from mappings, or from (option, actor, at, stake, value) rows.

    Times are datetimes, ISO-8601 text or epoch milliseconds; without an offset they are UTC.

    Raises:
        DataError: a row is of no known form, or a time cannot be read.

    >>> read_votes([("lilac", "u1", 0, "like", None)])
    [Vote(option_id='lilac', actor_id='u1', at=0, stake='like', value='')]
    """
    rows = votes.to_pylist() if hasattr(votes, "to_pylist") else votes
    return [_read(row) for row in rows]


def count_ballots(
    votes: Iterable[Vote],
    options: Sequence[str],
    *,
    weights: Mapping[str, float],
    groups: Mapping[str, str] | None = None,
) -> Ballots:
    """Count every voter once an option, at the most they put behind it.

    A coordinated group counts once, at its members' mean, so c groups move an option by at most c
    votes however many accounts they hold. Replays and repeated rows change nothing.

    Args:
        votes: from ``read_votes``, in any order.
        options: ids of the options of the test.
        weights: what a stake counts for, 0..1.
        groups: group id of each coordinated actor.

    Returns:
        The effective votes.

    >>> votes = read_votes([("lilac", who, 0, "like", None) for who in ("ana", "bo", "cy")])
    >>> groups = {"bo": "g", "cy": "g"}
    >>> counted = count_ballots(votes, ["lilac"], weights={"like": 1.0}, groups=groups)
    >>> counted.voters, counted.value
    (('ana', 'g'), array([1., 1.]))
    """
    place = {option: i for i, option in enumerate(options)}
    kept: dict[tuple[int, str], tuple[int, float]] = {}
    ignored, seen_logged = 0, False
    for vote in votes:
        if vote.option_id not in place or not vote.actor_id or vote.stake not in weights:
            ignored += 1
            continue
        seen_logged |= vote.stake == "seen"
        key = (place[vote.option_id], vote.actor_id)
        at, value = kept.get(key, (vote.at, 0.0))
        kept[key] = (min(at, vote.at), max(value, _worth(vote, weights)))
    if not seen_logged:
        kept = _seen_by_all(kept, len(options))
    return _ballots(kept, groups or {}, ignored=ignored, seen_logged=seen_logged)


def _ballots(
    kept: Mapping[tuple[int, str], tuple[int, float]],
    groups: Mapping[str, str],
    *,
    ignored: int,
    seen_logged: bool,
) -> Ballots:
    joined = sorted(
        (option, groups.get(actor, actor), actor not in groups, actor, at, value)
        for (option, actor), (at, value) in kept.items()
    )
    effective = []
    for (option, voter, _), same in itertools.groupby(joined, key=lambda row: row[:3]):
        members = list(same)
        worth = sum(row[5] for row in members) / len(members)
        effective.append((min(row[4] for row in members), voter, option, worth))
    effective.sort()
    voters = sorted({row[1] for row in effective})
    number = {voter: i for i, voter in enumerate(voters)}
    return Ballots(
        option=np.array([row[2] for row in effective], dtype=np.int64),
        voter=np.array([number[row[1]] for row in effective], dtype=np.int64),
        at=np.array([row[0] for row in effective], dtype=np.int64),
        value=np.array([row[3] for row in effective], dtype=np.float64),
        voters=tuple(voters),
        ignored=ignored,
        exposure="seen" if seen_logged else "assumed",
    )


def _seen_by_all(
    kept: Mapping[tuple[int, str], tuple[int, float]], options: int
) -> dict[tuple[int, str], tuple[int, float]]:
    first: dict[str, int] = {}
    for (_, actor), (at, _) in kept.items():
        first[actor] = min(at, first.get(actor, at))
    return {
        (option, actor): (at, kept.get((option, actor), (at, 0.0))[1])
        for actor, at in first.items()
        for option in range(options)
    }


def _worth(vote: Vote, weights: Mapping[str, float]) -> float:
    if vote.stake != "size" and vote.value.strip().lower() in TAKEN_BACK:
        return 0.0
    return weights[vote.stake]


def _read(row: Any) -> Vote:
    if isinstance(row, Vote):
        return row
    if isinstance(row, Mapping):
        row = tuple(row.get(key) for key in ("option_id", "actor_id", "at", "stake", "value"))
    if not isinstance(row, Sequence) or isinstance(row, str) or not 4 <= len(row) <= 5:
        raise DataError(f"found {row!r} for a vote; give (option_id, actor_id, at, stake, value)")
    option, actor, at, stake = row[:4]
    value = row[4] if len(row) == 5 else None
    return Vote(_text(option), _text(actor), _microseconds(at), _text(stake), _text(value))


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _microseconds(at: Any) -> int:
    if at is None or at == "":
        return NO_TIME
    if isinstance(at, str):
        try:
            at = dt.datetime.fromisoformat(at)
        except ValueError as error:
            raise DataError(f"a vote's time is {at!r}; give ISO-8601 or milliseconds") from error
    if isinstance(at, dt.datetime):
        moment = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
        return (moment - EPOCH) // dt.timedelta(microseconds=1)
    return int(at) * 1000
