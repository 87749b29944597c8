"""First lots and reorders, planned or foreseen."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import Known
from isotherm.web.desk.services import Foreseen

__all__ = ["ForeseenOut", "LotOut"]


class LotOut(Schema):
    """A first lot or a reorder."""

    lot_id: str = Known("pk")
    brief_id: str
    option_id: str | None
    product_id: str | None
    units: int
    unit_cost_fen: int
    cost_fen: int
    price_fen: int | None
    size_curve: dict[str, int]
    plan: dict[str, Any]
    reorder_at: int
    cut_by: dt.date | None
    state: str
    sold_ahead: bool
    at: dt.datetime
    arrived_at: dt.datetime | None


class ForeseenOut(Schema):
    """What the engine would cut, and the figures it stands on; nothing is kept."""

    plan: dict[str, Any]
    buyers: int
    viewers: int
    size_votes: dict[str, float]
    kept: int
    known: int
    verdict: str

    @staticmethod
    def of(found: Foreseen) -> dict[str, Any]:
        """What a lot's planning foresees."""
        kept, known = found.kept
        told = dataclasses.asdict(found.support) | {"plan": found.plan.as_mapping()}
        return told | {"kept": kept, "known": known, "verdict": found.verdict}
