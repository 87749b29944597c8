"""How much each note matters to one actor, and what of it is theirs."""

from __future__ import annotations

import dataclasses
from typing import Protocol

import numpy as np
import numpy.typing as npt

from isotherm.feed.record import FeedRecord

__all__ = ["Relevance", "Retriever", "anonymous_relevance", "personal_relevance"]

FloatArray = npt.NDArray[np.float32]


class Retriever(Protocol):
    """Anything that scores every note for some actors, such as a fitted ``SpectralRetriever``."""

    def scores(self, users: npt.ArrayLike) -> npt.NDArray[np.float32]:
        """Scores (users x notes)."""
        ...


@dataclasses.dataclass(frozen=True)
class Relevance:
    """Scores of all notes (0..1), the two personal parts of them, and what was seen already."""

    total: FloatArray
    taste: FloatArray  # the part that follows from what the actor touched
    strata: FloatArray  # the part that follows from where the actor belongs
    seen: npt.NDArray[np.bool_]


def anonymous_relevance(record: FeedRecord) -> Relevance:
    """What anyone is shown: notes by how many people came back to them."""
    people = np.log1p(record.people_per_note())
    nothing = np.zeros(len(people), np.float32)
    return Relevance(_to_unit(people), nothing, nothing, np.zeros(len(people), np.bool_))


def personal_relevance(
    record: FeedRecord, actor: int, *, retriever: Retriever, stratum_weight: float
) -> Relevance:
    """What one actor is shown: taste and strata, ``(1 - w) taste + w strata``.

    Whoever touched nothing yet is shown what their strata came back to; whoever belongs nowhere
    either, the anonymous page.
    """
    row = record.interactions[[actor]]
    seen = np.zeros(len(record.note_ids), np.bool_)
    seen[row.indices[row.data > 0]] = True
    belonging = record.memberships[[actor]] @ record.note_strata.T
    strata = _to_unit(belonging.toarray()[0] * np.log1p(record.people_per_note()))
    taste = np.zeros_like(strata)
    weight = stratum_weight if strata.any() else 0.0
    if seen.any():
        taste = _to_unit(np.where(seen, 0, retriever.scores([actor])[0]).astype(np.float32))
    elif weight:
        weight = 1.0
    else:
        return dataclasses.replace(anonymous_relevance(record), seen=seen)
    taste, strata = np.float32(1 - weight) * taste, np.float32(weight) * strata
    return Relevance(taste + strata, taste, strata, seen)


def _to_unit(values: FloatArray) -> FloatArray:
    low = min(float(values.min(initial=0.0)), 0.0)
    high = float(values.max(initial=0.0)) - low
    return ((values - np.float32(low)) / np.float32(high or 1.0)).astype(np.float32)
