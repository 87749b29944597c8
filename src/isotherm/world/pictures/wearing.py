"""Somebody in a scene who wears a garment, or a hat, a scarf, a bag with plain clothes."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape
from isotherm.world.pictures.curves import closed_path
from isotherm.world.pictures.look import Look
from isotherm.world.pictures.outfits import outfit_around, shoes_for
from isotherm.world.pictures.people import Person, cast_person, draw_person
from isotherm.world.pictures.stage import Place, Stage
from isotherm.world.pictures.things import THINGS

__all__ = ["CARRIED", "WORN_BESIDE", "let_wear"]

CARRIED = {"tote", "shoulder", "case", "net", "pouch", "backpack", "beltbag"}
_ON_HEAD = {  # scale and height at which the thing sits on the figure
    "hat": (0.46, 44.0),
    "cap": (0.36, 46.0),
    "headband": (0.3, 74.0),
    "glasses": (0.2, 80.0),
    "necklace": (0.26, 238.0),
}
WORN_BESIDE = {*_ON_HEAD, "scarf", "umbrella"}
_RAINWEAR = {"trench", "shell", "coat", "parka"}


def let_wear(
    canvas: Canvas, place: Place, stage: Stage, *, look: Look, build: str, scene: str
) -> None:
    """Draw a person at the stage's place, dressed in or carrying what the look says."""
    dice = place.dice
    sheltered = look.kind == "umbrella" or (scene == "rain" and look.kind not in CARRIED)
    person = cast_person(
        dice, build=build, pose=_pose(scene, look, place, sheltered=int(sheltered))
    )
    sheet = canvas.layer()
    draw_person(sheet, person, outfit_around(look, dice), shoes=shoes_for(dice))
    _add(sheet, person, look)
    if sheltered:
        _shelter(sheet, person, look)
    if person.pose == "phone":
        sheet.box(-12, 66, 44, 84, "#2e2b31", round_=8)
        sheet.oval(-1, 80, 6, 6, "#77727a")
    scale = stage.height / 890 * (0.8 if sheltered else 1)
    shade = canvas.glow([(0, "#2a1a2c", 0.42), (0.6, "#2a1a2c", 0.16), (1, "#2a1a2c", 0.0)])
    canvas.oval(stage.x, stage.y - 6, 150 * scale, 17, shade)
    flip = dice.pick("flip", (1, -1))
    canvas.place(sheet, x=stage.x, y=stage.y - 885 * scale, scale=scale, flip=flip)


def _pose(scene: str, look: Look, place: Place, *, sheltered: int) -> str:
    if sheltered:
        return "wave"
    if scene == "mirror":
        return "phone"
    if look.kind in CARRIED:
        return place.dice.pick("pose", ("rest", "hip"))
    return place.dice.pick("pose", ("rest", "hip", "rest", "both", "hip", "wave"))


def _add(sheet: Canvas, person: Person, look: Look) -> None:
    """What is worn beside clothes: on the head, at the neck, in the hand."""
    if look.kind in _ON_HEAD:
        scale, y = _ON_HEAD[look.kind]
        thing = sheet.layer()
        THINGS[look.kind](thing, look)
        sheet.place(thing, y=y, scale=scale)
    elif look.kind == "scarf":
        drape(sheet, closed_path("12,170! 52,166! 64,330! 18,338!"), look)
        drape(sheet, closed_path("-64,150 -40,116 0,130 40,116 64,150 52,186 0,200 -52,186"), look)
    elif look.kind in CARRIED:
        bag = sheet.layer()
        top = THINGS[look.kind](bag, look)[1]
        sheet.place(bag, x=-person.body.shoulder - 46, y=452 - top * 0.44, scale=0.44)


def _shelter(sheet: Canvas, person: Person, look: Look) -> None:
    """An umbrella over the raised hand."""
    canopy = sheet.layer()
    THINGS["umbrella"](canopy, look)
    sheet.place(canopy, x=person.body.shoulder + 58, y=128, scale=0.96)
