"""The engine's own words, in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from django.utils.translation import get_language

__all__ = ["Tongue", "said", "tongue"]

Tongue = Literal["zh", "en"]


def tongue() -> Tongue:
    """The language of this page, of those the engine speaks."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def said(words: str | None) -> str:
    """A word of the engine (lilac, set, hope) or a line of a brief in the reader's language.

    What people said, and a name somebody gave, stays as it is.
    """
    return _said(words, tongue()) if words else ""


@lru_cache(maxsize=4096)
def _said(words: str, language: Tongue) -> str:
    from isotherm.briefs.retelling import retell  # the engine's numbers come with it

    return retell(words, language)
