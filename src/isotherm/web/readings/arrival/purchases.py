"""Orders, their lines and what became of them.

A line of a record costs what one piece does; a line of the town what all its pieces do.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa

from isotherm.web.readings.arrival.bulk import insert_rows
from isotherm.web.readings.arrival.cells import MOST_FEN, counts, fens, ids, moments, texts
from isotherm.web.readings.arrival.source import Source
from isotherm.web.shop.models import Order, OrderLine, Outcome, Sku

__all__ = ["bring_orders", "bring_outcomes"]

Row = tuple[Any, ...]
Lines = dict[tuple[str, str | None], list[str]]  # (order, product): its lines


def bring_orders(source: Source) -> Lines:
    """Make orders of the lines they came as; no money moves. Returns the lines of each product.

    Whoever said nothing of a purchase kept it: no outcome is made up for them.
    """
    of_sku = dict(Sku.objects.values_list("id", "product_id"))
    orders: dict[str, list[Any]] = {}
    lines: Lines = defaultdict(list)
    written: list[Row] = []
    kept = OrderLine.State.KEPT.value
    seen: set[str] = set()
    for batch in source.batches("orders"):
        for row in _rows(batch):
            order, member, at, sku, product, quantity, price, line, kind, found = row
            product = product or of_sku.get(sku)
            mine = orders.setdefault(order, [member, at, 0])
            source.left_out["persons and times unlike their order's"] += mine[:2] != [member, at]
            price = None if price is None else min(price * (quantity or 1), MOST_FEN)
            mine[2] = min(mine[2] + (price or 0), MOST_FEN)
            line_key = _line_key(order, line, seen)
            lines[order, product].append(line_key)
            written.append(
                (line_key, order, line, sku, product, quantity, price, kept, kind, found)
            )
    _insert_orders(orders)
    _insert_lines(written)
    source.known["orders"] = set(orders)
    source.came["orders"] = len(written)
    return lines


def _rows(batch: pa.RecordBatch) -> list[Row]:
    columns = (
        ids(batch["order_id"]),
        ids(batch["actor_id"]),
        moments(batch["at"]),
        ids(batch["sku_id"]),
        ids(batch["product_id"]),
        counts(batch["quantity"]),
        fens(batch["price_fen"]),
        texts(batch["line_id"], 64),
        texts(batch["source_kind"]),
        [one or "" for one in ids(batch["source_id"])],
    )
    return list(zip(*columns, strict=True))


def _line_key(order: str, line: str, seen: set[str]) -> str:
    """An id for a line: its order's and its own, with a number where that is not enough."""
    key, number = f"{order}:{line}"[:120], 1
    while key in seen:
        number += 1
        key = f"{order}:{line}"[:120] + f"#{number}"
    seen.add(key)
    return key


def _insert_orders(orders: dict[str, list[Any]]) -> None:
    insert_rows(
        Order,
        {
            "id": list(orders),
            "member_id": [one[0] for one in orders.values()],
            "at": [one[1] for one in orders.values()],
            "total_fen": [one[2] for one in orders.values()],
            "imported": [True] * len(orders),
            "state": [Order.State.CLOSED.value] * len(orders),
        },
    )


def _insert_lines(written: list[Row]) -> None:
    names = (
        "id",
        "order_id",
        "line_id",
        "sku_id",
        "product_id",
        "quantity",
        "price_fen",
        "state",
        "source_kind",
        "source_id",
    )
    columns = zip(*written, strict=True) if written else ((),) * len(names)
    insert_rows(OrderLine, dict(zip(names, columns, strict=True)))


def bring_outcomes(source: Source, lines: Lines) -> None:
    """Make the outcomes, each with the line it is about where one is left for it."""
    free = {key: list(reversed(found)) for key, found in lines.items()}
    for batch in source.batches("outcomes"):
        told = ids(batch["order_id"])
        fresh = sorted({one for one in told if one} - source.known["orders"])
        _insert_orders({one: [None, None, 0] for one in fresh})
        source.known["orders"].update(fresh)
        products = ids(batch["product_id"])
        of_line = [
            free[key].pop() if free.get(key) else None for key in zip(told, products, strict=True)
        ]
        source.came["outcomes"] += insert_rows(
            Outcome,
            {
                "member_id": ids(batch["actor_id"]),
                "product_id": products,
                "order_id": told,
                "line_id": of_line,
                "at": moments(batch["at"]),
                "kept": batch["kept"].to_pylist(),
                "fit": texts(batch["fit"]),
                "rating": batch["rating"].to_pylist(),
                "reason": texts(batch["reason"], 300),
                "occasion": texts(batch["occasion"], 60),
            },
        )
    returned = Outcome.objects.filter(kept=False, line__isnull=False).values("line_id")
    OrderLine.objects.filter(id__in=returned).update(state=OrderLine.State.RETURNED)
