"""Hair: what falls behind the shoulders and what frames the face."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import (
    Knot,
    closed_path,
    knots_of,
    open_path,
    outline,
    smooth,
    twofold_path,
)
from isotherm.world.pictures.tone import Tone

__all__ = ["draw_back_hair", "draw_front_hair"]

_BACK: dict[str, list[Knot]] = {  # right halves, crown to ends
    "bob": [(0, -8), (40, 6), (55, 60), (58, 116), (34, 130, 1), (0, 126)],
    "long": knots_of("0,-8 42,6 56,70 62,170 56,246 30,256! 0,236"),
    "waves": knots_of("0,-8 46,4 62,60 56,108 74,156 60,206 66,244 30,250 0,228"),
    "fringe": knots_of("0,-8 44,6 57,64 60,142 52,176 26,182! 0,170"),
}


def _shine(canvas: Canvas, tone: Tone) -> str:
    return canvas.fade([(0, tone.light, 1.0), (0.4, tone.base, 1.0)], across=0.6, down=1)


def draw_back_hair(canvas: Canvas, style: str, tone: Tone) -> None:
    """The hair behind the neck."""
    if style in _BACK:
        canvas.fill(outline(_BACK[style]), tone.deep)
    elif style == "bun":
        canvas.oval(0, -18, 26, 24, _shine(canvas, tone))
        canvas.line("M-14-22q14-14 28 0M-16-12q16-12 32 0", tone.light, width=2, opacity=0.4)
    elif style == "tail":
        tail: list[Knot] = knots_of("18,8 60,22 72,96 58,190 50,214! 36,180 38,90")
        canvas.fill(smooth(tail, closed=True), _shine(canvas, tone))
    elif style == "braids":
        for first, colour in ((0, tone.deep), (1, tone.base)):
            plait = [
                (sign * (44 + i * 2.4), 96 + i * 21) for sign in (-1, 1) for i in range(first, 7, 2)
            ]
            canvas.dots(plait, colour, width=27)
        canvas.dots([(-60, 246), (60, 246)], tone.deep, width=15)


def draw_front_hair(canvas: Canvas, style: str, tone: Tone) -> None:
    """The hair around the face."""
    paint = _shine(canvas, tone)
    if style == "fringe":
        cap = "0,-10 38,2 52,50 48,100 38,104! 37,56 30,48! 0,50"
        canvas.fill(twofold_path(cap), paint)
        for x in (-22, -7, 8, 23):
            canvas.line(smooth([(x * 0.6, 2), (x, 46)]), tone.deep, width=2, opacity=0.4)
    elif style == "short":
        crop = "-46,66! -50,24 -18,-14 26,-12 50,18 46,66! 38,40 10,30 -14,22 -36,42"
        canvas.fill(closed_path(crop), paint)
        canvas.line(open_path("-30,10 0,-2 28,6"), tone.light, width=4, opacity=0.35)
    else:
        low = {"bob": 112, "long": 150, "waves": 140}.get(style, 72)
        ends = f"54,56 54,{low} 43,{low + 8}!"
        left = f"-54,56 -54,{low} -43,{low + 8}! -38,64 -20,30 12,14"
        canvas.fill(closed_path(f"8,-9 -34,0 {left}"), paint)
        canvas.fill(closed_path(f"4,-9 36,0 {ends} 40,66 32,36 8,13"), paint)
        canvas.line(open_path("-38,34 -24,12 4,2"), tone.light, width=4, opacity=0.35)
