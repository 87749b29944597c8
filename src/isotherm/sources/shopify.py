"""A Shopify shop's product export → products, skus, merchants.

Rows are grouped by handle. A row with a title begins a product, one without is a further variant,
or, without option values and price, a further picture. Vendors are taken as merchants. The
option values make a variant's id, because SKU codes are often empty or used twice; they are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from isotherm.errors import DataError, NoFileError
from isotherm.sources.arrivals import Arrivals, LedgerRow
from isotherm.sources.cells import read_tags, read_text
from isotherm.sources.markup import html_to_text
from isotherm.sources.numbers import read_fen, read_number
from isotherm.sources.options import ImportOptions
from isotherm.sources.rows import SourceRow, read_rows
from isotherm.sources.shopify_dialects import columns_of
from isotherm.sources.summary import BadCellError

__all__ = ["bring"]

_ATTRIBUTES = {
    "sizes": ("size", "尺码", "尺寸", "größe", "taille", "talla"),
    "colour": ("color", "colour", "颜色", "farbe", "couleur"),
    "fabric": ("material", "fabric", "面料", "材质"),
    "style": ("style", "款式"),
}


def bring(paths: Sequence[Path], arrivals: Arrivals, _options: ImportOptions) -> None:
    """Read the files of one shop; what they say of a handle again is told once."""
    shop = _Shop(arrivals)
    for path in _find_files(paths):
        arrivals.take(read_rows(path), shop.translate)
        shop.close_product()
    for row in shop.merchants():
        arrivals.add("merchants", row)
    arrivals.remark("prices are in the shop's own currency, in hundredths; an export names none")


def _find_files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise NoFileError(f"{path} is not there; name the shop's product export (CSV)")
        inside = sorted(p for p in path.rglob("*") if p.name.lower().endswith((".csv", ".csv.gz")))
        found += inside if path.is_dir() else [path]
    if not found:
        raise DataError("no CSV file was found; name the shop's product export")
    return found


class _Shop:
    """The product being read, and the handles, variants and vendors met so far."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._told: set[str] = set()
        self._variants: set[str] = set()
        self._vendors: dict[str, set[str]] = {}
        self._product: _Product | None = None

    def translate(self, row: SourceRow) -> Iterable[LedgerRow]:
        """What one line adds: a variant; the product itself follows when its lines are over."""
        say = _Cells(row.cells)
        if not say.knows("handle", "title"):
            raise BadCellError("", "not a product export: no columns Handle (URL handle) and Title")
        handle, title = say.text("handle"), say.text("title")
        if handle is None:
            raise BadCellError("Handle", "empty, but it names the product")
        variant = self._variant(say, handle)
        if self._product is None or self._product.handle != handle:
            self.close_product()
            self._product = _Product(handle, row)
        if title and handle not in self._told and not self._product.cells:
            self._product.cells = self._describe(say, handle, title)
        return self._new_variant(variant)

    def close_product(self) -> None:
        """The lines of a product are over: tell it, with the values its variants have."""
        product, self._product = self._product, None
        if product is None or product.handle in self._told or not product.cells:
            return
        self._told.add(product.handle)
        self._arrivals.add(
            "products", product.row(), file=product.begun.file, line=product.begun.line
        )

    def merchants(self) -> Iterable[Mapping[str, Any]]:
        """The vendors, with the categories they sell in."""
        for vendor, categories in sorted(self._vendors.items()):
            yield {"merchant_id": vendor, "name": vendor, "categories": sorted(categories) or None}

    def _describe(self, say: _Cells, handle: str, title: str) -> dict[str, Any]:
        vendor = say.text("vendor")
        category = say.text("type") or (say.text("category") or "").rpartition(">")[2].strip()
        if vendor:
            self._vendors.setdefault(vendor, set()).update([category] if category else [])
        return {
            "product_id": handle,
            "merchant_id": vendor,
            "title": title,
            "description": html_to_text(say.text("body") or "") or None,
            "category": category or None,
            "tags": read_tags(say.text("tags")),
        }

    def _variant(self, say: _Cells, handle: str) -> dict[str, Any] | None:
        """The variant a line tells of; None for a further picture."""
        price = read_fen(say.text("price"), say.column("price"))
        stock = read_number(say.text("stock"), say.column("stock"))
        values = [say.text(f"option{n} value") for n in (1, 2, 3)]
        if price is None and not any(values):
            return None
        names = [say.text(f"option{n} name") for n in (1, 2, 3)]
        held = self._product.names if self._product and self._product.handle == handle else {}
        options: dict[str, str] = {}
        for n, (name, value) in enumerate(zip(names, values, strict=True)):
            called = name or held.get(n) or f"option{n + 1}"
            if value and value.lower() != "default title":
                options[called] = value
        code = say.text("sku")
        return {
            "sku_id": "/".join([handle, *options.values()]),
            "product_id": handle,
            "options": options | ({"sku": code} if code else {}),
            "price_fen": price,
            # Shops that sell on order count below nothing; a ledger's stock does not.
            "stock": None if stock is None else max(int(stock), 0),
            "names": {n: name for n, name in enumerate(names) if name},
        }

    def _new_variant(self, variant: dict[str, Any] | None) -> Iterable[LedgerRow]:
        if variant is None or self._product is None:
            return ()
        self._product.names |= variant.pop("names")
        if variant["sku_id"] in self._variants:
            return self._arrivals.repeat()
        self._variants.add(variant["sku_id"])
        self._product.add(variant)
        options = orjson.dumps(variant["options"]).decode() if variant["options"] else None
        return [("skus", variant | {"options": options})]


class _Product:
    """A product while its lines come in."""

    def __init__(self, handle: str, begun: SourceRow) -> None:
        self.handle = handle
        self.begun = begun
        self.names: dict[int, str] = {}
        self.cells: dict[str, Any] = {}
        self._prices: list[int] = []
        self._values: dict[str, list[str]] = {}

    def add(self, variant: Mapping[str, Any]) -> None:
        """Take in a variant's price and option values."""
        if variant["price_fen"] is not None:
            self._prices.append(variant["price_fen"])
        for name, value in variant["options"].items():
            if name != "sku":
                self._values.setdefault(_attribute(name), []).append(value)

    def row(self) -> dict[str, Any]:
        """The product, priced as its cheapest variant."""
        attributes: dict[str, Any] = {
            name: list(dict.fromkeys(values)) for name, values in self._values.items()
        }
        tags = self.cells["tags"]
        if tags:
            attributes["tags"] = tags
        return {name: cell for name, cell in self.cells.items() if name != "tags"} | {
            "price_fen": min(self._prices, default=None),
            "attributes": orjson.dumps(attributes).decode() if attributes else None,
        }


class _Cells:
    """A line's cells under our own names, whichever dialect they are in."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self._cells = cells
        self._columns = columns_of(tuple(cells))

    def knows(self, *wanted: str) -> bool:
        """Whether the file has all these columns."""
        return all(name in self._columns for name in wanted)

    def column(self, wanted: str) -> str:
        """The column's own name."""
        return self._columns.get(wanted, wanted)

    def text(self, wanted: str) -> str | None:
        """The cell's text without spaces around it; None where it is empty or not there."""
        found = read_text(self._cells, self.column(wanted))
        return (found.strip() or None) if found else None


def _attribute(option: str) -> str:
    """The ledger's word for an option's name."""
    lowered = option.strip().lower()
    return next((name for name, words in _ATTRIBUTES.items() if lowered in words), lowered)
