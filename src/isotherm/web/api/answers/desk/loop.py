"""What came of a brief, from its test to kept orders."""

from __future__ import annotations

import dataclasses
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.desk.lots import LotOut
from isotherm.web.desk.queries import LoopReport
from isotherm.web.shop.queries.sales import Sales

__all__ = ["LoopOut"]


class TallyOut(Schema):
    """Pieces and money, by where they came from."""

    source: str
    orders: int
    ordered: int
    kept: int
    returned: int
    under_way: int
    cancelled: int
    revenue_fen: int
    refunds_fen: int

    @staticmethod
    def of(source: str, tally: Sales) -> dict[str, Any]:
        """A tally as plain values."""
        return {"source": source, **dataclasses.asdict(tally)}


class TrialStepOut(Schema):
    """What one test of a brief came to."""

    test_id: str
    viewers: int
    voters: int
    kept: list[str]
    best: str

    @staticmethod
    def resolve_test_id(step: Any) -> str:
        """The test."""
        return str(step.test.pk)


class LoopOut(Schema):
    """A brief from its test to kept orders, to the cent."""

    brief_id: str
    tests: list[TrialStepOut]
    lots: list[LotOut]
    product_ids: list[str]
    cut_units: int
    cost_fen: int
    margin_fen: int
    total: TallyOut
    by_source: list[TallyOut]

    @staticmethod
    def of(report: LoopReport) -> dict[str, Any]:
        """A loop report."""
        return {
            "brief_id": report.brief.brief_id,
            "tests": report.tests,
            "lots": report.lots,
            "product_ids": [one.pk for one in report.products],
            "cut_units": report.cut_units,
            "cost_fen": report.cost_fen,
            "margin_fen": report.margin_fen,
            "total": TallyOut.of("all", report.total),
            "by_source": [TallyOut.of(source, tally) for source, tally in report.by_source],
        }
