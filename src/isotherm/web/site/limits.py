"""How often someone may do a thing: enough for a person in a hurry, too little for a machine."""

from __future__ import annotations

import functools

from django.http import HttpRequest
from django.utils.translation import gettext as _
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from isotherm.web.site.refusals import Refusal
from isotherm.web.site.together import redis_client, together

__all__ = ["RATES", "asker_of", "limited"]

# The acts that are counted. What is not named here may be done as often as ``other``.
RATES = {
    "note": "6/minute;60/day",
    "reply": "20/minute;300/hour",
    "react": "120/minute",
    "wish": "10/minute;60/day",
    "search": "60/minute",
    "vote": "60/minute",
    "say": "40/minute",
    "picture": "40/minute",
    "checkout": "10/minute",
    "export": "4/hour",
    "demo": "60/minute",
    "api": "600/minute",  # calls with a token, whatever they are for
    "other": "120/minute",
}


def limited(act: str, asker: str) -> None:
    """Count one act of an asker (a member's id, or ``asker_of(request)``); refuse one too many.

    The processes of the town count together in Redis; without it each counts for itself, and two
    of them let someone do up to twice as much.
    """
    for rate in _rates(act):
        hits = (functools.partial(_hit, where, rate, act, asker) for where in ("redis", "memory"))
        if not together.ask(*hits):
            words = _("That was a lot at once. Please wait a moment and try again.")
            raise Refusal(words, code="too_often", status=429)


def asker_of(request: HttpRequest) -> str:
    """Who asks: the member, or the address of someone not signed in."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.pk)
    return f"at:{request.META.get('REMOTE_ADDR', '')}"


def _hit(where: str, rate: RateLimitItem, act: str, asker: str) -> bool:
    return _limiter(where).hit(rate, act, asker)


@functools.cache
def _limiter(where: str) -> SlidingWindowCounterRateLimiter:
    if where == "memory":
        return SlidingWindowCounterRateLimiter(MemoryStorage())
    pool = redis_client().connection_pool
    return SlidingWindowCounterRateLimiter(
        RedisStorage("redis://", connection_pool=pool, key_prefix="isotherm:limits")
    )


@functools.cache
def _rates(act: str) -> list[RateLimitItem]:
    return parse_many(RATES.get(act, RATES["other"]))
