"""Files of the town that hold something of a member: pictures, readings, records, exports, logs."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from isotherm.erasure import Traces, erase_from_ledger, erase_from_reading
from isotherm.ledger.files import find_tables
from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import remove_archive
from isotherm.web.community.models import NotePicture
from isotherm.web.readings.looks import LOOK, drop_looks
from isotherm.web.readings.models import ReadingRun
from isotherm.web.site.ids import new_id

__all__ = ["erase_exports", "erase_files"]


def erase_files(member: Member, traces: Traces) -> None:
    """Remove or rewrite every file that tells of the member."""
    for picture in NotePicture.objects.filter(note__author=member):
        picture.file.delete(save=False)
    remove_archive(member)
    with _one_at_a_time():
        for run in ReadingRun.objects.exclude(folder=""):
            _erase_reading(run, traces)
        _drop_left_over()
        _rewrite_exports(traces)
        for log in (Path(settings.HOME) / "logs").glob("*.log"):
            _erase_lines(log, traces)


def erase_exports(traces: Traces) -> None:
    """Rewrite the exports of the record without the member."""
    with _one_at_a_time():
        _rewrite_exports(traces)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Of several who are erased at once each finds the files as the one before left them."""
    with (Path(settings.HOME) / "erasing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _rewrite_exports(traces: Traces) -> None:
    for folder in _folders("exports"):
        if not folder.name.startswith("."):  # one being written begins again by itself
            erase_from_ledger(find_tables(folder), traces)


def _folders(place: str) -> list[Path]:
    home = Path(settings.HOME) / place
    return [path for path in sorted(home.glob("*")) if path.is_dir()] if home.is_dir() else []


def _erase_reading(run: ReadingRun, traces: Traces) -> None:
    """Put a reading without the member in the place of one with them, under a name of its own.

    Its name changes because pages remember the tables of a folder.
    """
    folder = Path(settings.HOME) / run.folder
    if not (folder / "reading.json").is_file():
        return
    fresh = folder.with_name(f"{run.pk}-{new_id()[:16]}")
    shutil.copytree(folder, fresh, copy_function=os.link)
    if not erase_from_reading(fresh, traces).files:
        shutil.rmtree(fresh)
        return
    run.folder = fresh.relative_to(settings.HOME).as_posix()
    run.save(update_fields=["folder"])
    shutil.rmtree(folder, ignore_errors=True)


def _drop_left_over() -> None:
    """Throw away records and half-made readings that nobody is at work on.

    A reading at work ends without being taken: it begins again, without the member.
    """
    at_work = set(ReadingRun.objects.filter(state="running").values_list("pk", flat=True))
    kept = {Path(folder).name for folder in ReadingRun.objects.values_list("folder", flat=True)}
    drop_looks()
    for place in ("records", "readings"):
        for path in _folders(place):
            of = path.name.removeprefix(".").removesuffix(".part")
            if of not in at_work and path.name not in kept and not of.startswith(LOOK):
                shutil.rmtree(path, ignore_errors=True)


def _erase_lines(log: Path, traces: Traces) -> None:
    lines = log.read_text("utf-8", "replace").splitlines(keepends=True)
    left = [line for line in lines if not any(one in line for one in traces.ids)]
    if len(left) < len(lines):
        log.write_text("".join(left), "utf-8")
