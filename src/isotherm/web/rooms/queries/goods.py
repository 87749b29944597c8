"""What is sold in a room, and what is left of it."""

from __future__ import annotations

import dataclasses

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from isotherm.web.rooms.models import Room
from isotherm.web.shop.models import Product, Sku
from isotherm.web.shop.queries.goods import by_size
from isotherm.web.shop.words import size_of

__all__ = ["Good", "Size", "goods_of", "pieces_left"]


@dataclasses.dataclass(frozen=True)
class Size:
    """One size of a product."""

    id: str
    name: str
    left: int


@dataclasses.dataclass(frozen=True)
class Good:
    """A product for sale in a room."""

    product: Product
    skus: tuple[Size, ...]

    @property
    def left(self) -> int:
        """Pieces that can still be bought."""
        return sum(size.left for size in self.skus)


def pieces_left(room_id: str) -> dict[str, int]:
    """Product: pieces that can still be bought, for the goods of the room."""
    goods = Product.objects.filter(rooms=room_id).order_by()
    rows = goods.values_list("pk").annotate(n=Sum(F("skus__on_hand") - F("skus__reserved")))
    return {product_id: int(n or 0) for product_id, n in rows}


def goods_of(room: Room) -> list[Good]:
    """The goods of a room with their sizes and what is left, for its page: two questions."""
    return [
        Good(product, tuple(_size(sku) for sku in sorted(product.skus.all(), key=by_size)))
        for product in room.products.prefetch_related("skus").order_by("pk")
    ]


def _size(sku: Sku) -> Size:
    return Size(sku.pk, size_of(sku) or _("one size"), max(0, sku.on_hand - sku.reserved))
