"""All that is kept about a member, as plain values: every table that names them, none forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import BinaryField, Model, QuerySet

from isotherm.web.accounts.models import Member
from isotherm.web.readings import queries
from isotherm.web.readings.models import FeedList

__all__ = ["export_member"]

_SECRET = {"password", "hash", "secret"}  # of no use to anybody but a thief
_BELOW = {"note": ("pictures", "tagged"), "order": ("lines", "steps", "payments")}


def export_member(member: Member) -> dict[str, Any]:
    """Everything about a member: their row, every row that names them, where they belong."""
    told: dict[str, Any] = {"member": _plain(member)}
    for relation in Member._meta.related_objects:
        model: Any = relation.related_model
        rows = model._default_manager.filter(**{relation.field.name: member.pk}).order_by("pk")
        told[f"{model._meta.model_name} ({relation.field.name})"] = _told(rows)
    told["strata"] = [
        {"name": row["name"], "terms": row["terms"], "weight": row["weight"]}
        for row in queries.strata_of(member.pk)
    ]
    told["feed"] = list(FeedList.objects.filter(pk=member.pk).values_list("cards", flat=True))
    return {name: values for name, values in told.items() if values}


def _told(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [_plain(row) | _below(row) for row in rows]


def _below(row: Model) -> dict[str, Any]:
    """What belongs to a row that belongs to the member."""
    names = _BELOW.get(row._meta.model_name or "", ())
    return {name: [_plain(one) for one in getattr(row, name).order_by("pk")] for name in names}


def _plain(row: Model) -> dict[str, Any]:
    told = [field for field in row._meta.concrete_fields if field.name not in _SECRET]
    plain = [field for field in told if not isinstance(field, BinaryField)]  # a file brought
    return {field.name: field.value_from_object(row) for field in plain}
