"""Briefs: what to make for whom, by when; nothing in them singles anyone out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from isotherm.briefs.settings import BriefSettings

if TYPE_CHECKING:
    from isotherm.briefs.write import write_briefs

__all__ = ["BriefSettings", "write_briefs"]


def __getattr__(name: str) -> Any:
    """What writes briefs brings much of the engine; who only tells one does without it."""
    if name != "write_briefs":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from isotherm.briefs.write import write_briefs

    return write_briefs
