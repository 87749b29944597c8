"""The isotherm map of one reading, drawn once and kept."""

from __future__ import annotations

from django.core.cache import cache
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from isotherm.report.drawing.affinity import measure_affinity
from isotherm.report.drawing.isotherm_map import CANVASES, draw_map
from isotherm.report.drawing.legend import draw_legend
from isotherm.web.control.queries.shelves import Reading
from isotherm.web.control.queries.strata import leaves_of

__all__ = ["SHEETS", "atlas_of", "draw_scale"]

SHEETS = {canvas.name: canvas for canvas in CANVASES}  # wide and tall
_KEPT_S = 24 * 3600


def atlas_of(reading: Reading, sheet: str) -> SafeString:
    """The map of a reading on the wide or the tall sheet; each place leads to its stratum."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    key = f"control:atlas:{reading.run_id}:{sheet}:{language}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = _draw(reading, sheet, language)
        cache.set(key, drawn, _KEPT_S)
    return mark_safe(drawn)  # the report escapes what it is given


def _draw(reading: Reading, sheet: str, language: str) -> str:
    strata, bridges = leaves_of(reading), reading.rows("bridges")
    ids = [row["stratum_id"] for row in strata]
    affinity = measure_affinity(ids, reading.shelf()["memberships"], bridges)
    drawn, _unnamed = draw_map(
        strata,
        affinity,
        bridges,
        canvas=SHEETS[sheet],
        address=lambda stratum_id: reverse("control:stratum", args=[stratum_id]),
        language=language,
    )
    return str(drawn)


def draw_scale() -> SafeString:
    """Which colour is which warmth."""
    return mark_safe(draw_legend())  # numbers and classes only
