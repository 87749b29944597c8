"""Signs that are writing by their kind and that nobody sees."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["only_seen"]

# Fillers, blanks that are no spaces, and marks that choose between looks of the sign before them:
# behind a sign that has no such looks they are there for machines alone. Mongolian is written with
# its own, behind its letters.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0e\U000e0100-\U000e01ef]"
    "|(?<![\u1820-\u18aa])[\u180b-\u180d\u180f]"
)
_JOINER = "\u200d"  # makes one emoji of several
_AS_PICTURE = "\ufe0f"
_KEY = "\u20e3"  # around a digit
_LOOKS = ("So", "Sm", "Po")  # signs that may be shown as pictures: ☀, ↔, ‼
_PICTURES = ("So", "Sk")  # emoji and the colours of their skins


def only_seen(text: str) -> str:
    r"""The text without signs nobody sees: two names that look the same are the same.

    The joiner stays where it joins emoji, and what makes a picture of a sign where it does.

    >>> only_seen("云\u200d朵\u3164"), only_seen("👩\u200d🎨") == "👩\u200d🎨"
    ('云朵', True)
    """
    text = _UNSEEN.sub("", text)
    if _JOINER not in text and _AS_PICTURE not in text:
        return text
    kept: list[str] = []
    for place, char in enumerate(text):
        before, after = kept[-1] if kept else "", text[place + 1 : place + 2]
        if char == _JOINER and not (_is_picture(before) and _is_picture(after)):
            continue
        if char == _AS_PICTURE and not (_has_a_look(before) or after == _KEY):
            continue
        kept.append(char)
    return "".join(kept)


def _has_a_look(char: str) -> bool:
    return bool(char) and unicodedata.category(char) in _LOOKS


def _is_picture(char: str) -> bool:
    if not char:
        return False
    return char in (_AS_PICTURE, "♀", "♂") or unicodedata.category(char) in _PICTURES
