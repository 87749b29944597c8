"""Order lines with the product each is of, whether the order names it or only a variant of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isotherm.ledger.record import Record

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["order_lines"]


def order_lines(record: Record) -> ir.Table:
    """The orders of a record, ``product_id`` told by the sku where the order does not, and its
    ``options``.

    >>> rows = {"orders": [{"order_id": "o1", "sku_id": "s1", "at": "2026-01-01T00:00:00"}],
    ...         "skus": [{"sku_id": "s1", "product_id": "p1"}]}
    >>> record = Record.from_rows(rows)
    >>> record.collect(order_lines(record), order_by=["order_id"])["product_id"].to_pylist()
    ['p1']
    """
    import ibis

    orders, skus = record.table("orders"), record.table("skus")
    variants = skus.select("sku_id", "options", of_product=skus.product_id)
    joined = orders.left_join(variants, "sku_id")
    others = [name for name in orders.columns if name != "product_id"]
    product = ibis.coalesce(joined.product_id, joined.of_product)
    return joined.select(*others, "options", product_id=product).view()
