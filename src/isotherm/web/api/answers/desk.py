"""What the people of a shop read: briefs, tests, lots, what came of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import Known
from isotherm.web.api.answers.rooms import OptionOut, RoomOut, TestOut, VerdictOut
from isotherm.web.desk.queries import InboxLine, LoopReport
from isotherm.web.desk.services import Foreseen
from isotherm.web.shop.queries.sales import Sales

__all__ = [
    "BriefOut",
    "BriefPageOut",
    "CellOut",
    "FittingWishOut",
    "ForeseenOut",
    "LoopOut",
    "LotOut",
    "OpportunitiesOut",
    "PlanOut",
    "ReturnsOut",
    "ShopTodayOut",
    "TrialOut",
    "TrialPageOut",
]


class BriefOut(Schema):
    """A brief as it stands for a shop; nothing in it is about fewer than fifty people."""

    brief_id: str
    name: str
    standing: str
    answer: str
    days_left: int | None
    brief: dict[str, Any]

    @staticmethod
    def of(line: InboxLine) -> dict[str, Any]:
        """A line of the inbox."""
        return {
            "brief_id": line.brief.brief_id,
            "name": line.brief.name,
            "standing": line.standing,
            "answer": line.answered,
            "days_left": line.days_left,
            "brief": line.brief.as_json(),
        }


class BriefStratumOut(Schema):
    """For whom a brief is: a stratum with its coarse size."""

    stratum_id: str
    name: str
    people: tuple[int, int] | None


class TrailOut(Schema):
    """How far a shop has come with a brief."""

    at: str
    test_ids: list[str]
    lot_ids: list[str]
    product_ids: list[str]
    kept: int

    @staticmethod
    def resolve_test_ids(trail: Any) -> list[str]:
        """Its tests."""
        return [one.pk for one in trail.tests]

    @staticmethod
    def resolve_lot_ids(trail: Any) -> list[str]:
        """Its lots."""
        return [one.pk for one in trail.lots]

    @staticmethod
    def resolve_product_ids(trail: Any) -> list[str]:
        """Its goods."""
        return [one.pk for one in trail.products]


class BriefPageOut(BriefOut):
    """One brief with its strata, what was asked about it, and how far one has come."""

    strata: list[BriefStratumOut]
    question: str
    reply: str
    trail: TrailOut


class IdeaOut(Schema):
    """A variant to begin with, as a test takes it."""

    colour: str
    cut: str
    price_fen: int | None

    @staticmethod
    def resolve_price_fen(idea: dict[str, Any]) -> int | None:
        """The page proposes whole yuan."""
        return None if idea["price"] is None else idea["price"] * 100


class PlanOut(Schema):
    """What a test of a brief can begin with."""

    title: str
    item: str
    options: list[IdeaOut]
    notes: dict[str, str]


class TrialOut(Schema):
    """A test of the shop."""

    test_id: str = Known("pk")
    brief_id: str
    title: str
    place: str
    note_id: str | None
    opened_at: dt.datetime | None
    closes_at: dt.datetime | None


class JudgedOut(Schema):
    """An option with its evidence, and the lot that was planned for it."""

    option: OptionOut
    verdict: VerdictOut
    is_best: bool
    lot_id: str | None

    @staticmethod
    def resolve_lot_id(judged: Any) -> str | None:
        """Its latest lot."""
        return judged.lot.pk if judged.lot else None


class TrialPageOut(Schema):
    """One test of the shop: the evidence on each option, the most wanted first."""

    test: TestOut
    is_open: bool
    judged: list[JudgedOut]
    rooms: list[RoomOut]


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


class CellOut(Schema):
    """What one stratum misses of one kind of goods, in pieces that would be kept."""

    kind: str
    units: int
    low: int
    high: int
    brief_ids: list[str]

    @staticmethod
    def resolve_brief_ids(cell: Any) -> list[str]:
        """The briefs that say so."""
        return [one.brief_id for one in cell.briefs]


class OpportunityRowOut(Schema):
    """One stratum's line of the map."""

    stratum_id: str
    name: str
    people: tuple[int, int] | None
    units: int
    cells: list[CellOut | None]


class OpportunitiesOut(Schema):
    """Strata by kinds of goods, the most missing first in both directions."""

    items: list[str]
    rows: list[OpportunityRowOut]

    @staticmethod
    def resolve_items(found: Any) -> tuple[str, ...]:
        """The kinds: a record's own word, not a mapping's."""
        kinds: tuple[str, ...] = found.items
        return kinds


class ReturnRowOut(Schema):
    """A stratum with the share sent back of each size; none of fewer than fifty people."""

    stratum: str
    shares: list[float | None]


class ReturnsOut(Schema):
    """What comes back, by stratum and size."""

    sizes: list[str]
    rows: list[ReturnRowOut]

    @staticmethod
    def resolve_rows(table: Any) -> list[dict[str, Any]]:
        """In the order of the table."""
        return [{"stratum": stratum, "shares": shares} for stratum, shares in table.rows]


class LowOut(Schema):
    """A product of which so few are free that it is time to cut again."""

    product_id: str
    title: str
    free: int
    reorder_at: int


class ShopTodayOut(Schema):
    """What waits at a desk."""

    briefs: int = Known("n_briefs")
    to_send: int
    returns: int
    tests: list[TrialOut]
    lots: list[LotOut]
    low: list[LowOut]


class FittingWishOut(Schema):
    """An open wish, and the words of it that the product answers."""

    wish_id: str
    text: str
    seconded: int
    words: list[str]

    @staticmethod
    def of(fitting: Any) -> dict[str, Any]:
        """A wish of ``fitting_wishes``; whose it is is not said."""
        wish = fitting.wish
        told = {"wish_id": wish.pk, "text": wish.text, "seconded": wish.second_count}
        return told | {"words": fitting.words}
