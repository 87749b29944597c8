"""The products of a file: its rows put together by their handle."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from isotherm.sources.numbers import read_fen
from isotherm.sources.summary import BadCellError
from isotherm.web.shop.models import Product
from isotherm.web.shop.services.goods import MOST_FEN
from isotherm.web.shop.shopify.faults import ImportReport
from isotherm.web.shop.shopify.lines import Row
from isotherm.web.shop.stock import MOST_UNITS

__all__ = ["STATES", "Goods", "Variant", "goods_of", "key_of"]

STATES = {
    "": Product.Status.LISTED,
    "active": Product.Status.LISTED,
    "draft": Product.Status.DRAFT,
    "archived": Product.Status.GONE,
    "unlisted": Product.Status.DRAFT,
}
_THOUSANDTHS = re.compile(
    r"\.[0-9]{2}[0-9]*[1-9]"
)  # more places than a fen has, trailing zeros aside


@dataclasses.dataclass(frozen=True)
class Variant:
    """One size as a row tells it."""

    row: Row
    options: dict[str, str]
    price_fen: int | None
    stock: int | None  # pieces that lie there
    free: int | None = None  # pieces nobody has been promised, where the file knows only those


@dataclasses.dataclass
class Goods:
    """All rows of one handle."""

    handle: str
    first: Row
    variants: list[Variant] = dataclasses.field(default_factory=list)
    rows: int = 0


def goods_of(rows: Iterable[Row], report: ImportReport) -> list[Goods]:
    """The products of a file in the order they begin in; rows that cannot be read are told."""
    found: dict[str, Goods] = {}
    names: dict[str, dict[int, str]] = {}
    for row in rows:
        try:
            handle = _handle(row)
            variant = _variant(row, names.setdefault(handle, {}))
            goods = found.setdefault(handle, Goods(handle, row))
        except BadCellError as bad:
            report.refuse(row.line, bad.column, bad.found, str(bad).partition(": ")[2])
            continue
        goods.rows += 1
        if variant is not None:
            goods.variants.append(variant)
    report.products = len(found)
    return list(found.values())


def key_of(options: object) -> str:
    """The same sizes have the same key, in whatever order their options stand."""
    told = options if isinstance(options, dict) else {}
    return "/".join(f"{name}={told[name]}" for name in sorted(told) if name != "sku")


def _handle(row: Row) -> str:
    handle = row.text("handle")
    if not handle or len(handle) > 120:
        raise BadCellError(row.column("handle"), _("a handle of 1 to 120 characters"), handle)
    status = row.text("status").lower()
    if status not in STATES:
        raise BadCellError(row.column("status"), _("active, draft or archived"), status)
    return handle


def _variant(row: Row, names: dict[int, str]) -> Variant | None:
    """The size a row tells of; None where it only adds a picture."""
    options: dict[str, str] = {}
    for n in (1, 2, 3):
        name, value = row.text(f"option{n} name"), row.text(f"option{n} value")
        names[n] = name or names.get(n, f"option{n}")
        if value and value.lower() != "default title":
            options[_option(names[n])] = value
    price, stock, free = _price(row), _lying(row), _pieces(row, "free")
    if price is None and stock is None and free is None and not options:
        return None
    if any(len(text) > 60 for pair in options.items() for text in pair):
        raise BadCellError(row.column("option1 value"), _("at most 60 characters"), options)
    return Variant(row, options, price, stock, free if stock is None else None)


def _option(name: str) -> str:
    lowered = name.strip().lower()
    known = {"尺码": "size", "尺寸": "size", "color": "colour", "颜色": "colour"}
    return known.get(lowered, lowered)


def _price(row: Row) -> int | None:
    column = row.column("price")
    said = row.text("price")
    # 12.345 is twelve thousand to some and twelve and a bit to others.
    if _THOUSANDTHS.search(said):
        raise BadCellError(column, _("a price such as 42.99"), said)
    try:
        price = read_fen(said, column)
    except BadCellError as bad:
        raise BadCellError(column, _("a price such as 42.99"), bad.found) from bad
    if price is not None and not 0 < price <= MOST_FEN:
        raise BadCellError(column, _("a price above zero"), said)
    return price


def _lying(row: Row) -> int | None:
    """The pieces that lie there: as they are to be, else as they are, else in all places."""
    for name in ("stock", "stock now"):
        pieces = _pieces(row, name)
        if pieces is not None:
            return pieces
    there = [_read_pieces(said, place) for place, said in row.places()]
    known = [pieces for pieces in there if pieces is not None]
    return sum(known) if known else None


def _pieces(row: Row, name: str) -> int | None:
    return _read_pieces(row.text(name), row.column(name))


def _read_pieces(said: str, column: str) -> int | None:
    if not said or said.lower() == "not stocked":
        return None
    whole = said.removeprefix("-").removesuffix(".0")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 9) or int(whole) > MOST_UNITS:
        raise BadCellError(column, _("a whole number of pieces"), said)
    return 0 if said.startswith("-") else int(whole)  # sold below nothing elsewhere
