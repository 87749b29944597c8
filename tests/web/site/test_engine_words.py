"""The engine's words in the reader's language: one dictionary, for every room."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from isotherm.briefs.words import LEXICONS, label
from isotherm.web.site.engine_words import said, tongue

KEYS = sorted({key for lexicon in LEXICONS for key in lexicon})


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "zh"), ("en", "en"), ("fr", "en")])
def test_a_page_has_one_of_two_tongues(language: str, told: str) -> None:
    with override(language):
        assert tongue() == told


def test_every_word_of_the_engine_is_said_in_both_languages() -> None:
    with override("zh-hans"):
        assert [said(key) for key in KEYS] == [label(key, "zh") for key in KEYS]
        assert not [key for key in KEYS if said(key).isascii()]
    with override("en"):
        assert [said(key) for key in KEYS] == KEYS
        assert said(label("lilac", "zh")) == "lilac"


def test_a_line_of_a_brief_is_told_again_and_what_people_call_it_stays() -> None:
    line = "大码女装——几乎没人在卖"
    with override("en"):
        assert said(line) == "大码女装: hardly anyone sells it"
    with override("zh-hans"):
        assert said(line) == line


@pytest.mark.parametrize("words", ["", None, "七彩云", "<b>", "%(name)s"])
def test_what_the_engine_does_not_know_stays(words: str | None) -> None:
    with override("zh-hans"):
        assert said(words) == (words or "")


def test_every_template_can_say_it() -> None:
    with override("zh-hans"):
        assert Template("{{ word|said }}").render(Context({"word": "lilac"})) == "淡紫"
