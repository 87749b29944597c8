"""Cloth in light: weaves, prints and the shading that makes a flat shape hang."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.look import Look
from isotherm.world.pictures.tone import Tone, luminance, mix

__all__ = ["FIGURES", "WEAVES", "drape", "fold", "paint", "patch", "sheen"]

_Weave = Callable[[Canvas, Tone], str]


def _stroke(path: str, colour: str, *, width: float = 1, opacity: float = 0.4) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        f'opacity="{opacity:g}"/>'
    )


def _contrast(tone: Tone) -> str:
    return tone.light if luminance(tone.base) < 0.45 else tone.deep


def _knit(canvas: Canvas, tone: Tone) -> str:
    return canvas.weave(9, 8, _stroke("M0 1l4.5 5 4.5-5", tone.deep, width=1.5, opacity=0.34))


def _cable(canvas: Canvas, tone: Tone) -> str:
    plait = "M14 0q-9 10 0 20t0 20M14 0q9 10 0 20t0 20"
    marks = _stroke(plait, tone.deep, width=3, opacity=0.4)
    rib = _stroke("M1 0v40M27 0v40", tone.deep, width=1.2, opacity=0.3)
    return canvas.weave(28, 40, marks + rib)


def _denim(canvas: Canvas, tone: Tone) -> str:
    return canvas.weave(4, 4, _stroke("M0 0v4", tone.light, opacity=0.45), turn=32)


def _linen(canvas: Canvas, tone: Tone) -> str:
    threads = _stroke("M0 2h7M9 6h9M3 11h12M2 0v5M8 3v9M14 0v7", tone.deep, width=0.9, opacity=0.24)
    return canvas.weave(18, 13, threads)


def _tweed(canvas: Canvas, tone: Tone) -> str:
    flecks = _stroke("M1 2l3 3M7 1l-2 3M10 7l-3 3M2 9l2 2", tone.deep, width=1.4, opacity=0.34)
    return canvas.weave(12, 12, flecks + _stroke("M9 3l2 1M4 6l1 2", tone.light, opacity=0.8))


def _cord(canvas: Canvas, tone: Tone) -> str:
    return canvas.weave(7, 7, _stroke("M2 0v7", tone.deep, width=1.6, opacity=0.34))


def _fleece(canvas: Canvas, tone: Tone) -> str:
    curls = "M1 5q3-5 6 0t6 0M8 13q3-5 6 0t5 0"
    marks = _stroke(curls, tone.deep, width=1.5, opacity=0.26)
    return canvas.weave(18, 16, marks + _stroke("M12 4q2-3 5 0M2 12q2-3 4 0", tone.light))


def _shell(canvas: Canvas, tone: Tone) -> str:
    return canvas.weave(14, 14, _stroke("M0 0h14M0 0v14", _contrast(tone), opacity=0.16))


WEAVES: Mapping[str, _Weave] = {
    "knit": _knit,
    "cable": _cable,
    "denim": _denim,
    "linen": _linen,
    "tweed": _tweed,
    "cord": _cord,
    "fleece": _fleece,
    "shell": _shell,
}


def _stripe(canvas: Canvas, tone: Tone) -> str:
    return canvas.weave(20, 20, f'<path d="M0 4h20v6H0z" fill="{_contrast(tone)}" opacity=".55"/>')


def _pinstripe(canvas: Canvas, tone: Tone) -> str:
    return canvas.weave(15, 15, _stroke("M5 0v15", _contrast(tone), width=1.2, opacity=0.5))


def _check(canvas: Canvas, tone: Tone) -> str:
    bands = f'<path d="M0 0h13v44H0z M0 0h44v13H0z" fill="{_contrast(tone)}" opacity=".2"/>'
    lines = _stroke("M28 0v44M0 28h44", tone.light, width=2, opacity=0.6)
    return canvas.weave(44, 44, bands + lines)


def _dots(canvas: Canvas, tone: Tone) -> str:
    dot = f'fill="{_contrast(tone)}" opacity=".55"'
    return canvas.weave(
        26, 26, f'<circle cx="6" cy="7" r="3.4" {dot}/><circle cx="19" cy="20" r="3.4" {dot}/>'
    )


def _floral(canvas: Canvas, tone: Tone) -> str:
    petals = "".join(
        f'<circle cx="{x}" cy="{y}" r="4.2"/>'
        for x, y in ((14, 9), (19, 13), (17, 19), (11, 19), (9, 13), (40, 35), (44, 40), (37, 41))
    )
    leaf = _stroke("M18 24q6 4 5 11M40 46q-3 6-10 5", "#6f8f62", width=2, opacity=0.7)
    heart = '<circle cx="14" cy="14.500" r="2.6" fill="#f2cf6b"/>'
    return canvas.weave(
        54, 54, f'{leaf}<g fill="{_contrast(tone)}" opacity=".62">{petals}</g>{heart}'
    )


def _brocade(canvas: Canvas, tone: Tone) -> str:
    cloud = "M8 22q-6-8 3-11 2-9 11-5 9-3 9 6 8 3 1 10M15 22q-1-6 5-6 6 0 5 6"
    return canvas.weave(48, 40, _stroke(cloud, tone.light, width=1.6, opacity=0.75), turn=8)


FIGURES: Mapping[str, _Weave] = {
    "stripe": _stripe,
    "pinstripe": _pinstripe,
    "check": _check,
    "dots": _dots,
    "floral": _floral,
    "brocade": _brocade,
}


def paint(canvas: Canvas, path: str, tone: Tone) -> None:
    """A plain solid thing in light from the upper left."""
    light = ((0, tone.light, 1.0), (0.34, tone.base, 1.0), (1, tone.shade, 1.0))
    canvas.fill(path, canvas.fade(light, across=1, down=0.5), edge=tone.rim)


def patch(canvas: Canvas, path: str, look: Look, *, tone: Tone | None = None) -> None:
    """A small piece of the look's cloth: a lapel, a pocket, a belt; plainer on a small figure."""
    cloth = tone or look.tone
    if look.worn:
        canvas.fill(path, mix(cloth.base, cloth.light, 0.22), edge=cloth.rim)
        return
    light = ((0, cloth.light, 1.0), (0.5, cloth.base, 1.0), (1, cloth.shade, 1.0))
    canvas.fill(path, canvas.fade(light, across=0.7, down=1), edge=cloth.rim)
    _print(canvas, path, look, cloth)


def drape(canvas: Canvas, path: str, look: Look, *, tone: Tone | None = None) -> None:
    """A large piece of the look's cloth, rounded by light from the upper left."""
    cloth = tone or look.tone
    lit = mix(cloth.base, cloth.light, 0.95 if look.fabric == "silk" else 0.75)
    sides = (
        (0, mix(cloth.base, cloth.deep, 0.3), 1.0),
        (0.34, lit, 1.0),
        (0.62, cloth.base, 1.0),
        (1, mix(cloth.shade, cloth.deep, 0.6), 1.0),
    )
    canvas.fill(path, canvas.fade(sides, across=1, down=0.22), edge=cloth.rim)
    _print(canvas, path, look, cloth)


def _print(canvas: Canvas, path: str, look: Look, cloth: Tone) -> None:
    drawing = FIGURES.get(look.figure) or WEAVES.get(look.fabric)
    if drawing:
        canvas.fill(path, drawing(canvas, cloth))


def fold(canvas: Canvas, path: str, tone: Tone, *, width: float = 3, opacity: float = 0.3) -> None:
    """A crease: a line of shade."""
    canvas.line(path, tone.deep, width=width, opacity=opacity)


def sheen(canvas: Canvas, path: str, tone: Tone, *, width: float = 6, opacity: float = 0.4) -> None:
    """A line of light."""
    canvas.line(path, tone.light, width=width, opacity=opacity)
