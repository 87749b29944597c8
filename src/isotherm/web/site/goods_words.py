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

# What shops call their shelves. The engine reads words for things, not for shelves: a bag, no 包袋.
_SHELVES = {
    "外套": "outerwear",
    "上衣": "tops",
    "裤装": "trousers",
    "裙装": "dresses",
    "内衣": "underwear",
    "家居服": "loungewear",
    "运动": "sportswear",
    "户外": "outdoor",
    "鞋靴": "shoes",
    "鞋履": "shoes",
    "包袋": "bags",
    "箱包": "bags",
    "配饰": "accessories",
    "饰品": "jewellery",
    "首饰": "jewellery",
    "珠宝": "jewellery",
    "帽子": "hats",
    "袜子": "socks",
    "女装": "women's wear",
    "男装": "men's wear",
    "童装": "children's wear",
    "汉服": "hanfu",
    "家居": "home",
    "家纺": "bedding",
    "家电": "appliances",
    "厨具": "kitchen",
    "母婴": "baby",
    "宠物": "pets",
    "手工": "handmade",
    "手作": "handmade",
    "文具": "stationery",
    "图书": "books",
    "玩具": "toys",
    "数码": "electronics",
    "美妆": "beauty",
    "护肤": "skin care",
    "食品": "food",
    "零食": "snacks",
    "花艺": "flowers",
    "其他": "other",
}
_IN_CHINESE = {english: chinese for chinese, english in reversed(_SHELVES.items())}


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
    """A kind of goods in the reader's language, else as it was written.

    A shop's Chinese stays as it is on a Chinese page; elsewhere it is what the trade calls such a
    shelf, or what the engine calls such a thing. English is told in Chinese the same way.
    """
    if tongue() != "zh" and _HAN.search(word):
        return _SHELVES.get(word) or engine_word(word, "category") or word
    told = said(word)
    if tongue() == "zh" and told == word:
        return _IN_CHINESE.get(word.lower(), word)
    return told


def is_foreign(words: str) -> bool:
    """Whether words stay Chinese on a page that is not."""
    return tongue() != "zh" and bool(_HAN.search(told_word(words)))
