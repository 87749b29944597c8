"""Everybody's lists, made together, are what each alone would be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from isotherm.engines import open_engine
from isotherm.feed import FeedRecord, Recipe, SpectralRetriever, rank_feed
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
    for actor in [*range(0, len(known.actor_ids), 12), -1]:
        name = known.actor_ids[actor] if actor >= 0 else None
        cards = rank_feed(known, name, retriever=retriever, settings=LISTS)
        shown = [
            (known.note_ids[note], kind, known.stratum_names[stratum] if stratum >= 0 else None)
            for note, kind, stratum in lists[actor]
        ]
        told = [(card.note_id, card.kind, card.stratum) for card in cards]
        # Sums over batches end in other last bits: where two notes are as good as each other they
        # may change places, and at the list's end one may stand for the other.
        assert len(set(shown) ^ set(told)) <= 2
        places = {one: place for place, one in enumerate(told)}
        moved = [abs(places[one] - at) for at, one in enumerate(shown) if one in places]
        assert max(moved) <= 2
