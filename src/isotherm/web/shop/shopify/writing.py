"""A shop's goods go out: products and stock as files that Shopify takes in."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.shopify.cells import defuse

__all__ = ["export_inventory", "export_products"]

_OPTIONS = [f"Option{n} {part}" for n in (1, 2, 3) for part in ("Name", "Value")]
_PRODUCTS = ["Handle", "Title", "Body (HTML)", "Vendor", "Type", "Published", *_OPTIONS]
_PRODUCTS += ["Variant SKU", "Variant Inventory Qty", "Variant Price", "Status"]
_INVENTORY = ["Handle", "Title", *_OPTIONS, "SKU", "Location", "Committed", "Available", "On hand"]
_STATES = {
    Product.Status.LISTED: "active",
    Product.Status.PRESALE: "active",
    Product.Status.DRAFT: "draft",
    Product.Status.GONE: "archived",
}
Cells = Sequence[object]
_Shelved = tuple[Product, Sku, bool]  # whether it is the product's first size


def export_products(merchant: Merchant) -> Iterator[str]:
    """The lines of a product file; cells that a spreadsheet could calculate are defused."""
    yield from _lines(_PRODUCTS, (_product_row(merchant, one) for one in _skus(merchant)))


def export_inventory(merchant: Merchant) -> Iterator[str]:
    """The lines of an inventory file: on hand, promised to buyers, and free."""
    yield from _lines(_INVENTORY, (_inventory_row(one) for one in _skus(merchant)))


def _skus(merchant: Merchant) -> Iterator[_Shelved]:
    """Every size with its product, and whether it is the product's first."""
    skus = Sku.objects.filter(product__merchant=merchant).select_related("product")
    before = ""
    for sku in skus.order_by("product_id", "pk").iterator(chunk_size=500):
        yield sku.product, sku, sku.product_id != before
        before = sku.product_id


def _product_row(merchant: Merchant, one: _Shelved) -> Cells:
    product, sku, is_first = one
    price = sku.sells_at_fen
    listed = product.is_on_sale
    about: Cells = ["", "", "", "", ""]
    if is_first:
        body = escape(product.description, quote=False).replace("\n", "<br>")
        about = [product.title, body, merchant.name, product.category, str(listed).lower()]
    return [
        _handle(product),
        *about,
        *_options(sku),
        sku.pk,
        sku.on_hand,
        "" if price is None else f"{price // 100}.{price % 100:02d}",
        _STATES[Product.Status(product.status)] if is_first else "",
    ]


def _inventory_row(one: _Shelved) -> Cells:
    product, sku, is_first = one
    title = product.title if is_first else ""
    counts: Cells = [sku.reserved, sku.on_hand - sku.reserved, sku.on_hand]
    return [_handle(product), title, *_options(sku), sku.pk, "Isotherm", *counts]


def _handle(product: Product) -> str:
    return product.handle or product.pk


def _options(sku: Sku) -> Cells:
    told = sku.options if isinstance(sku.options, dict) else {}
    pairs = [(name, told[name]) for name in told if name != "sku"][:3]
    cells = [cell for pair in (pairs or [("Title", "Default Title")]) for cell in pair]
    return [*cells, *[""] * (6 - len(cells))]


def _lines(header: list[str], rows: Iterable[Cells]) -> Iterator[str]:
    """CSV text, a row at a time."""
    for row in itertools.chain([header], rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([defuse(cell) for cell in row])
        yield line.getvalue()
