"""Files of goods that a shop brought."""

from __future__ import annotations

from ninja import Schema

from isotherm.web.api.answers.plain import AskedOut, Known

__all__ = ["GoodsFileOut", "GoodsFilePageOut"]


class FaultOut(Schema):
    """One place in a file that cannot be used."""

    line: int
    column: str
    found: str
    expected: str


class GoodsFileOut(AskedOut):
    """A file that is being brought, or was: how far it is, and the account of its rows."""

    file_id: str = Known("pk")
    name: str
    kind: str
    rows: int
    taken: int
    faulty: int
    products: int
    products_made: int
    products_changed: int
    products_same: int
    stock_changed: int


class GoodsFilePageOut(GoodsFileOut):
    """A file with what could not be used; the first two hundred are told, the others counted."""

    faults: list[FaultOut]
