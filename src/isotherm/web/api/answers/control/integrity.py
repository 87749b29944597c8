"""Accounts that act as one, and what they touched."""

from __future__ import annotations

from ninja import Schema

__all__ = ["GroupOut", "GroupPageOut"]


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
