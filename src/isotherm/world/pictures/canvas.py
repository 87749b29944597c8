"""The sheet a picture is drawn on: marks, gradients and patterns, and the finished SVG."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence
from html import escape

from isotherm.world.pictures.curves import number
from isotherm.world.pictures.dice import digest

__all__ = ["MOST_BYTES", "Canvas", "draw_within"]

MOST_BYTES = 12_000  # of a picture: a page shows sixty of them

_UNREADABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE_LENGTH = 120
_LETTERS = string.ascii_letters

Stops = Sequence[tuple[float, str, float]]  # offset 0..1, colour, opacity


class Canvas:
    """Collects what is drawn; ids are this picture's own, so that many live in one page."""

    def __init__(self, seed: str, *, least: float = 0) -> None:
        """``seed`` is all that the picture depends on; its hash prefixes every id.

        Lines fainter than ``least`` (an opacity) are left out.
        """
        self._least = least
        self._prefix = _prefix(seed)
        self._defs: dict[str, str] = {}
        self._marks: list[str] = []

    def layer(self) -> Canvas:
        """A loose sheet that shares gradients with this one, to be laid down by ``place``."""
        sheet = object.__new__(Canvas)
        sheet._prefix, sheet._defs, sheet._marks = self._prefix, self._defs, []
        sheet._least = self._least
        return sheet

    def place(
        self,
        sheet: Canvas,
        *,
        x: float = 0,
        y: float = 0,
        scale: float = 1,
        flip: int = 1,
        turn: float = 0,
    ) -> None:
        """Lay a loose sheet down: its origin at (x, y), scaled, mirrored by ``flip`` = -1."""
        if (x, y, scale, flip, turn) == (0, 0, 1, 1, 0):
            self._marks += sheet._marks
            return
        rotate = f" rotate({number(turn)})" if turn else ""
        across = f"{scale * flip:.3f}"
        self._marks.append(
            f'<g transform="translate({number(x)} {number(y)}){rotate} '
            f'scale({across} {scale:.3f})">{"".join(sheet._marks)}</g>'
        )

    def fill(self, path: str, paint: str, *, opacity: float = 1, edge: str = "") -> None:
        """Fill a path, and draw its ``edge`` in a colour."""
        stroke = f' stroke="{edge}"' if edge else ""
        self._marks.append(f'<path d="{path}" fill="{paint}"{stroke}{_faint(opacity)}/>')

    def line(
        self, path: str, paint: str, *, width: float = 2, opacity: float = 1, dash: str = ""
    ) -> None:
        """Draw a path as a line with round ends; lines alike in a row become one."""
        if opacity < self._least:
            return
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        tail = f'" stroke="{paint}" stroke-width="{number(width)}"{dashes}{_faint(opacity)}/>'
        if self._marks and self._marks[-1].endswith(tail) and self._marks[-1].startswith("<path"):
            self._marks[-1] = self._marks[-1].removesuffix(tail) + path + tail
        else:
            self._marks.append(f'<path d="{path}{tail}')

    def dots(
        self, points: Sequence[tuple[float, ...]], paint: str, *, width: float, opacity: float = 1
    ) -> None:
        """Round dots of one colour and width: lines of no length with round ends."""
        path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y, *_ in points)
        self.line(path, paint, width=width, opacity=opacity)

    def oval(
        self, x: float, y: float, rx: float, ry: float, paint: str, *, opacity: float = 1
    ) -> None:
        """Fill an ellipse."""
        where = f'cx="{number(x)}" cy="{number(y)}"'
        if number(rx) == number(ry):
            self._marks.append(
                f'<circle {where} r="{number(rx)}" fill="{paint}"{_faint(opacity)}/>'
            )
        else:
            radii = f'rx="{number(rx)}" ry="{number(ry)}"'
            self._marks.append(f'<ellipse {where} {radii} fill="{paint}"{_faint(opacity)}/>')

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        paint: str,
        *,
        round_: float = 0,
        opacity: float = 1,
    ) -> None:
        """Fill a rectangle, its corners rounded by ``round_``."""
        corner = f' rx="{number(round_)}"' if round_ else ""
        at = "".join(f'{axis}="{number(v)}" ' for axis, v in (("x", x), ("y", y)) if v)
        self._marks.append(
            f'<rect {at}width="{number(width)}" height="{number(height)}"{corner} '
            f'fill="{paint}"{_faint(opacity)}/>'
        )

    def boxes(
        self, rects: Sequence[tuple[float, float, float, float]], paint: str, *, opacity: float = 1
    ) -> None:
        """Many rectangles of one paint, as one path."""
        path = "".join(f"M{x:.0f} {y:.0f}h{w:.0f}v{h:.0f}h{-w:.0f}z" for x, y, w, h in rects)
        self.fill(path, paint, opacity=opacity)

    def fade(self, stops: Stops, *, across: float = 0, down: float = 1) -> str:
        """A linear gradient over the shape it fills, in the direction (across, down)."""
        return self._define(
            f'<linearGradient id="%s" x2="{across:g}" y2="{down:g}">'
            f"{_stops(stops)}</linearGradient>"
        )

    def glow(self, stops: Stops, *, x: float = 0.5, y: float = 0.5, r: float = 0.5) -> str:
        """A radial gradient over the shape it fills."""
        return self._define(
            f'<radialGradient id="%s" cx="{x:g}" cy="{y:g}" r="{r:g}">'
            f"{_stops(stops)}</radialGradient>"
        )

    def weave(self, width: float, height: float, marks: str, *, turn: float = 0) -> str:
        """A repeated pattern of given SVG marks."""
        rotate = f' patternTransform="rotate({turn:g})"' if turn else ""
        return self._define(
            f'<pattern id="%s" width="{width:g}" height="{height:g}" '
            f'patternUnits="userSpaceOnUse"{rotate}>{marks}</pattern>'
        )

    def _define(self, markup: str) -> str:
        if markup not in self._defs:
            self._defs[markup] = f"{self._prefix}{len(self._defs)}"
        return f"url(#{self._defs[markup]})"

    def svg(self, width: int, height: int, *, view: tuple[float, float], title: str) -> str:
        """The finished picture: ``view`` is the size of its own coordinates."""
        said = escape(_UNREADABLE.sub(" ", title).strip()[:_TITLE_LENGTH])
        defs = "".join(markup % name for markup, name in self._defs.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" '
            f'height="{height}" viewBox="0 0 {number(view[0])} {number(view[1])}" '
            'preserveAspectRatio="xMidYMid slice" fill="none" stroke-width="1.8" '
            f'stroke-linecap="round" stroke-linejoin="round"><title>{said}</title>'
            f"<defs>{defs}</defs>{''.join(self._marks)}</svg>"
        )


def draw_within(draw: Callable[[float], str]) -> str:
    """The fullest picture under ``MOST_BYTES``; ``draw`` takes the faintest line it may draw."""
    picture = ""
    for least in (0.0, 0.25, 0.45, 0.7, 1.0):
        picture = draw(least)
        if len(picture.encode()) < MOST_BYTES:
            break
    return picture


def _prefix(seed: str) -> str:
    """Five letters: short, yet alike for two of a page only once in a hundred thousand."""
    value = int(digest(seed)[:12], 16)
    return "".join(_LETTERS[value // 52**k % 52] for k in range(5))


def _faint(opacity: float) -> str:
    return "" if opacity >= 1 else f' opacity="{_share(opacity)}"'


def _share(share: float) -> str:
    """A number from 0 to 1 in two places."""
    return f"{share:.2f}".rstrip("0").rstrip(".").removeprefix("0") or "0"


def _stops(stops: Stops) -> str:
    return "".join(
        (f'<stop offset="{_share(offset)}"' if offset else "<stop")
        + f' stop-color="{colour}"'
        + ("" if opacity >= 1 else f' stop-opacity="{_share(opacity)}"')
        + "/>"
        for offset, colour, opacity in stops
    )
