"""What falls through the air of a season: snow, petals, leaves."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.moods import MOODS
from isotherm.world.pictures.scenes import OUTDOORS
from isotherm.world.pictures.stage import Place

__all__ = ["draw_weather"]

_FALLING = {
    "winter": ("#ffffff", 7.0, 34),
    "festive": ("#ffe9c4", 6.0, 18),
    "sweet": ("#f6b9c6", 9.0, 16),
    "bright": ("#fff2c4", 8.0, 14),
    "lilac": ("#d9c4ee", 9.0, 14),
    "autumn": ("#d9803f", 9.0, 12),
}


def draw_weather(canvas: Canvas, place: Place, scene: str) -> None:
    """Let fall what the mood's season lets fall, under the sky only."""
    name = next((name for name, mood in MOODS.items() if mood == place.mood), "")
    if scene not in OUTDOORS or scene in {"seaside", "rain"} or name not in _FALLING:
        return
    colour, width, count = _FALLING[name]
    spots = [
        (place.dice.unit(f"wx{i}") * place.width, place.dice.unit(f"wy{i}") * place.height * 0.8)
        for i in range(count)
    ]
    canvas.dots(spots[::2], colour, width=width, opacity=0.85)
    canvas.dots(spots[1::2], colour, width=width * 0.6, opacity=0.7)
