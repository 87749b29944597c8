"""Colours as they fall in light: every hue with its shade, its light and its line."""

from __future__ import annotations

import dataclasses
import functools

__all__ = ["Tone", "luminance", "mix", "tone_of"]

_SHADOW, _SUN, _INK = "#43284a", "#fff4df", "#2a1a2c"


@dataclasses.dataclass(frozen=True)
class Tone:
    """One cloth or paint in light: lit, plain, in shade, in deep shade, and its drawn line
    and that line where it lies on the colour itself."""

    light: str
    base: str
    shade: str
    deep: str
    line: str
    rim: str


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """``one`` with a share of ``other``, both as #rrggbb.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Perceived lightness of #rrggbb from 0 (black) to 1 (white), Rec. 601 weights."""
    red, green, blue = _channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@functools.cache
def tone_of(colour: str) -> Tone:
    """A colour in warm light: its shadows lean to plum, its lights to straw."""
    dark = luminance(colour) < 0.3
    line = mix(colour, _INK, 0.72 if dark else 0.56)
    return Tone(
        light=mix(colour, _SUN, 0.2 if dark else 0.42),
        base=colour,
        shade=mix(colour, _SHADOW if not dark else "#0d0912", 0.2 if not dark else 0.34),
        deep=mix(colour, _SHADOW if not dark else "#0d0912", 0.42 if not dark else 0.6),
        line=line,
        rim=mix(line, colour, 0.4),
    )
