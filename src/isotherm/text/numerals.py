"""Numbers as people write them in Chinese: 一百三, 两三百, 1千."""

from __future__ import annotations

import re

__all__ = ["arabic"]

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_RUN = re.compile(r"(?:[一二两三四五六七八九]{1,2}[百千]|十)[零一二两三四五六七八九十百]*")


def arabic(text: str) -> str:
    """Write the Chinese hundreds and thousands of a normalised text in digits.

    >>> arabic("一百三十斤, 一百三, 两三百元, 一千二")
    '130斤, 130, 200-300元, 1200'
    """
    return _RUN.sub(lambda match: _value(match.group()), text)


def _value(run: str) -> str:
    if len(run) > 2 and run[0] in _DIGIT and run[1] in _DIGIT and run[2] in "百千":
        return f"{_value(run[0] + run[2:])}-{_value(run[1:])}"
    total, digit, unit = 0, 0, 1
    for character in run:
        if character in _DIGIT:
            digit = _DIGIT[character]
            if character in "零〇":
                unit = 10
            continue
        unit = {"十": 10, "百": 100, "千": 1000}[character]
        total += max(digit, 1) * unit
        digit = 0
    # 一百三 is 130: a last digit counts in the next lower unit.
    return str(total + digit * (unit // 10 if unit > 1 else 1))
