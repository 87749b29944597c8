"""What a process of the pages does last, when it is told to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable

__all__ = ["before_the_end", "do_last_acts"]

_acts: list[Callable[[], object]] = []
_log = logging.getLogger(__name__)


def before_the_end(act: Callable[[], object]) -> None:
    """Have something done once no page is answered any more; it has seconds, not minutes."""
    _acts.append(act)


def do_last_acts() -> None:
    """Do all of it; what fails is said and holds up none of the others."""
    for act in _acts:
        try:
            act()
        except Exception:
            _log.warning("a last act of the process failed", exc_info=True)
