"""What a board says of its candidates, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isotherm.web.site.engine_words import tongue

__all__ = ["reason_words"]


def reason_words(reason: Mapping[str, Any]) -> str:
    """A reason that was kept as its code, in words."""
    from isotherm.selection import Reason  # much of the engine comes with it

    return Reason(**reason).words(tongue())
