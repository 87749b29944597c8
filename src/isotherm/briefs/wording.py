"""What a brief says in words: its own phrases, and words that enough people share."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence

from isotherm.briefs.subjects import Subject
from isotherm.briefs.words import BY_FAULT, FEELING_LINE, Language, label, phrase

__all__ = ["Wording", "describe"]

_TOLD_SHARE = 0.2  # of the failures a fault must explain to be named
_MOST_PIECES = 2
# coarse: it is a count of people
_SERVED = (("served_tenth", 0.1), ("served_quarter", 0.25), ("served_half", 0.5))


@dataclasses.dataclass(frozen=True)
class Wording:
    """The text columns of a brief."""

    name: str
    aliases: list[str]
    feeling: str
    occasion: str
    missing_today: str
    variants: list[str]
    note_hooks: list[str]
    do_nots: list[str]
    evidence: list[str]


def describe(
    subject: Subject,
    phrases: Sequence[str],
    attributes: Mapping[str, Sequence[str]],
    *,
    people: int,
    k: int,
    category: str,
    language: Language,
    most_variants: int,
) -> Wording:
    """Put a subject into words; ``people`` is the number that may be shown.

    A fault is named only when at least ``k`` askers can be behind it.
    """
    name, aliases = _name(phrases, attributes, category, language)
    faults = _faults(subject, k=k)
    occasion = subject.occasion or next(iter(attributes.get("occasion", ())), "")
    feeling = _feeling(subject, faults, language)
    return Wording(
        name=name,
        aliases=aliases,
        feeling=feeling,
        occasion=label(occasion, language),
        missing_today=_missing(subject, name, faults, language),
        variants=_variants(attributes, language)[:most_variants],
        note_hooks=_hooks(phrases, faults, occasion, feeling, language),
        do_nots=_do_nots(subject, faults, attributes, language),
        evidence=_evidence(subject, people, language),
    )


def _name(
    phrases: Sequence[str],
    attributes: Mapping[str, Sequence[str]],
    category: str,
    language: Language,
) -> tuple[str, list[str]]:
    """The name and its aliases: what people call it, else its attributes, else its category."""
    spoken = list(phrases) or _labels(attributes, language)
    if not spoken:
        return (phrase("unnamed", language, category=category) if category else ""), []
    return "·".join(spoken[:_MOST_PIECES]), spoken[_MOST_PIECES:]


def _labels(attributes: Mapping[str, Sequence[str]], language: Language) -> list[str]:
    keys = ("body", "colours", "silhouette", "fabric", "items")
    return [label(one, language) for key in keys for one in attributes.get(key, ())[:1]]


def _faults(subject: Subject, *, k: int) -> list[str]:
    """The ways in which today's goods fail, the most common first."""
    failing = subject.people * (1 - (subject.filled or 0.0))
    ranked = sorted(subject.faults.items(), key=lambda cell: (-cell[1], cell[0]))
    named = BY_FAULT["en"]
    return [
        n for n, share in ranked if n in named and share >= max(_TOLD_SHARE, k / max(failing, 1))
    ]


def _missing(subject: Subject, name: str, faults: Sequence[str], language: Language) -> str:
    if subject.kind == "trend":
        return phrase("trend_missing", language, name=name)
    joint = phrase("joint", language)
    told = joint.join(BY_FAULT[language][fault].missing for fault in faults[:2])
    return phrase("missing", language, name=name, faults=told or phrase("tried", language))


def _feeling(subject: Subject, faults: Sequence[str], language: Language) -> str:
    """The feeling in one line: of a trend its own, of a need what its failure leaves wanting."""
    if subject.kind == "need":
        return BY_FAULT[language][faults[0]].wish if faults else phrase("wish_need", language)
    if not subject.feeling:
        return ""
    wish = phrase("wish_trend", language)
    return FEELING_LINE[language].format(feeling=label(subject.feeling, language), wish=wish)


def _variants(attributes: Mapping[str, Sequence[str]], language: Language) -> list[str]:
    """Colour by cut of the item, as far as people name them; the item alone is no variant."""
    kinds = (("colours", 3), ("silhouette", 2), ("items", 1))
    named = [[label(one, language) for one in attributes.get(k, ())[:most]] for k, most in kinds]
    if not any(named[:-1]):
        return []
    told = itertools.product(*(labels for labels in named if labels))
    return [phrase("variant", language).join(parts) for parts in told]


def _hooks(
    phrases: Sequence[str],
    faults: Sequence[str],
    occasion: str,
    feeling: str,
    language: Language,
) -> list[str]:
    hooks = [phrase("hook_word", language, word=word) for word in phrases[:2]]
    if occasion:
        hooks.append(phrase("hook_occasion", language, occasion=label(occasion, language)))
    if feeling:
        hooks.append(phrase("hook_feeling", language, feeling=feeling))
    return hooks + [BY_FAULT[language][fault].hook for fault in faults[:2]]


def _do_nots(
    subject: Subject,
    faults: Sequence[str],
    attributes: Mapping[str, Sequence[str]],
    language: Language,
) -> list[str]:
    leave = [BY_FAULT[language][fault].leave for fault in faults[:2]]
    if attributes.get("body") or attributes.get("sizes"):
        leave.append(phrase("dont_body", language))
    if subject.kind == "trend":
        leave += [phrase("dont_likes", language), phrase("dont_made", language)]
    return leave


def _evidence(subject: Subject, people: int, language: Language) -> list[str]:
    """What it rests on; counts of people are the ones that may be shown."""
    if subject.kind == "trend":
        bought = "bought" if subject.kept[1] >= 1 else "not_bought"
        grown = "made" if subject.origin == "made" else "ordinary"
        return [phrase("replied", language, people=people), phrase(grown, language),
                phrase(bought, language)]  # fmt: skip
    told = [phrase("asked", language, people=people)]
    served = next((name for name, end in _SERVED if (subject.filled or 0.0) < end), None)
    if subject.filled is not None and served:
        told.append(phrase(served, language))
    if subject.supply is not None:
        name = "offer" if subject.supply else "no_offer"
        told.append(phrase(name, language, offer=subject.supply))
    return told
