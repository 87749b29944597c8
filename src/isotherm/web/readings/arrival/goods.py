"""Shops, products and variants, and the stock they came with."""

from __future__ import annotations

from isotherm.web.readings.arrival.bulk import insert_rows
from isotherm.web.readings.arrival.cells import (
    counts,
    fens,
    ids,
    lists,
    maps,
    moment,
    moments,
    texts,
)
from isotherm.web.readings.arrival.mentions import mentioned
from isotherm.web.readings.arrival.source import Source
from isotherm.web.shop.models import Merchant, Product, Sku, StockEntry

__all__ = ["bring_merchants", "bring_products", "bring_skus"]


def bring_merchants(source: Source) -> None:
    """Make the shops, also those that are only mentioned."""
    rows = source.table("merchants")
    told = ids(rows["merchant_id"])
    bare = sorted(mentioned(source, "merchants") - set(told))
    insert_rows(
        Merchant,
        {
            "id": told,
            "name": texts(rows["name"], 120),
            "lead_days": counts(rows["lead_days"]),
            "categories": lists(rows["categories"]),
        },
    )
    insert_rows(Merchant, {"id": bare})
    source.came["merchants"] = len(told)


def bring_products(source: Source) -> None:
    """Make the products; those only mentioned are there, and cannot be bought."""
    rows = source.table("products")
    told = ids(rows["product_id"])
    insert_rows(
        Product,
        {
            "id": told,
            "merchant_id": ids(rows["merchant_id"]),
            "title": texts(rows["title"], 200),
            "description": texts(rows["description"]),
            "category": texts(rows["category"], 60),
            "listed_at": moments(rows["listed_at"]),
            "price_fen": fens(rows["price_fen"]),
            "attributes": maps(rows["attributes"]),
        },
    )
    source.known["products"] = set(told)
    _add_bare(source, mentioned(source, "products"))
    source.came["products"] = len(told)


def _add_bare(source: Source, products: set[str]) -> None:
    bare = sorted(products - source.known["products"])
    insert_rows(Product, {"id": bare, "status": [Product.Status.GONE.value] * len(bare)})
    source.known["products"].update(bare)


def bring_skus(source: Source) -> None:
    """Make the variants; each that tells its stock gets an entry that says so.

    A variant that only an order mentions belongs to that order's product, or where the order
    names none, to a product of its own.
    """
    rows = source.table("skus")
    told = ids(rows["sku_id"])
    stock = counts(rows["stock"])
    insert_rows(
        Sku,
        {
            "id": told,
            "product_id": ids(rows["product_id"]),
            "options": maps(rows["options"]),
            "price_fen": fens(rows["price_fen"]),
            "on_hand": [units or 0 for units in stock],
        },
    )
    source.known["skus"] = set(told)
    _add_ordered(source)
    counted = [place for place, units in enumerate(stock) if units is not None]
    insert_rows(
        StockEntry,
        {
            "sku_id": [told[place] for place in counted],
            "at": [moment(source.as_of)] * len(counted),
            "kind": ["received"] * len(counted),
            "on_hand_change": [stock[place] for place in counted],
            "reference": ["record"] * len(counted),
        },
    )
    source.came["skus"] = len(told)


def _add_ordered(source: Source) -> None:
    of: dict[str, str] = {}
    for batch in source.batches("orders"):
        pairs = zip(ids(batch["sku_id"]), ids(batch["product_id"]), strict=True)
        for sku, product in pairs:
            if sku is not None and sku not in source.known["skus"]:
                of.setdefault(sku, product or sku)
    _add_bare(source, set(of.values()))
    insert_rows(Sku, {"id": list(of), "product_id": list(of.values())})
    source.known["skus"].update(of)
