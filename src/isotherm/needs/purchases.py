"""Purchases: what was bought, whether it was kept and content, and what was wrong when not."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from isotherm.ledger import Record, order_lines
from isotherm.needs.settings import NeedSettings

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["FAULTS", "UNTOLD", "Purchases", "gather_purchases"]

FAULTS = ("fit", "price", "style", "quality", "absent")
UNTOLD = np.iinfo(np.int64).max  # a time that is not told
_REASONS = {
    "fit": ("尺码", "偏小", "偏大", "太小", "太大", "紧", "不合身", "版型", "短", "长", "码",
            "fit", "size", "small", "large", "tight", "loose", "short", "long"),
    "price": ("贵", "价", "不值", "expensive", "price", "cost", "worth"),
    "quality": ("质量", "做工", "起球", "掉色", "线头", "面料", "薄", "味道", "坏", "粗糙",
                "quality", "cheap", "broke", "pilling", "thin", "fabric", "smell", "poor"),
    "style": ("款式", "颜色", "色差", "风格", "不好看", "老气", "土", "不适合", "style",
              "colour", "color", "look", "ugly", "dated"),
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Purchases:
    """One row an order line (or outcome without an order).

    ``content`` is 1 or 0, NaN where nothing tells what became of it; ``fault`` indexes FAULTS,
    -1 where there is none; ``at`` is in microseconds, UNTOLD where the record has no time.
    """

    actor_id: pa.ChunkedArray
    product_id: pa.ChunkedArray
    source_id: pa.ChunkedArray
    at: NDArray[np.int64]
    content: NDArray[np.float64]
    fault: NDArray[np.int64]


def gather_purchases(record: Record, settings: NeedSettings) -> Purchases:
    """Every purchase with what became of it.

    A kept piece is content unless its rating says otherwise; where no rating is given its fit
    tells, so that 偏小但很喜欢 is content and a silent misfit is not. What is returned is not
    content. In a record without outcomes every order counts as content.
    """
    columns = ("actor_id", "product_id", "at", "source_id", "kept", "fit", "rating", "reason")
    rows = record.collect(_bought(record), order_by=columns)
    fates = [
        _fate(kept=kept, fit=fit, rating=rating, least=settings.content_rating)
        for kept, fit, rating in zip(
            *(rows[name].to_pylist() for name in ("kept", "fit", "rating")), strict=True
        )
    ]
    content = np.array(fates, dtype=np.float64)
    if np.isnan(content).all():
        content = np.ones(len(fates))
    fault = [
        -1 if fate != 0 else _fault(fit, reason, low=(rating or 1.0) < settings.content_rating)
        for fate, fit, reason, rating in zip(
            content.tolist(),
            *(rows[name].to_pylist() for name in ("fit", "reason", "rating")),
            strict=True,
        )
    ]
    at = rows["at"].cast(pa.int64()).fill_null(UNTOLD).to_numpy()
    named = (rows["actor_id"], rows["product_id"], rows["source_id"])
    return Purchases(*named, at, content, np.array(fault, dtype=np.int64))


def _fate(*, kept: bool | None, fit: str | None, rating: float | None, least: float) -> float:
    """1 for kept and content, 0 for not, NaN where nothing is told."""
    if kept is False:
        return 0.0
    if rating is not None:
        return float(rating >= least and (kept is True or fit in {None, "true"}))
    if fit is not None:
        return float(fit == "true")
    return 1.0 if kept else float("nan")


def _fault(fit: str | None, reason: str | None, *, low: bool) -> int:
    """Why a purchase failed, as an index of FAULTS."""
    if fit not in {None, "true"}:
        return FAULTS.index("fit")
    said = (reason or "").lower()
    for fault, words in _REASONS.items():
        if any(word in said for word in words):
            return FAULTS.index(fault)
    return FAULTS.index("quality" if low else "style")


def _bought(record: Record) -> ir.Table:
    import ibis

    outcomes = record.table("outcomes")
    told = outcomes.group_by(buyer=outcomes.actor_id, bought=outcomes.product_id).aggregate(
        kept=outcomes.kept.cast("int64").min().cast("boolean"),
        fit=ibis.coalesce(outcomes.fit.nullif("true").min(), outcomes.fit.min()),
        rating=outcomes.rating.min(),
        reason=outcomes.reason.min(),
        known_at=outcomes["at"].min(),
    )
    lines = order_lines(record).select("actor_id", "at", "source_id", "product_id")
    both = lines.outer_join(told, [("actor_id", "buyer"), ("product_id", "bought")])
    return both.select(
        "source_id",
        "kept",
        "fit",
        "rating",
        "reason",
        actor_id=ibis.coalesce(both.actor_id, both.buyer),
        product_id=ibis.coalesce(both.product_id, both.bought),
        at=ibis.coalesce(both["at"], both.known_at),
    )
