"""The town the loop is walked in: a simulated community some days before spring, and its server."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.utils import translation

EVE = dt.datetime(2026, 1, 26, tzinfo=dt.UTC)  # a wave for bright clothes is growing


def make_ledger(folder: Path) -> Path:
    """The small simulated community up to the eve; what comes later is not known yet."""
    from isotherm.world import WorldSettings, make_world

    half = WorldSettings(
        actors=3_000, notes=6_000, views=60_000, impressions=10_000, info_searches=5_000
    )
    make_world(folder, seed=7, settings=half)
    for path in (folder / "ledger").glob("*.parquet"):
        pq.write_table(_until_eve(pq.read_table(path)), path)
    return folder / "ledger"


def _until_eve(rows: pa.Table) -> pa.Table:
    for name in ("at", "listed_at", "joined_at", "opened_at"):
        if name in rows.column_names:
            eve = pa.scalar(EVE, rows.schema.field(name).type)
            rows = rows.filter(pc.fill_null(pc.less_equal(rows[name], eve), fill_value=True))
    return rows


def say(words: str, context: str = "", **told: object) -> str:
    """What a page says in Chinese for words of its template."""
    with translation.override("zh-hans"):
        found = translation.pgettext(context, words) if context else translation.gettext(words)
    return found % told if told else found


@contextlib.contextmanager
def reading_hands(run_id: str) -> Iterator[None]:
    """The town's worker takes a reading beside the pages; leaving, it has ended."""
    from isotherm.web.readings.job import take

    def work() -> None:
        from django.db import connection

        try:
            take(run_id)
        finally:
            connection.close()

    hands = threading.Thread(target=work)
    hands.start()
    try:
        yield
    finally:
        hands.join()
