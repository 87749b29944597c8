"""Readings and tasks in the background."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from ninja import Schema

from isotherm.web.api.answers.plain import Known

__all__ = ["JobOut", "RunOut"]


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
        names = ("name", "state", "message", "retried", "asked_at", "ended_at")
        return {"task_id": job.task.pk} | {name: getattr(job, name) for name in names}


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
