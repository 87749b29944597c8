"""Which characters make words by standing together and which stand between spaces."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["BREAK", "DENSE", "DENSE_CLASS", "SPACED", "code_points", "script_table"]

BREAK, SPACED, DENSE = 0, 1, 2

# Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) and Hangul, whose words
# carry endings: both are read as character n-grams.
_DENSE_RANGES = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3041, 0x30FF),
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
DENSE_CLASS = "".join(f"{chr(low)}-{chr(high)}" for low, high in _DENSE_RANGES)


@cache
def script_table() -> npt.NDArray[np.uint8]:
    """The class of every code point: BREAK, SPACED (letters, digits) or DENSE; shape (1114112,)."""
    table = np.zeros(0x110000, dtype=np.uint8)
    letters = [code for code in range(0x20000) if chr(code).isalnum()]
    table[letters] = SPACED
    # Combining marks belong to the letter before them (Devanagari, Arabic, decomposed Latin).
    table[0x0300:0x0370] = SPACED
    for low, high in ((0x0610, 0x061A), (0x064B, 0x065F), (0x0900, 0x0963), (0x0980, 0x0DFF)):
        table[low : high + 1] = SPACED
    for low, high in _DENSE_RANGES:
        table[low : high + 1] = DENSE
    table[0x30FB] = BREAK
    table.setflags(write=False)
    return table


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The code points of a text without lone surrogates; shape (len(text),)."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
