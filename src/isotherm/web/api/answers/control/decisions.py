"""Who decided what about a finding, and when."""

from __future__ import annotations

import datetime as dt

from ninja import Schema

__all__ = ["DecisionOut"]


class DecisionOut(Schema):
    """Who decided what and when."""

    kind: str
    what: str
    words: str
    by_id: str | None
    at: dt.datetime
