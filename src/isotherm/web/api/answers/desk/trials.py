"""A shop's tests: what one can begin with, and the evidence on each option."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import Known
from isotherm.web.api.answers.rooms import OptionOut, RoomOut, TestOut, VerdictOut

__all__ = ["PlanOut", "TrialOut", "TrialPageOut"]


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
