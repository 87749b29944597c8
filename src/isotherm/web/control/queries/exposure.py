"""Is the feed healthy: how evenly authors are seen, and are new and quiet notes seen at all."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import numpy as np
from django.core.cache import cache
from django.db.models import Sum

from isotherm.web.community.models import Note, Reaction
from isotherm.web.readings.shelves import Reading

__all__ = ["OWED", "SMALL", "Exposure", "exposure_at", "exposures"]

SMALL = 1000  # followers below which an author is a small one
OWED = 100  # impressions every new note is owed
_WINDOW = dt.timedelta(days=28)
_RIPE = dt.timedelta(days=3)  # a note younger than this may still be on its way to its first looks
_KEPT_S = 24 * 3600


@dataclasses.dataclass(frozen=True)
class Exposure:
    """The four weeks before a moment; None where nothing was shown or nobody's size is known."""

    at: dt.datetime
    impressions: int
    author_gini: float | None
    small_share: float | None  # of impressions that went to small authors
    small_notes: float | None  # share of the notes that are theirs
    cold_start: float | None  # share of new notes that got the looks they are owed
    seen_new: float | None  # share of new notes that were shown at all
    tail: float | None  # share of the less answered half of notes that was shown at all


def exposures(readings: Sequence[Reading]) -> list[Exposure]:
    """The feed at each reading; worked out once for each."""
    return [_kept(reading) for reading in readings]


def _kept(reading: Reading) -> Exposure:
    key = f"control:exposure:{reading.run_id}"
    found: Exposure | None = cache.get(key)
    if found is None:
        found = exposure_at(reading.as_of)
        cache.set(key, found, _KEPT_S)
    return found


def exposure_at(at: dt.datetime) -> Exposure:
    """The feed of the four weeks before ``at``, from the impressions of notes; two queries."""
    notes = list(
        Note.objects.filter(at__gt=at - _WINDOW, at__lte=at).values_list(
            "pk", "author_id", "author__followers", "at", "like_count", "save_count", "reply_count"
        )
    )
    shown = _impressions(at)
    seen = np.array([shown.get(row[0], 0) for row in notes], dtype=np.float64)
    if not notes or not seen.sum():
        return Exposure(at, int(seen.sum()), *([None] * 6))
    followers = [row[2] for row in notes]
    known = np.array([count is not None for count in followers])
    small = np.array([count is not None and count < SMALL for count in followers])
    ripe = np.array([row[3] is not None and row[3] <= at - _RIPE for row in notes])
    answers = np.array([row[4] + row[5] + row[6] for row in notes])
    tail = np.argsort(answers, kind="stable")[: len(notes) // 2]
    return Exposure(
        at=at,
        impressions=int(seen.sum()),
        author_gini=_author_gini([row[1] for row in notes], seen),
        small_share=_part(seen[small].sum(), seen[known].sum()),
        small_notes=_part(small.sum(), known.sum()),
        cold_start=_part((seen[ripe] >= OWED).sum(), ripe.sum()),
        seen_new=_part((seen[ripe] > 0).sum(), ripe.sum()),
        tail=_part((seen[tail] > 0).sum(), len(tail)),
    )


def _impressions(at: dt.datetime) -> dict[str, int]:
    looks = Reaction.objects.filter(
        kind=Reaction.Kind.IMPRESSION, at__gt=at - _WINDOW, at__lte=at, note__isnull=False
    )
    return dict(looks.values_list("note_id").annotate(Sum("count")).order_by())


def _author_gini(authors: Sequence[str | None], seen: np.ndarray) -> float:
    place: dict[str, int] = {}
    index = [place.setdefault(author or "", len(place)) for author in authors]
    from isotherm.feed.health import gini  # as in the shares of briefs

    return gini(np.bincount(index, seen, minlength=len(place)).astype(np.float64))


def _part(of: float, whole: float) -> float | None:
    return float(of / whole) if whole else None
