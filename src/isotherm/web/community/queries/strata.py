"""Strata as everybody may see them: names, warmth, coarse numbers, never a person."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from isotherm.web.community.models import Note, Wish
from isotherm.web.community.reading import last_said
from isotherm.web.readings.crowds import size_of_stratum

__all__ = ["StratumCard", "notes_of_stratum", "stratum_card", "stratum_cards", "wishes_like"]

Row = Mapping[str, Any]
_WISHES = 6


@dataclasses.dataclass(frozen=True)
class StratumCard:
    """What a stratum's tile and page show."""

    id: str
    name: str
    terms: list[str]
    warmth: float  # 0..1
    size: tuple[int, int] | None  # people, on the ladder of what may be shown; None under k
    parent_id: str
    cover_ids: list[str]  # notes that stand for it


def stratum_cards() -> list[StratumCard]:
    """All strata of the last reading, the warmest first."""
    from isotherm.web.readings.queries import named_strata

    found = [_card(row) for row in named_strata()]
    return sorted(found, key=lambda card: (-card.warmth, card.id))


def stratum_card(stratum_id: str) -> StratumCard | None:
    """One stratum; None where the last reading knows none of that name, or may not name it."""
    from isotherm.web.readings.queries import named_stratum

    row = named_stratum(stratum_id)
    return _card(row) if row is not None else None


def notes_of_stratum(stratum_id: str, *, start: int, limit: int) -> list[str]:
    """Its notes, those that many came back to first."""
    ids = last_said().notes_of.get(stratum_id, ())
    warm = Note.objects.filter(pk__in=ids).order_by("-like_count", "-at", "pk")
    return list(warm.values_list("pk", flat=True)[start : start + limit])


def wishes_like(card: StratumCard) -> QuerySet[Wish]:
    """Open wishes that speak of what the stratum is about."""
    from django.db.models import Q

    about = Q(pk__in=[])
    for term in card.terms[:8]:
        about |= Q(text__icontains=term)
    wishes = Wish.objects.filter(about, answered_by__isnull=True).select_related("member")
    return wishes.order_by("-second_count", "-at", "pk")[:_WISHES]


def _card(row: Row) -> StratumCard:
    size = size_of_stratum(row)
    return StratumCard(
        id=row["stratum_id"],
        name=row["name"],
        terms=_texts(row["terms"])[:10],
        warmth=last_said().warmth.get(row["stratum_id"], 0.0),
        size=size,
        parent_id=row["parent_id"] or "",
        cover_ids=_texts(row["example_note_ids"])[:3],
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        value = json.loads(value)
    return [str(text) for text in value or ()]
