"""How a product and a size are called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from isotherm.web.shop.models import Product, Sku

__all__ = ["choice_of", "product_name", "size_of", "sku_name"]

_SIZES = frozenset({"size", "sizes", "尺码", "尺寸", "鞋码"})
_COLOURS = frozenset({"colour", "color", "颜色", "色号"})


def product_name(product: Product) -> str:
    """Its title, or what else is known of it."""
    return product.title or product.category or _("an item without a name")


def size_of(sku: Sku) -> str:
    """The values of its options: ``XL``, ``丁香紫 XL``."""
    options = sku.options if isinstance(sku.options, dict) else {}
    return " ".join(str(value) for name, value in options.items() if name != "sku")


def choice_of(skus: Iterable[Sku]) -> str:
    """What is chosen among the pieces of a product: its size, its colour, or which one."""
    names = {
        str(name).strip().lower()
        for sku in skus
        if isinstance(sku.options, dict)
        for name in sku.options
        if name != "sku"
    }
    if names <= _SIZES:
        return _("Size")
    return _("Colour") if names <= _COLOURS else _("Which one")


def sku_name(sku: Sku) -> str:
    """Title and size: ``丁香紫西装 XL``."""
    return f"{product_name(sku.product)} {size_of(sku)}".strip()
