"""How a product and a size are called in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from isotherm.web.shop.models import Product, Sku

__all__ = ["product_name", "size_of", "sku_name"]


def product_name(product: Product) -> str:
    """Its title, or what else is known of it."""
    return product.title or product.category or _("an item without a name")


def size_of(sku: Sku) -> str:
    """The values of its options: ``XL``, ``丁香紫 XL``."""
    options = sku.options if isinstance(sku.options, dict) else {}
    return " ".join(str(value) for name, value in options.items() if name != "sku")


def sku_name(sku: Sku) -> str:
    """Title and size: ``丁香紫西装 XL``."""
    return f"{product_name(sku.product)} {size_of(sku)}".strip()
