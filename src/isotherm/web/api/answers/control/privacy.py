"""How the guard stands, and what left the house."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from isotherm.web.api.answers.plain import AskedOut, Known

__all__ = ["DisclosureOut", "ExportAskedOut", "ExportOut", "PrivacyOut"]


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


class ExportAskedOut(AskedOut):
    """An export that was asked for; done, it is among the exports under its name."""

    export_id: str = Known("pk")
    name: str


class ExportOut(Schema):
    """An export of the record that lies in the town's folder."""

    name: str
    at: dt.datetime
    size: int
