"""What is worn by size: of nothing else it is asked, or told, how it fits."""

from __future__ import annotations

import re

from isotherm.web.shop.models import OrderLine, Product
from isotherm.web.shop.sizes import size_place
from isotherm.web.site.worn_words import is_worn

__all__ = ["asks_fit", "is_worn_by_size"]

_SIZE_OPTIONS = frozenset({"size", "sizes", "尺码", "尺寸", "鞋码"})
_BETWEEN = re.compile(r"[\s/,;、，；]+")


def is_worn_by_size(product: Product) -> bool:
    """Whether it makes sense to ask how it fits: by its kind, else by having sizes.

    A jacket is, though it comes in one size; a necklace is not, a ring of sizes 12 to 16 is.
    """
    worn = is_worn(product.category, product.title)
    return _has_sizes(product) if worn is None else worn


def asks_fit(line: OrderLine) -> bool:
    """Whether it makes sense to ask how a line fits; of goods that nobody knows it may."""
    return line.product is None or is_worn_by_size(line.product)


def _has_sizes(product: Product) -> bool:
    told = [product.attributes, *(sku.options for sku in product.skus.all())]
    said = [
        str(value)
        for options in told
        if isinstance(options, dict)
        for name, value in options.items()
        if str(name).strip().lower() in _SIZE_OPTIONS
    ]
    sizes = {size for one in said for size in _BETWEEN.split(one) if size}
    return any(size_place(size)[0] < 2 for size in sizes)
