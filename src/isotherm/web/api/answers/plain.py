"""The smallest answers, and how fields read what they are called otherwise inside."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

__all__ = ["AskedOut", "Done", "Known", "Made"]


class Done(Schema):
    """It was done, or had been done before."""

    done: bool = True


class Made(Schema):
    """What was made, now or by the same request before."""

    id: str


class AskedOut(Schema):
    """Something done in the background: how far it is, 0 to 1, and why it failed if it did."""

    asked_at: dt.datetime
    ended_at: dt.datetime | None
    state: Literal["queued", "running", "done", "failed"]
    progress: float
    message: str


def Known(name: str) -> Any:  # noqa: N802  # stands where pydantic's Field stands
    """A field read from an attribute of another name."""
    return Field(validation_alias=name)
