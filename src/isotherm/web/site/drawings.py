"""What the world draws for a thing of the town, from its words alone."""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.http import Http404

__all__ = ["DRAWN", "draw", "note_size"]

_KEPT = 4096  # drawings kept in memory, packed: about 4 kB each

_PENS = {
    "note": "draw_note",
    "product": "draw_product",
    "option": "draw_product",
    "member": "draw_avatar",
    "stratum": "draw_cover",
    "shop": "draw_cover",
}


def note_size(note_id: str) -> tuple[int, int]:
    """Width and height of a note's drawn picture, known without drawing it."""
    from isotherm.world.pictures import aspect_of

    return aspect_of(note_id)


def draw(what: str, thing_id: str) -> bytes:
    """The drawing of a thing as packed SVG (gzip); Http404 where there is no such thing."""
    return _packed(what, json.dumps(DRAWN[what](thing_id), sort_keys=True, ensure_ascii=False))


@functools.lru_cache(maxsize=_KEPT)
def _packed(what: str, told: str) -> bytes:
    from isotherm.world import pictures

    pen: Callable[..., str] = getattr(pictures, _PENS[what])
    return gzip.compress(pen(**json.loads(told)).encode(), 6, mtime=0)


def _row(model: str, thing_id: str, *fields: str) -> dict[str, Any]:
    rows = apps.get_model(model)._default_manager.filter(pk=thing_id)
    row: dict[str, Any] | None = rows.values(*fields).first()
    if row is None:
        raise Http404
    return row


def _note(note_id: str) -> dict[str, Any]:
    row = _row("community.Note", note_id, "title", "body", "tags")
    shown = apps.get_model("community.NoteProduct")._default_manager.filter(note_id=note_id)
    product = shown.values("product_id").first()
    goods = _product(product["product_id"]) if product else None
    if goods:
        goods["id"] = goods.pop("seed_id")
    return {**row, "seed_id": note_id, "product": goods}


def _product(product_id: str) -> dict[str, Any]:
    fields = ("title", "category", "attributes", "option_id")
    row = _row("shop.Product", product_id, *fields)
    # What came out of a test looks like the option people chose.
    option_id = row.pop("option_id")
    return {**row, "seed_id": option_id or product_id}


def _option(option_id: str) -> dict[str, Any]:
    row = _row("rooms.Option", option_id, "attributes", "test__title")
    words = [str(value) for value in row["attributes"].values()]
    title = " ".join([*words, row["test__title"]])
    return {
        "title": title,
        "category": row["attributes"].get("category"),
        "attributes": row["attributes"],
        "seed_id": option_id,
    }


def _member(member_id: str) -> dict[str, Any]:
    return {"name": "", "seed_id": member_id}


def _stratum(stratum_id: str) -> dict[str, Any]:
    from isotherm.web.readings.queries import named_stratum

    row = named_stratum(stratum_id)
    if row is None:
        raise Http404
    return {"name": str(row.get("name") or ""), "seed_id": stratum_id}


def _shop(merchant_id: str) -> dict[str, Any]:
    row = _row("shop.Merchant", merchant_id, "name", "categories")
    return {"name": " ".join([row["name"], *row["categories"]]), "seed_id": merchant_id}


DRAWN: dict[str, Callable[[str], dict[str, Any]]] = {
    "note": _note,
    "product": _product,
    "option": _option,
    "member": _member,
    "stratum": _stratum,
    "shop": _shop,
}
