"""What is worn beside clothes: hats, scarves, belts, jewels, gloves, socks, glasses, watches."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint
from isotherm.world.pictures.curves import Knot, outline, smooth
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import tone_of

__all__ = ["ADORNMENTS"]

_GOLD = tone_of("#d9b868")


def hat(canvas: Canvas, look: Look) -> Box:
    """A soft hat with a brim; a knitted cap where the cloth is knitted."""
    if look.fabric in {"knit", "cable", "fleece"}:
        drape(canvas, outline([(0, -240), (96, -214), (128, -110), (126, -56, 1), (0, -46)]), look)
        drape(canvas, outline([(0, -76), (134, -88, 1), (136, -18, 1), (0, -6)]), look)
        for x in range(-120, 121, 16):
            canvas.line(f"M{x} -78L{x * 1.02:.0f} -14", look.tone.deep, width=2, opacity=0.4)
        canvas.oval(0, -252, 40, 38, look.accent.base)
        canvas.line(
            "M-24-262q10-16 22-8M-10-240q16-14 30-4M4-270q14 2 18 14",
            look.accent.deep,
            width=3,
            opacity=0.4,
        )
        return (-142, -294, 142, 2)
    drape(
        canvas,
        smooth(
            [
                (-108, -96, 1),
                (-92, -186),
                (-50, -220),
                (50, -220),
                (92, -186),
                (108, -96, 1),
                (0, -84),
            ],
            closed=True,
        ),
        look,
    )
    drape(
        canvas,
        smooth(
            [
                (-108, -98, 1),
                (0, -84),
                (108, -98, 1),
                (196, -24),
                (120, 0),
                (0, 8),
                (-120, 0),
                (-196, -24),
            ],
            closed=True,
        ),
        look,
    )
    canvas.line(smooth([(-106, -108), (0, -94), (106, -108)]), look.accent.base, width=18)
    for r in (0.86, 0.72):
        ring = smooth([(-196 * r, -34), (-110 * r, -8), (0, -2), (110 * r, -8), (196 * r, -34)])
        canvas.line(ring, look.tone.line, width=1.3, opacity=0.4, dash="5 4")
    return (-200, -226, 200, 10)


def cap(canvas: Canvas, look: Look) -> Box:
    """A cap with a peak."""
    drape(
        canvas,
        smooth(
            [(-130, -30, 1), (-122, -120), (-20, -176), (80, -140), (104, -34, 1), (-10, -22)],
            closed=True,
        ),
        look,
    )
    drape(
        canvas,
        smooth(
            [(-20, -30, 1), (104, -44, 1), (190, -26), (214, 0, 1), (120, 4), (30, -6)], closed=True
        ),
        look,
        tone=look.accent,
    )
    for knots in ([(-24, -174), (-60, -100), (-64, -26)], [(-16, -174), (40, -110), (48, -30)]):
        canvas.line(smooth(knots), look.tone.line, width=1.8, opacity=0.5, dash="5 4")
    canvas.oval(-20, -177, 9, 7, look.tone.deep)
    return (-136, -186, 216, 6)


def scarf(canvas: Canvas, look: Look) -> Box:
    """A scarf, folded once over itself, with fringes."""
    tails: tuple[list[Knot], ...] = (
        [(-40, -250, 1), (40, -262, 1), (58, -120), (44, -14, 1), (-40, -10, 1), (-34, -120)],
        [(-14, -250, 1), (66, -236, 1), (132, -140), (150, -50, 1), (74, -30, 1), (44, -130)],
    )
    for tail in tails:
        drape(canvas, smooth(tail, closed=True), look)
    for x in range(-36, 44, 11):
        canvas.line(f"M{x} -12v30", look.tone.base, width=4)
    for x in range(80, 150, 11):
        canvas.line(f"M{x} {-26 - (x - 80) * 0.3:.0f}l5 30", look.tone.base, width=4)
    loop: list[Knot] = [
        (-118, -300),
        (-70, -364),
        (40, -372),
        (116, -318),
        (96, -250),
        (10, -216),
        (-84, -232),
    ]
    drape(canvas, smooth(loop, closed=True), look)
    canvas.fill(
        smooth([(-66, -306), (-10, -336), (60, -322), (36, -290), (-30, -278)], closed=True),
        look.tone.deep,
    )
    for knots in ([(-104, -290), (-40, -250), (60, -252)], [(-98, -320), (-30, -268), (80, -276)]):
        fold(canvas, smooth(knots), look.tone, width=5, opacity=0.3)
    return (-124, -378, 156, 20)


def belt(canvas: Canvas, look: Look) -> Box:
    """A coiled belt with its buckle."""
    for r, shade in ((116, look.tone.deep), (84, look.tone.shade), (52, look.tone.base)):
        canvas.line(
            f"M{-r} -70a{r} {r * 0.5:.0f} 0 1 1 {2 * r} 0a{r} {r * 0.5:.0f} 0 1 1 {-2 * r} 0",
            shade,
            width=30,
        )
        canvas.line(
            f"M{-r} -78a{r} {r * 0.5:.0f} 0 1 1 {2 * r} 0", look.tone.light, width=2, opacity=0.5
        )
    tail = smooth([(90, -42, 1), (196, -22, 1), (206, -8), (194, 4, 1), (80, -14, 1)], closed=True)
    drape(canvas, tail, look)
    canvas.line("M54-52h52v46h-52z", _GOLD.base, width=9)
    canvas.line("M80-29h34", _GOLD.shade, width=6)
    canvas.dots([(142, -21), (164, -16), (184, -12)], look.tone.line, width=6)
    return (-136, -148, 210, 16)


def earrings(canvas: Canvas, look: Look) -> Box:
    """A pair of drops, or tassels."""
    tassel = look.dice.chance("tassel", 0.5)
    for x in (-76, 76):
        canvas.line(f"M{x} -300q18-40-4-48q-18-2-16 16", _GOLD.base, width=5)
        canvas.oval(
            x,
            -282,
            20,
            20,
            canvas.glow([(0, look.accent.light, 1.0), (1, look.accent.shade, 1.0)], x=0.35, y=0.3),
        )
        if tassel:
            canvas.box(x - 15, -262, 30, 26, _GOLD.base, round_=6)
            for i in range(9):
                canvas.line(
                    f"M{x - 12 + i * 3} -238q{(i - 4) * 3} 100 {(i - 4) * 5} {210 - abs(i - 4) * 5}",
                    (look.tone.base, look.tone.shade, look.tone.light)[i % 3],
                    width=5,
                )
        else:
            canvas.oval(
                x,
                -222,
                30,
                38,
                canvas.glow(
                    [(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)], x=0.35, y=0.28, r=0.75
                ),
            )
            paint(
                canvas,
                smooth(
                    [(x, -180), (x + 44, -90), (x + 26, -32), (x - 26, -32), (x - 44, -90)],
                    closed=True,
                ),
                look.tone,
            )
            canvas.line(f"M{x - 20} -110q2-26 14-40", "#ffffff", width=7, opacity=0.5)
    return (-136, -352, 136, 0)


def necklace(canvas: Canvas, look: Look) -> Box:
    """Beads on a string with a pendant."""
    beads = [
        (-150 + i * 18.75, -300 + 232 * (1 - ((i - 8) / 8) ** 2) ** 0.62 * 0.86) for i in range(17)
    ]
    canvas.line(smooth(beads), _GOLD.shade, width=3)
    canvas.dots([(x + 2, y + 3) for x, y in beads], look.tone.deep, width=23)
    canvas.dots(beads, look.tone.base, width=22)
    canvas.dots([(x - 3, y - 4) for x, y in beads], look.tone.light, width=8)
    paint(canvas, smooth([(0, -86), (30, -44), (0, -4), (-30, -44)], closed=True), look.accent)
    canvas.oval(0, -92, 9, 9, _GOLD.base)
    return (-166, -316, 166, 0)


def bracelet(canvas: Canvas, look: Look) -> Box:
    """A bangle, another behind it."""
    for x, y, r, tone in ((40, -134, 96, look.accent), (-24, -106, 112, look.tone)):
        ring = (
            f"M{x - r} {y}a{r} {r * 0.92:.0f} 0 1 1 {2 * r} 0a{r} {r * 0.92:.0f} 0 1 1 {-2 * r} 0"
        )
        canvas.line(ring, tone.deep, width=31)
        canvas.line(ring, tone.base, width=27)
        canvas.line(
            f"M{x - r + 5} {y - 22}a{r} {r * 0.9:.0f} 0 0 1 {r} -66",
            tone.light,
            width=8,
            opacity=0.85,
        )
    return (-156, -240, 156, 8)


def hairpin(canvas: Canvas, look: Look) -> Box:
    """A long pin with a flower of silk and hanging pearls."""
    canvas.line("M-150 0L70-210", _GOLD.shade, width=9)
    canvas.line("M-150 0L70-210", _GOLD.light, width=3)
    petals = [(96, -276), (142, -236), (122, -180), (62, -178), (44, -238)]
    canvas.dots(petals, look.tone.shade, width=78)
    canvas.dots([(x - 3, y - 5) for x, y in petals], look.tone.base, width=66)
    canvas.dots([(x * 0.6 + 36, y * 0.6 - 92) for x, y in petals], look.tone.light, width=34)
    canvas.oval(92, -222, 17, 17, _GOLD.base)
    for i, x in enumerate((60, 92, 124)):
        canvas.line(f"M{x} -160v{64 + 22 * (i == 1)}", _GOLD.base, width=3)
        canvas.oval(x, -92 + 22 * (i == 1), 10, 11, look.accent.light)
    return (-158, -326, 186, 8)


def headband(canvas: Canvas, look: Look) -> Box:
    """A padded headband with a knot."""
    arch = "M-132 0C-150-150-80-240 0-240S150-150 132 0"
    canvas.line(arch, look.tone.line, width=50, opacity=0.8)
    canvas.line(arch, look.tone.base, width=46)
    canvas.line("M-140-60C-130-160-70-232 0-246", look.tone.light, width=12, opacity=0.6)
    drape(canvas, outline([(0, -284), (48, -268), (40, -216), (0, -204)]), look)
    for sign in (-1, 1):
        fold(
            canvas,
            smooth([(sign * 12, -276), (sign * 30, -244), (sign * 14, -210)]),
            look.tone,
            width=4,
        )
    return (-164, -288, 164, 8)


def gloves(canvas: Canvas, look: Look) -> Box:
    """A pair of gloves."""
    for x, flip in ((-82, -1), (82, 1)):
        hand = canvas.layer()
        shape: list[Knot] = [
            (-44, 0, 1),
            (-40, -90),
            (-58, -150),
            (-52, -250),
            (-38, -252),
            (-32, -176),
            (-24, -284),
            (-8, -286),
            (-6, -180),
            (6, -290),
            (22, -288),
            (20, -176),
            (36, -262),
            (50, -258),
            (46, -140),
            (74, -184),
            (88, -172),
            (58, -96),
            (44, 0, 1),
        ]
        drape(hand, smooth(shape, closed=True), look)
        hand.line(
            smooth([(-42, -30), (0, -24), (44, -30)]),
            look.tone.line,
            width=2,
            opacity=0.6,
            dash="4 3",
        )
        hand.line("M-42-14h86", look.accent.base, width=15)
        canvas.place(hand, x=x, flip=flip)
    return (-176, -294, 176, 4)


def socks(canvas: Canvas, look: Look) -> Box:
    """A pair of socks, one behind the other."""
    for x, y in ((-50, -28), (36, 0)):
        sock = canvas.layer()
        shape: list[Knot] = [
            (-60, -300, 1),
            (34, -300, 1),
            (36, -140),
            (60, -84),
            (132, -50),
            (138, -6),
            (60, 0),
            (-20, -14),
            (-58, -70),
            (-54, -160),
        ]
        drape(sock, smooth(shape, closed=True), look)
        sock.fill(
            smooth([(84, -72), (134, -48), (138, -6), (84, -2), (70, -36)], closed=True),
            look.accent.base,
        )
        sock.fill(
            smooth([(-58, -90), (-20, -62), (-6, -10), (-40, -30)], closed=True), look.accent.base
        )
        sock.line("M-60-284h95M-60-266h95", look.accent.base, width=9)
        canvas.place(sock, x=x, y=y)
    return (-116, -334, 180, 6)


def glasses(canvas: Canvas, look: Look) -> Box:
    """Sunglasses, folded open."""
    lens = canvas.fade([(0, "#3c3540", 0.9), (1, "#9b8796", 0.75)])
    for sign in (-1, 1):
        shape = smooth(
            [
                (sign * 20, -96),
                (sign * 88, -112),
                (sign * 150, -92),
                (sign * 140, -24),
                (sign * 84, -2),
                (sign * 32, -28),
            ],
            closed=True,
        )
        canvas.fill(shape, lens)
        canvas.line(shape, look.tone.base, width=13)
        canvas.line(shape, look.tone.light, width=3, opacity=0.6)
        canvas.line(
            smooth([(sign * 148, -90), (sign * 186, -110), (sign * 200, -70)]),
            look.tone.shade,
            width=12,
        )
        canvas.line(f"M{sign * 88 - 34} -40l34-44", "#ffffff", width=7, opacity=0.3)
    canvas.line(smooth([(-22, -88), (0, -98), (22, -88)]), look.tone.base, width=12)
    return (-208, -124, 208, 4)


def watch(canvas: Canvas, look: Look) -> Box:
    """A watch on its strap."""
    for top, height in ((-360, 130), (-140, 140)):
        canvas.box(
            -42,
            top,
            84,
            height,
            canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)], across=1, down=0),
            round_=20,
        )
    canvas.oval(
        0,
        -188,
        86,
        86,
        canvas.glow([(0, _GOLD.light, 1.0), (1, _GOLD.shade, 1.0)], x=0.35, y=0.3, r=0.8),
    )
    canvas.oval(0, -188, 70, 70, "#fdf7ea")
    canvas.dots([(0, -246), (0, -130), (58, -188), (-58, -188)], look.tone.line, width=8)
    canvas.line("M0-188l-30-28M0-188l34-38", "#3a3033", width=6)
    canvas.box(84, -196, 14, 16, _GOLD.base, round_=4)
    canvas.dots([(0, -90), (0, -66), (0, -42)], look.tone.line, width=6, opacity=0.7)
    return (-92, -364, 102, 4)


def umbrella(canvas: Canvas, look: Look) -> Box:
    """An open umbrella."""
    canvas.line("M0-330V-30q0 30-26 30t-26-26", "#8a6a4c", width=9)
    for i, (a, b) in enumerate(((-190, -104), (-104, 0), (0, 104), (104, 190))):
        rib: list[Knot] = [
            (0, -350, 1),
            (a * 0.8, -310),
            (a, -190, 1),
            ((a + b) / 2, -206),
            (b, -190, 1),
            (b * 0.8, -310),
        ]
        canvas.fill(
            smooth(rib, closed=True),
            (look.tone.shade, look.tone.base, look.tone.light, look.tone.base)[i],
            edge=look.tone.rim,
        )
    canvas.line("M0-350v-18", look.accent.shade, width=7)
    return (-196, -370, 196, 4)


ADORNMENTS = {
    "hat": hat,
    "cap": cap,
    "scarf": scarf,
    "belt": belt,
    "earrings": earrings,
    "necklace": necklace,
    "bracelet": bracelet,
    "hairpin": hairpin,
    "headband": headband,
    "gloves": gloves,
    "socks": socks,
    "glasses": glasses,
    "watch": watch,
    "umbrella": umbrella,
}
