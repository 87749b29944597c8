"""The colours of both themes: the same names, and words that can be read (WCAG 2.2, AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import isotherm.web.site

_SHEETS = Path(isotherm.web.site.__file__).parent / "static/site"
_BLOCKS = re.findall(r"([^{}]*?:root[^{}]*)\{([^{}]*)\}", (_SHEETS / "tokens.css").read_text())
THEMES = {
    "dark" if "dark" in head else "asked" if "not(" in head else "light": dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body)
    )
    for head, body in _BLOCKS
}
READ_ON = [
    *[(ink, ground) for ink in ("ink", "ink-soft") for ground in ("paper", "surface", "sunk")],
    *[("accent", ground) for ground in ("paper", "surface")],
    *[(tone, f"{tone}-soft") for tone in ("good", "warn", "bad", "cool")],
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("bad", "surface"),
]


def light(colour: str) -> float:
    """Relative luminance as WCAG has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_words_can_be_read(theme, ink, ground):
    told = THEMES[theme]
    assert contrast(told[ink], told[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edges_of_what_is_filled_in_can_be_seen(theme):
    told = THEMES[theme]
    assert contrast(told["line-strong"], told["surface"]) >= 2.7


def test_the_night_one_asks_for_is_the_night_one_chooses():
    assert THEMES["asked"] == THEMES["dark"]
    assert set(THEMES["dark"]) <= set(THEMES["light"])


def test_other_sheets_have_no_colours_of_their_own():
    for sheet in _SHEETS.glob("*.css"):
        if sheet.name != "tokens.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^\n]*\{)", sheet.read_text()), sheet
