"""What product an order line is of: told by the order, else by the variant it names."""

from __future__ import annotations

from isotherm.ledger import Record, order_lines

_AT = "2026-01-01T00:00:00"
_SKUS = [{"sku_id": "s1", "product_id": "p1", "options": {"size": "L"}}]


def test_the_order_tells_the_product_else_the_variant_does() -> None:
    orders = [
        {"order_id": "o1", "at": _AT, "sku_id": "s1"},
        {"order_id": "o2", "at": _AT, "sku_id": "s1", "product_id": "p9"},
        {"order_id": "o3", "at": _AT, "sku_id": "gone"},
        {"order_id": "o4", "at": _AT, "product_id": "p2"},
    ]
    record = Record.from_rows({"orders": orders, "skus": _SKUS})
    lines = record.collect(order_lines(record), order_by=["order_id"])
    assert lines["product_id"].to_pylist() == ["p1", "p9", None, "p2"]
    assert lines["options"].to_pylist() == ['{"size":"L"}', '{"size":"L"}', None, None]


def test_without_variants_the_orders_are_as_they_were() -> None:
    record = Record.from_rows({"orders": [{"order_id": "o1", "at": _AT, "product_id": "p1"}]})
    lines = record.collect(order_lines(record), order_by=["order_id"])
    assert lines["product_id"].to_pylist() == ["p1"]
