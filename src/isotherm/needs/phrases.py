"""Phrases: what a topic is called, in whole phrases of its askers, without words of asking."""

from __future__ import annotations

import dataclasses
import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from isotherm.text import distinct_tokens
from isotherm.text.stopwords import STOPWORDS

__all__ = ["Phrase", "TopicPhrases", "name_topics"]

_CHUNKS = re.compile(r"[\w'’.\-]+")
_UNITS = re.compile(r"[a-z0-9'’.\-]+|[^\Wa-z0-9]")
_LONGEST = 6  # units (characters of scripts without spaces, words of others) of a phrase
_LONGEST_FRAME = 4
_FRAME_TOPICS = 0.04  # share of topics in which a frame stands at least
_FRAME_SHARE = 0.35  # share of a topic's asking that uses a frame, at most, over its topics
_OWN = 0.5  # share from which on even a frame is what a topic is about
_SWALLOWED = 0.75  # share of a phrase's uses inside a longer one from which on that one is meant
_LOOSE = 0.05  # share of a phrase's uses that begin, and that end, where a run does
_LEAST = 0.1  # share of a topic's asking that uses a term of it
_MOST_TERMS = 8

Units = tuple[str, ...]
Phrase = str
Wordings = Sequence[tuple[str, int]]


@dataclasses.dataclass(frozen=True)
class TopicPhrases:
    """A topic's name, and its terms, the strongest first."""

    name: Phrase
    terms: tuple[Phrase, ...]


def name_topics(topics: Sequence[Wordings]) -> list[TopicPhrases]:
    """Name topics from their wordings (text, how many used it).

    Frames, words of asking, stand in some of the asking of many topics (哪里有, where to buy,
    推荐) while what is asked for stands in most of the asking of few: they are cut out. The name
    is the commonest wording that is left. Terms are phrases that stand free at both ends now and
    then and are not swallowed by longer ones, by share of the asking x rarity among topics.

    >>> shoes = [("wide calf boots", 5), ("best wide calf boots", 3), ("wide calf boots review", 2)]
    >>> coats = [("grey wool coat", 4), ("best grey wool coat", 2), ("grey wool coat review", 1)]
    >>> hats = [("best sun hat", 3), ("sun hat", 4), ("sun hat review", 1), ("linen sun hat", 3)]
    >>> [(t.name, t.terms) for t in name_topics([shoes, coats, hats])][2]
    ('sun hat', ('sun hat', 'linen sun hat'))
    """
    runs = [[(list(_runs(text)), used) for text, used in wordings] for wordings in topics]
    shares = [_shares(rows, _LONGEST_FRAME) for rows in runs]
    frames = _frames(shares)
    bare = [
        [(_without(parts, frames, own), used) for parts, used in rows]
        for rows, own in zip(runs, shares, strict=True)
    ]
    told = [_shares(rows, _LONGEST) for rows in bare]
    spread = Counter(gram for own in told for gram in own)
    return [
        TopicPhrases(_name(rows) or wordings[0][0], _terms(rows, own, spread, len(topics)))
        for wordings, rows, own in zip(topics, bare, told, strict=True)
    ]


def _runs(text: str) -> Iterator[Units]:
    """The runs of a text: characters of a run without spaces, words of a line with them.

    Letters inside a run of characters are one unit: a字裙 is a run of three.
    """
    line: list[str] = []
    for chunk in _CHUNKS.findall(text):
        if chunk.isascii():
            line.append(chunk)
            continue
        if line:
            yield tuple(line)
        line = []
        yield tuple(_UNITS.findall(chunk))
    if line:
        yield tuple(line)


def _grams(run: Units, longest: int) -> Iterator[tuple[int, Units]]:
    for size in range(1, min(longest, len(run)) + 1):
        for at in range(len(run) - size + 1):
            yield at, run[at : at + size]


def _shares(rows: list[tuple[list[Units], int]], longest: int) -> dict[Units, float]:
    """The share of a topic's asking that uses each gram."""
    total = max(sum(used for _, used in rows), 1)
    counts: Counter[Units] = Counter()
    for parts, used in rows:
        for gram in dict.fromkeys(g for run in parts for _, g in _grams(run, longest)):
            counts[gram] += used
    return {gram: number / total for gram, number in counts.items()}


def _frames(shares: list[dict[Units, float]]) -> set[Units]:
    held: Counter[Units] = Counter()
    mass: dict[Units, float] = {}
    for own in shares:
        held.update(own.keys())
        for gram, share in own.items():
            mass[gram] = mass.get(gram, 0.0) + share
    least = max(3.0, _FRAME_TOPICS * len(shares))
    return {g for g, n in held.items() if n >= least and mass[g] < _FRAME_SHARE * n}


def _without(parts: list[Units], frames: set[Units], own: dict[Units, float]) -> list[Units]:
    """Runs with the frames cut out, longer ones first; what stands between them are new runs.

    What most of a topic's asking uses is never cut, and a single character only at an end.
    """
    left: list[Units] = []
    for run in parts:
        grams = sorted(_grams(run, _LONGEST_FRAME), key=lambda g: (-len(g[1]), g[0]))
        kept = {at + k for at, gram in grams if own[gram] >= _OWN for k in range(len(gram))}
        cut: set[int] = set()
        for at, gram in grams:
            places = set(range(at, at + len(gram)))
            inside = len(gram[0]) == 1 == len(gram) and 0 < at < len(run) - 1
            if gram in frames and not inside and not places & (cut | kept):
                cut |= places
        start = 0
        for place in range(len(run) + 1):
            if place == len(run) or place in cut:
                left += [run[start:place]] if place > start else []
                start = place + 1
    return left


def _name(rows: list[tuple[list[Units], int]]) -> Phrase:
    """The commonest of the bare wordings, runs in order."""
    counts: Counter[str] = Counter()
    for parts, used in rows:
        text = " ".join(_join(run) for run in parts)
        if len("".join(text.split())) > 1:
            counts[text] += used
    best = sorted(counts, key=lambda text: (-counts[text], len(text), text))
    return _without_grammar_at_ends(best[0])[:40] if best else ""


def _without_grammar_at_ends(text: str) -> str:
    """Words that neither begin nor end in grammar: of "does that wool coat" the coat is named."""
    words = text.split()
    told = [number for number, word in enumerate(words) if word not in _grammar()]
    return " ".join(words[told[0] : told[-1] + 1]) if told else text


@functools.cache
def _grammar() -> frozenset[str]:
    """Words of grammar, and what their tokens leave of them (asks are told in tokens)."""
    return STOPWORDS.union(*distinct_tokens(sorted(STOPWORDS)))


def _terms(
    rows: list[tuple[list[Units], int]],
    own: dict[Units, float],
    spread: Counter[Units],
    topics: int,
) -> tuple[Phrase, ...]:
    total = max(sum(used for _, used in rows), 1)
    begins: Counter[Units] = Counter()
    ends: Counter[Units] = Counter()
    for parts, used in rows:
        for run in parts:
            for at, gram in _grams(run, _LONGEST):
                begins[gram] += used * (at == 0)
                ends[gram] += used * (at + len(gram) == len(run))
    longest: dict[Units, float] = {}
    for gram, share in own.items():
        for inner in (gram[1:], gram[:-1]):
            longest[inner] = max(longest.get(inner, 0.0), share)
    strength = {
        gram: share * math.log((topics + 1) / spread[gram]) + 1e-3 * share
        for gram, share in own.items()
        if share >= _LEAST
        and len(_join(gram)) > 1
        and longest.get(gram, 0.0) < _SWALLOWED * share
        and min(begins[gram], ends[gram]) >= _LOOSE * share * total
    }
    found = sorted(strength, key=lambda g: (-strength[g], -len(g), g))
    chosen = tuple(_join(gram) for gram in found[:_MOST_TERMS])
    return (
        chosen
        or tuple(dict.fromkeys(_join(run) for parts, _ in rows for run in parts))[:_MOST_TERMS]
    )


def _join(run: Units) -> str:
    return (" " if all(unit.isascii() for unit in run) else "").join(run)
