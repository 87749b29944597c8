"""The one-file report of a reading, with the isotherm map, and the page for one merchant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isotherm.report.write import write_handout, write_report

__all__ = ["write_handout", "write_report"]


def __getattr__(name: str) -> Any:
    """What writes whole reports brings the whole engine; who only draws does without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from isotherm.report import write

    return getattr(write, name)
