"""A file of goods comes in: products by their handle, sizes by their options, one at a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext as _

from isotherm.sources.markup import html_to_text
from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.neighbours import tell_search
from isotherm.web.shop.services.goods import LONGEST_CATEGORY, LONGEST_TEXT, LONGEST_TITLE
from isotherm.web.shop.shopify.faults import ImportReport
from isotherm.web.shop.shopify.goods import STATES, Goods, Variant, goods_of, key_of
from isotherm.web.shop.shopify.inventory import bring_stock
from isotherm.web.shop.shopify.lines import Row, read_rows
from isotherm.web.shop.stock import count_stock, receive_stock
from isotherm.web.shop.turns import one_turn, step_aside
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import many_lines, one_line

__all__ = ["import_products"]

MOST_SIZES = 250  # of one product, which is brought in whole: everybody waits for it
Note = Callable[[ImportReport], None]


def _note_nothing(_report: ImportReport) -> None:
    return None


def _go_on() -> bool:
    return False


def import_products(
    merchant: Merchant,
    data: bytes,
    *,
    begun: ImportReport | None = None,
    note: Note = _note_nothing,
    enough: Callable[[], bool] = _go_on,
) -> ImportReport:
    """Bring a shop's products, sizes and stock to what a file says.

    A row that makes no sense is told with its line and column, and stops no other; each product is
    brought in whole or not at all. What is not in the file stays as it is.

    ``note`` is told the account so far in the transaction that brings a product: what it keeps is
    what was brought, whenever the process ends. With that account as ``begun`` the same file goes
    on behind the last product. ``enough`` says between two products whether to stop here.
    """
    read = ImportReport()
    products = goods_of(read_rows(data, read), read)
    report = begun or read
    if begun is None:
        note(report)
    for goods in products[report.place :]:
        began = time.monotonic()
        try:
            bring = bring_stock if report.kind == "stock" else _bring
            report = bring(merchant, goods, report, note=note)
        except Refusal as no:
            _refuse(report, goods, no)
            note(report)
        step_aside(time.monotonic() - began)
        if enough():
            break
    return report


def _refuse(report: ImportReport, goods: Goods, no: Refusal) -> None:
    """A product that cannot be brought is told at its first row; its other rows count with it."""
    report.refuse(goods.first.line, "", goods.handle, no.words)
    report.faulty += goods.rows - 1
    report.place += 1


@one_turn
def _bring(merchant: Merchant, goods: Goods, report: ImportReport, *, note: Note) -> ImportReport:
    """Bring one product, and give the account with it."""
    if len(goods.variants) > MOST_SIZES:
        words = _("at most %(most)d sizes of one product") % {"most": MOST_SIZES}
        raise Refusal(words, status=422)
    ours = merchant.products.filter(Q(handle=goods.handle) | Q(pk=goods.handle))
    known = ours.order_by("-handle").first()
    skus = {key_of(sku.options): sku for sku in known.skus.all()} if known else {}
    before = known and _told(known, skus)
    product = _new(merchant, goods) if known is None else _changed(known, goods.first)
    moved = sum([_bring_variant(product, skus, variant) for variant in goods.variants])
    cheapest = min((v.price_fen for v in goods.variants if v.price_fen), default=None)
    if cheapest and product.price_fen != cheapest:
        product.price_fen = cheapest
        product.save(update_fields=["price_fen"])
    changed = before is not None and before != _told(product, skus)
    tell_search(product)
    after = report.brought(goods.rows, made=before is None, changed=changed, moved=moved)
    note(after)
    return after


def _told(product: Product, skus: dict[str, Sku]) -> tuple[object, ...]:
    """What a file of goods may change, without its stock."""
    sizes = sorted((key, sku.price_fen or 0) for key, sku in skus.items())
    said = (product.title, product.description, product.category, product.status)
    return (*said, product.price_fen, sizes)


def _new(merchant: Merchant, goods: Goods) -> Product:
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
    state = STATES[row.text("status").lower()] if row.text("status") else product.status
    stays = product.status == Product.Status.PRESALE and state == Product.Status.LISTED
    product.status = product.status if stays else state
    product.save()
    return product


def _bring_variant(product: Product, skus: dict[str, Sku], variant: Variant) -> bool:
    """Make or change a size; whether its stock moved."""
    sku = skus.get(key_of(variant.options))
    if sku is None:
        sku = Sku.objects.create(
            product=product, options=variant.options, price_fen=variant.price_fen
        )
        skus[key_of(variant.options)] = sku
        if variant.stock:
            receive_stock(sku, units=variant.stock, reference=f"file:{variant.row.line}")
            sku.on_hand = variant.stock
        return bool(variant.stock)
    if variant.price_fen and sku.price_fen != variant.price_fen:
        Sku.objects.filter(pk=sku.pk).update(price_fen=variant.price_fen)
        sku.price_fen = variant.price_fen
    if variant.stock is None or variant.stock == sku.on_hand:
        return False
    count_stock(sku, units=variant.stock, reference=f"file:{variant.row.line}")
    sku.on_hand = variant.stock
    return True
