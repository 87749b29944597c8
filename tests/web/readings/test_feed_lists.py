"""Everybody's lists, made together, are what each alone would be shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from isotherm.engines import open_engine
from isotherm.feed import FeedRecord, Recipe, SpectralRetriever, rank_feed
from isotherm.feed.page import relevance_for
from isotherm.ledger import open_record
from isotherm.reading import Shelf
from isotherm.reading.for_feed import feed_record
from isotherm.web.readings.ranking import LISTS, rank_everybody


@pytest.fixture(scope="module")
def known(ledger: Path, reading: Path) -> FeedRecord:
    engine = open_engine("duckdb", threads=1)
    return feed_record(open_record(ledger, engine), Shelf.of_reading(reading))


def test_each_list_is_the_feed_of_one(known: FeedRecord) -> None:
    retriever = SpectralRetriever(Recipe()).fit(known.interactions)
    lists = dict(rank_everybody(known, retriever))
    assert len(lists) == len(known.actor_ids) + 1
    places = {note: place for place, note in enumerate(known.note_ids)}
    for actor in [*range(0, len(known.actor_ids), 12), -1]:
        name = known.actor_ids[actor] if actor >= 0 else None
        cards = rank_feed(known, name, retriever=retriever, settings=LISTS)
        shown = [
            (known.note_ids[note], kind, known.stratum_names[stratum] if stratum >= 0 else None)
            for note, kind, stratum in lists[actor]
        ]
        told = [(card.note_id, card.kind, card.stratum) for card in cards]
        both = {note for note, *_ in set(shown) & set(told)}
        # Sums over batches end in other last bits: where two notes are as good as each other they
        # may change places, and at the list's end one may stand for the other.
        assert len(set(shown) ^ set(told)) <= 2
        row = actor if actor >= 0 else None
        worth = relevance_for(known, row, retriever=retriever, settings=LISTS).total
        ours, theirs = (
            [worth[places[note]] for note, *_ in one if note in both] for one in (shown, told)
        )
        np.testing.assert_allclose(ours, theirs, atol=1e-6)
