"""Bodies in texts: weights and heights, and whether they are a person's or a garment's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from isotherm.text.numerals import arabic

__all__ = ["BodyMention", "body_mentions"]

_POUND_KG = 0.45359237
_TO_KG = dict.fromkeys(("lb", "lbs", "pound", "pounds", "磅"), _POUND_KG)
_TO_KG |= {"斤": 0.5, "kg": 1.0, "公斤": 1.0, "千克": 1.0}
_NUMBER = r"(\d{2,3}(?:\.\d)?)"
_WEIGHT = re.compile(
    rf"(?<![\d.]){_NUMBER}\s*(斤|kg|公斤|千克|lbs?|pounds?|磅)?\s*(?:[-~—–到至]\s*{_NUMBER}\s*)?"
    r"(公斤|千克|斤|kg|lbs?|pounds?|磅)(?![a-z])"
)
_WEIGHT_SAID = re.compile(r"体重(?:是|有|大概|差不多|:)?\s*(\d{2,3}(?:\.\d)?)(?!\d)")
_BOTH = re.compile(r"(?<!\d)(1[4-9]\d)\s*(?:cm)?\s*[/,、]\s*(\d{2,3})(?![\da-z岁%])")
_HEIGHT = re.compile(
    r"(?<!\d)(?:(1[3-9]\d)\s*(?:cm)?\s*[-~—–到至]\s*)?(1[3-9]\d)\s*(?:cm|厘米|公分|的身高|的?个子)|身高(?:是|大概|差不多|:)?\s*(1[3-9]\d)(?!\d)"
    r"|(?<!\d)(1\.[3-9]\d)\s*(?:m(?![a-z])|米)|(?<!\d)(1[3-9]\d)\s*高(?!腰|领|跟)"
    r"|(?<![\d.])1\s*米\s*([3-9]\d?)(?!\d)|(?<![\d.])一米([三四五六七八九][零一二三四五六七八九]?)"
)
_FEET = re.compile(
    r"(?<!\d)([4-6])\s*(?:'|’|ft\.?|foot|feet)\s*(\d{1,2})?(?:\s*(?:\"|''|”|in\b|inch))?"
)
_WORN = re.compile(
    r"[可能好]?以?穿|适合|合适|建议|对应|码|fits?\b|suit(?:s|able)|up to|recommended"
)
_PERSON = re.compile(
    r"我|俺|本人|体重|身高|净重|楼主|姐妹.{0,3}\d|女朋友|老公|老婆|妈妈|\bi\b|\bi'?m\b|\bmy\b|weigh"
)
_CLAUSE = re.compile(r"[,。!?;\n]|(?<!\d)\.(?!\d)")
_CHINESE_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True)
class BodyMention:
    """A weight (kg) or height (cm) as a range, and whose it is; ``start:end`` of the text read."""

    kind: Literal["weight_kg", "height_cm"]
    low: float
    high: float
    whose: Literal["person", "garment"]
    start: int
    end: int


def body_mentions(text: str) -> list[BodyMention]:
    """Weights and heights in a normalised text, in reading order.

    Weights outside 30-200 kg are no bodies (5斤苹果). A weight is a garment's when it is said
    what it fits (120-140斤可穿), or is a range with nobody in the clause; otherwise a person's.

    >>> [(m.kind, m.low, m.high, m.whose) for m in body_mentions("120-140斤可穿")]
    [('weight_kg', 60.0, 70.0, 'garment')]
    >>> [(m.kind, m.low, m.whose) for m in body_mentions("我身高165 体重130")]
    [('height_cm', 165.0, 'person'), ('weight_kg', 65.0, 'person')]
    """
    text = arabic(text)
    found = [*_weights(text), *_heights(text)]
    taken: list[BodyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.kind)):
        clash = any(m.kind == mention.kind and mention.start < m.end for m in taken)
        if not clash:
            taken.append(mention)
    return _beside_heights(taken)


def _beside_heights(mentions: list[BodyMention]) -> list[BodyMention]:
    """A single weight right beside a single height is a person's, whatever is asked about it."""
    tall = [m for m in mentions if m.kind == "height_cm" and m.low == m.high]
    return [
        replace(m, whose="person")
        if m.low == m.high
        and any(-8 < m.start - t.end < 8 or -8 < t.start - m.end < 8 for t in tall)
        else m
        for m in mentions
    ]


def _weights(text: str) -> list[BodyMention]:
    found = []
    for match in _WEIGHT.finditer(text):
        first, first_unit, second, unit = match.groups()
        low = round(float(first) * _TO_KG[first_unit or unit], 1)
        high = round(float(second) * _TO_KG[unit], 1) if second else low
        found.append(_mention("weight_kg", low, high, text, match.span()))
    for match in _WEIGHT_SAID.finditer(text):
        found.append(_said(float(match[1]), text, match.span()))
    for match in _BOTH.finditer(text):
        found.append(replace(_said(float(match[2]), text, match.span()), whose="person"))
    return [mention for mention in found if 30 <= mention.low <= mention.high <= 200]


def _said(number: float, text: str, span: tuple[int, int]) -> BodyMention:
    """A weight without a unit: from 80 on it is 斤."""
    weight_kg = number * 0.5 if number >= 80 else number
    return _mention("weight_kg", weight_kg, weight_kg, text, span)


def _heights(text: str) -> list[BodyMention]:
    found = []
    for match in _HEIGHT.finditer(text):
        least, plain, said, metres, tall, rest, spoken = match.groups()
        digits = rest or "".join(_CHINESE_DIGITS[c] for c in spoken or "")
        if digits:
            height_cm = 100.0 + float(digits.ljust(2, "0"))
        else:
            height_cm = float(metres) * 100 if metres else float(plain or said or tall)
        low = float(least) if least else height_cm
        found.append(_mention("height_cm", low, height_cm, text, match.span()))
    for match in _BOTH.finditer(text):
        height_cm = float(match[1])
        found.append(_mention("height_cm", height_cm, height_cm, text, match.span()))
    for match in _FEET.finditer(text):
        height_cm = round(30.48 * int(match[1]) + 2.54 * int(match[2] or 0), 1)
        found.append(_mention("height_cm", height_cm, height_cm, text, match.span()))
    return found


def _mention(
    kind: Literal["weight_kg", "height_cm"],
    low: float,
    high: float,
    text: str,
    span: tuple[int, int],
) -> BodyMention:
    return BodyMention(kind, low, high, _whose(text, span, low < high), *span)


def _whose(text: str, span: tuple[int, int], is_range: object) -> Literal["person", "garment"]:
    before = _CLAUSE.split(text[: span[0]])[-1]
    after = _CLAUSE.split(text[span[1] :])[0]
    if _PERSON.search(before + text[span[0] : span[1]]):
        return "person"
    worn = _WORN.search(after) or _WORN.search(before[-8:])
    return "garment" if worn or is_range else "person"
