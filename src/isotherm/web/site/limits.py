"""How often someone may do a thing: enough for a person in a hurry, too little for a machine."""

from __future__ import annotations

import functools

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from limits import RateLimitItem, parse_many
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from isotherm.web.site.refusals import Refusal

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
    "other": "120/minute",
}


def limited(act: str, asker: str) -> None:
    """Count one act of an asker (a member's id, or ``asker_of(request)``); refuse one too many."""
    for rate in _rates(act):
        if not _limiter().hit(rate, act, asker):
            words = _("That was a lot at once. Please wait a moment and try again.")
            raise Refusal(words, code="too_often", status=429)


def asker_of(request: HttpRequest) -> str:
    """Who asks: the member, or the address of someone not signed in."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.pk)
    return f"at:{request.META.get('REMOTE_ADDR', '')}"


@functools.cache
def _limiter() -> SlidingWindowCounterRateLimiter:
    """Counts in Redis where there is one, so that several processes count together."""
    return SlidingWindowCounterRateLimiter(storage_from_string(settings.REDIS_URL or "memory://"))


@functools.cache
def _rates(act: str) -> list[RateLimitItem]:
    return parse_many(RATES.get(act, RATES["other"]))
