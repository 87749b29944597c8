"""Kinds of fields that bodies and addresses of the API are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

__all__ = ["Id", "Line", "OnceKey", "Page", "Text"]


def _plain(text: str) -> str:
    """Refuse what no database keeps: NUL and halves of characters."""
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("holds characters that are no text")
    return text


Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f/]+$"),
    AfterValidator(_plain),
    Field(description="an id"),
]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(_plain)]
Text = Annotated[str, StringConstraints(max_length=5000), AfterValidator(_plain)]
OnceKey = Annotated[
    str,
    StringConstraints(min_length=8, max_length=80, pattern=r"^[\x21-\x7e]+$"),
    Field(description="the same key again gets the same answer, and nothing is done twice"),
]
Page = Annotated[int, Field(ge=1, le=10_000, description="page, from 1")]
