"""Search that can say: no good answer yet."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Mapping, Sequence

from isotherm.web.accounts.models import Member
from isotherm.web.search.index import Held, entries, matching, notes_with
from isotherm.web.search.missing import is_missing
from isotherm.web.search.relevance import relevance_of_notes
from isotherm.web.search.words import meant, words_of

__all__ = ["GOOD_MATCH", "Answer", "Match", "search"]

GOOD_MATCH = 0.6  # share of the query's words, rare ones counting more, an answer must hold
_POOL = 160  # matches looked at of each kind
_MOST_PRODUCTS = 24
_MOST_NOTES = 120


@dataclasses.dataclass(frozen=True)
class Match:
    """One note or product that answers, and how much of the query it holds."""

    item_id: str
    share: float  # 0..1


@dataclasses.dataclass(frozen=True)
class Answer:
    """What was found, best first."""

    query: str
    words: tuple[str, ...]  # what was searched for
    notes: tuple[Match, ...]
    products: tuple[Match, ...]
    is_missing: bool  # the last reading knows that it is wanted and not to be had

    @property
    def is_empty(self) -> bool:
        """Whether nothing holds enough of the query."""
        return not (self.notes or self.products)

    @property
    def is_good(self) -> bool:
        """Whether anything answers; what only comes near a known need does not."""
        return not (self.is_empty or self.is_missing)


def search(text: str, member: Member | None = None) -> Answer:
    """Find notes and products that hold most of what a query says, or admit that none does.

    A match is the share of the query's words that it holds, rare words counting more; below
    ``GOOD_MATCH`` it is no answer, and what is known to be missing has none yet. Among matches,
    warm notes come first, and for a member with personalisation on those of the member's strata;
    the line moves for nobody.
    """
    pieces = words_of(text)
    known = notes_with(pieces)
    words = meant(pieces, known)
    weights = _rarity(words, known)
    notes = _best("note", weights)
    products = _best("product", weights)
    personal = member if member is not None and member.personalised else None
    relevance = relevance_of_notes([match.item_id for match in notes], personal)
    notes.sort(key=lambda match: -match.share * (1 + relevance.get(match.item_id, 0.0)))
    products.sort(key=lambda match: -match.share)
    return Answer(
        text,
        tuple(words),
        tuple(notes[:_MOST_NOTES]),
        tuple(products[:_MOST_PRODUCTS]),
        is_missing(text, pieces),
    )


def _rarity(words: Sequence[str], known: Mapping[str, int]) -> dict[str, float]:
    """What each word counts: ``ln(1 + N / (1 + n))``, as the engine weighs them."""
    if not words:
        return {}
    there = max(entries(), max(known.values(), default=0))
    rarity = {word: math.log1p(there / (1 + known.get(word, 0))) for word in words}
    total = math.fsum(rarity.values())
    return {word: value / total if total else 1 / len(words) for word, value in rarity.items()}


def _best(kind: str, weights: Mapping[str, float]) -> list[Match]:
    """The matches above the line: first those that hold everything, then those that hold enough."""
    if not weights:
        return []
    found: dict[str, Held] = {}
    for line in (1.0, (1 + GOOD_MATCH) / 2, GOOD_MATCH):
        ways = _ways(weights, line)
        for held in matching(kind, ways, limit=_POOL):
            found.setdefault(held.item_id, held)
        if len(found) >= _POOL // 2 or len(weights) == 1:
            break
    shares = [Match(item_id, _share(held, weights)) for item_id, held in found.items()]
    return [match for match in shares if match.share >= GOOD_MATCH - 1e-9]


def _ways(weights: Mapping[str, float], line: float) -> list[tuple[str, ...]]:
    """The smallest sets of words that together reach a line."""
    words = sorted(weights, key=lambda word: (-weights[word], word))
    found: list[frozenset[str]] = []
    for size in range(1, len(words) + 1):
        for way in itertools.combinations(words, size):
            enough = math.fsum(weights[word] for word in way) >= line - 1e-9
            if enough and not any(smaller.issubset(way) for smaller in found):
                found.append(frozenset(way))
    return [tuple(sorted(way)) for way in found]


def _share(held: Held, weights: Mapping[str, float]) -> float:
    return math.fsum(weight for word, weight in weights.items() if word in held.tokens)
