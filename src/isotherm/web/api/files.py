"""Answers that are files, and how the document names them."""

from __future__ import annotations

from typing import Any

__all__ = ["file_answer"]


def file_answer(content_type: str) -> dict[str, Any]:
    """What ``openapi_extra`` of an operation says that answers with a file."""
    held = {content_type: {"schema": {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"content": held}}}
