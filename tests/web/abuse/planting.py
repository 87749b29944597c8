"""Words of one's choice in every column of the town that people or files put words into."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from tests.web.full_town import Say

# Columns no person and no file decides on: states, keys, hashes, addresses made by us.
OURS = {
    "accounts.Member.kind",
    "accounts.Member.password",
    "accounts.StratumChoice.*",
    "api.Delivery.*",
    "api.Token.hash",
    "api.Token.scopes",
    "api.Webhook.*",
    "community.Notice.kind",
    "community.Notice.url",
    "control.Decision.subject_id",
    "control.Disclosure.*",
    "control.Gate.kind",
    "control.Push.*",
    "control.TrendFile.origin",
    "desk.BriefAnswer.brief_id",
    "desk.Lot.*",
    "readings.FeedList.*",
    "readings.ReadingRun.folder",
    "readings.ReadingRun.state",
    "readings.Series.*",
    "rooms.LiveTest.brief_id",
    "rooms.LiveTest.place",
    "rooms.Presence.*",
    "rooms.Room.stream_url",
    "rooms.RoomLine.client_key",
    "rooms.RoomLine.kind",
    "rooms.Vote.stake",
    "search.Entry.tokens",
    "search.Search.clicked",
    "shop.Deposit.*",
    "shop.Hold.*",
    "shop.OrderLine.line_id",
    "shop.OrderLine.return_fit",
    "shop.OrderLine.source_id",
    "shop.OrderLine.source_kind",
    "shop.OrderStep.kind",
    "shop.Outcome.fit",
    "shop.Payment.*",
    "shop.PaymentEvent.*",
    "shop.Product.brief_id",
    "shop.Product.option_id",
    "shop.StockEntry.*",
    "site.OnceKey.*",
    "site.Town.rebuilt_from",
    "studio.Selection.trust",
}


def told_columns() -> list[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column of every room that people or files can put words into."""
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("isotherm."):
            continue
        for field in model._meta.concrete_fields:
            texts = (models.CharField, models.TextField, models.JSONField)
            if not isinstance(field, texts) or field.primary_key or field.choices:
                continue
            label = model._meta.label
            if not {f"{label}.*", f"{label}.{field.name}"} & OURS:
                found.append((model, field))
    return found


def plant(say: Say) -> set[str]:
    """Say something in every such column of every row; the columns that have no row are given."""
    empty = set()
    for model, field in told_columns():
        if model._meta.label == "control.Decision":  # kept for good: said when it was made
            continue
        rows = list(model._default_manager.values_list("pk", field.attname))
        if not rows:
            empty.add(f"{model._meta.label}.{field.name}")
        for key, value in rows:
            said = _said(field, value, say)
            model._default_manager.filter(pk=key).update(**{field.attname: said})
    return empty


_SHAPES: dict[str, Any] = {
    "tags": ["x", "x"],
    "categories": ["x", "x"],
    "attributes": {"colour": "x", "cut": "x", "x": "x"},
    "options": {"size": "x", "x": "x"},
    "profile": {"city": "x", "height_cm": 170},
    "missing": [{"code": "need_only", "values": {"need": "x"}}],
    "left_out": [{"code": "row_again", "values": {"row": "x", "product_id": "x"}}],
}


def _said(field: models.Field[Any, Any], value: Any, say: Say) -> Any:
    if isinstance(field, models.JSONField):
        return reworded(_SHAPES.get(field.name, value), say)
    return say(field.max_length or 10**9)


def reworded(value: Any, say: Say) -> Any:
    """A plain structure with other words in it, and other names where a name is only ``x``."""
    if isinstance(value, str):
        return say(60)
    if isinstance(value, dict):
        return {
            say(20) if key == "x" else key: one
            if key.endswith("_id") or key == "code"
            else reworded(one, say)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [reworded(one, say) for one in value]
    return value
