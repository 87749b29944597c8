"""Pictures for simulated notes and products, drawn as SVG."""

from isotherm.world.pictures.aspects import aspect_of
from isotherm.world.pictures.avatar import draw_avatar
from isotherm.world.pictures.cover import draw_cover
from isotherm.world.pictures.note import draw_note
from isotherm.world.pictures.product import draw_product

__all__ = ["aspect_of", "draw_avatar", "draw_cover", "draw_note", "draw_product"]
