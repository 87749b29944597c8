"""A service's one transaction, and patience where another's stands in its way."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from isotherm.web.site.refusals import Refusal

__all__ = ["one_turn", "patiently", "step_aside"]

P = ParamSpec("P")
R = TypeVar("R")

_TRIES = 4
_PAUSE_S = 0.05
_ASIDE_S = (0.02, 0.25)  # least and longest; SQLite looks again after a tenth of a second
_PASSING_STATES = ("40001", "40P01", "55P03")  # could not serialise, deadlock, lock not available


def patiently(service: Callable[P, R]) -> Callable[P, R]:
    """Begin a service again where it was stopped by another's lock; then say so in words.

    Inside a transaction nothing can begin again: there the stop goes on to whoever began it.
    """

    @functools.wraps(service)
    def begin(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            return service(*args, **kwargs)
        for attempt in range(1, _TRIES + 1):
            try:
                return service(*args, **kwargs)
            except OperationalError as stopped:
                if not _is_passing(stopped):
                    raise
                time.sleep(_PAUSE_S * attempt * (1 + random.random()))
        words = _("Very many people are here right now. Please try again in a moment.")
        raise Refusal(words, code="busy", status=429)

    return begin


def one_turn(service: Callable[P, R]) -> Callable[P, R]:
    """Run a service in one transaction of its own, patiently; inside another's it joins in."""

    @patiently
    @functools.wraps(service)
    def turn(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return service(*args, **kwargs)

    return turn


def step_aside(took_s: float) -> None:
    """Between many turns of one person: let others have theirs, as long as the last one took.

    SQLite has one writer and no queue: who waits looks now and then, and would never find it free.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(min(max(took_s, _ASIDE_S[0]), _ASIDE_S[1]))


def _is_passing(stopped: OperationalError) -> bool:
    """Whether trying again can help."""
    state = getattr(stopped.__cause__, "sqlstate", None)
    return state in _PASSING_STATES or "locked" in str(stopped)
