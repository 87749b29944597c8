"""Goods of a stratum, and goods an author looks for to show in a note."""

from __future__ import annotations

from typing import Any

from isotherm.web.shop.models import Product

__all__ = ["goods_for_note", "standards_of"]

_MOST_FOUND = 8


def standards_of(stratum_id: str) -> list[dict[str, Any]]:
    """What is standard in a stratum: a product with its share of what people there keep."""
    from isotherm.web.readings.queries import rows

    own = [row for row in rows("standards") if row["stratum_id"] == stratum_id]
    products = Product.objects.select_related("merchant").in_bulk(
        [row["product_id"] for row in own]
    )
    return [
        {"product": products[row["product_id"]], "category": row["category"], "share": row["share"]}
        for row in own
        if row["product_id"] in products
    ]


def goods_for_note(text: str, *, chosen: list[str]) -> list[Product]:
    """What was chosen already, then what answers a search; each once."""
    from isotherm.web.search.queries import search

    found = [match.item_id for match in search(text).products[:_MOST_FOUND]] if text else []
    ids = list(dict.fromkeys([*chosen, *found]))
    products = (
        Product.objects.select_related("merchant").exclude(status=Product.Status.DRAFT).in_bulk(ids)
    )
    return [products[product_id] for product_id in ids if product_id in products]
