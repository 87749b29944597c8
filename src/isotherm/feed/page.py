"""One page of the feed: notes in order, with a reason on every card."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np
import numpy.typing as npt

from isotherm.feed.exposure import nash_duals, rerank_fairly
from isotherm.feed.first_looks import judge_new_notes, next_first_looks
from isotherm.feed.record import FeedRecord
from isotherm.feed.relevance import (
    Relevance,
    Retriever,
    anonymous_relevance,
    personal_relevance,
)
from isotherm.feed.settings import FeedSettings

__all__ = ["Card", "Personalisation", "ReasonKind", "rank_feed"]

Personalisation = Literal["on", "off"]
ReasonKind = Literal["first_look", "close_to_saved", "stratum", "popular", "matches_query"]


@dataclasses.dataclass(frozen=True)
class Card:
    """One note shown, and why."""

    note_id: str
    score: float  # 0..1, comparable on one page only
    kind: ReasonKind
    reason: str
    stratum: str | None = None  # the stratum the reason names


def rank_feed(
    record: FeedRecord,
    actor_id: str | None,
    *,
    retriever: Retriever | None = None,
    personalisation: Personalisation = "on",
    settings: FeedSettings | None = None,
) -> list[Card]:
    """Decide which notes someone sees, in which order, and tell them why.

    Relevance (what they touched, where they belong) is reordered so that authors who were hardly
    seen get their chance within ``largest_loss``; every ``first_look_every``-th place goes to a
    new note that is still owed its first impressions, where impressions are recorded. With
    ``personalisation="off"``, for ``None`` and for an actor never seen the page is the anonymous
    one. ``retriever`` defaults to a ``SpectralRetriever`` with its default recipe.

    >>> from scipy import sparse
    >>> record = FeedRecord(
    ...     note_ids=["n1", "n2", "n3"],
    ...     actor_ids=["a", "b"],
    ...     interactions=sparse.csr_array(np.array([[1, 0, 0], [1, 1, 0]])),
    ...     note_authors=np.array([0, 1, 2]),
    ...     note_strata=sparse.csr_array(np.array([[1.0], [1.0], [0.0]])),
    ...     memberships=sparse.csr_array(np.array([[1.0], [1.0]])),
    ...     stratum_names=["lilac blazers"],
    ... )
    >>> rank_feed(record, "a")[0].note_id
    'n2'
    """
    settings = settings or FeedSettings()
    actor = None if personalisation == "off" else record.actor_row(actor_id)
    relevance = relevance_for(record, actor, retriever=retriever, settings=settings)
    shown = _fair_page(record, relevance, settings)
    shown, fresh = _with_first_looks(record, relevance, shown, settings)
    return [
        _first_look_card(record, relevance, note)
        if note in fresh
        else _card(record, relevance, note, actor)
        for note in shown.tolist()
    ]


def relevance_for(
    record: FeedRecord, actor: int | None, *, retriever: Retriever | None, settings: FeedSettings
) -> Relevance:
    """The anonymous relevance for nobody in particular, the personal one for an actor's row."""
    if actor is None:
        return anonymous_relevance(record)
    if retriever is None:
        from isotherm.feed.recipe import Recipe
        from isotherm.feed.retriever import SpectralRetriever

        retriever = SpectralRetriever(Recipe()).fit(record.interactions)
    weight = settings.stratum_weight
    return personal_relevance(record, actor, retriever=retriever, stratum_weight=weight)


def _fair_page(
    record: FeedRecord, relevance: Relevance, settings: FeedSettings
) -> npt.NDArray[np.int64]:
    offered = np.flatnonzero(~relevance.seen & (relevance.total > 0))
    best_first = offered[np.argsort(-relevance.total[offered], kind="stable")][: settings.pool]
    if not len(best_first):
        return best_first
    lists = rerank_fairly(
        best_first[None, :],
        relevance.total[best_first][None, :].astype(np.float64),
        authors=record.note_authors,
        claims=_author_claims(record),
        settings=settings,
    )
    return lists.items[0]


def _author_claims(record: FeedRecord) -> npt.NDArray[np.float64]:
    """What a view of each author is worth, from the impressions so far (else the responses)."""
    seen = record.people_per_note() if record.impressions is None else record.impressions
    per_author = np.bincount(record.note_authors, seen.astype(np.float64))
    return nash_duals(per_author.astype(np.float64))


def _with_first_looks(
    record: FeedRecord,
    relevance: Relevance,
    shown: npt.NDArray[np.int64],
    settings: FeedSettings,
) -> tuple[npt.NDArray[np.int64], frozenset[int]]:
    """Put new notes on their reserved places; the page keeps its length."""
    if record.impressions is None or not settings.first_look_every:
        return shown, frozenset()
    responses = record.responses
    if responses is None:
        responses = record.people_per_note().astype(np.int64)
    owed = judge_new_notes(
        record.impressions, responses, marks=settings.first_marks, keep=settings.first_keep
    )
    owed[relevance.seen] = 0
    if record.young is not None:
        owed[~record.young] = 0
    slots = settings.page_size // settings.first_look_every
    fresh = next_first_looks(owed, record.impressions, slots=slots).tolist()
    page = [note for note in shown.tolist() if note not in fresh]
    for turn, note in enumerate(fresh, start=1):
        page.insert(turn * settings.first_look_every - 1, note)
    return np.array(page[: settings.page_size], np.int64), frozenset(fresh)


def _first_look_card(record: FeedRecord, relevance: Relevance, note: int) -> Card:
    note_id, score = str(record.note_ids[note]), float(relevance.total[note])
    return Card(note_id, score, "first_look", "new note: guaranteed first look")


def _card(record: FeedRecord, relevance: Relevance, note: int, actor: int | None) -> Card:
    note_id, score = str(record.note_ids[note]), float(relevance.total[note])
    if relevance.taste[note] > relevance.strata[note]:
        return Card(note_id, score, "close_to_saved", "close to what you saved")
    stratum = naming_stratum(record, note, actor)
    if stratum is None:
        return Card(note_id, score, "popular", "many people came back to this")
    reason = f"people of {stratum} kept coming back to this"
    return Card(note_id, score, "stratum", reason, stratum)


def naming_stratum(record: FeedRecord, note: int, actor: int | None) -> str | None:
    """The stratum that explains a note: the one it shares most with the actor, else its own."""
    theirs = record.note_strata[[note]].toarray()[0]
    if actor is not None:
        common = theirs * record.memberships[[actor]].toarray()[0]
        theirs = common if common.any() else theirs
    if not theirs.any():
        return None
    return str(record.stratum_names[int(theirs.argmax())])
