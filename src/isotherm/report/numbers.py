"""Numbers as people read them: thousands separated, intervals as a–b, plain dates."""

from __future__ import annotations

import datetime as dt
import math

__all__ = ["clock", "compact", "day", "decimal", "interval", "money", "share", "warmth", "whole"]

_NOTHING = "—"


def whole(value: float | None) -> str:
    """A count; ``—`` when it is not known.

    >>> whole(12345.6)
    '12,346'
    """
    return _NOTHING if _unknown(value) else f"{value:,.0f}"


def decimal(value: float | None, digits: int = 2) -> str:
    """A number that is small enough for its decimals to matter."""
    return _NOTHING if _unknown(value) else f"{value:,.{digits}f}"


def share(value: float | None) -> str:
    """A share as a percentage; shares under ten per cent keep one decimal.

    >>> share(0.0406), share(0.76)
    ('4.1%', '76%')
    """
    if value is None or _unknown(value):
        return _NOTHING
    return f"{value:.1%}" if 0 < value < 0.1 else f"{value:.0%}"


def compact(value: float) -> str:
    """A number short enough for the side of a drawing.

    >>> compact(12.5), compact(2500), compact(10000), compact(3e6)
    ('12.5', '2.5k', '10k', '3M')
    """
    for unit, word in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= unit:
            return f"{value / unit:.3g}{word}"
    return f"{value:.3g}"


def interval(low: float | None, high: float | None) -> str:
    """Both ends of an interval of counts.

    >>> interval(488.8, 594.1)
    '489–594'
    """
    if _unknown(low) or _unknown(high):
        return _NOTHING
    return f"{low:,.0f}–{high:,.0f}"


def warmth(value: float | None) -> str:
    """Activity against its own normal.

    >>> warmth(1.4441)
    '1.44×'
    """
    return _NOTHING if _unknown(value) else f"{value:.2f}×"


def money(low_fen: int | None, high_fen: int | None) -> str:
    """A price band in yuan from its ends in fen; one end may be open.

    >>> money(19900, 29950)
    '¥199–299.5'
    """
    if low_fen is None and high_fen is None:
        return _NOTHING
    if low_fen is None:
        return f"≤ ¥{_yuan(high_fen)}"
    if high_fen is None:
        return f"≥ ¥{_yuan(low_fen)}"
    return f"¥{_yuan(low_fen)}–{_yuan(high_fen)}"


def day(value: dt.datetime | None) -> str:
    """A day, the same in both languages."""
    return _NOTHING if value is None else f"{value:%Y-%m-%d}"


def clock(value: dt.datetime) -> str:
    """The time of a day, for small print."""
    return f"{value:%H:%M} UTC"


def _yuan(fen: int | None) -> str:
    yuan = f"{(fen or 0) / 100:,.2f}"
    return yuan.rstrip("0").rstrip(".")


def _unknown(value: float | None) -> bool:
    return value is None or not math.isfinite(value)
