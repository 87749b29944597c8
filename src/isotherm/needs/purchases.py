"""Purchases: what was bought, whether it was kept and content, and what was wrong when not."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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
    content = _contentment(rows, least=settings.content_rating)
    if np.isnan(content).all():
        content = np.ones(len(content))
    fault = np.where(content == 0, _faults(rows, least=settings.content_rating), -1)
    at = rows["at"].cast(pa.int64()).fill_null(UNTOLD).to_numpy()
    return Purchases(rows["actor_id"], rows["product_id"], rows["source_id"], at, content, fault)


def _contentment(rows: pa.Table, *, least: float) -> NDArray[np.float64]:
    """1 for kept and content, 0 for not, NaN where nothing is told."""
    kept = np.asarray(rows["kept"].cast(pa.int8()).fill_null(-1))
    (rated, rating), (tried, fits) = _ratings(rows), _fits(rows)
    liked = (rating >= least) & ((kept == 1) | ~tried | fits)
    cases, fates = [kept == 0, rated, tried, kept == 1], [np.zeros(len(kept)), liked, fits, kept]
    return np.select(cases, [fate.astype(np.float64) for fate in fates], default=np.nan)


def _faults(rows: pa.Table, *, least: float) -> NDArray[np.int64]:
    """Why each purchase failed, if it did, as an index of FAULTS."""
    (rated, rating), (tried, fits) = _ratings(rows), _fits(rows)
    said = rows["reason"].fill_null("").combine_chunks().dictionary_encode()
    named = np.array([_named_fault(text) for text in said.dictionary.to_pylist()], dtype=np.int64)
    reason = named[np.asarray(said.indices)]
    untold = np.where(rated & (rating < least), FAULTS.index("quality"), FAULTS.index("style"))
    return np.where(tried & ~fits, FAULTS.index("fit"), np.where(reason >= 0, reason, untold))


def _ratings(rows: pa.Table) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which purchases are rated, and how; NaN where they are not."""
    return np.asarray(rows["rating"].is_valid()), np.asarray(rows["rating"].fill_null(np.nan))


def _fits(rows: pa.Table) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of which purchases the fit is told, and which fit."""
    told = pc.equal(rows["fit"], "true")
    return np.asarray(told.is_valid()), np.asarray(pc.fill_null(told, fill_value=False))


def _named_fault(reason: str) -> int:
    """The fault that a reason names, -1 where it names none."""
    said = reason.lower()
    found = (f for f, words in _REASONS.items() if any(word in said for word in words))
    return next((FAULTS.index(fault) for fault in found), -1)


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
