"""Things for pets, with a cat beside most of them."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, paint
from isotherm.world.pictures.curves import closed_path, open_path, twofold_path
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import Tone, tone_of

__all__ = ["PETS", "sitting_cat"]

_FURS = ("#e3a35f", "#4b464c", "#f0e4d2", "#a99a8c", "#c98f5c")


def _fur(look: Look) -> Tone:
    return tone_of(look.dice.pick("fur", _FURS))


def _cat_head(canvas: Canvas, fur: Tone, x: float, y: float) -> None:
    """A cat's head with closed eyes."""
    head = canvas.layer()
    paint(
        head, closed_path("-46,-10 -50,-62! -22,-42 22,-42 50,-62! 46,-10 28,24 0,32 -28,24"), fur
    )
    head.fill("M-44-50l6 24 14-12zM44-50l-6 24-14-12z", "#e9a79a", opacity=0.8)
    head.line("M-28-6q8 8 16 0M12-6q8 8 16 0M0 6v4M-8 16q8 2 8-6q0 8 8 6", fur.line, width=3)
    head.line("M-30 8l-30-4M-30 14l-28 6M30 8l30-4M30 14l28 6", fur.light, width=1.6, opacity=0.8)
    canvas.place(head, x=x, y=y)


def sitting_cat(canvas: Canvas, fur: Tone, x: float, y: float, *, scale: float = 1) -> None:
    """A sitting cat, its tail around its feet."""
    cat = canvas.layer()
    cat.line("M52-14q60 4 50-50q-4-22-24-20", fur.shade, width=19)
    paint(cat, closed_path("-34,-150 34,-150 52,-80 66,-20 40,0 -40,0 -66,-20 -52,-80"), fur)
    cat.line("M-14-2v-50M14-2v-50", fur.line, width=2.4, opacity=0.5)
    cat.fill(twofold_path("0,-130 20,-110 16,-70 0,-60"), fur.light, opacity=0.7)
    _cat_head(cat, fur, 0, -168)
    canvas.place(cat, x=x, y=y, scale=scale)


def cat_bed(canvas: Canvas, look: Look) -> Box:
    """A round bed with a cat asleep in it."""
    canvas.oval(0, -58, 190, 66, look.tone.deep)
    fur = _fur(look)
    paint(canvas, closed_path("-110,-70 -60,-138 40,-146 116,-96 104,-40 -90,-36"), fur)
    canvas.line("M104-66q-20 34-96 26", fur.shade, width=19)
    _cat_head(canvas, fur, -66, -84)
    drape(
        canvas,
        closed_path("-196,-70! -150,-42 0,-28 150,-42 196,-70! 186,-16 110,4 -110,4 -186,-16"),
        look,
    )
    canvas.line(
        open_path("-180,-30 0,-4 180,-30"), look.accent.base, width=5, opacity=0.6, dash="9 8"
    )
    return (-200, -190, 200, 8)


def cat_tree(canvas: Canvas, look: Look) -> Box:
    """A climbing post with platforms and a cat on top."""
    canvas.boxes([(-60, -220, 30, 200), (50, -330, 30, 310)], "#d9b98a")
    rope = "".join(f"M-60 {y}h30" for y in range(-216, -20, 12))
    rope += "".join(f"M50 {y}h30" for y in range(-326, -20, 12))
    canvas.line(rope, "#a98456", width=2, opacity=0.5)
    for x, y, w in ((-150, -22, 300), (-120, -232, 150), (-10, -342, 150)):
        drape(canvas, closed_path(f"{x},{y}! {x + w},{y}! {x + w},{y + 22}! {x},{y + 22}!"), look)
    sitting_cat(canvas, _fur(look), 64, -342, scale=0.72)
    canvas.line("M-100-210v60", look.accent.shade, width=3)
    canvas.oval(-100, -138, 15, 15, look.accent.base)
    return (-160, -522, 160, 4)


def pet_food(canvas: Canvas, look: Look) -> Box:
    """A bag of food and a filled bowl."""
    drape(canvas, closed_path("-150,-350! 40,-350! 52,-180 44,0! -154,0! -162,-180"), look)
    canvas.box(-150, -350, 190, 30, look.tone.shade)
    canvas.oval(-55, -190, 72, 72, "#fff6e4")
    _cat_head(canvas, _fur(look), -55, -180)
    canvas.box(-120, -86, 130, 20, look.accent.light, round_=8)
    canvas.dots(
        [(72, -62), (96, -70), (120, -72), (146, -64), (108, -56), (132, -56), (86, -54)],
        "#a8703f",
        width=24,
    )
    paint(canvas, closed_path("46,-56! 178,-56! 190,-4! 34,-4!"), look.accent)
    return (-168, -356, 194, 4)


def pet_bowl(canvas: Canvas, look: Look) -> Box:
    """A feeder with its bowl, and the cat that waits."""
    drape(canvas, closed_path("-170,-300! -30,-300! -20,-70! -10,0! -190,0! -180,-70!"), look)
    canvas.box(-146, -270, 92, 110, "#fff8ea", round_=14, opacity=0.75)
    canvas.dots(
        [(-130 + (i % 4) * 22, -176 - (i // 4) * 20) for i in range(12)], "#b07a45", width=19
    )
    canvas.box(-124, -110, 48, 14, look.tone.deep, round_=7)
    sitting_cat(canvas, _fur(look), 104, 0, scale=1.05)
    paint(canvas, closed_path("-30,-34! 52,-34! 60,0! -38,0!"), look.accent)
    return (-196, -306, 200, 4)


def carrier(canvas: Canvas, look: Look) -> Box:
    """A case to travel in, with somebody looking out."""
    canvas.line("M-44-252q0-40 44-40t44 40", look.tone.deep, width=17)
    drape(canvas, twofold_path("0,-254 130,-250 176,-206 180,-20 164,0! 0,2"), look)
    canvas.box(-104, -194, 208, 160, "#4a3d44", round_=32)
    _cat_head(canvas, _fur(look), 0, -92)
    canvas.line("".join(f"M{x}-190v152" for x in range(-78, 79, 39)), look.accent.base, width=6)
    canvas.line("M-176-120H-106M106-120H176", look.tone.deep, width=5, opacity=0.6)
    return (-186, -300, 186, 6)


def teaser(canvas: Canvas, look: Look) -> Box:
    """A wand with feathers and the cat it is for."""
    sitting_cat(canvas, _fur(look), -70, 0, scale=1.15)
    canvas.line("M170-10Q190-250 60-320", "#b98b5c", width=8)
    canvas.line("M60-320q-30 30-22 70", look.accent.shade, width=3)
    for dx, dy in ((-30, 40), (0, 52), (28, 40)):
        canvas.line(f"M38-252q{dx * 0.4:.0f} {dy * 0.5:.0f} {dx} {dy}", look.tone.base, width=15)
    canvas.oval(38, -250, 10, 10, look.accent.base)
    return (-150, -330, 196, 4)


PETS = {
    "catbed": cat_bed,
    "cattree": cat_tree,
    "petfood": pet_food,
    "petbowl": pet_bowl,
    "carrier": carrier,
    "teaser": teaser,
}
