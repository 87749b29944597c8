"""The project's own phrases told again in the other language; what people say stays theirs."""

from __future__ import annotations

import re
from functools import cache

from isotherm.briefs.words import BY_FAULT, FEELING_LINE, LEXICONS, PHRASES, Language, label

__all__ = ["retell"]

_FIELD = re.compile(r"\\\{(\w+)\\\}")  # a field of a template, after re.escape
_MARK = "·"
_AGAIN = {"faults", "feeling", "wish", "occasion"}  # values that are own phrases themselves


def retell(line: str, language: Language) -> str:
    """A line of a brief in a language, as far as its words are the project's own.

    >>> retell("250 人以上来问过", "en"), retell("大码女装——几乎没人在卖", "en")
    ('more than 250 people asked', '大码女装: hardly anyone sells it')
    >>> retell("start from 'work blazer'", "zh"), retell("lilac · long", "zh")
    ('从「work blazer」说起', '淡紫·长款')
    """
    known = _fixed(language).get(line)
    if known is not None:
        return known
    marked = [_fixed(language).get(part.strip(), part) for part in line.split(_MARK)]
    if len(marked) > 1 and all(part in _labels(language) for part in marked):
        return (_MARK if language == "zh" else f" {_MARK} ").join(marked)
    for pattern, template in _templates(language):
        match = pattern.fullmatch(line)
        if match:
            found = match.groupdict()
            return template.format(
                **{k: retell(v, language) if k in _AGAIN else v for k, v in found.items()}
            )
    joint = PHRASES[_other(language)]["joint"].strip()
    if joint in line:
        parts = [part.strip() for part in line.split(joint)]
        told = [retell(part, language) for part in parts]
        if all(one != part for one, part in zip(told, parts, strict=True)):
            return PHRASES[language]["joint"].join(told)
    return line


def _other(language: Language) -> Language:
    return "en" if language == "zh" else "zh"


@cache
def _labels(language: Language) -> frozenset[str]:
    return frozenset(label(key, language) for lexicon in LEXICONS for key in lexicon)


@cache
def _fixed(language: Language) -> dict[str, str]:
    """Whole phrases of the other language, and labels, by what they are called there."""
    other = _other(language)
    found = {label(key, other): label(key, language) for lexicon in LEXICONS for key in lexicon}
    for fault, failing in BY_FAULT[other].items():
        same = BY_FAULT[language][fault]
        found |= {getattr(failing, part): getattr(same, part) for part in _PARTS}
    return found | {
        text: PHRASES[language][name]
        for name, text in PHRASES[other].items()
        if "{" not in text and name not in ("joint", "variant")
    }


_PARTS = ("missing", "wish", "hook", "leave")


@cache
def _templates(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the other language with what they become, the most telling first."""
    other = _other(language)
    pairs = [
        (text, PHRASES[language][name]) for name, text in PHRASES[other].items() if "{" in text
    ]
    pairs.append((FEELING_LINE[other], FEELING_LINE[language]))
    pairs.sort(key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[0])))
    return tuple(
        (re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(text))), told) for text, told in pairs
    )
