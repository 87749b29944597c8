"""The standard of a small circle: the product that its kept purchases gather on."""

from __future__ import annotations

import pyarrow as pa

from isotherm.schema import READING

__all__ = ["find_standards"]

_FEWEST = 5  # kept purchases of a product by a stratum below which nothing is said


def find_standards(memberships: pa.Table, kept: pa.Table, *, belongs: float = 0.15) -> pa.Table:
    """Decide which product a stratum keeps far more often than the community does.

    The share of a stratum's kept purchases in a category that fell on a product, with its 90%
    beta interval; a row only where the low end exceeds the product's share in the community.

    Args:
        memberships: actor_id, stratum_id, weight.
        kept: actor_id, product_id, category and, where known, title of purchases that were kept,
            one row each.
        belongs: weight from which an actor counts as belonging.

    Returns:
        The reading's ``standards`` table.
    """
    import numpy as np
    import pyarrow.compute as pc

    from isotherm.inference import beta_interval

    schema = READING["standards"].arrow_schema()
    known = kept.filter(pc.and_(kept["product_id"].is_valid(), kept["category"].is_valid()))
    members = memberships.filter(pc.greater_equal(memberships["weight"], belongs))
    bought = known.join(members.select(["actor_id", "stratum_id"]), "actor_id", join_type="inner")
    if bought.num_rows == 0:
        return schema.empty_table()
    everyone = _shares(known, [])
    circle = _shares(bought, ["stratum_id"])
    usual = dict(
        zip(
            zip(everyone["category"].to_pylist(), everyone["product_id"].to_pylist(), strict=True),
            np.asarray(everyone["bought"]) / np.asarray(everyone["all"]),
            strict=True,
        )
    )
    share = np.asarray(circle["bought"]) / np.asarray(circle["all"])
    low, high = beta_interval(np.asarray(circle["bought"]), np.asarray(circle["all"]))
    pairs = zip(circle["category"].to_pylist(), circle["product_id"].to_pylist(), strict=True)
    above = low > np.array([usual[pair] for pair in pairs])
    table = pa.table(
        {
            "stratum_id": circle["stratum_id"],
            "category": circle["category"],
            "product_id": circle["product_id"],
            "title": _titles(kept, circle["product_id"].to_pylist()),
            "share": share,
            "share_low": low,
            "share_high": high,
        },
    ).select(schema.names)
    enough = above & (np.asarray(circle["bought"]) >= _FEWEST)
    order = [(key, "ascending") for key in READING["standards"].key]
    return table.filter(pa.array(enough)).cast(schema).sort_by(order)


def _titles(kept: pa.Table, products: list[str]) -> pa.Array:
    """What each product is called; null where it is not known."""
    if "title" not in kept.column_names:
        return pa.nulls(len(products), pa.string())
    told = dict(zip(kept["product_id"].to_pylist(), kept["title"].to_pylist(), strict=True))
    return pa.array([told.get(product) for product in products], pa.string())


def _shares(purchases: pa.Table, by: list[str]) -> pa.Table:
    """Purchases of each product beside all of its category, within the groups of ``by``."""
    each = purchases.group_by([*by, "category", "product_id"]).aggregate([([], "count_all")])
    whole = purchases.group_by([*by, "category"]).aggregate([([], "count_all")])
    each = each.rename_columns([*by, "category", "product_id", "bought"])
    whole = whole.rename_columns([*by, "category", "all"])
    return each.join(whole, [*by, "category"], join_type="inner").combine_chunks()
