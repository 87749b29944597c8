"""The lists of the feed, made once a reading: one for each who touched anything, one for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
from django.db import transaction

from isotherm.web.readings.arrival.bulk import insert_rows
from isotherm.web.readings.models import FeedList, ReadingRun

__all__ = ["Lists", "rank_lists", "write_lists"]

Lists = dict[str, str]  # member: their cards as JSON
Tell = Callable[[float], None]  # the share that is done, 0..1


def rank_lists(record_folder: Path, reading: Path, *, tell: Tell | None = None) -> Lists:
    """Rank the feed of every actor of a record in its canonical form, as of a reading of it.

    A card is ``[note, kind of reason, stratum]``; the list of ``""`` is anybody's. Accounts that
    act as one are shown what their strata came back to: their contacts count for nobody.
    """
    from isotherm.engines import open_engine
    from isotherm.ledger import open_record
    from isotherm.reading import Shelf, read_manifest
    from isotherm.reading.for_feed import feed_record

    tables = Shelf.of_reading(reading)
    engine = open_engine("duckdb", threads=1, memory_gb=1)
    try:
        record = open_record(record_folder, engine, as_of=read_manifest(reading).as_of)
        known = feed_record(record, tables)
    finally:
        engine.close()
    strata = sorted(set(tables["memberships"]["stratum_id"].to_pylist()))
    return _ranked(known, strata, tell or _say_nothing)


def _ranked(known: object, strata: list[str], tell: Tell) -> Lists:
    from isotherm.feed import FeedRecord, SpectralRetriever
    from isotherm.feed.recipe import Recipe
    from isotherm.web.readings.arrival.cells import fold_id
    from isotherm.web.readings.ranking import rank_everybody

    assert isinstance(known, FeedRecord)
    if not len(known.note_ids):
        return {"": "[]"}
    retriever = SpectralRetriever(Recipe())
    if len(known.actor_ids):
        retriever.fit(known.interactions)
    notes = [fold_id(note) for note in known.note_ids]
    lists: Lists = {}
    for done, (actor, picks) in enumerate(rank_everybody(known, retriever)):
        cards = [
            (notes[note], kind, strata[stratum] if stratum >= 0 else "")
            for note, kind, stratum in picks
        ]
        member = fold_id(known.actor_ids[actor]) if actor >= 0 else ""
        lists[str(member)] = orjson.dumps(cards).decode()
        if done % 200 == 0:
            tell(done / (len(known.actor_ids) + 1))
    return lists


@transaction.atomic
def write_lists(run: ReadingRun, lists: Lists) -> None:
    """Put a run's lists in the place of all earlier ones."""
    FeedList.objects.all().delete()
    columns = {"member_id": list(lists), "cards": list(lists.values())}
    insert_rows(FeedList, {**columns, "run_id": [run.pk] * len(lists)})


def _say_nothing(_done: float) -> None:
    return None
