"""Which voters act as one: by the last reading, and by a look at the votes themselves."""

from __future__ import annotations

import functools
import hashlib
import time
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count
from numpy.typing import NDArray

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import LiveTest, Vote

if TYPE_CHECKING:
    from isotherm.trust import Poll

__all__ = ["coordinated_groups"]

_LOOK_AGAIN_S = 20.0  # even where no vote changed: voters go on living
_FEWEST = 12  # voters from which the votes can be judged


def coordinated_groups(test_id: str, voters: frozenset[str]) -> dict[str, str]:
    """Group of each voter who acts as one with others; whoever is not listed is alone.

    The last reading knows who acted as one before; who came only to stuff this ballot is told by
    the votes: one choice, one moment, and no life beside it. Every change of the votes is looked at
    before it is counted, so that nobody counts unseen.
    """
    known = {who: group for who, group in _read_groups().items() if who in voters}
    if len(voters) < _FEWEST:
        return known
    changes = LiveTest.objects.values_list("changes", flat=True).get(pk=test_id)
    return _pushed(test_id, changes, int(time.monotonic() / _LOOK_AGAIN_S)) | known


def _read_groups() -> dict[str, str]:
    from isotherm.web.readings import queries

    return queries.groups()


@functools.lru_cache(maxsize=64)
def _pushed(test_id: str, changes: int, moment: int) -> dict[str, str]:
    from isotherm.trust import TrustSettings, find_stuffing

    polls, names = _polls(test_id)
    found: dict[str, str] = {}
    for pushed in find_stuffing(polls, TrustSettings()):
        members = [names[i] for i in pushed.members.tolist()]
        told = hashlib.sha256("\n".join(members).encode()).hexdigest()
        found |= dict.fromkeys(members, f"g-{told[:10]}")
    return found


def _polls(test_id: str) -> tuple[list[Poll], list[str]]:
    """Each voter once: what they chose, when they came, what else they do."""
    from isotherm.trust import Poll, choices_of

    choices: dict[str, set[str]] = {}
    first: dict[str, float] = {}
    rows = Vote.objects.filter(test_id=test_id, member__isnull=False).order_by("at", "pk")
    for who, option_id, stake, when in rows.values_list("member_id", "option_id", "stake", "at"):
        chosen = choices.setdefault(str(who), set())
        if stake != "seen":
            chosen.add(option_id)
        if when is not None:
            first.setdefault(str(who), when.timestamp())
    names = sorted(choices)
    options = sorted({o for c in choices.values() for o in c})
    backs = np.array([[o in choices[n] for o in options] for n in names], dtype=bool)
    at = np.array([first.get(n, np.nan) for n in names])
    lives = np.column_stack((_acts(names), at - _joined(names)))
    told = ("does little else", "joined just before")
    return [
        Poll("votes", np.arange(len(names)), chosen, at, lives, told)
        for chosen in choices_of(backs)
    ], names


def _acts(names: list[str]) -> NDArray[np.float64]:
    """How much each does beside voting."""
    acts = dict.fromkeys(names, 0)
    for relation in ("notes", "replies", "reactions", "wishes", "orders"):
        rows = Member.objects.filter(pk__in=names).annotate(n=Count(relation))
        for member_id, n in rows.values_list("pk", "n"):
            acts[member_id] += n
    return np.array([float(acts[n]) for n in names])


def _joined(names: list[str]) -> NDArray[np.float64]:
    rows = Member.objects.filter(pk__in=names, joined_at__isnull=False)
    joined = {pk: at.timestamp() for pk, at in rows.values_list("pk", "joined_at") if at}
    return np.array([joined.get(n, np.nan) for n in names])
