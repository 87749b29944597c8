"""The smallest answers, and how fields read what they are called otherwise inside."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field

__all__ = ["Done", "Known", "Made"]


class Done(Schema):
    """It was done, or had been done before."""

    done: bool = True


class Made(Schema):
    """What was made, now or by the same request before."""

    id: str


def Known(name: str) -> Any:  # noqa: N802  # stands where pydantic's Field stands
    """A field read from an attribute of another name."""
    return Field(validation_alias=name)
