"""What people would pay, as a range in minor units of the currency they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from isotherm.text.numerals import arabic

__all__ = ["PriceRange", "price_range"]

_CURRENCIES = {
    "USD": ("$", "usd", "dollar", "buck"),
    "EUR": ("€", "eur"),
    "GBP": ("£", "gbp", "pound", "quid"),
    "CNY": ("¥", "元", "块", "rmb", "cny", "yuan"),
}
_AMOUNT = r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(k(?![a-z])|千|百|w(?![a-z])|万)?"
_SIGN = r"([$€£¥]|rmb|usd)?\s*"
_UNIT = (
    r"\s*(元|块钱?|rmb|cny|yuan|usd|dollars?|bucks?|euros?|eur|gbp|pounds(?= sterling)|quid|[$€£])?"
)
_PRICE = re.compile(
    rf"{_SIGN}(?<![\d.]){_AMOUNT}{_UNIT}(?:\s*(?:[-~—–到至]|to)\s*{_SIGN}{_AMOUNT}{_UNIT})?"
)
_AT_MOST_AFTER = re.compile(
    r"\s*(?:以内|以下|之内|之下|封顶|内(?!衣|裤|搭|胆)|or less|or under|max\b)"
)
_AT_LEAST_AFTER = re.compile(r"\s*(?:以上|起步|\+|or more|and up)")
_ABOUT_AFTER = re.compile(r"\s*(?:左右|上下|出头|or so)")
_AT_MOST_BEFORE = re.compile(
    r"(?:不超过?|低于|小于|最多|不到|under|below|less than|up to|within|at most|max(?:imum)?)\s*$"
)
_AT_LEAST_BEFORE = re.compile(r"(?:高于|超过|至少|大于|over|above|more than|at least)\s*$")
_ABOUT_BEFORE = re.compile(r"(?:大概|大约|约|around|about|approx\w*)\s*$")
_BUDGET = re.compile(r"(?:预算|价格|价位|价钱|售价|单价|budget|price)[^\d,。!?]{0,8}$")
_OTHER_UNIT = re.compile(
    r"\s*(?:斤|公斤|kg|g\b|cm|厘米|mm|ml|码|号|岁|天|小时|分|秒|公里|个|件|条|双|人|年|月|日|%|寸|米\d"
    r"|级|次|楼|度|x|款|套|支|瓶|字|篇|页|万?粉|克|升|平|lbs?|pounds?(?! sterling)|inch|years?"
    r"|days?|hours?|minutes?|people|pieces?|miles?|oz)"
)


@dataclass(frozen=True)
class PriceRange:
    """A price range in minor units (fen, cents); None: open. ``currency`` is an ISO code."""

    low_fen: int | None
    high_fen: int | None
    currency: str


def price_range(text: str) -> PriceRange | None:
    """The first price or price limit in a normalised text, None if it names none.

    Numbers count with a currency beside them, or with a limit (300以内) or a word for budget and
    no other unit. About (左右) is a fifth either way.

    >>> price_range("300以内的西装"), price_range("100-200元")
    ... # doctest: +NORMALIZE_WHITESPACE
    (PriceRange(low_fen=None, high_fen=30000, currency='CNY'),
     PriceRange(low_fen=10000, high_fen=20000, currency='CNY'))
    >>> price_range("a blazer under $50"), price_range("130斤以内")
    (PriceRange(low_fen=None, high_fen=5000, currency='USD'), None)
    """
    text = arabic(text)
    for match in _PRICE.finditer(text):
        found = _read(text, match)
        if found is not None:
            return found
    return None


def _read(text: str, match: re.Match[str]) -> PriceRange | None:
    sign, amount, times, unit, sign2, amount2, times2, unit2 = match.groups()
    before, after = text[: match.start()], text[match.end() :]
    named = sign or unit or sign2 or unit2
    spoken = amount2 and after.startswith("的") and float(amount2.replace(",", "")) >= 100
    limited = _AT_MOST_AFTER.match(after) or _ABOUT_AFTER.match(after) or _BUDGET.search(before)
    if _OTHER_UNIT.match(after) or not (named or limited or spoken):
        return None
    first = _minor(amount, times or (times2 if amount2 else None))
    if not named and first < 1000:
        return None
    low, high = _bounds(before, after, first, _minor(amount2, times2) if amount2 else None)
    return PriceRange(low, high, _currency(named))


def _bounds(
    before: str, after: str, first: int, second: int | None
) -> tuple[int | None, int | None]:
    if second is not None:
        return min(first, second), max(first, second)
    if _AT_MOST_AFTER.match(after) or _AT_MOST_BEFORE.search(before):
        return None, first
    if _AT_LEAST_AFTER.match(after) or _AT_LEAST_BEFORE.search(before):
        return first, None
    if _ABOUT_AFTER.match(after) or _ABOUT_BEFORE.search(before):
        return first * 4 // 5, first * 6 // 5
    if _BUDGET.search(before):
        return None, first
    return first, first


def _minor(amount: str, times: str | None) -> int:
    factor = {"k": 1000, "千": 1000, "百": 100, "w": 10_000, "万": 10_000}.get(times or "", 1)
    return round(float(amount.replace(",", "")) * factor * 100)


def _currency(named: str | None) -> str:
    for code, marks in _CURRENCIES.items():
        if named and named.startswith(marks):
            return code
    return "CNY"
