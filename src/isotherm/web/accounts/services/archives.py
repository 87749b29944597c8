"""Archives of what is kept about a member: asked for, packed beside the pages, thrown away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils.translation import get_language

from isotherm.web.accounts.models import Archive, Member
from isotherm.web.accounts.my_archive import pack_archive
from isotherm.web.accounts.queries import archive_of
from isotherm.web.accounts.services.turns import lock_member
from isotherm.web.site.clock import now
from isotherm.web.site.jobs import JobState, LetGoError, finish, tell
from isotherm.whole_file import whole_file

__all__ = ["KEPT_FOR", "ask_archive", "open_archive", "pack", "remove_archive", "sweep_archives"]

KEPT_FOR = dt.timedelta(days=1)  # an archive lies ready


@transaction.atomic
def ask_archive(member: Member) -> Archive:
    """Ask for everything that is kept about a member; what is being packed is that answer.

    An archive that lies ready is thrown away: the new one tells what happened since.
    """
    from isotherm.web.accounts.tasks import pack_my_archive

    lock_member(member)
    found = archive_of(member)
    if found is not None and found.is_at_work:
        return found
    if found is not None:
        found_id = found.pk
        found.delete()
        transaction.on_commit(lambda: _path(found_id).unlink(missing_ok=True))
    archive = Archive.objects.create(member=member, asked_at=now(), language=get_language() or "")
    pack_my_archive.enqueue(archive.pk)
    return archive


def pack(archive: Archive) -> None:
    """Pack an archive; it appears whole, and only while its member is still here."""
    path = _path(archive.pk)
    try:
        with whole_file(path) as part:
            part.touch(mode=0o600)
            pack_archive(archive.member, part, tell=lambda share: tell(archive, progress=share))
        finish(archive, size=path.stat().st_size)
    except (LetGoError, FileNotFoundError) as gone:
        if Archive.objects.filter(pk=archive.pk).exists():
            raise
        path.unlink(missing_ok=True)  # its member went meanwhile
        raise LetGoError from gone


def open_archive(member: Member) -> IO[bytes]:
    """The member's own archive; 404 where none lies ready."""
    mine = archive_of(member)
    try:
        if mine is not None and mine.state == JobState.DONE and not _is_old(mine):
            return _path(mine.pk).open("rb")
    except FileNotFoundError:
        pass
    raise Http404


def remove_archive(member: Member) -> None:
    """Throw a member's archive away, if there is one."""
    archive = archive_of(member)
    if archive is not None:
        _remove(archive)


def sweep_archives() -> int:
    """Throw archives away that lay ready long enough, and files that are nobody's; how many."""
    old = [one for one in Archive.objects.exclude(ended_at=None) if _is_old(one)]
    for archive in old:
        _remove(archive)
    return len(old) + _remove_strays()


def _remove_strays() -> int:
    """Files of archives whose row is gone."""
    kept = set(Archive.objects.values_list("pk", flat=True))
    files = [path for path in _home().iterdir() if path.is_file()]
    strays = [path for path in files if path.name.strip(".").partition(".")[0] not in kept]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _is_old(archive: Archive) -> bool:
    return archive.ended_at is not None and archive.ended_at < now() - KEPT_FOR


def _remove(archive: Archive) -> None:
    """First the file: a row without one is only an archive that cannot be had."""
    _path(archive.pk).unlink(missing_ok=True)
    Archive.objects.filter(pk=archive.pk).delete()


def _path(archive_id: str) -> Path:
    return _home() / f"{archive_id}.zip"


def _home() -> Path:
    home = Path(settings.HOME) / "archives"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home
