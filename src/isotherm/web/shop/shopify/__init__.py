"""A shop's goods as the CSV files of Shopify, in and out."""

from __future__ import annotations

from isotherm.web.shop.shopify.faults import Fault, ImportReport
from isotherm.web.shop.shopify.lines import MOST_BYTES, require_goods
from isotherm.web.shop.shopify.reading import import_products
from isotherm.web.shop.shopify.writing import export_inventory, export_products

__all__ = [
    "MOST_BYTES",
    "Fault",
    "ImportReport",
    "export_inventory",
    "export_products",
    "import_products",
    "require_goods",
]
