"""Saying something in both languages at once; the page shows the one that was chosen."""

from __future__ import annotations

import re

from isotherm.briefs.retelling import retell
from isotherm.briefs.words import label
from isotherm.report.catalogue import CATALOGUE, LACKING
from isotherm.report.markup import Markup, join, tag

__all__ = [
    "LANGUAGES",
    "choose",
    "people_say",
    "say",
    "say_again",
    "say_in",
    "say_lacking",
    "say_word",
]

LANGUAGES = ("zh", "en")
_CHINESE = re.compile("[\u3400-\u9fff]")


def say(key: str, **values: object) -> Markup:
    """The catalogue's text in both languages, with ``values`` in the places of their names."""
    return join(
        *(
            tag("span", _filled(language, key, values), class_=language, lang=language)
            for language in LANGUAGES
        )
    )


def say_in(language: str, key: str, **values: object) -> str:
    """The text in one language, not escaped yet: for SVG and attributes, which have no spans."""
    return _text(language, key, values).format_map(values)


def choose(kind: str, value: str | None) -> Markup:
    """A word of a fixed list (a stage, a tier, ...); a word nobody foresaw is shown as it is."""
    if value is None:
        return Markup("")
    key = f"{kind}.{value}"
    return say(key) if key in CATALOGUE else join(value)


def say_word(word: str) -> Markup:
    """A word of the text room's lists (a feeling, an occasion, a colour) in both languages."""
    return _both(label(word, "zh"), label(word, "en"))


def say_again(line: str) -> Markup:
    """A line of a brief in both languages, as far as its words are the project's own."""
    return _both(retell(line, "zh"), retell(line, "en"))


def people_say(words: str | None) -> Markup:
    """What people call something: never translated; Chinese is marked as such for other pages."""
    said = words or ""
    return tag("span", said, lang="zh") if _CHINESE.search(said) else join(said)


def say_lacking(line: str) -> Markup:
    """A line of what a reading went without; one that nobody foresaw is shown as it is."""
    return _both(LACKING.get(line, line), line)


def _both(chinese: str, english: str) -> Markup:
    if chinese == english:
        return join(english)
    return join(
        tag("span", chinese, class_="zh", lang="zh"),
        tag("span", english, class_="en", lang="en"),
    )


def _filled(language: str, key: str, values: dict[str, object]) -> Markup:
    text = join(_text(language, key, values))
    return Markup(text.format_map({name: join(value) for name, value in values.items()}))


def _text(language: str, key: str, values: dict[str, object]) -> str:
    """An English text with ``|`` holds its singular before and its plural after it; n decides."""
    chinese, english = CATALOGUE[key]
    if language == "zh":
        return chinese
    one, _, many = english.partition("|")
    return one if not many or str(values.get("n")) == "1" else many
