"""Kinds of fields that bodies and addresses of the API are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from isotherm.web.site.words import as_id, cleaned, cleaned_lines

__all__ = ["Id", "Line", "OnceKey", "Page", "Text"]


def _known(text: str) -> str:
    """Refuse what can be no id."""
    if not as_id(text):
        raise ValueError("holds characters that are no text")
    return text


Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f/]+$"),
    AfterValidator(_known),
    Field(description="an id"),
]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(cleaned)]
Text = Annotated[str, StringConstraints(max_length=5000), AfterValidator(cleaned_lines)]
OnceKey = Annotated[
    str,
    StringConstraints(min_length=8, max_length=80, pattern=r"^[\x21-\x7e]+$"),
    Field(description="the same key again gets the same answer, and nothing is done twice"),
]
Page = Annotated[int, Field(ge=1, le=10_000, description="page, from 1")]
