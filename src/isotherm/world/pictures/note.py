"""The picture of a note: somebody or something, in the scene its words speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isotherm.world.pictures.aspects import aspect_of
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.kinds import kind_in, kind_of
from isotherm.world.pictures.look import Look
from isotherm.world.pictures.looks import look_of
from isotherm.world.pictures.moods import mood_of
from isotherm.world.pictures.outfits import outfit_around, shoes_for
from isotherm.world.pictures.people import cast_person, draw_person
from isotherm.world.pictures.scenes import SCENES, USUAL_MOOD, build_in, scene_of
from isotherm.world.pictures.stage import Place, Stage
from isotherm.world.pictures.things import THINGS
from isotherm.world.pictures.wardrobe import WARDROBE

__all__ = ["draw_note"]

_SHORT_SIDE = 600.0
_CARRIED = {"tote", "shoulder", "case", "net", "pouch", "backpack", "beltbag"}


def draw_note(
    *,
    title: str,
    body: str,
    tags: Sequence[str],
    seed_id: str,
    product: Mapping[str, object] | None = None,
    width: int | None = None,
    height: int | None = None,
) -> str:
    """A note as an SVG picture: scene and light by its words, the rest by its id.

    >>> draw_note(title="春天", body="", tags=[], seed_id="n1")[:4]
    '<svg'
    """
    shape = aspect_of(seed_id)
    width, height = width or shape[0], height or shape[1]
    goods = _goods(product)
    canvas = Canvas("\x1f".join(("note", seed_id, title, body, *tags, repr(goods))))
    dice = Dice(seed_id)
    texts = ((2.0, title.lower()), (1.5, " ".join(tags).lower()), (1.0, body.lower()))
    kind = _subject(title, tags, body, goods)
    look = look_of(
        kind,
        title=f"{goods[0]} {title}",
        category=goods[1],
        attributes=goods[2],
        seed=goods[3] or seed_id,
    )
    scene = scene_of(texts, kind=kind, dice=dice)
    scale = _SHORT_SIDE / min(width, height)
    mood = mood_of(texts, usual=dice.pick("usual", USUAL_MOOD[scene]), dice=dice)
    place = Place(width * scale, height * scale, mood, dice)
    stage = SCENES[scene](canvas, place)
    if _is_still(kind, scene, dice):
        _still_life(canvas, place, stage, look)
    else:
        _figure(canvas, place, stage, look, build=build_in(texts), scene=scene)
    return canvas.svg(width, height, view=(place.width, place.height), title=title)


def _goods(
    product: Mapping[str, object] | None,
) -> tuple[str, str | None, Mapping[str, object], str]:
    """Title, category, attributes and id of the product, empty where there is none."""
    if product is None:
        return "", None, {}, ""
    attributes = product.get("attributes")
    category = product.get("category")
    return (
        str(product.get("title") or ""),
        str(category) if category else None,
        dict(attributes) if isinstance(attributes, Mapping) else {},
        str(product.get("product_id") or ""),
    )


def _subject(
    title: str,
    tags: Sequence[str],
    body: str,
    goods: tuple[str, str | None, Mapping[str, object], str],
) -> str:
    """The kind of thing the note shows."""
    if goods[0] or goods[1] or goods[2]:
        return kind_of(goods[0], goods[1], goods[2])
    return kind_in(title) or kind_in(" ".join(tags)) or kind_in(body) or "person"


def _is_still(kind: str, scene: str, dice: Dice) -> bool:
    """Whether the thing itself is shown, and nobody with it."""
    if kind in WARDROBE:
        return scene == "bed" or kind in {"bra", "briefs", "romper"}
    if kind in _CARRIED:
        return scene == "bed" or dice.chance("still", 0.35)
    return kind != "person"


def _still_life(canvas: Canvas, place: Place, stage: Stage, look: Look) -> None:
    """The thing large in the scene: on the ground, a table, or laid out."""
    thing = canvas.layer()
    left, top, right, bottom = (WARDROBE.get(look.kind) or THINGS.get(look.kind, THINGS["parcel"]))(
        thing, look
    )
    room = 0.66 if look.kind in WARDROBE else 0.5
    scale = min(place.width * 0.62 / (right - left), place.height * room / (bottom - top), 1.6)
    y = stage.table + 14 if stage.table else place.height * 0.88
    if look.kind in WARDROBE:
        y = place.height * 0.5 + (bottom - top) * scale / 2
    x = place.width / 2 - (left + right) / 2 * scale
    shade = canvas.glow([(0, "#2a1a2c", 0.4), (0.55, "#2a1a2c", 0.18), (1, "#2a1a2c", 0.0)])
    canvas.oval(place.width / 2, y + 3, (right - left) * scale * 0.6, 26, shade)
    canvas.place(thing, x=x, y=y - bottom * scale, scale=scale)


def _figure(
    canvas: Canvas, place: Place, stage: Stage, look: Look, *, build: str, scene: str
) -> None:
    """Somebody wearing it, or carrying it."""
    dice = place.dice
    pose = (
        "phone"
        if scene == "mirror"
        else dice.pick("pose", ("rest", "hip", "rest", "wave", "both", "hip"))
    )
    person = cast_person(dice, build=build, pose=pose)
    sheet = canvas.layer()
    draw_person(sheet, person, outfit_around(look, dice), shoes=shoes_for(look, dice))
    if scene == "mirror":
        sheet.box(-12, 66, 44, 84, "#2e2b31", round_=8)
        sheet.oval(-1, 80, 6, 6, "#77727a")
    if look.kind in _CARRIED:
        _carry(sheet, look, person.body.shoulder)
    scale = stage.height / 890
    shade = canvas.glow([(0, "#2a1a2c", 0.42), (0.6, "#2a1a2c", 0.16), (1, "#2a1a2c", 0.0)])
    canvas.oval(stage.x, stage.y - 6, 150 * scale, 17, shade)
    canvas.place(
        sheet, x=stage.x, y=stage.y - 885 * scale, scale=scale, flip=dice.pick("flip", (1, -1))
    )


def _carry(sheet: Canvas, look: Look, shoulder: float) -> None:
    bag = sheet.layer()
    _left, top, _right, _bottom = THINGS[look.kind](bag, look)
    sheet.place(bag, x=-shoulder - 46, y=452 - top * 0.44, scale=0.44)
