"""Bars: an interval on a common scale, and shares that add up to one."""

from __future__ import annotations

from collections.abc import Sequence

from isotherm.report.markup import Markup, tag

__all__ = ["draw_interval", "draw_shares"]

_WIDTH = 200.0


def draw_interval(low: float, middle: float, high: float, *, full: float) -> Markup:
    """A bar from low to high with a mark at the middle; ``full`` is the end of the scale."""
    scale = _WIDTH / full if full > 0 else 0.0
    left, right = max(low, 0.0) * scale, min(high, full) * scale
    return tag(
        "svg",
        tag("rect", x=0, y=5.5, width=_WIDTH, height=1, class_="track"),
        tag(
            "rect",
            x=_short(left),
            y=2,
            width=_short(max(right - left, 1.5)),
            height=8,
            rx=4,
            class_="span",
        ),
        tag("rect", x=_short(middle * scale - 1), y=0, width=2, height=12, class_="middle"),
        viewBox=f"0 0 {_WIDTH:.0f} 12",
        class_="bar-interval",
        aria_hidden="true",
    )


def draw_shares(shares: Sequence[tuple[str, float]]) -> Markup:
    """One bar cut into named shares; each piece has the class of its name."""
    total = sum(share for _, share in shares) or 1.0
    pieces, left = [], 0.0
    for name, share in shares:
        width = share / total * _WIDTH
        inner = max(width - 1, 0.5)
        pieces.append(tag("rect", x=_short(left), y=0, width=_short(inner), height=10, class_=name))
        left += width
    return tag(
        "svg",
        *pieces,
        viewBox=f"0 0 {_WIDTH:.0f} 10",
        class_="bar-shares",
        aria_hidden="true",
    )


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
