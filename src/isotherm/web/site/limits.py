"""How often someone may do a thing: enough for a person in a hurry, too little for a machine."""

from __future__ import annotations

import functools
import ipaddress

from django.http import HttpRequest
from django.utils.translation import gettext as _
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from isotherm.web.site.refusals import Refusal
from isotherm.web.site.together import redis_client, together

__all__ = ["RATES", "address_of", "asker_of", "limited"]

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
    "export": "4/hour;12/day",  # of everything that is kept about oneself
    "record": "20/hour;60/day",  # exports of the town's record, made or taken along
    "goods_in": "2/minute;20/hour",  # files of a shop's goods, each read whole by a job
    "goods_out": "10/minute;60/hour",
    "board": "10/hour;30/day",  # each looks through the whole record
    "token": "10/hour;40/day",
    "webhook": "10/hour;40/day",  # of a shop
    "demo": "60/minute",
    "api": "600/minute",  # calls with a token, whatever they are for
    "guess": "20/minute;200/hour",  # calls with a token nobody has, by address
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
            raise Refusal(_words(rate), code="too_often", status=429)


def _words(rate: RateLimitItem) -> str:
    """What is said to whoever did too much, with how long it is too much for."""
    if rate.GRANULARITY.name == "day":
        return _("That was a lot for one day. Please try again tomorrow.")
    if rate.GRANULARITY.name == "hour":
        return _("That was a lot for one hour. Please try again later.")
    return _("That was a lot at once. Please wait a moment and try again.")


def asker_of(request: HttpRequest) -> str:
    """Who asks: the member, or the address of someone not signed in."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.pk)
    return address_of(request)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Of the newer addresses one household has 2^64: they are one."""
    told = request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return f"at:{told}"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return f"at:{ipaddress.ip_network((address, 64), strict=False)}"
    return f"at:{address}"


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
