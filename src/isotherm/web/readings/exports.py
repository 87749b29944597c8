"""Exports of the record that lie in the town's folder, made and thrown away by the operator."""

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
from django.http import Http404
from django.utils import timezone

from isotherm.web.control.services.disclosures import record_disclosure
from isotherm.web.readings.export import export_record
from isotherm.web.site.clock import now

__all__ = ["Export", "export_now", "exports", "open_zip", "remove_export"]

_KEPT = 3  # exports that lie ready; older ones go


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
    """Write the record as it is now; the privacy ledger says so. Only the last few are kept.

    Where nothing happened since the last one, that one is given.
    """
    last = next(iter(exports()), None)
    stamp = timezone.localtime(now()).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    folder = _home() / f"record-{stamp}"
    rows = export_record(folder)
    if last is not None and _digest(_home() / last.name) == _digest(folder):
        shutil.rmtree(folder)
        return last
    _sweep(_KEPT)
    record_disclosure(
        "export", to="", about={"subject_id": folder.name, "rows": sum(rows.values())}
    )
    return _told(folder)


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
