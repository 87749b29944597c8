"""What followed from a trend where orders do not say which note they came from."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from isotherm.ledger import Record
from isotherm.trends.follow import follow_up

WRITTEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
TREND = pa.table({"trend_id": ["t"], "note_id": ["n1"]})


def at(day):
    return WRITTEN + dt.timedelta(days=day)


def order(number, actor, day, **said):
    row = {"order_id": f"o{number}", "actor_id": actor, "at": at(day), "product_id": "p"}
    return row | {"quantity": 1} | said


def followed(orders, **tables):
    """Counts of a trend of one note that carries ``p``; ``ann`` answers it on the third day."""
    rows = {
        "notes": [{"note_id": "n1", "author_id": "w", "at": at(0), "product_ids": ["p"]}],
        "replies": [{"reply_id": "r", "note_id": "n1", "actor_id": "ann", "at": at(3)}],
        "orders": orders,
        "outcomes": [
            {"actor_id": o["actor_id"], "order_id": o["order_id"], "at": at(30), "kept": True}
            for o in orders
        ],
    }
    filled = {name: part for name, part in (rows | tables).items() if part}
    return follow_up(Record.from_rows(filled, as_of=at(60)), TREND)["t"]


def test_a_replier_who_soon_orders_what_the_note_carries_counts():
    found = followed([order(1, "ann", 4, quantity=2)])
    assert (found["orders"], found["kept_units"]) == (1, 2)


@pytest.mark.parametrize(
    "other",
    [
        order(2, "bob", 4),  # never replied
        order(2, "ann", 2),  # before the reply
        order(2, "ann", 20),  # weeks after it
        order(2, "ann", 4, product_id="q"),  # another thing
        order(2, "ann", 4, source_kind="search"),  # found in another way
    ],
)
def test_no_other_order_counts(other):
    assert followed([order(1, "ann", 5), other])["orders"] == 1


def test_an_order_may_name_the_variant_alone():
    bare = order(1, "ann", 4) | {"product_id": None, "sku_id": "s"}
    skus = [{"sku_id": "s", "product_id": "p"}]
    assert followed([bare], skus=skus)["orders"] == 1
    assert followed([bare])["orders"] == 0


def test_where_sources_are_exported_nothing_else_is_an_order_of_a_note_that_carries_nothing():
    named = order(1, "bob", 4, source_kind="note", source_id="n1")
    bare = [{"note_id": "n1", "author_id": "w", "at": at(0)}]
    assert followed([named, order(2, "ann", 4)], notes=bare)["orders"] == 1


@pytest.mark.parametrize(
    ("orders", "carried"), [([], ["p"]), ([order(1, "ann", 4)], [])], ids=["no orders", "no goods"]
)
def test_orders_that_cannot_be_known_are_not_said_to_be_none(orders, carried):
    notes = [{"note_id": "n1", "author_id": "w", "at": at(0), "product_ids": carried}]
    found = followed(orders, notes=notes)
    assert found["orders"] is None
    assert found["kept_units"] is None
    assert found["asks"] == found["carts"] == 0
