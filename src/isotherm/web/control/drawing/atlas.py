"""The isotherm map of one reading, drawn once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from django.core.cache import cache
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from isotherm.report.drawing.affinity import measure_affinity
from isotherm.report.drawing.isotherm_map import CANVASES, draw_map, lay_out
from isotherm.report.drawing.legend import draw_legend
from isotherm.report.drawing.places import Places
from isotherm.web.control.queries.strata import leaves_of
from isotherm.web.readings.shelves import Reading
from isotherm.web.site.engine_words import tongue

__all__ = ["SHEETS", "atlas_of", "draw_scale"]

SHEETS = {canvas.name: canvas for canvas in CANVASES}  # wide and tall
_KEPT_S = 24 * 3600


def atlas_of(readings: Sequence[Reading], at: int, *, sheet: str) -> SafeString:
    """The map of one of the readings (oldest first) on the wide or the tall sheet.

    Each place leads to its stratum, and stays where it lay at the readings before.
    """
    language = tongue()
    key = f"control:atlas:{readings[at].run_id}:{sheet}:{language}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = _draw(readings[at], _places(readings[: at + 1], sheet), sheet, language=language)
        cache.set(key, drawn, _KEPT_S)
    return mark_safe(drawn)  # the report escapes what it is given


def _draw(reading: Reading, places: Places, sheet: str, *, language: str) -> str:
    drawn, _unnamed = draw_map(
        leaves_of(reading),
        np.zeros((0, 0)),  # the places are known
        reading.rows("bridges"),
        canvas=SHEETS[sheet],
        address=lambda stratum_id: reverse("control:stratum", args=[stratum_id]),
        language=language,
        places=places,
    )
    return str(drawn)


def _places(readings: Sequence[Reading], sheet: str) -> Places:
    """Where the strata of the last of these lie, each reading laid out from the one before."""
    keys = [f"control:places:{reading.run_id}:{sheet}" for reading in readings]
    known: dict[str, Places] = cache.get_many(keys)
    start = next((i for i in reversed(range(len(keys))) if keys[i] in known), -1)
    places = known.get(keys[start]) if start >= 0 else None
    before = _centres(readings[start], places) if places else {}
    for reading, key in list(zip(readings, keys, strict=True))[start + 1 :]:
        strata = leaves_of(reading)
        ids = [row["stratum_id"] for row in strata]
        near = measure_affinity(ids, reading.shelf()["memberships"], reading.rows("bridges"))
        places = lay_out(strata, near, canvas=SHEETS[sheet], before=before)
        cache.set(key, places, _KEPT_S)
        before = before | _centres(reading, places)  # who faded may come back to its place
    return cast(Places, places)


def _centres(reading: Reading, places: Places) -> dict[str, tuple[float, float]]:
    ids = [row["stratum_id"] for row in leaves_of(reading)]
    centres = places.centres.tolist()
    return {stratum_id: (x, y) for stratum_id, (x, y) in zip(ids, centres, strict=True)}


def draw_scale() -> SafeString:
    """Which colour is which warmth."""
    return mark_safe(draw_legend())  # numbers and classes only
