"""Counts made coarse, so that one person more or less can hardly be seen, however often one looks.

Each step from one shown value to the next lies at a hidden place of its own, fixed for the
subject: who knows all the others sees a change only if that place happens to be there.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterable

from isotherm.privacy.settings import PrivacySettings

__all__ = [
    "coarse_amount",
    "coarse_count",
    "hidden_k",
    "hidden_key",
    "hidden_place",
    "still_stands",
]


_FINE = 5  # steps up to which a ladder climbs by single ones


def hidden_key(secret: str, private_rows: Iterable[str]) -> str:
    """The key of the hidden places: the operator's secret, else what only the ledger knows.

    ``private_rows`` should be the earliest private rows: they stay the same from day to day.

    >>> hidden_key("s", ["a"]) == hidden_key("s", ["b"]) != hidden_key("", ["a"])
    True
    """
    told = secret or "\n".join(private_rows)
    return hashlib.blake2b(told.encode(), digest_size=16, person=b"isotherm").hexdigest()


def hidden_k(*, subject: str, key: str, settings: PrivacySettings) -> float:
    """How many people a cell of a subject needs: k and a hidden part of a step more.

    >>> settings = PrivacySettings()
    >>> 50 <= hidden_k(subject="need", key="k", settings=settings) < 60
    True
    """
    width = _climb(settings.k, settings) * settings.blur
    return settings.k + _hidden(f"{subject}/k", settings.k, key=key, width=width)


def coarse_count(count: float, *, subject: str, key: str, settings: PrivacySettings) -> int | None:
    """A number of people as it may be shown: on the ladder, never too high; None below k.

    The ladder begins at k and climbs by two steps up to ten steps, by four up to twenty, by ten up
    to fifty, and so on in tens. A rung m is reached at m + b people, b hidden within half of the
    climb for each subject and rung: over all counts one person moves the answer once in a climb.

    >>> settings = PrivacySettings()
    >>> coarse_count(137, subject="need", key="k", settings=settings) in (100, 120)
    True
    >>> coarse_count(49, subject="need", key="k", settings=settings) is None
    True
    """
    rung = _floor(count, settings)
    while count >= settings.k:
        rung = max(rung, settings.k)
        climb = _climb(rung, settings)
        if count >= rung + _hidden(subject, rung, key=key, width=climb * settings.blur):
            return rung
        if rung == settings.k:
            break
        rung = _floor(rung - 1, settings)
    return None


def coarse_amount(amount: float, *, subject: str, key: str, settings: PrivacySettings) -> int:
    """Pieces derived from people, on the same ladder, 0 allowed: rounded at a hidden place.

    Right on average; no floor at k, for the people behind it are counted elsewhere.

    >>> coarse_amount(3.2, subject="need", key="k", settings=PrivacySettings()) in (0, 10)
    True
    """
    rung = _floor(max(amount, 0.0), settings)
    above = _above(rung, settings)
    place = _hidden(f"{subject}/amount", rung, key=key, width=above - rung)
    return above if amount - rung > place else rung


def still_stands(
    count: float, shown: float, *, subject: str, key: str, settings: PrivacySettings
) -> bool:
    """Whether a figure that was shown may stay though the count behind it has moved since.

    A rung m of climb c was shown for counts from m to m + 3c/2 at the most; it stays down to
    m - u c and up to m + (3/2 + u) c, u hidden in 0..1 for the subject and the rung. So what is
    shown changes once while the count moves by more than a climb, and never back and forth.

    >>> settings = PrivacySettings()
    >>> [still_stands(n, 120, subject="n", key="k", settings=settings) for n in (70, 150, 230)]
    [False, True, False]
    """
    rung = math.floor(shown)
    climb = _climb(rung, settings)
    slack = _hidden(f"{subject}/stands", rung, key=key, width=climb)
    return rung - slack <= count <= rung + 1.5 * climb + slack


def hidden_place(*, subject: str, key: str) -> float:
    """A fixed number from 0 to below 1 for a subject that nobody without the key can tell.

    >>> 0 <= hidden_place(subject="need/prices", key="k") < 1
    True
    """
    return _hidden(subject, 0, key=key, width=1.0)


def _climb(rung: int, settings: PrivacySettings) -> int:
    """From a rung to the next: 10 up to 50, 20 up to 100, 40 up to 200, 100 up to 500, ..."""
    return _stretch(rung, settings)[1]


def _stretch(count: int, settings: PrivacySettings) -> tuple[int, int, int]:
    """The stretch of the ladder a count lies in: its first rung, its climb, and where it ends."""
    if count < _FINE * settings.step:
        return 0, settings.step, _FINE * settings.step
    first, climb, end = _FINE * settings.step, settings.climb * settings.step, 10 * settings.step
    for factor in itertools.cycle((2, 2.5, 2)):
        if count < end:
            return first, climb, end
        first, climb, end = end, round(climb * factor), round(end * factor)
    raise AssertionError  # the cycle never ends


def _floor(count: float, settings: PrivacySettings) -> int:
    """The highest rung not above the count: every stretch begins with one."""
    first, climb, _ = _stretch(math.floor(count), settings)
    return max(math.floor(count / climb) * climb, first)


def _above(rung: int, settings: PrivacySettings) -> int:
    """The next rung."""
    _, climb, end = _stretch(rung, settings)
    return min((rung // climb + 1) * climb, end)


def _hidden(subject: str, rung: int, *, key: str, width: float) -> float:
    """A fixed number from 0 to below ``width`` that nobody without the key can tell."""
    digest = hashlib.blake2b(f"{subject}\n{rung}".encode(), key=key.encode(), digest_size=8)
    return int.from_bytes(digest.digest()) / 2**64 * width
