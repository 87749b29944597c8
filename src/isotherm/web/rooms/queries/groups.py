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
from isotherm.web.rooms.models import Vote

if TYPE_CHECKING:
    from isotherm.trust import Poll

__all__ = ["coordinated_groups", "look_anew"]

_LOOK_AGAIN_S = 20.0
_FEWEST = 12  # voters from which the votes can be judged


def coordinated_groups(test_id: str, voters: frozenset[str]) -> dict[str, str]:
    """Group of each voter who acts as one with others; whoever is not listed is alone.

    The last reading knows who acted as one before; who came only to stuff this ballot is told by
    the votes: one choice, one moment, and no life beside it.
    """
    known = {who: group for who, group in _read_groups().items() if who in voters}
    if len(voters) < _FEWEST:
        return known
    return _pushed(test_id, int(time.monotonic() / _LOOK_AGAIN_S)) | known


def look_anew() -> None:
    """Take the next look at once: whoever came since the last one is not judged by it."""
    _pushed.cache_clear()


def _read_groups() -> dict[str, str]:
    from isotherm.web.readings import queries

    return queries.groups()


@functools.lru_cache(maxsize=64)
def _pushed(test_id: str, moment: int) -> dict[str, str]:
    from isotherm.trust import TrustSettings, find_stuffing

    poll, names = _poll(test_id)
    found: dict[str, str] = {}
    for pushed in find_stuffing([poll], TrustSettings()):
        members = [names[i] for i in pushed.members.tolist()]
        told = hashlib.sha256("\n".join(members).encode()).hexdigest()
        found |= dict.fromkeys(members, f"g-{told[:10]}")
    return found


def _poll(test_id: str) -> tuple[Poll, list[str]]:
    """Each voter once: the one option they chose, when they came, what else they do."""
    from isotherm.trust import Poll

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
    places = {o: i for i, o in enumerate(sorted({o for c in choices.values() for o in c}))}
    choice = [places[next(iter(choices[n]))] if len(choices[n]) == 1 else -1 for n in names]
    at = np.array([first.get(n, np.nan) for n in names])
    lives = np.column_stack((_acts(names), at - _joined(names)))
    told = ("does little else", "joined just before")
    return Poll("votes", np.arange(len(names)), np.array(choice), at, lives, told), names


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
