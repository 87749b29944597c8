"""How many people may be told of: one floor, one ladder and one way to count, for every page.

Two pages that rounded one number in two ways would tell more of it together than either alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.conf import settings

from isotherm.privacy import PrivacySettings, coarse_count, hidden_key

__all__ = ["FLOOR", "STEPS", "share_of_crowd", "size_of_stratum", "whole_crowds"]

One = TypeVar("One")

_LADDER = PrivacySettings()
FLOOR = _LADDER.k  # fewest people behind anything that is shown, and between two looks
STEPS = 20  # shares are told in twentieths


def size_of_stratum(row: Mapping[str, Any]) -> tuple[int, int] | None:
    """The interval of a stratum's size on the ladder of what may be shown; None under k people."""
    low, high = _coarse(row, "size_low"), _coarse(row, "size_high")
    return None if low is None else (low, max(low, high or low))


def whole_crowds(came: Sequence[One]) -> Sequence[One]:
    """Those who may be counted now: whole fifties, in the order in which they came.

    Between two looks at least fifty join, so that nobody can be told from the difference.

    >>> len(whole_crowds(range(149))), len(whole_crowds(range(49)))
    (100, 0)
    """
    return came[: len(came) // FLOOR * FLOOR]


def share_of_crowd(n: int, of: int) -> float:
    """A share of people to the nearest twentieth.

    >>> share_of_crowd(33, 50)
    0.65
    """
    return round(n / of * STEPS) / STEPS


def _coarse(row: Mapping[str, Any], column: str) -> int | None:
    if row[column] is None:
        return None
    key = hidden_key(settings.SECRET_KEY, ())
    subject = f"{row['stratum_id']}/{column}"
    return coarse_count(row[column], subject=subject, key=key, settings=_LADDER)
