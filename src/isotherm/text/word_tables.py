"""How the lexicons are written down: a key, a colon, its words; a further line is indented."""

from __future__ import annotations

__all__ = ["read_list", "read_words"]


def read_list(text: str) -> tuple[str, ...]:
    """Words separated by commas, over any number of lines.

    >>> read_list("red, dark red,\\n红色")
    ('red', 'dark red', '红色')
    """
    return tuple(word for part in text.split(",") if (word := " ".join(part.split())))


def read_words(text: str) -> dict[str, tuple[str, ...]]:
    """Words by key, in the order written.

    >>> read_words("red: 红色,\\n  crimson\\nblue: 蓝色")
    {'red': ('红色', 'crimson'), 'blue': ('蓝色',)}
    """
    parts: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if line and not line[0].isspace():
            key, _, words = line.partition(":")
        else:
            words = line
        parts[key] = f"{parts.get(key, '')} {words}"
    return {key: read_list(words) for key, words in parts.items() if key}
