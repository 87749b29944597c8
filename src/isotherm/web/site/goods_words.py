"""Words for goods: what a shop wrote, as the engine knows it and as the reader speaks."""

from __future__ import annotations

import functools
import re
from typing import Literal

from isotherm.web.site.engine_words import said, tongue

__all__ = ["Side", "engine_word", "is_foreign", "told_word"]

Side = Literal["category", "colour", "cut"]

_KEYS: dict[Side, tuple[str, ...]] = {
    "category": ("items", "occasion"),
    "colour": ("colours",),
    "cut": ("silhouette",),
}
_HAN = re.compile(r"[\u3400-\u9fff]")


@functools.lru_cache(maxsize=4096)
def engine_word(said: str, side: Side) -> str:
    """The engine's word for what a shop wrote of its goods; empty where it has none.

    >>> engine_word("丁香紫", "colour"), engine_word("外套", "category"), engine_word("H型", "cut")
    ('lilac', 'jacket', '')
    """
    from isotherm.text import parse_attributes

    # A colour by itself is one character at times, which the engine reads before 色 alone.
    found = parse_attributes(said) or parse_attributes(f"{said}色" if side == "colour" else "")
    return next((found[key][0] for key in _KEYS[side] if found.get(key)), "")


def told_word(word: str) -> str:
    """A kind of goods in the reader's language where the engine has it, else as it was written.

    A shop's Chinese stays as it is on a Chinese page; elsewhere it is what the engine calls it.
    """
    if tongue() == "zh" or not _HAN.search(word):
        return said(word)
    return engine_word(word, "category") or word


def is_foreign(words: str) -> bool:
    """Whether words stay Chinese on a page that is not."""
    return tongue() != "zh" and bool(_HAN.search(told_word(words)))
