from __future__ import annotations

import pytest

from isotherm.report.drawing.relief import LEVELS, level_class
from isotherm.report.palette import PALETTE, palette_css


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("which", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("words", ["ink", "soft", "accent", "cool", "doubt"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_words_can_be_read(words, ground, which):
    assert contrast(PALETTE[words][which], PALETTE[ground][which]) >= 4.5


@pytest.mark.parametrize("which", [0, 1], ids=["day", "night"])
def test_names_can_be_read_on_every_warmth(which):
    bands = [name for name in PALETTE if name.startswith(("cold-", "warm-"))]
    for name in [*bands, "neutral", "sea"]:
        assert contrast(PALETTE["ink"][which], PALETTE[name][which]) >= 3


def test_every_line_of_warmth_has_its_colour():
    for level in LEVELS:
        if level != 1:
            assert level_class(level) in PALETTE
            assert f".band.{level_class(level)}{{" in palette_css()


def test_paper_is_always_printed_by_day():
    printed = palette_css().split("@media print")[1]
    assert PALETTE["paper"][0] in printed
    assert PALETTE["paper"][1] not in printed
