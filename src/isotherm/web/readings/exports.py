"""Exports of the record in the town's folder: asked for, written beside the pages, thrown away."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.control.services.disclosures import record_disclosure
from isotherm.web.readings.export import export_record
from isotherm.web.readings.models import Erasure, RecordExport
from isotherm.web.readings.services import ErasedMeanwhileError
from isotherm.web.site.clock import now
from isotherm.web.site.jobs import AT_WORK, LetGoError, finish, tell
from isotherm.web.site.models import Town

__all__ = [
    "Export",
    "ask_export",
    "exports",
    "last_asked",
    "open_zip",
    "remove_export",
    "write_export",
]

_KEPT = 3  # exports that lie ready; older ones go
_TOLD_FOR = dt.timedelta(days=30)  # that one was asked for


@dataclasses.dataclass(frozen=True)
class Export:
    """One export on disk."""

    name: str
    at: dt.datetime
    size: int  # bytes


def exports() -> list[Export]:
    """The exports there are, newest first."""
    unfinished = set(_at_work().values_list("name", flat=True))
    found = [path for path in _home().glob("record-*") if path.is_dir()]
    return [_told(path) for path in sorted(found, reverse=True) if path.name not in unfinished]


def last_asked() -> RecordExport | None:
    """The export that was asked for last."""
    return RecordExport.objects.order_by("-asked_at", "-pk").first()


@transaction.atomic
def ask_export(by: Member | None) -> RecordExport:
    """Ask for the record as it is now; while one is being written, that one is the answer."""
    from isotherm.web.readings.tasks import write_record

    Town.objects.select_for_update().get(pk=Town.the().pk)  # two who ask at once get one
    under_way = _at_work().order_by("asked_at").first()
    if under_way is not None:
        return under_way
    stamp = timezone.localtime(now()).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    RecordExport.objects.filter(asked_at__lt=now() - _TOLD_FOR).delete()
    asked = RecordExport.objects.create(
        asked_by=by, asked_at=now(), name=f"record-{stamp}", language=get_language() or ""
    )
    write_record.enqueue(asked.pk)
    return asked


def write_export(asked: RecordExport) -> None:
    """Write the record; the privacy ledger says so. Only the last few are kept.

    Where nothing happened since the last one, that one is given. What is not finished is on no
    list, and nothing of it stays where it fails.
    """
    folder = _home() / asked.name
    shutil.rmtree(folder, ignore_errors=True)  # of a worker that was killed before the end
    try:
        _write(asked, folder)
    except LetGoError:
        raise  # the folder is another worker's by now
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _sweep(_KEPT)


def _write(asked: RecordExport, folder: Path) -> None:
    begun = dt.datetime.now(dt.UTC)
    last = next(iter(exports()), None)
    rows = export_record(
        folder, progress=lambda _table, done, of: tell(asked, progress=done / (of + 1))
    )
    if last is not None and _digest(_home() / last.name) == _digest(folder):
        shutil.rmtree(folder)
        finish(asked, name=last.name)
        return
    with transaction.atomic():
        finish(asked)
        if Erasure.objects.filter(at__gte=begun).exists():
            raise ErasedMeanwhileError(
                _("Somebody was erased meanwhile. Please ask for the record again.")
            )
        about = {"subject_id": folder.name, "rows": sum(rows.values())}
        record_disclosure("export", to="", about=about)


def _at_work() -> QuerySet[RecordExport]:
    return RecordExport.objects.filter(state__in=AT_WORK)


def _digest(folder: Path) -> list[tuple[str, str]]:
    """The tables of an export by what is in them."""
    told = []
    for path in sorted(folder.glob("*.parquet")):
        with path.open("rb") as file:
            told.append((path.name, hashlib.file_digest(file, "sha256").hexdigest()))
    return told


def _sweep(kept: int) -> None:
    """Throw the oldest exports away, so that no more than ``kept`` are left."""
    for one in exports()[kept:]:
        shutil.rmtree(_home() / one.name)


def remove_export(name: str) -> None:
    """Throw an export away; 404 where there is none of that name."""
    shutil.rmtree(_folder(name))


def open_zip(name: str) -> IO[bytes]:
    """An export as one file to take along."""
    folder = _folder(name)
    packed = tempfile.TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.glob("*.parquet")):
            archive.write(path, f"{name}/{path.name}")
    packed.seek(0)
    return packed


def _home() -> Path:
    home = Path(settings.HOME) / "exports"
    home.mkdir(parents=True, exist_ok=True)
    return home


def _folder(name: str) -> Path:
    """The folder of an export, by a name from the list alone."""
    for one in exports():
        if one.name == name:
            return _home() / name
    raise Http404


def _told(folder: Path) -> Export:
    size = sum(path.stat().st_size for path in folder.glob("*.parquet"))
    return Export(folder.name, dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC), size)
