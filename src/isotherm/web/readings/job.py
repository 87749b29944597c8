"""One reading from the town's own record: export, read, rank, and only then switch."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from isotherm.errors import IsothermError
from isotherm.reading import Request, at_work, run_reading
from isotherm.web.control.services import record_briefs
from isotherm.web.readings.export import export_record
from isotherm.web.readings.feed_lists import Lists, rank_lists
from isotherm.web.readings.models import ReadingRun
from isotherm.web.readings.services import (
    ErasedMeanwhileError,
    begin,
    clear_away,
    fail,
    finish,
    folder_of,
    prune_readings,
    readings_home,
    record_of,
    take_up,
    was_erased_since,
)
from isotherm.web.readings.shelves import finished_runs
from isotherm.web.site.clock import now

__all__ = ["take"]

_log = logging.getLogger(__name__)
_READ_FROM, _READ_TO = 0.1, 0.85  # shares of the progress that the reading itself takes


def take(run_id: str) -> str:
    """Take a reading that waits; its state afterwards.

    Nothing a page shows changes before the end. Whatever goes wrong is told in the run's message;
    what a killed process finished is used again.
    """
    os.nice(5)  # pages come first
    try:
        with at_work(readings_home()):
            run = begin(run_id)
            if run is not None:
                _take(run)
    except ErasedMeanwhileError:
        clear_away(run_id)
        take_up(ReadingRun.objects.get(pk=run_id))
    except IsothermError as error:
        _log.exception("reading %s", run_id)
        fail(run_id, str(error))
    except Exception as error:
        _log.exception("reading %s", run_id)
        told = _("An unexpected error (%(name)s) ended the reading. Nothing has changed.")
        fail(run_id, told % {"name": type(error).__name__})
    found = ReadingRun.objects.filter(pk=run_id).values_list("state", flat=True).first()
    return found or "gone"


def _take(run: ReadingRun) -> None:
    record, folder = record_of(run), folder_of(run)
    if was_erased_since(record):
        clear_away(run.pk)
    if not record.exists():
        _tell(run, "reading the town's record", 0.0)
        export_record(record)
    request = Request(
        ledger=record,
        out=folder,
        as_of=run.as_of,
        previous=_previous(run),
    )

    def tell(says: str, done: int, of: int) -> None:
        _tell(run, says, _READ_FROM + (_READ_TO - _READ_FROM) * done / max(of, 1))

    manifest = run_reading(request, now=now(), progress=tell)
    _tell(run, "making the lists of the feed", _READ_TO)
    finish(run, _lists(run, record, folder), as_of=manifest.as_of)
    record_briefs()
    shutil.rmtree(record, ignore_errors=True)
    prune_readings()


def _lists(run: ReadingRun, record: Path, folder: Path) -> Lists:
    def tell(share: float) -> None:
        _tell(run, "making the lists of the feed", _READ_TO + (1 - _READ_TO) * share)

    return rank_lists(record, folder, tell=tell)


def _previous(run: ReadingRun) -> Path | None:
    """The last reading of an earlier moment: strata keep their identity through it."""
    until = run.as_of or now()
    earlier = (one for one in finished_runs() if one.as_of is not None and one.as_of < until)
    found = next(earlier, None)
    return Path(settings.HOME) / found.folder if found is not None else None


def _tell(run: ReadingRun, step: str, progress: float) -> None:
    ReadingRun.objects.filter(pk=run.pk).update(step=step[:80], progress=progress)
