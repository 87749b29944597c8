"""Trends with their gates, their evidence and what could supply them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.control.decisions import DecisionOut

__all__ = ["TrendOut", "TrendPageOut"]


class GateOut(Schema):
    """What was decided at a gate; nothing yet where it is null."""

    kind: str
    passed: bool
    words: str
    by_id: str | None
    at: dt.datetime


class TrendOut(Schema):
    """A trend as the reading has it, and what the operator made of it."""

    trend_id: str
    name: str
    state: str
    origin: str
    passed: int
    missing: int
    waits: bool
    is_late: bool
    row: dict[str, Any] | None


class PushOut(Schema):
    """What was done for a trend."""

    kind: str
    at: dt.datetime


class GoodsOut(Schema):
    """Who could supply a trend."""

    on_sale: int
    sellers: int
    matched: list[str]
    open_to_all: int

    @staticmethod
    def resolve_matched(goods: Any) -> list[str]:
        """The shops that have a brief on it."""
        return [shop.pk for shop in goods.matched]


class OutsideOut(Schema):
    """A count from outside that speaks of a trend."""

    name: str
    last: float
    change: float | None
    values: list[float]

    @staticmethod
    def resolve_values(count: Any) -> list[float]:
        """By day: a record's own word, not a mapping's."""
        days: list[float] = count.values
        return days


class TrendPageOut(TrendOut):
    """One trend with its gates, its evidence, and what was decided."""

    gates: list[GateOut]
    decisions: list[DecisionOut]
    pushes: list[PushOut]
    days: list[dict[str, Any]]
    forecast: list[dict[str, Any]]
    goods: GoodsOut | None
    outside: list[OutsideOut]
