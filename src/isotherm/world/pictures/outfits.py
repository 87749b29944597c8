"""What goes with a garment so that somebody can step out in it."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.eastern import EASTERN
from isotherm.world.pictures.jackets import JACKETS
from isotherm.world.pictures.look import Look
from isotherm.world.pictures.tone import Tone, luminance, tone_of
from isotherm.world.pictures.tops import TOPS
from isotherm.world.pictures.wardrobe import LOWER, WHOLE
from isotherm.world.pictures.zipped import ZIPPED

__all__ = ["outfit_around", "shoes_for"]

_UPPER = {*JACKETS, *ZIPPED, *EASTERN, *TOPS}
_BELOW_LIGHT = ("#f1e8d9", "#d9c7ac", "#cfc5ba", "#8da2bf", "#b7bfae")
_BELOW_DARK = ("#39415c", "#3b3438", "#5b4a43", "#4c6285", "#55584a")
_ABOVE = ("#f7f1e6", "#efe3d0", "#e7d7c4", "#dfe3df", "#f2dfd8")


def _plain(look: Look, kind: str, colour: str, *, ease: float = 12, fabric: str = "") -> Look:
    return dataclasses.replace(
        look,
        kind=kind,
        tone=tone_of(colour),
        fabric=fabric,
        figure="",
        ease=ease,
        stretch=0,
        nip=0.5,
        flare=4,
    )


def _below(look: Look, dice: Dice) -> Look:
    dark = luminance(look.tone.base) < 0.4
    colour = dice.pick("below", _BELOW_LIGHT if dark else _BELOW_LIGHT[:2] + _BELOW_DARK)
    kind = dice.pick(
        "below kind", ("trousers", "jeans", "trousers", "skirt", "pleated", "pencil", "trousers")
    )
    if look.kind in {"crossed", "knotted"}:
        kind = "horse"
    if look.kind == "sportbra":
        kind = "leggings"
    if kind == "jeans":
        colour = dice.pick("denim", ("#6d8db4", "#8ba6c4", "#4a5f82"))
    ease = {"leggings": 0.0, "jeans": 12.0, "trousers": 20.0}.get(kind, 8.0)
    below = _plain(look, kind, colour, ease=ease, fabric="denim" if kind == "jeans" else "")
    return dataclasses.replace(below, flare=dice.between("below flare", -4, 26))


def _above(look: Look, dice: Dice) -> Look:
    kind = dice.pick("above kind", ("shirt", "tee", "knit", "shirt"))
    top = _plain(
        look, kind, dice.pick("above", _ABOVE), ease=9, fabric="knit" if kind == "knit" else ""
    )
    sleeve = {"tee": "short", "camisole": "none"}.get(kind, "long")
    return dataclasses.replace(
        top, sleeve=sleeve, neck="straps" if kind == "camisole" else "crew", nip=0.8, stretch=-46
    )


def _tucked(look: Look) -> Look:
    """A top as it sits in a waistband."""
    return dataclasses.replace(look, stretch=-70, nip=1, ease=min(look.ease, 8.0), flare=0)


def outfit_around(look: Look, dice: Dice) -> list[Look]:
    """The garment with what it needs, in the order it is put on.

    A garment that is not street wear, or a thing, is worn with a plain top and trousers.
    """
    if look.kind in {"briefs", "bra"}:
        look = _plain(look, "knit", look.tone.base, fabric="knit")
        look = dataclasses.replace(look, sleeve="long", neck="crew")
    if look.kind == "romper":
        look = _plain(look, "tee", look.tone.base)
    if look.kind == "swimsuit":
        return [look]
    if look.kind == "sportbra":
        return [_below(look, dice), look]
    if look.kind in WHOLE:
        return [look]
    if look.kind in LOWER:
        return (
            [look, _above(look, dice)]
            if look.kind not in {"trousers", "skirt"}
            else [_above(look, dice), look]
        )
    if look.kind in _UPPER:
        tucked = look.kind in TOPS and dice.chance("tucked", 0.5)
        below = _below(look, dice)
        under = [_above(look, dice)] if look.kind in {"waistcoat", "cloak"} else []
        return [_tucked(look), below] if tucked else [below, *under, look]
    top = dataclasses.replace(
        _plain(look, "knit", dice.pick("above", _ABOVE), fabric="knit"), sleeve="long", neck="crew"
    )
    return [_below(top, dice), top]


def shoes_for(dice: Dice) -> Tone:
    """A quiet colour of shoes."""
    return tone_of(dice.pick("shoes", ("#3a3033", "#f1e7d8", "#8a5a3c", "#c9a883", "#5a2a33")))
