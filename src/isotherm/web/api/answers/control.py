"""What the operator reads: findings with what was decided about them, boards, readings."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from ninja import Schema

from isotherm.web.api.answers.plain import Known

__all__ = [
    "DisclosureOut",
    "ExportOut",
    "ExposureOut",
    "FigureOut",
    "ForecastOut",
    "GroupOut",
    "GroupPageOut",
    "JobOut",
    "NeedOut",
    "NeedPageOut",
    "PlaceOut",
    "PlacePageOut",
    "PrivacyOut",
    "QuestionAskedOut",
    "RunOut",
    "ShareOut",
    "TownTodayOut",
    "TrendOut",
    "TrendPageOut",
]


class DecisionOut(Schema):
    """Who decided what and when."""

    kind: str
    what: str
    words: str
    by_id: str | None
    at: dt.datetime


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


class NeedOut(Schema):
    """A need, and what was decided where it is sensitive."""

    row: dict[str, Any]
    is_sensitive: bool
    waits: bool
    may_be_briefed: bool


class NeedPageOut(NeedOut):
    """One need with why it is unmet, its briefs and its review."""

    reasons: list[tuple[str, float]]
    brief_ids: list[str]
    decisions: list[DecisionOut]


class ShareOut(Schema):
    """What one shop got of the briefs, and what it said."""

    merchant_id: str
    name: str
    briefs: int
    taken: int
    passed: int
    asked: int

    @staticmethod
    def of(share: Any) -> dict[str, Any]:
        """A share of ``brief_shares``."""
        told = {"merchant_id": share.shop.pk, "name": share.shop.name}
        return told | {
            name: getattr(share, name) for name in ("briefs", "taken", "passed", "asked")
        }


class QuestionAskedOut(Schema):
    """What a shop asked about a brief."""

    answer_id: int = Known("pk")
    merchant_id: str
    brief_id: str
    question: str
    at: dt.datetime


class GroupOut(Schema):
    """Accounts that act as one, and so weigh as one."""

    group_id: str
    size: int
    score: float
    weight: float
    why: str
    is_new: bool


class NoteTouchedOut(Schema):
    """A note a group replied or reacted to, and how often."""

    note_id: str
    times: int


class TestTouchedOut(Schema):
    """A test a group voted in: how many of all votes were theirs."""

    test_id: str
    title: str
    votes: int
    of: int


class GroupPageOut(GroupOut):
    """One group: its accounts, and what they touched."""

    actor_ids: list[str]
    notes: list[NoteTouchedOut]
    tests: list[TestTouchedOut]


class ExposureOut(Schema):
    """The feed of the four weeks before a moment."""

    at: dt.datetime
    impressions: int
    author_gini: float | None
    small_share: float | None
    small_notes: float | None
    cold_start: float | None
    seen_new: float | None
    tail: float | None


class GuardOut(Schema):
    """What stands between a merchant and a single person."""

    k: int
    step: int
    own_secret: bool
    briefs: int
    least: int | None
    too_small: int
    holds: bool


class PrivacyOut(Schema):
    """How the guard stands, what left the house, and how many were forgotten on which day."""

    guard: GuardOut | None
    counts: dict[str, int]
    erasures: list[tuple[dt.date, int]]


class DisclosureOut(Schema):
    """Something that left the house."""

    kind: str
    to: str
    subject_id: str
    about: dict[str, Any]
    at: dt.datetime


class JobOut(Schema):
    """A task in the background."""

    task_id: UUID
    name: str
    state: str
    message: str
    retried: bool
    asked_at: dt.datetime | None
    ended_at: dt.datetime | None

    @staticmethod
    def of(job: Any) -> dict[str, Any]:
        """A job of ``jobs_shown``."""
        names = ("name", "state", "message", "retried")
        task = job.task
        told = {"task_id": task.pk, "asked_at": task.enqueued_at, "ended_at": task.finished_at}
        return told | {name: getattr(job, name) for name in names}


class ForecastOut(Schema):
    """What was foretold of one subject on one day, and how much of it held so far."""

    subject_id: str
    issued_at: dt.datetime
    days: int
    scored: int
    covered: float | None
    peak_at: dt.datetime

    @staticmethod
    def resolve_scored(issue: Any) -> int:
        """Days that have come."""
        return len(issue.scored)


class PlaceOut(Schema):
    """A place of the map: a stratum that holds no others, and how its warmth changed."""

    row: dict[str, Any]
    before: float | None
    change: float | None


class PastOut(Schema):
    """A stratum at one reading, and what became of it there."""

    run_id: str
    as_of: dt.datetime
    row: dict[str, Any] | None
    events: list[dict[str, Any]]

    @staticmethod
    def of(past: Any) -> dict[str, Any]:
        """A moment of ``history_of``."""
        told = {"run_id": past.reading.run_id, "as_of": past.reading.as_of}
        return told | {"row": past.row, "events": past.events}


class PlacePageOut(Schema):
    """A stratum over the readings, the oldest first."""

    stratum_id: str
    history: list[PastOut]
    shops: dict[str, int]


class FigureOut(Schema):
    """A number, and what it was before."""

    name: str
    value: float | None
    before: float | None


class TownTodayOut(Schema):
    """What calls for a decision today, and how the town is doing."""

    trends: list[str]
    reviews: list[str]
    questions: int
    failed_readings: list[str]
    failed_tasks: int
    new_groups: list[str]
    found: list[FigureOut]
    life: list[FigureOut]


class RunOut(Schema):
    """A reading, asked for, under way or done."""

    run_id: str = Known("pk")
    state: str
    step: str
    progress: float
    asked_at: dt.datetime
    ended_at: dt.datetime | None
    as_of: dt.datetime | None
    message: str


class ExportOut(Schema):
    """An export of the record that lies in the town's folder."""

    name: str
    at: dt.datetime
    size: int
