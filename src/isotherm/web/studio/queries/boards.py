"""What a board says of its candidates, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

__all__ = ["reason_words"]


def reason_words(reason: Mapping[str, Any]) -> str:
    """A reason that was kept as its code, in words."""
    from isotherm.selection import Reason  # much of the engine comes with it

    chinese = (get_language() or "").startswith("zh")
    return Reason(**reason).words("zh" if chinese else "en")
