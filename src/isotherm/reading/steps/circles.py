"""Circles: bridges between strata, and the standard of each small circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isotherm.ledger import Record
from isotherm.reading.plan import Inputs, Made, Step
from isotherm.strata import find_standards, measure_bridges

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    memberships = inputs.tables["memberships"]
    bridges = measure_bridges(memberships, inputs.tables["touches"])
    kept = inputs.record.collect(
        kept_purchases(inputs.record), order_by=("actor_id", "product_id", "category", "title")
    )
    return Made({"bridges": bridges, "standards": find_standards(memberships, kept)})


def kept_purchases(record: Record) -> ir.Table:
    """Who kept which product of which category: actor_id, product_id, category, title."""
    outcomes, products = record.table("outcomes"), record.table("products")
    kept = outcomes.filter(outcomes.kept & outcomes.actor_id.notnull())
    goods = products.select("product_id", "category", "title")
    return kept.select("actor_id", "product_id").inner_join(goods, "product_id")


STEP = Step(
    "circles",
    "what passes between strata",
    ("memberships", "touches"),
    ("bridges", "standards"),
    _run,
)
