"""Ages of people in a text, in digits or spelt out: 14岁, 十六七岁, seventh grade."""

from __future__ import annotations

import re

from isotherm.text.word_tables import read_list

__all__ = ["youngest_age"]

_DIGITS = "一二三四五六七八九"
_SPELT = read_list(
    "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, "
    "fourteen, fifteen, sixteen, seventeen"
)
_ORDINAL = read_list(
    "zeroth, first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, "
    "twelfth"
)
_OLD = r"[- ]?(?:years?[- ]olds?|yrs?[- ]old|y/?o(?![a-z])|year[- ]olds?)"
# so much younger, or older than another, is no age
_NO_GAP = r"(?<!年轻)(?<!轻了)(?<!减龄)(?<!显小)(?<![大小]了)(?<![大小])"
_AGE = re.compile(rf"{_NO_GAP}(?<![\d.,/])(\d{{1,2}})\s*(?:周?岁|{_OLD})")
_AGED = re.compile(r"\bage[ds]?(?: of)? (\d{1,2})(?![\d%])")
_CHINESE = re.compile(
    rf"{_NO_GAP}(?<![{_DIGITS}十百千万几\d])"
    rf"(?:([{_DIGITS}])?(十)([{_DIGITS}])?[{_DIGITS}]?|([两半{_DIGITS}])[{_DIGITS}]?)周?岁(?!一礼|月)"
)
_WORD = re.compile(rf"\b({'|'.join(_SPELT)}){_OLD}")
_GRADE = re.compile(
    rf"\b({'|'.join(_ORDINAL)}|1[0-2]th|[1-9](?:st|nd|rd|th)) grade(?:r|rs)?\b"
    rf"|(?<![大第])[{_DIGITS}1-9]年级(?!别)"
    r"|(?:初|高)[一二三123](?=女|男|学生|新生|生(?!活)|开学|党|[上下]学期|毕业|暑假|寒假)"
)
_MEASURE = r"[\d.,]*\s*(?:[\d%$元块斤克米寸件个天页折]|cm|mm|kg|lbs?|pounds?|dollars?|inch|usd)"
_UNDER = re.compile(
    rf"(?:未满|不满|不到)(?:18|十八)周?岁|未满(?:18|十八)(?!{_MEASURE})"
    rf"|\bunder[- ](?:18|eighteen)(?:s\b|\b(?!{_MEASURE}))"
)
_CHILD = 10  # what a grade or "under 18" stands for


def youngest_age(line: str) -> int | None:
    """The least age in years that a normalised text names, None when it names none.

    A school grade, and being under eighteen, stand for ten.

    >>> [youngest_age(text) for text in ("十六七岁", "二十四岁", "fourteen year old", "大码")]
    [16, 24, 14, None]
    """
    found = [int(match[1]) for pattern in (_AGE, _AGED) for match in pattern.finditer(line)]
    found += [_value(match) for match in _CHINESE.finditer(line)]
    found += [_SPELT.index(match[1]) for match in _WORD.finditer(line)]
    if _GRADE.search(line) or _UNDER.search(line):
        found.append(_CHILD)
    return min(found, default=None)


def _value(match: re.Match[str]) -> int:
    """The number that Chinese numerals below a hundred say; of two (七八岁) the lesser."""
    tens, ten, ones, single = match.groups()
    if ten:
        return 10 * (_DIGITS.index(tens) + 1 if tens else 1) + (
            _DIGITS.index(ones) + 1 if ones else 0
        )
    return {"两": 2, "半": 0}.get(single, _DIGITS.find(single) + 1)
