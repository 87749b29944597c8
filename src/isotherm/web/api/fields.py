"""Kinds of fields that bodies and addresses of the API are made of."""

from __future__ import annotations

from typing import Annotated

from ninja.params.functions import Header
from pydantic import AfterValidator, Field, StringConstraints

from isotherm.web.site.words import as_id, cleaned, cleaned_lines

__all__ = ["Cursor", "Fen", "Id", "Line", "LineId", "OnceKey", "Page", "RowId", "Text"]


def _known(text: str) -> str:
    """Refuse what can be no id."""
    if not as_id(text):
        raise ValueError("holds characters that are no text")
    return text


def _printed(text: str) -> str:
    """Refuse what no database keeps."""
    if not text.isprintable():
        raise ValueError("holds characters that are no text")
    return text


Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f/]+$"),
    AfterValidator(_known),
    Field(description="an id"),
]
LineId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=129, pattern=r"^[^\x00-\x1f/]+$"),
    AfterValidator(_printed),
    Field(description="the id of an order's line"),
]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(cleaned)]
Text = Annotated[str, StringConstraints(max_length=5000), AfterValidator(cleaned_lines)]
OnceKey = Annotated[
    str,
    StringConstraints(min_length=8, max_length=80, pattern=r"^[\x21-\x7e]+$"),
    Header(
        ...,
        alias="Idempotency-Key",
        description="the same key again gets the same answer, and nothing is done twice",
    ),
]
Page = Annotated[int, Field(ge=1, le=10_000, description="page, from 1")]
Fen = Annotated[int, Field(ge=0, le=100_000_000, description="money, in fen")]
Cursor = Annotated[
    str, StringConstraints(max_length=1000), Field(description="where the last answer ended")
]
RowId = Annotated[int, Field(ge=1, le=2**53, description="a number that names a row")]
