"""A town from a record: everything that can be brought to life, in one transaction."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, transaction

from isotherm.errors import LedgerError, UsageError
from isotherm.web.readings.arrival import goods, people, purchases, talk, touches, trials
from isotherm.web.readings.arrival.nicknames import Tongue
from isotherm.web.readings.arrival.source import Source
from isotherm.web.readings.feed_lists import rank_lists, write_lists
from isotherm.web.readings.lived_in import is_lived_in, name_record
from isotherm.web.readings.models import ReadingRun
from isotherm.web.site.clock import forget_offset
from isotherm.web.site.ids import new_id
from isotherm.web.site.models import Town

__all__ = ["Rebuilt", "rebuild_town"]

Progress = Callable[[str, int, int], None]  # what is being done, steps done, steps in all


@dataclasses.dataclass(frozen=True)
class Rebuilt:
    """What came into a town, and what could not."""

    came: Mapping[str, int]
    left_out: Mapping[str, int]
    rejected: int  # rows of the ledger's files that cannot be read

    def lines(self) -> list[str]:
        """The account in words."""
        told = [", ".join(f"{what}: {count:,}" for what, count in self.came.items() if count)]
        left = dict(self.left_out)
        if self.rejected:
            left["rows that cannot be read (see them with `isotherm check`)"] = self.rejected
        told += [f"left out, {what}: {count:,}" for what, count in left.items() if count]
        return told


def rebuild_town(
    ledger: Path,
    reading: Path | None,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> Rebuilt:
    """Bring a record to life: its people, words, goods and tests, and its finished reading.

    All or nothing: a rebuilding that was stopped leaves the town as it was. A town in which
    somebody wrote, bought or liked something is refused with UsageError unless ``force``, which
    throws that life away. In a demo town people get names and the clock stands at the record's
    last moment.
    """
    from isotherm.reading import read_manifest

    if is_lived_in() and not force:
        raise UsageError(
            f"the town in {settings.HOME} has a life of its own; choose another --home, or throw "
            "that life away with --force"
        )
    if reading is not None:
        read_manifest(reading)  # refused before anything is read for minutes
    tell = progress or _say_nothing
    with tempfile.TemporaryDirectory(dir=_scratch(), prefix="rebuild-") as scratch:
        tell("reading the record", 0, len(_STEPS))
        source, rejected = _read(ledger, Path(scratch))
        shelf = _copy_reading(reading)
        with transaction.atomic():
            if force:
                _empty()
            _bring(source, tell)
            run = _remember(ledger, source, shelf)
        _settle(source, run, tell)
    came = {name: count for name, count in source.came.items() if count}
    return Rebuilt(came, {n: c for n, c in source.left_out.items() if c}, rejected)


def _scratch() -> Path:
    settings.HOME.mkdir(parents=True, exist_ok=True)
    return Path(settings.HOME)


def _read(ledger: Path, scratch: Path) -> tuple[Source, int]:
    """The accepted rows of a ledger, and how many were not."""
    from isotherm.engines import open_engine
    from isotherm.ledger import open_record, read_ledger

    now = dt.datetime.now(dt.UTC)
    account = read_ledger(ledger, scratch, now=now)
    engine = open_engine("duckdb", threads=1, memory_gb=1)
    try:
        as_of = open_record(scratch, engine).as_of
    except LedgerError:  # no row says when it happened
        as_of = now
    finally:
        engine.close()
    source = Source(scratch, as_of=as_of, demo=settings.DEMO)
    source.tongue = _tongue(source)
    return source, account.rejected


def _tongue(source: Source) -> Tongue:
    """The language that most notes (else products, else searches) are written in."""
    for table, column in (("notes", "title"), ("notes", "body"), ("products", "title")):
        words = [w for w in source.table(table)[column].to_pylist()[:2000] if w]
        if words:
            chinese = sum(any("\u4e00" <= mark <= "\u9fff" for mark in word) for word in words)
            return "zh" if 2 * chinese >= len(words) else "en"
    return "zh"


_STEPS: tuple[tuple[str, Callable[[Source], object]], ...] = (
    ("people", people.bring_members),
    ("shops", goods.bring_merchants),
    ("who keeps the shops", people.bring_shop_people),
    ("products", goods.bring_products),
    ("variants", goods.bring_skus),
    ("notes", talk.bring_notes),
    ("replies", talk.bring_replies),
    ("reactions", touches.bring_reactions),
    ("searches", talk.bring_searches),
    ("wishes", talk.bring_wishes),
    ("orders", lambda source: purchases.bring_outcomes(source, purchases.bring_orders(source))),
    ("live tests", trials.bring_tests),
    ("votes", trials.bring_votes),
    ("what the operator did", trials.bring_pushes),
    ("what the operator decided", trials.bring_reviews),
    ("series", trials.bring_series),
    ("counting", lambda _source: touches.count_reactions()),
)


def _bring(source: Source, tell: Progress) -> None:
    for done, (says, bring) in enumerate(_STEPS):
        tell(f"bringing in {says}", done, len(_STEPS))
        bring(source)


def _empty() -> None:
    """Throw all rows away, inside the transaction; the ledgers of the shops go with the town."""
    from isotherm.web.shop.guards import taken_down

    rooms = [room for room in apps.get_app_configs() if room.name.startswith("isotherm.web.")]
    tables = [
        m._meta.db_table for room in rooms for m in room.get_models(include_auto_created=True)
    ]
    tables.append(Session._meta.db_table)
    flushed = connection.ops.sql_flush(no_style(), tables, allow_cascade=True)
    with taken_down(connection), connection.cursor() as cursor:
        for statement in flushed:
            cursor.execute(statement)


def _copy_reading(reading: Path | None) -> tuple[str, Path] | None:
    """Put a finished reading among the town's own; its name and folder."""
    if reading is None:
        return None
    run_id = new_id()
    folder = Path(settings.HOME) / "readings" / run_id
    part = folder.with_name(f".{run_id}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(reading, part, ignore=shutil.ignore_patterns(".*"))
    part.replace(folder)
    return run_id, folder


def _remember(ledger: Path, source: Source, shelf: tuple[str, Path] | None) -> ReadingRun | None:
    """Note where the town came from, its clock and its reading."""
    from isotherm.reading import read_manifest

    machine = dt.datetime.now(dt.UTC)
    town = Town.the()
    town.rebuilt_from = name_record(ledger)
    town.clock_offset_s = (source.as_of - machine).total_seconds() if settings.DEMO else 0.0
    town.save()
    if shelf is None:
        return None
    run_id, folder = shelf
    now = source.as_of if settings.DEMO else machine
    return ReadingRun.objects.create(
        id=run_id,
        asked_at=now,
        began_at=now,
        ended_at=now,
        state="done",
        progress=1.0,
        as_of=read_manifest(folder).as_of,
        folder=f"readings/{run_id}",
    )


def _settle(source: Source, run: ReadingRun | None, tell: Progress) -> None:
    """What follows from the rows: the clock in this process, the search index, the feed's lists."""
    from isotherm.web.control.services import record_briefs
    from isotherm.web.search.services import index_all

    forget_offset()
    tell("filling the search index", len(_STEPS), len(_STEPS))
    index_all()
    if run is not None:
        record_briefs()
        tell("making the lists of the feed", len(_STEPS), len(_STEPS))
        write_lists(run, rank_lists(source.folder, Path(settings.HOME) / run.folder))


def _say_nothing(_says: str, _done: int, _of: int) -> None:
    return None
