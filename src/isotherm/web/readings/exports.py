"""Exports of the record that lie in the town's folder, made and thrown away by the operator."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from isotherm.web.control.services.disclosures import record_disclosure
from isotherm.web.readings.export import export_record
from isotherm.web.site.clock import now

__all__ = ["Export", "export_now", "exports", "open_zip", "remove_export"]


@dataclasses.dataclass(frozen=True)
class Export:
    """One export on disk."""

    name: str
    at: dt.datetime
    size: int  # bytes


def exports() -> list[Export]:
    """The exports there are, newest first."""
    found = [path for path in _home().glob("record-*") if path.is_dir()]
    return [_told(path) for path in sorted(found, reverse=True)]


def export_now() -> Export:
    """Write the record as it is now; the privacy ledger says so."""
    stamp = timezone.localtime(now()).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    folder = _home() / f"record-{stamp}"
    rows = export_record(folder)
    record_disclosure(
        "export", to="", about={"subject_id": folder.name, "rows": sum(rows.values())}
    )
    return _told(folder)


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
