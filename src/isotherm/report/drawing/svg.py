"""SVG's own small needs: short numbers, boxes, how wide a text is."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable

__all__ = ["Box", "cut_text", "line_through", "short", "text_width"]


@dataclasses.dataclass(frozen=True)
class Box:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def meets_circle(self, x: float, y: float, radius: float) -> bool:
        """Whether the box and a circle overlap."""
        aside = x - min(max(x, self.left), self.right)
        apart = y - min(max(y, self.top), self.bottom)
        return aside * aside + apart * apart < radius * radius

    def within(self, other: Box) -> bool:
        """Whether the box lies in another."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def short(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def line_through(points: Iterable[tuple[float, float]]) -> str:
    """The path of a line from point to point.

    >>> line_through([(0, 1), (2.5, 3)])
    'M0 1L2.5 3'
    """
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)


def text_width(text: str, size: float) -> float:
    """About how wide a text is: a Chinese letter is square, a Latin one a little over half."""
    return sum(size if _is_wide(letter) else size * 0.58 for letter in text)


def cut_text(text: str, *, widest: float, size: float) -> str:
    """The text, cut with an ellipsis where it would be too wide."""
    if text_width(text, size) <= widest:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > widest:
        kept = kept[:-1]
    return kept.rstrip(" ·") + "…"


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
