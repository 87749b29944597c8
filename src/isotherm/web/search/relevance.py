"""Which of the matches matter: warmth for everybody, belonging for whom personalisation is on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note
from isotherm.web.community.reading import last_said

__all__ = ["relevance_of_notes"]

_BELONGING = 0.6  # how much of a member's relevance is belonging; the rest is warmth


def relevance_of_notes(note_ids: Sequence[str], member: Member | None) -> dict[str, float]:
    """The relevance (0..1) of notes to a member, or to anybody where none is given."""
    if not note_ids:
        return {}
    warmth = _warmth(note_ids)
    if member is None:
        return warmth
    belonging = _belonging(note_ids, member)
    if not belonging:
        return warmth
    return {
        note_id: (1 - _BELONGING) * warm + _BELONGING * belonging.get(note_id, 0.0)
        for note_id, warm in warmth.items()
    }


def _warmth(note_ids: Sequence[str]) -> dict[str, float]:
    """How many came back to each, on a scale that flattens out; the warmest is 1."""
    rows = Note.objects.filter(pk__in=list(note_ids))
    counts = rows.values_list("pk", "like_count", "save_count", "reply_count")
    warm = {pk: math.log1p(likes + saves + replies) for pk, likes, saves, replies in counts}
    most = max(warm.values(), default=0.0) or 1.0
    return {pk: value / most for pk, value in warm.items()}


def _belonging(note_ids: Sequence[str], member: Member) -> dict[str, float]:
    """How much the strata of each are the member's, left and muted ones aside."""
    from isotherm.web.accounts.queries import left_strata, muted_strata
    from isotherm.web.readings.queries import strata_of

    avoided = left_strata(member.pk) | muted_strata(member.pk)
    own = {row["stratum_id"]: row["weight"] for row in strata_of(member.pk)}
    own = {key: weight for key, weight in own.items() if key not in avoided}
    if not own:
        return {}
    most = max(own.values())
    strata = last_said().strata_of
    return {
        note_id: max((own.get(key, 0.0) for key in strata.get(note_id, ())), default=0.0) / most
        for note_id in note_ids
    }
