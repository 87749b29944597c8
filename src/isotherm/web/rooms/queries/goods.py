"""What is sold in a room, and what is left of it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Sum

from isotherm.web.rooms.models import Room
from isotherm.web.shop.models import OrderLine, Product

__all__ = ["goods_of", "pieces_left", "pieces_sold"]

_NOT_SOLD = ("cancelled", "placed", "pending")


def pieces_sold(room_id: str) -> dict[str, int]:
    """Product: pieces bought in the room so far, those of unpaid or cancelled orders left out."""
    lines = OrderLine.objects.filter(source_kind="room", source_id=room_id)
    paid = lines.exclude(order__state__in=_NOT_SOLD).order_by()
    rows = paid.values_list("product_id").annotate(n=Sum("quantity"))
    return {product_id: int(n) for product_id, n in rows if product_id is not None and n}


def pieces_left(room_id: str) -> dict[str, int]:
    """Product: pieces that can still be bought, for the goods of the room."""
    goods = Product.objects.filter(rooms=room_id).order_by()
    rows = goods.values_list("pk").annotate(n=Sum(F("skus__on_hand") - F("skus__reserved")))
    return {product_id: int(n or 0) for product_id, n in rows}


def goods_of(room: Room) -> list[dict[str, Any]]:
    """The goods of a room with their sizes and what is left, for its page: two questions."""
    goods = room.products.prefetch_related("skus").order_by("pk")
    told = []
    for product in goods:
        skus = sorted(product.skus.all(), key=lambda sku: sku.pk)
        left = sum(sku.on_hand - sku.reserved for sku in skus)
        told.append({"product": product, "skus": skus, "left": left})
    return told
