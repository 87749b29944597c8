"""What the planner begins with."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import translation

from isotherm.web.desk.queries.variants import suggest_options


@pytest.mark.parametrize(
    ("language", "colour", "cut"), [("zh-hans", "淡紫", "宽松"), ("en", "lilac", "loose")]
)
def test_variants_are_proposed_in_the_words_of_who_plans(language, colour, cut):
    attributes = {"colours": ["lilac"], "silhouette": ["loose", "cropped"]}
    brief = SimpleNamespace(attributes=attributes, price_low_fen=20_000, price_high_fen=40_000)
    with translation.override(language):
        first, second = suggest_options(brief)
    assert (first["colour"], first["cut"], first["price"]) == (colour, cut, 299)
    assert (second["colour"], second["cut"]) != (colour, cut)
