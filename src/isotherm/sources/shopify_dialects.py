"""The two ways Shopify writes a product export, read as one."""

from __future__ import annotations

import functools
from collections.abc import Mapping

__all__ = ["columns_of"]

_COLUMNS: dict[str, tuple[str, ...]] = {
    # what we call it: the newer dialect's column, then the older one's
    "handle": ("url handle", "handle"),
    "title": ("title",),
    "body": ("description", "body (html)", "body html"),
    "vendor": ("vendor",),
    "type": ("type", "custom product type"),
    "category": (
        "product category",
        "standard product type",
        "google shopping / google product category",
    ),
    "tags": ("tags",),
    "sku": ("sku", "variant sku"),
    "price": ("price", "variant price"),
    "stock": ("inventory quantity", "variant inventory qty"),
}
_OPTIONS = {
    f"option{n} {part}": (f"option{n} {part}",) for n in (1, 2, 3) for part in ("name", "value")
}
_KNOWN = _COLUMNS | _OPTIONS


@functools.lru_cache(maxsize=16)
def columns_of(header: tuple[str, ...]) -> Mapping[str, str]:
    """The columns of this header under our own names, whichever dialect it is in.

    >>> columns_of(("URL handle", "Price"))
    {'handle': 'URL handle', 'price': 'Price'}
    >>> columns_of(("Handle", "Variant Price"))
    {'handle': 'Handle', 'price': 'Variant Price'}
    """
    lowered = {name.strip().lower(): name for name in header}
    found = {
        ours: next((lowered[name] for name in names if name in lowered), None)
        for ours, names in _KNOWN.items()
    }
    return {ours: name for ours, name in found.items() if name is not None}
