"""One spelling for texts that say the same: the first step of everything done with words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import numpy as np

__all__ = ["Numbers", "normalise", "normalise_all"]

Numbers = Literal["keep", "drop"]

_CHUNK = 50_000  # texts joined for one pass: bounds memory, costs no speed
_LINES = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INNER_LINES = re.compile(  # the same, but for the space and for NUL, which stands between texts
    "[\x01-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_URLS = re.compile(r"(?:https?://|www\.)[!-~]+")
_MENTIONS = re.compile(r"@[\w.\-]{1,40}")
# Emotes spelt out by note communities ([害羞R], [话题]) beside the pictures themselves.
_EMOTES = re.compile(r"\[(?:[^\[\]\s]{1,8}[RH]|话题|表情|doge)\]")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U000e0000-\U000e007f\u2190-\u2bff\u3030\u303d\u3297\u3299"
    "\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u20e3\u00a9\u00ae]+"
)
_SHORT = 2_000  # characters below which laying out arrays costs more than it saves
_WIDE = (0xFF01, 0xFF5E)  # full-width ! to ~
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPACES = re.compile(r"[^\S\n]+")


@cache
def _simplifier() -> Any:
    """The converter from traditional to simplified characters, loaded at first use."""
    import opencc

    return opencc.OpenCC("t2s")


def normalise(text: str, *, numbers: Numbers = "keep") -> str:
    """Give one spelling to a text: what two people meant alike then reads alike.

    Compatibility forms are folded (NFKC), traditional characters become simplified, letters lower
    case; web addresses, @mentions, emoji and spelt-out emotes go; spaces are squeezed. With
    ``numbers="drop"`` digits go as well (a template with another price is the same template).

    >>> normalise("請問哪裡買？😍 ＡＢＣ  https://x.co/1 @小明 100元")
    '请问哪里买? abc 100元'
    """
    return normalise_all([text], numbers=numbers)[0]


def normalise_all(texts: Sequence[str], *, numbers: Numbers = "keep") -> list[str]:
    """Normalise many texts in one pass; element by element the same as :func:`normalise`.

    >>> normalise_all(["Ｔ恤", "LINK please"])
    ['t恤', 'link please']
    """
    result: list[str] = []
    for start in range(0, len(texts), _CHUNK):
        joined = _joined(texts[start : start + _CHUNK])
        result.extend(_normalise_joined(joined, numbers).split("\n"))
    return result


def _joined(texts: Sequence[str]) -> str:
    """Texts on one line each: what breaks a line inside a text becomes a space."""
    joined = "\x00".join(texts)
    if joined.count("\x00") != len(texts) - 1:
        return "\n".join([_LINES.sub(" ", text) for text in texts])
    return _INNER_LINES.sub(" ", joined).replace("\x00", "\n")


def _folded(joined: str) -> str:
    """NFKC, quickly where much is told: full-width marks at once, then the lines still unfolded."""
    if len(joined) < _SHORT:
        return unicodedata.normalize("NFKC", joined)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4").copy()
    wide = (codes >= _WIDE[0]) & (codes <= _WIDE[1])
    codes[wide] -= _WIDE[0] - 0x21
    joined = codes.tobytes().decode("utf-32-le").replace("…", "...")
    if unicodedata.is_normalized("NFKC", joined):
        return joined
    lines = joined.split("\n")
    return "\n".join(
        line if unicodedata.is_normalized("NFKC", line) else unicodedata.normalize("NFKC", line)
        for line in lines
    )


def _normalise_joined(joined: str, numbers: Numbers) -> str:
    """Normalise texts joined by line feeds; no step may add, remove or cross a line feed."""
    if not joined.isascii():
        joined = _folded(_SURROGATES.sub(" ", joined))
    if "[" in joined:
        joined = _EMOTES.sub(" ", joined)
    joined = _URLS.sub(" ", joined)
    if "@" in joined:
        joined = _MENTIONS.sub(" ", joined)
    if not joined.isascii():
        joined = _simplifier().convert(_EMOJI.sub(" ", joined))
    joined = joined.lower()
    if numbers == "drop":
        joined = _DIGITS.sub(" ", joined)
    joined = _SPACES.sub(" ", joined)
    return joined.replace(" \n", "\n").replace("\n ", "\n").strip(" ")
