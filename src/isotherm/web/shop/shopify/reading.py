"""A product or inventory file comes in: products by their handle, sizes by their options."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from isotherm.sources.markup import html_to_text
from isotherm.sources.numbers import read_fen
from isotherm.sources.summary import BadCellError
from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.neighbours import tell_search
from isotherm.web.shop.services.goods import (
    LONGEST_CATEGORY,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_FEN,
)
from isotherm.web.shop.shopify.faults import ImportReport
from isotherm.web.shop.shopify.lines import Row, read_rows
from isotherm.web.shop.stock import MOST_UNITS, count_stock, receive_stock
from isotherm.web.shop.turns import one_turn, step_aside
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import many_lines, one_line

__all__ = ["import_products"]

MOST_SIZES = 250  # of one product, which is brought in whole: everybody waits for it
_STATES = {
    "": Product.Status.LISTED,
    "active": Product.Status.LISTED,
    "draft": Product.Status.DRAFT,
    "archived": Product.Status.GONE,
    "unlisted": Product.Status.DRAFT,
}


@dataclasses.dataclass
class _Variant:
    """One size as a row tells it."""

    row: Row
    options: dict[str, str]
    price_fen: int | None
    stock: int | None


@dataclasses.dataclass
class _Goods:
    """All rows of one handle."""

    handle: str
    first: Row
    variants: list[_Variant] = dataclasses.field(default_factory=list)
    rows: int = 0


def import_products(merchant: Merchant, data: bytes) -> ImportReport:
    """Bring a shop's products, sizes and stock to what a file says.

    A row that makes no sense is told with its line and column, and stops no other; each product is
    brought in whole or not at all. What is not in the file stays as it is.
    """
    report = ImportReport()
    for goods in _by_handle(read_rows(data, report), report):
        began = time.monotonic()
        try:
            _bring(merchant, goods, report)
        except Refusal as no:
            report.refuse(goods.first.line, "", goods.handle, no.words)
            report.faulty += goods.rows - 1
        else:
            report.taken += goods.rows
        step_aside(time.monotonic() - began)
    return report


def _by_handle(rows: Iterable[Row], report: ImportReport) -> list[_Goods]:
    """The products of a file in the order they begin in."""
    found: dict[str, _Goods] = {}
    names: dict[str, dict[int, str]] = {}
    for row in rows:
        try:
            handle = _handle(row)
            variant = _variant(row, names.setdefault(handle, {}))
            goods = found.setdefault(handle, _Goods(handle, row))
        except BadCellError as bad:
            report.refuse(row.line, bad.column, bad.found, str(bad).partition(": ")[2])
            continue
        goods.rows += 1
        if variant is not None:
            goods.variants.append(variant)
    return list(found.values())


def _handle(row: Row) -> str:
    handle = row.text("handle")
    if not handle or len(handle) > 120:
        raise BadCellError(row.column("handle"), _("a handle of 1 to 120 characters"), handle)
    status = row.text("status").lower()
    if status not in _STATES:
        raise BadCellError(row.column("status"), _("active, draft or archived"), status)
    return handle


def _variant(row: Row, names: dict[int, str]) -> _Variant | None:
    """The size a row tells of; None where it only adds a picture."""
    options: dict[str, str] = {}
    for n in (1, 2, 3):
        name, value = row.text(f"option{n} name"), row.text(f"option{n} value")
        names[n] = name or names.get(n, f"option{n}")
        if value and value.lower() != "default title":
            options[_option(names[n])] = value
    price, stock = _price(row), _stock(row)
    if price is None and stock is None and not options:
        return None
    if any(len(text) > 60 for pair in options.items() for text in pair):
        raise BadCellError(row.column("option1 value"), _("at most 60 characters"), options)
    return _Variant(row, options, price, stock)


def _option(name: str) -> str:
    lowered = name.strip().lower()
    known = {"尺码": "size", "尺寸": "size", "color": "colour", "颜色": "colour"}
    return known.get(lowered, lowered)


def _price(row: Row) -> int | None:
    column = row.column("price")
    try:
        price = read_fen(row.text("price"), column)
    except BadCellError as bad:
        raise BadCellError(column, _("a price such as 42.99"), bad.found) from bad
    if price is not None and not 0 < price <= MOST_FEN:
        raise BadCellError(column, _("a price above zero"), row.text("price"))
    return price


def _stock(row: Row) -> int | None:
    said = row.text("stock")
    if not said or said.lower() == "not stocked":
        return None
    whole = said.removeprefix("-").removesuffix(".0")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 9) or int(whole) > MOST_UNITS:
        raise BadCellError(row.column("stock"), _("a whole number of pieces"), said)
    return 0 if said.startswith("-") else int(whole)  # sold below nothing elsewhere


@one_turn
def _bring(merchant: Merchant, goods: _Goods, report: ImportReport) -> None:
    if len(goods.variants) > MOST_SIZES:
        words = _("at most %(most)d sizes of one product") % {"most": MOST_SIZES}
        raise Refusal(words, status=422)
    ours = merchant.products.filter(Q(handle=goods.handle) | Q(pk=goods.handle))
    product = ours.order_by("-handle").first()
    before = product and _told(product)
    product = _new(merchant, goods) if product is None else _changed(product, goods.first)
    skus = {_key(sku.options): sku for sku in product.skus.all()}
    moved = sum([_bring_variant(product, skus, variant) for variant in goods.variants])
    cheapest = min((v.price_fen for v in goods.variants if v.price_fen), default=None)
    if cheapest and product.price_fen != cheapest:
        product.price_fen = cheapest
        product.save(update_fields=["price_fen"])
    tell_search(product)
    report.products_made += before is None
    report.products_changed += before is not None and before != _told(product)
    report.stock_changed += moved


def _told(product: Product) -> tuple[object, ...]:
    """What a file of goods may change, without its stock."""
    sizes = sorted((_key(sku.options), sku.price_fen or 0) for sku in product.skus.all())
    said = (product.title, product.description, product.category, product.status)
    return (*said, product.price_fen, sizes)


def _new(merchant: Merchant, goods: _Goods) -> Product:
    if not goods.first.text("title"):
        raise Refusal(_("a new product needs a title"), status=422)
    if not any(variant.price_fen for variant in goods.variants):
        raise Refusal(_("a new product needs a price"), status=422)
    product = Product(merchant=merchant, handle=goods.handle, listed_at=now())
    return _changed(product, goods.first)


def _changed(product: Product, row: Row) -> Product:
    """The product as the first of its rows says; empty cells change nothing."""
    category = row.text("type") or row.text("category").rpartition(">")[2]
    category = one_line(category, LONGEST_CATEGORY, name=row.column("type"))
    title = one_line(row.text("title"), LONGEST_TITLE, name=row.column("title"))
    body = many_lines(html_to_text(row.lines("body")), LONGEST_TEXT, name=row.column("body"))
    product.title = title or product.title
    product.description = body or product.description
    product.category = category or product.category
    state = _STATES[row.text("status").lower()] if row.text("status") else product.status
    stays = product.status == Product.Status.PRESALE and state == Product.Status.LISTED
    product.status = product.status if stays else state
    product.save()
    return product


def _bring_variant(product: Product, skus: dict[str, Sku], variant: _Variant) -> bool:
    """Make or change a size; whether its stock moved."""
    sku = skus.get(_key(variant.options))
    if sku is None:
        sku = Sku.objects.create(
            product=product, options=variant.options, price_fen=variant.price_fen
        )
        skus[_key(variant.options)] = sku
        if variant.stock:
            receive_stock(sku, units=variant.stock, reference=f"file:{variant.row.line}")
        return bool(variant.stock)
    if variant.price_fen and sku.price_fen != variant.price_fen:
        Sku.objects.filter(pk=sku.pk).update(price_fen=variant.price_fen)
    if variant.stock is None or variant.stock == sku.on_hand:
        return False
    count_stock(sku, units=variant.stock, reference=f"file:{variant.row.line}")
    return True


def _key(options: object) -> str:
    """The same sizes have the same key, in whatever order their options stand."""
    told = options if isinstance(options, dict) else {}
    return "/".join(f"{name}={told[name]}" for name in sorted(told) if name != "sku")
