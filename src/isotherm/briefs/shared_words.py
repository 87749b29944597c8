"""Which of what people say so many say that it may be shown, and what must not be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from isotherm.briefs.subjects import Subject
from isotherm.briefs.voices import Voices
from isotherm.privacy import PrivacySettings, common_phrases, is_short
from isotherm.text import (
    normalise_all,
    parse_attributes,
    sensitive_topics,
    tokens,
    without_calls,
)
from isotherm.text.stopwords import FIRST_AFTER_ALL, NEVER_FIRST, NEVER_LAST, STOPWORDS

__all__ = ["common_attributes", "common_words", "touches_sensitive"]

_SHOWN = ("colours", "silhouette", "fabric", "items", "occasion", "season", "body", "sizes")
_LEAST_SHARE = 0.2  # of the people must say an attribute for it to be theirs
_JOINT = "·"  # between the parts of what a trend is called
_MOST = 0.5  # more of a trend's authors must say a part of what it is called for it to be shown
_OWN = 0.5  # of a phrase's words must be a name's for it to share the name's words
# How people ask, not what for: a phrase ends where one of these begins.
_ASKING = re.compile(
    "哪里有|哪里买|哪有|哪家|有没有|有吗|求个|求|推荐|安利|种草|同款|链接|怎么买|想买|想要|想找|想穿|"
    "能不能出|能不能|可以吗|好不好|姐妹们?|宝子们?|大家|请问|谁有|蹲|平替|吗|呢|的|了|"
    r"\b(?:where|to|buy|any|recommend(?:ations?)?|looking|for|link|please|pls|need|find|best)\b"
)


def common_words(
    subject: Subject,
    voices: Voices,
    *,
    weights: Mapping[str, float],
    privacy: PrivacySettings,
    most: int = 6,
) -> tuple[str, ...]:
    """Words of the subject that enough people share, the most telling first, none inside another.

    A phrase counts for the people who used it times its length, as far as the subject's own words
    cover it; of a trend at least half, for its sentence is what the authors of its notes share.
    What a trend is called stands before all else, as far as most of them say it, then what shares
    its words; a call to reply is no word of any subject.
    """
    said = [(actor, _ASKING.sub(" ", without_calls(text))) for actor, text in voices.said]
    shared = common_phrases(said, least=voices.least, weights=weights, settings=privacy)
    told = {token for word in subject.words[1:] or subject.words for token in _pairs(word)}
    is_trend = subject.kind == "trend"
    called = set(_pairs(subject.words[0])) if is_trend else set()
    scored = []
    for whole, count in shared.items():
        phrase = _trimmed(whole)
        share = _told_share(phrase, told)
        share = (1 + share) / 2 if is_trend else share
        if share > 0 and _well_formed(phrase):
            length = len(phrase) - 1 if not phrase.isascii() else 3 * len(phrase.split())
            is_own = _told_share(phrase, called) >= _OWN
            scored.append((not is_own, -count * length * share, phrase))
    ranked = [phrase for _, _, phrase in sorted(scored)]
    if is_trend:
        names = _own_names(subject, voices, weights=weights, privacy=privacy)
        ranked = [name for name in names if not _is_word_of(name, ranked)] + ranked
    chosen: list[str] = []
    for phrase in ranked:
        if not any(_overlap(phrase, other) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == most:
            break
    return tuple(chosen)


def _own_names(
    subject: Subject, voices: Voices, *, weights: Mapping[str, float], privacy: PrivacySettings
) -> list[str]:
    """The parts of what a trend is called that most of its authors say, and enough to show them."""
    texts = normalise_all([without_calls(text) for _, text in voices.said])
    authors = [actor for actor, _ in voices.said]
    whole = sum(weights.get(actor, 1.0) for actor in set(authors))
    found = []
    for part in subject.words[0].split(_JOINT):
        sayers = {actor for actor, text in zip(authors, texts, strict=True) if _says(text, part)}
        count = sum(weights.get(actor, 1.0) for actor in sorted(sayers))
        is_said = count >= voices.least and count > _MOST * whole
        if is_said and is_short(part, privacy) and _well_formed(part):
            found.append(part)
    return found


def _is_word_of(name: str, phrases: Sequence[str]) -> bool:
    """Whether a name is a single word, with spaces beside it in a phrase that says more."""
    return name.isascii() and any(name in phrase.split() and name != phrase for phrase in phrases)


def _says(text: str, part: str) -> bool:
    """Whether a text says words as words, not as a part of others."""
    if not part.isascii():
        return part in text
    return re.search(rf"\b{re.escape(part)}\b", text) is not None


def common_attributes(voices: Voices, *, weights: Mapping[str, float]) -> dict[str, list[str]]:
    """Attributes that enough of the people, and at least a fifth of them, say; most said first."""
    sayers: dict[tuple[str, str], dict[str, float]] = {}
    people: dict[str, float] = {}
    for actor, text in sorted(voices.said):
        people[actor] = weights.get(actor, 1.0)
        for key, value in _attributes_of(text):
            sayers.setdefault((key, value), {})[actor] = people[actor]
    least = max(voices.least, _LEAST_SHARE * sum(people.values()))
    counted = sorted((-sum(who.values()), cell) for cell, who in sayers.items())
    found: dict[str, list[str]] = {}
    for count, (key, value) in counted:
        if -count >= least:
            found.setdefault(key, []).append(value)
    return found


def touches_sensitive(
    voices: Voices, *, shown: str, share: float, leave_out: Sequence[str] = ()
) -> bool:
    """Whether a subject must be seen by a person first: what is shown, or much of what is said.

    Topics to ``leave_out`` count in what is shown alone.
    """
    if sensitive_topics(shown):
        return True
    touching = sum(1 for _, text in voices.said if set(_topics_of(text)) - set(leave_out))
    return touching > share * len(voices.said)


def _trimmed(phrase: str) -> str:
    """A phrase without the characters that begin or end none."""
    if phrase.isascii():
        return phrase
    while len(phrase) > 2 and _begins_badly(phrase):
        phrase = phrase[1:]
    while len(phrase) > 2 and phrase[-1] in NEVER_LAST:
        phrase = phrase[:-1]
    return phrase


def _told_share(phrase: str, told: set[str]) -> float:
    own = _pairs(phrase)
    return sum(token in told for token in own) / len(own) if own else 0.0


def _well_formed(phrase: str) -> bool:
    if phrase.isascii():
        words = phrase.split()
        return words[0] not in STOPWORDS and words[-1] not in STOPWORDS
    ends_badly = phrase[-1] in NEVER_LAST
    return not (_begins_badly(phrase) or ends_badly or phrase in STOPWORDS)


def _begins_badly(phrase: str) -> bool:
    return phrase[0] in NEVER_FIRST and not phrase.startswith(FIRST_AFTER_ALL)


def _overlap(phrase: str, other: str) -> bool:
    """Whether two phrases share a pair of characters or a word."""
    return not set(_pairs(phrase)).isdisjoint(_pairs(other))


def _pairs(phrase: str) -> list[str]:
    """The pairs of characters, or the words, of a phrase."""
    return [token for token in tokens(phrase) if len(token) > 1]


@lru_cache(maxsize=50_000)
def _attributes_of(text: str) -> tuple[tuple[str, str], ...]:
    said = parse_attributes(text)
    return tuple((key, value) for key in _SHOWN for value in said.get(key, ()))


@lru_cache(maxsize=50_000)
def _topics_of(text: str) -> tuple[str, ...]:
    return sensitive_topics(text)
