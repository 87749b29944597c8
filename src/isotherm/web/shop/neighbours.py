"""What the shop tells other rooms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import OrderLine, Product

__all__ = ["announce_line", "tell_member", "tell_of_cart", "tell_rooms", "tell_search"]


def tell_member(member_id: str | None, kind: str, *, about: dict[str, Any], url: str) -> None:
    """A notice for somebody who is still here."""
    if member_id is None:
        return
    from isotherm.web.community.notices import notify

    notify(member_id, kind, about=about, url=url)


def tell_of_cart(member: Member, product_id: str) -> None:
    """A contact for the record: they put it into their basket."""
    from isotherm.web.community.services import react

    react(member, "cart", product_id=product_id)


def tell_search(product: Product) -> None:
    """A product to be found from now on, or to be found under other words."""
    from isotherm.web.search.services import index_product

    index_product(product)


def tell_rooms(sold: Sequence[OrderLine]) -> None:
    """Rooms in which something was bought say so; the last thing a sale does."""
    from isotherm.web.rooms.services import tell_sale

    tell_sale(sold)


def announce_line(line: OrderLine) -> None:
    """A message to the addresses of the shop: a line has come to where it is now."""
    if line.product is None or line.product.merchant_id is None:
        return
    from isotherm.web.api.webhooks import announce

    told = {
        "order_id": line.order_id,
        "line_id": line.pk,
        "part_of": line.part_of_id,
        "product_id": line.product_id,
        "sku_id": line.sku_id,
        "quantity": line.quantity,
        "price_fen": line.price_fen,
    }
    announce(line.product.merchant_id, f"line.{line.state}", told)
