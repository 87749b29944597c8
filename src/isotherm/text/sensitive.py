"""Which texts touch what must not leave the house unreviewed."""

from __future__ import annotations

import re
from functools import cache

from isotherm.text.ages import youngest_age
from isotherm.text.bodies import body_mentions
from isotherm.text.lexicon import Lexicon
from isotherm.text.normalise import normalise
from isotherm.text.sensitive_words import GARMENT_WORDS, TOPICS

__all__ = ["sensitive_topics"]

_ADULT = 18
_LOST = re.compile(
    r"\b(?:lost|lose|losing|gained|gain|dropped)\s+\d+\s*(?:lbs?|pounds?|kgs?|kilos?)(?![a-z])"
    r"|[瘦胖减掉重]了?\s*\d+\s*(?:多|来)?(?:斤|公斤|kg)"
)


def sensitive_topics(text: str) -> tuple[str, ...]:
    """Say which sensitive topics a text touches: a need made of it is reviewed before it is shown.

    Topics: illness, pregnancy, religion, minors, body weight (as a trait of a person). Sizes
    and weight bands of garments (大码西装, 120-140斤可穿) are no such topic. In doubt it says yes:
    a review costs a minute.

    >>> sensitive_topics("大码西装 120-140斤可穿"), sensitive_topics("怀孕了还在吃减肥药")
    ((), ('pregnancy', 'body weight'))
    """
    line = normalise(text)
    found = {key for key, _ in _topics().find(line)}
    youngest = youngest_age(line)
    if youngest is not None and youngest < _ADULT:
        found.add("minors")
    if _LOST.search(line) or any(
        m.kind == "weight_kg" and m.whose == "person" for m in body_mentions(line)
    ):
        found.add("body weight")
    return tuple(topic for topic in TOPICS if topic in found)


@cache
def _topics() -> Lexicon:
    return Lexicon(TOPICS, unless=GARMENT_WORDS)
