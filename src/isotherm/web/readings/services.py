"""Asking for readings, and what is done with those that end or are given up."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from isotherm.errors import ReadingError
from isotherm.web.accounts.models import Member
from isotherm.web.readings import queries
from isotherm.web.readings.feed_lists import Lists, write_lists
from isotherm.web.readings.models import Erasure, ReadingRun
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = [
    "KEPT",
    "ErasedMeanwhileError",
    "ask_reading",
    "begin",
    "clear_away",
    "fail",
    "finish",
    "folder_of",
    "prune_readings",
    "readings_home",
    "record_of",
    "take_up",
    "take_up_again",
    "was_erased_since",
]

KEPT = 30  # finished readings that stay on the shelf
_MOST_TRIES = 3  # a reading that was killed so often is given up


class ErasedMeanwhileError(ReadingError):
    """A reading tells of somebody who was erased while it was made."""


def was_erased_since(record: Path) -> bool:
    """Whether a record was written before somebody was erased."""
    if not record.exists():
        return False
    written = dt.datetime.fromtimestamp(record.stat().st_mtime, dt.UTC)
    return Erasure.objects.filter(at__gte=written).exists()


def ask_reading(by: Member | None, *, as_of: dt.datetime | None = None) -> ReadingRun:
    """Ask for a reading of the town's record; while one is under way, that one is the answer.

    ``as_of`` replays a past day; None reads all there is.
    """
    if as_of is not None and as_of > now():
        raise Refusal(_("That day has not come yet."), code="future", status=422)
    with transaction.atomic():
        under_way = ReadingRun.objects.select_for_update().filter(state__in=("queued", "running"))
        found = under_way.order_by("asked_at").first()
        if found is not None and as_of in (None, found.as_of):
            return found
        run = ReadingRun.objects.create(asked_by=by, asked_at=now(), as_of=as_of)
        _enqueue(run)
    return run


def _enqueue(run: ReadingRun) -> None:
    from isotherm.web.readings.tasks import take_reading

    take_reading.enqueue(run.pk)


def readings_home() -> Path:
    """Where the readings lie."""
    home = Path(settings.HOME) / "readings"
    home.mkdir(parents=True, exist_ok=True)
    return home


def folder_of(run: ReadingRun) -> Path:
    """Where a run's reading is made."""
    return readings_home() / run.pk


def record_of(run: ReadingRun) -> Path:
    """Where the record lies that a run reads, until it ends."""
    return Path(settings.HOME) / "records" / run.pk


def begin(run_id: str) -> ReadingRun | None:
    """Take up a run that waits; None where it is done, given up or taken by somebody else."""
    with transaction.atomic():
        run = ReadingRun.objects.select_for_update().filter(pk=run_id).first()
        if run is None or run.state != "queued":
            return None
        run.state, run.began_at, run.message = "running", now(), ""
        run.tries += 1
        run.save(update_fields=["state", "began_at", "message", "tries"])
    return run


@transaction.atomic
def finish(run: ReadingRun, lists: Lists, *, as_of: dt.datetime) -> None:
    """Put a finished reading and its lists in the place of the last, in one moment.

    The lists of the feed stay where the run replays a day before the last reading's.
    """
    if was_erased_since(record_of(run)):
        raise ErasedMeanwhileError(
            _("Somebody was erased meanwhile; it is read again without them.")
        )
    last = queries.last_run()
    if last is None or last.as_of is None or as_of >= last.as_of:
        write_lists(run, lists)
    run.state, run.step, run.progress, run.message = "done", "", 1.0, ""
    run.as_of, run.ended_at = as_of, now()
    run.folder = folder_of(run).relative_to(settings.HOME).as_posix()
    run.save()
    transaction.on_commit(queries.forget)


def fail(run_id: str, words: str) -> None:
    """Give a run up, and say why; what pages show stays what it was."""
    unfinished = ReadingRun.objects.filter(pk=run_id, state__in=("queued", "running"))
    unfinished.update(state="failed", ended_at=now(), message=words[:500])
    clear_away(run_id)


def clear_away(run_id: str) -> None:
    """Remove what a given-up run left."""
    for place in ("readings", "records"):
        shutil.rmtree(Path(settings.HOME) / place / run_id, ignore_errors=True)


def take_up_again() -> int:
    """Queue runs that were killed, to go on from their checkpoints; those killed often are failed.

    Nothing happens while a run is at work: its lock is the system's and goes with its process.
    """
    if not ReadingRun.objects.filter(state="running").exists():
        return 0
    from isotherm.reading import at_work  # the whole engine comes with it

    try:
        with at_work(readings_home()):
            killed = list(ReadingRun.objects.filter(state="running"))
            for run in killed:
                _end_tasks_of(run)
                take_up(run)
    except ReadingError:
        return 0
    return len(killed)


def _end_tasks_of(run: ReadingRun) -> None:
    """Say of the tasks of a killed run that they ended: whoever did them cannot say it any more."""
    tasks = DBTaskResult.objects.running().filter(args_kwargs__args__0=run.pk)
    tasks.update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        traceback=_("It was stopped before it could end; the reading goes on by itself."),
    )


def take_up(run: ReadingRun) -> None:
    """Queue a run that did not end, or give it up when that was tried often."""
    if run.tries >= _MOST_TRIES:
        fail(run.pk, _("It was stopped three times before it could end. Nothing has changed."))
        return
    with transaction.atomic():
        if ReadingRun.objects.filter(pk=run.pk, state="running").update(state="queued"):
            _enqueue(run)


def prune_readings(kept: int = KEPT) -> int:
    """Take the oldest readings off the shelf; how many. Their runs stay as a line of history."""
    done = ReadingRun.objects.filter(state="done").exclude(folder="")
    surplus = list(done.order_by("-as_of", "-ended_at", "-id")[max(kept, 1) :])
    for run in surplus:
        folder = Path(settings.HOME) / run.folder
        ReadingRun.objects.filter(pk=run.pk).update(folder="")
        shutil.rmtree(folder, ignore_errors=True)
    return len(surplus)
