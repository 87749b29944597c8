"""A stock file: it tells how many pieces lie where, and of no product what it is or costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from isotherm.web.shop.models import Merchant, Sku
from isotherm.web.shop.shopify.faults import ImportReport
from isotherm.web.shop.shopify.goods import Goods, Variant, key_of
from isotherm.web.shop.stock import count_stock, lock_skus
from isotherm.web.shop.turns import one_turn
from isotherm.web.site.refusals import Refusal

__all__ = ["bring_stock"]


@one_turn
def bring_stock(
    merchant: Merchant,
    goods: Goods,
    report: ImportReport,
    *,
    note: Callable[[ImportReport], None],
) -> ImportReport:
    """Set the shelf of one product to what all places together have; the account with it.

    A size of several places has a row for each: they are added up. Of a file that knows only what
    is free, what is promised here comes on top. Refused where the product or a size is not here.
    """
    product = merchant.products.filter(Q(handle=goods.handle) | Q(pk=goods.handle)).first()
    if product is None:
        words = _("no product of this handle is here; bring the product file first")
        raise Refusal(words, status=422)
    lock_skus(list(product.skus.values_list("pk", flat=True)))
    skus = {key_of(sku.options): sku for sku in product.skus.all()}
    moved = 0
    for key, variants in _by_size(goods.variants).items():
        sku = skus.get(key)
        if sku is None:
            words = _("this size is not here; bring the product file first")
            raise Refusal(words, status=422)
        moved += _set_shelf(sku, variants)
    after = report.brought(goods.rows, moved=moved)
    note(after)
    return after


def _by_size(variants: Iterable[Variant]) -> dict[str, list[Variant]]:
    sizes: dict[str, list[Variant]] = {}
    for variant in variants:
        sizes.setdefault(key_of(variant.options), []).append(variant)
    return sizes


def _set_shelf(sku: Sku, variants: Iterable[Variant]) -> bool:
    """Count a size as its rows say; whether that moved its stock."""
    told = list(variants)
    lying = [one.stock for one in told if one.stock is not None]
    free = [one.free for one in told if one.free is not None]
    if not lying and not free:
        return False
    pieces = sum(lying) + sum(free) + (0 if lying else sku.reserved)
    if pieces == sku.on_hand:
        return False
    count_stock(sku, units=pieces, reference=f"file:{told[0].row.line}")
    return True
