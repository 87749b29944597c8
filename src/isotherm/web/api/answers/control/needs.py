"""Needs, and what was decided where they are sensitive."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from isotherm.web.api.answers.control.decisions import DecisionOut

__all__ = ["NeedOut", "NeedPageOut"]


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
