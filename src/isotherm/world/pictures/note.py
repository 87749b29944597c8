"""The picture of a note: somebody or something, in the scene its words speak of."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from isotherm.world.pictures.aspects import aspect_of
from isotherm.world.pictures.canvas import Canvas, draw_within
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.kinds import kind_in, kind_of
from isotherm.world.pictures.looks import look_of
from isotherm.world.pictures.moods import mood_of
from isotherm.world.pictures.scenes import SCENES, USUAL_MOOD, build_in, scene_of, wear_for
from isotherm.world.pictures.stage import Place
from isotherm.world.pictures.still import lay_out, put_forward
from isotherm.world.pictures.wardrobe import WARDROBE
from isotherm.world.pictures.wearing import CARRIED, WORN_BESIDE, let_wear
from isotherm.world.pictures.weather import draw_weather

__all__ = ["draw_note"]

_SHORT_SIDE = 600.0
_UNWORN = {"bra", "briefs", "romper"}


@dataclasses.dataclass(frozen=True)
class _Goods:
    """The product a note shows; all empty where there is none."""

    title: str = ""
    category: str | None = None
    attributes: Mapping[str, object] = dataclasses.field(default_factory=dict)
    product_id: str = ""

    @classmethod
    def of(cls, product: Mapping[str, object] | None) -> _Goods:
        """Read what a mapping says, whatever it lacks."""
        said = product or {}
        attributes, category = said.get("attributes"), said.get("category")
        return cls(
            str(said.get("title") or ""),
            str(category) if category else None,
            {str(k): v for k, v in attributes.items()} if isinstance(attributes, Mapping) else {},
            str(said.get("product_id") or said.get("id") or ""),
        )

    @property
    def kind(self) -> str:
        """What it is, or nothing."""
        known = self.title or self.category or self.attributes
        return kind_of(self.title, self.category, self.attributes) if known else ""


@dataclasses.dataclass(frozen=True)
class _Words:
    """What a note says, and its id."""

    title: str
    body: str
    tags: tuple[str, ...]
    seed_id: str

    @property
    def weighted(self) -> tuple[tuple[float, str], ...]:
        """Texts in small letters with the weight of what they say."""
        tags = " ".join(self.tags)
        return ((2.0, self.title.lower()), (1.5, tags.lower()), (1.0, self.body.lower()))

    @property
    def kind(self) -> str:
        """The kind of thing that is spoken of, title before tags before body; or nothing."""
        texts = (self.title, " ".join(self.tags), self.body)
        return next((kind for kind in map(kind_in, texts) if kind), "")


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
    size = (width or shape[0], height or shape[1])
    words = _Words(title, body, tuple(tags), seed_id)
    return draw_within(lambda least: _draw(words, _Goods.of(product), size=size, least=least))


def _draw(words: _Words, goods: _Goods, *, size: tuple[int, int], least: float) -> str:
    dice, texts = Dice(words.seed_id), words.weighted
    canvas = Canvas("\x1f".join(("note", repr(words), repr(goods))), least=least)
    kind = goods.kind or words.kind
    scene = scene_of(texts, kind=kind, dice=dice)
    kind = kind or wear_for(scene, dice)
    mood = mood_of(texts, usual=dice.pick("usual", USUAL_MOOD[scene]))
    look = look_of(
        kind,
        title=goods.title or f"{words.title} {' '.join(words.tags)}",
        category=goods.category,
        attributes=goods.attributes,
        seed=goods.product_id or words.seed_id,
        colours=() if goods.kind else mood.wear,
    )
    scale = _SHORT_SIDE / min(size)
    place = Place(size[0] * scale, size[1] * scale, mood, dice)
    stage = SCENES[scene](canvas, place)
    draw_weather(canvas, place, scene)
    if scene == "bed":
        lay_out(canvas, place, look)
    elif _has_somebody(kind, dice):
        let_wear(canvas, place, stage, look=look, build=build_in(texts), scene=scene)
    else:
        put_forward(canvas, place, look, scene=scene)
    return canvas.svg(*size, view=(place.width, place.height), title=words.title)


def _has_somebody(kind: str, dice: Dice) -> bool:
    """Whether a person shows the thing."""
    if kind in CARRIED:
        return dice.chance("carried", 0.6)
    return kind in WORN_BESIDE or (kind in WARDROBE and kind not in _UNWORN)
