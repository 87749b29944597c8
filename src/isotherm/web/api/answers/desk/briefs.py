"""A brief as a shop reads it: for whom it is, and how far one has come with it."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from isotherm.web.desk.queries import InboxLine

__all__ = ["BriefOut", "BriefPageOut"]


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
