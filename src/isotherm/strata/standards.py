"""The standard of a small circle: the product that its kept purchases gather on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isotherm.schema import READING

__all__ = ["find_standards"]

_FEWEST = 20  # kept purchases of a circle in a category, below which nothing is said
_LEAST_SHARE = 0.2  # low end of the share: what fewer than one in five keep is nobody's standard
_CIRCLES_OWN = 2.0  # times as usual in the circle as outside it

Floats = npt.NDArray[np.float64]


def find_standards(
    memberships: pa.Table, kept: pa.Table, *, fdr: float = 0.05, belongs: float = 0.15
) -> pa.Table:
    """Decide which product a circle has settled on in a category, when the community has not.

    The share of a stratum's kept purchases in a category that fell on a product, with its 90% beta
    interval. Told where there are enough purchases and a choice of products, the low end of the
    share reaches a fifth, the product leads the next one beyond chance, and the circle keeps it at
    least twice as often, of all it keeps, as everyone else does (e-BH over all cells that have
    enough purchases). What everybody keeps is no circle's standard.

    Args:
        memberships: actor_id, stratum_id, weight.
        kept: actor_id, product_id, category and, where known, title of purchases that were kept,
            one row each.
        fdr: tolerated share of rows that are kept no more often than outside.
        belongs: weight from which an actor counts as belonging.

    Returns:
        The reading's ``standards`` table.
    """
    import pyarrow.compute as pc

    from isotherm.inference import beta_interval

    schema = READING["standards"].arrow_schema()
    known = kept.filter(pc.and_(kept["product_id"].is_valid(), kept["category"].is_valid()))
    members = memberships.filter(pc.greater_equal(memberships["weight"], belongs))
    bought = known.join(members.select(["actor_id", "stratum_id"]), "actor_id", join_type="inner")
    cells = _cells(known, bought)
    if cells.num_rows == 0:
        return schema.empty_table()
    share = _column(cells, "bought") / _column(cells, "all")
    low, high = beta_interval(_column(cells, "bought"), _column(cells, "all"))
    table = pa.table(
        {
            "stratum_id": cells["stratum_id"],
            "category": cells["category"],
            "product_id": cells["product_id"],
            "title": _titles(kept, cells["product_id"].to_pylist()),
            "share": share,
            "share_low": low,
            "share_high": high,
        },
    ).select(schema.names)
    told = (low >= _LEAST_SHARE) & _leads(cells) & _is_own(cells, known.num_rows, fdr=fdr)
    order = [(key, "ascending") for key in READING["standards"].key]
    return table.filter(pa.array(told)).cast(schema).sort_by(order)


def _cells(known: pa.Table, bought: pa.Table) -> pa.Table:
    """Products by circle and category, with the purchases of each, of the category, of the circle
    and of everyone; only categories with a choice, and enough purchases of the circle."""
    import pyarrow.compute as pc

    each = _count(bought, ["stratum_id", "category", "product_id"], "bought")
    each = each.join(_count(bought, ["stratum_id", "category"], "all"), ["stratum_id", "category"])
    each = each.join(_count(bought, ["stratum_id"], "circle"), "stratum_id")
    everyone = _count(known, ["category", "product_id"], "everyone")
    each = each.join(everyone, ["category", "product_id"])
    each = each.join(_count(everyone, ["category"], "choice"), "category")
    chosen = pc.and_(pc.greater_equal(each["all"], _FEWEST), pc.greater(each["choice"], 1))
    order = [(key, "ascending") for key in READING["standards"].key]
    return each.filter(chosen).sort_by(order).combine_chunks()


def _leads(cells: pa.Table) -> npt.NDArray[np.bool_]:
    """Whether a product is kept more often than the next in its circle, beyond chance (90%)."""
    from isotherm.inference import beta_interval

    first: dict[tuple[str, str], list[float]] = {}
    names = list(
        zip(*(cells[name].to_pylist() for name in ("stratum_id", "category")), strict=True)
    )
    bought = _column(cells, "bought")
    for name, count in zip(names, bought, strict=True):
        first[name] = sorted([*first.get(name, ()), float(count)], reverse=True)[:2]
    runner_up = np.array([(first[name] + [0.0])[1] for name in names])
    low, _ = beta_interval(bought, bought + runner_up)
    return np.asarray((bought > runner_up) & (low > 0.5))


def _is_own(cells: pa.Table, total: int, *, fdr: float) -> npt.NDArray[np.bool_]:
    """Whether the circle keeps a product far more often, of all it keeps, than the others do."""
    from isotherm.inference import beta_binomial_log_e, ebh

    bought, circle = _column(cells, "bought"), _column(cells, "circle")
    outside = np.maximum(_column(cells, "everyone") - bought, 0.0)
    # at least one purchase outside, so that nothing is infinitely rarer there
    usual = np.clip((outside + 1) / (total - circle + 1), 1e-9, 0.5 / _CIRCLES_OWN)
    log_e = beta_binomial_log_e(bought, circle, reference=_CIRCLES_OWN * usual)
    return np.asarray(ebh(log_e, fdr))


def _column(cells: pa.Table, name: str) -> Floats:
    return np.asarray(cells[name].to_numpy(), dtype=np.float64)


def _count(rows: pa.Table, by: list[str], name: str) -> pa.Table:
    counted = rows.group_by(by).aggregate([([], "count_all")])
    return counted.rename_columns([*by, name])


def _titles(kept: pa.Table, products: list[str]) -> pa.Array:
    """What each product is called; null where it is not known."""
    if "title" not in kept.column_names:
        return pa.nulls(len(products), pa.string())
    first = kept.group_by("product_id").aggregate([("title", "min")])
    told = dict(zip(first["product_id"].to_pylist(), first["title_min"].to_pylist(), strict=True))
    return pa.array([told.get(product) for product in products], pa.string())
