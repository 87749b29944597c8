"""Search that can say: no good answer yet."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from isotherm.errors import UsageError
from isotherm.feed.page import Card, Personalisation, naming_stratum, relevance_for
from isotherm.feed.record import FeedRecord
from isotherm.feed.relevance import Retriever
from isotherm.feed.settings import FeedSettings

__all__ = ["Answer", "answer_query"]


@dataclasses.dataclass(frozen=True)
class Answer:
    """Notes that answer a query; empty, and saying so, where none is good enough."""

    cards: list[Card]
    message: str

    @property
    def no_good_answer(self) -> bool:
        """Whether the honest answer is that there is none yet."""
        return not self.cards


def answer_query(
    record: FeedRecord,
    match: npt.NDArray[np.floating],
    actor_id: str | None,
    *,
    retriever: Retriever | None = None,
    personalisation: Personalisation = "on",
    settings: FeedSettings | None = None,
) -> Answer:
    """Decide which notes answer a query, or admit that none does.

    ``match`` is the text match of every note, 0..1. Only notes at ``good_match`` or above are
    answers; they are ordered by ``match * (1 + relevance) / 2``, so relevance to the actor decides
    among equal matches and can never make an answer of what does not match. With
    ``personalisation="off"`` the order is the anonymous one.

    >>> from scipy import sparse
    >>> record = FeedRecord(
    ...     note_ids=["n1"], actor_ids=[], interactions=sparse.csr_array((0, 1)),
    ...     note_authors=np.array([0]), note_strata=sparse.csr_array((1, 0)),
    ...     memberships=sparse.csr_array((0, 0)), stratum_names=[],
    ... )
    >>> answer_query(record, np.array([0.1]), None).message
    'no good answer yet'
    """
    settings = settings or FeedSettings()
    if len(match) != len(record.note_ids):
        raise UsageError(f"{len(match)} text matches for {len(record.note_ids)} notes")
    good = np.flatnonzero(match >= settings.good_match)
    if not len(good):
        return Answer([], "no good answer yet")
    actor = None if personalisation == "off" else record.actor_row(actor_id)
    relevance = relevance_for(record, actor, retriever=retriever, settings=settings)
    scores = match[good] * (1 + relevance.total[good]) / 2
    order = np.argsort(-scores, kind="stable")[: settings.page_size]
    cards = [_answer_card(record, int(good[place]), actor, float(scores[place])) for place in order]
    return Answer(cards, f"{len(good)} notes match")


def _answer_card(record: FeedRecord, note: int, actor: int | None, score: float) -> Card:
    stratum = naming_stratum(record, note, actor)
    reason = "matches what you asked"
    if stratum is not None:
        reason += f"; people of {stratum} kept coming back to this"
    return Card(str(record.note_ids[note]), score, "matches_query", reason, stratum)
