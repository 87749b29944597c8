"""What a text says about body, size, price, look, occasion and season, under canonical keys."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from isotherm.text.bodies import body_mentions
from isotherm.text.garment_words import BODIES, COLOURS, FABRICS, ITEMS, SILHOUETTES
from isotherm.text.lexicon import Lexicon
from isotherm.text.moment_words import OCCASIONS, SEASONS
from isotherm.text.normalise import normalise
from isotherm.text.prices import price_range
from isotherm.text.word_tables import read_list

__all__ = ["parse_attributes"]

_SINGLE_COLOURS = dict(
    zip(
        "红橙黄绿蓝紫粉白灰黑棕金银",
        read_list("red,orange,yellow,green,blue,purple,pink,white,grey,black,brown,gold,silver"),
        strict=True,
    )
)
_COLOURED = re.compile(
    r"(?<![网小走爆走])([红橙黄绿蓝紫粉白灰黑棕金银])(?:色|(?!包邮?$|包[^包]|领|金|酒|糖|人|天)(?=\w?\w?[裙裤衣装服衫鞋靴帽袜]|包包))"
)
_LETTER_SIZE = re.compile(
    r"(?<![a-z\d'])([2-6]xl|x{1,4}l|x{1,2}s)(?![a-z\d])|(?<![a-z\d'])([smlx])\s*(?:码|号)|(?:码|号|size|选|拍|穿)\s?([sml])(?![a-z\d])"
)
_NUMBER_SIZE = re.compile(
    r"(?<![\d.])(\d{2}(?:\.5)?)\s*码|\b(?:size|uk|us|eu)\s?(\d{1,2}w?)(?![\d-])|(?<![\d.])(\d{2}w)(?![a-z])"
)


def parse_attributes(text: str) -> dict[str, Any]:
    """Read what a note, query or title asks for or offers; keys only where something was said.

    Lists of canonical keys: ``body`` (plus-size, mid-size, petite, tall, ...), ``sizes`` (XL, 2XL,
    38), ``colours``, ``silhouette``, ``fabric``, ``items``, ``occasion``, ``season``. A person's
    body: ``weight_kg``, ``height_cm``. A garment's: ``size_band`` ("60-70 kg") with
    ``weight_low_kg`` and ``weight_high_kg``. Money: ``price_low_fen``, ``price_high_fen`` in
    minor units of ``currency``.

    >>> parse_attributes("通勤大码西装 黑色 120-140斤可穿 300以内")
    ... # doctest: +NORMALIZE_WHITESPACE
    {'body': ['plus-size'], 'colours': ['black'], 'items': ['blazer'], 'occasion': ['work'],
     'weight_low_kg': 60.0, 'weight_high_kg': 70.0, 'size_band': '60-70 kg',
     'price_high_fen': 30000, 'currency': 'CNY'}
    """
    line = normalise(text)
    found: dict[str, Any] = {"body": _lexicons()["body"].keys(line), "sizes": _sizes(line)}
    found["colours"] = _colours(line)
    for key in ("silhouette", "fabric", "items", "occasion", "season"):
        found[key] = _lexicons()[key].keys(line)
    return {key: value for key, value in found.items() if value} | _body(line) | _price(line)


@cache
def _lexicons() -> dict[str, Lexicon]:
    return {
        "body": Lexicon(BODIES),
        "colours": Lexicon(COLOURS),
        "silhouette": Lexicon(SILHOUETTES),
        "fabric": Lexicon(FABRICS),
        "items": Lexicon(ITEMS),
        "occasion": Lexicon(OCCASIONS),
        "season": Lexicon(SEASONS),
    }


def _colours(line: str) -> list[str]:
    named = list(_lexicons()["colours"].find(line))
    found = [(match.start(), key) for key, match in named]
    taken = {place for _, match in named for place in range(*match.span())}
    for match in _COLOURED.finditer(line):
        if match.start() not in taken:
            found.append((match.start(), _SINGLE_COLOURS[match[1]]))
    return list(dict.fromkeys(key for _, key in sorted(found)))


def _sizes(line: str) -> list[str]:
    found = []
    for match in _LETTER_SIZE.finditer(line):
        letters = next(group for group in match.groups() if group)
        found.append((match.start(), _letter_size(letters)))
    for match in _NUMBER_SIZE.finditer(line):
        found.append((match.start(), next(group for group in match.groups() if group).upper()))
    if "均码" in line or "one size" in line:
        found.append((0, "one-size"))
    return list(dict.fromkeys(size for _, size in sorted(found)))


def _letter_size(letters: str) -> str:
    """xxl and 2xl are one size: 2XL."""
    crosses = letters.count("x")
    if letters[0].isdigit() or crosses < 2:
        return letters.upper()
    return f"{crosses}X{letters[-1].upper()}"


def _body(line: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for mention in body_mentions(line):
        if mention.whose == "person" or mention.kind == "height_cm":
            found.setdefault(mention.kind, (mention.low + mention.high) / 2)
        elif "size_band" not in found:
            found["weight_low_kg"], found["weight_high_kg"] = mention.low, mention.high
            found["size_band"] = f"{mention.low:g}-{mention.high:g} kg"
    return found


def _price(line: str) -> dict[str, Any]:
    price = price_range(line)
    if price is None:
        return {}
    found: dict[str, Any] = {"price_low_fen": price.low_fen, "price_high_fen": price.high_fen}
    found["currency"] = price.currency
    return {key: value for key, value in found.items() if value is not None}
