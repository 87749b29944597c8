"""Archives of what is kept about a member: theirs alone, for a day, and gone with them."""

from __future__ import annotations

import datetime as dt
import errno
import stat

import pytest

from isotherm.web.accounts import tasks
from isotherm.web.accounts.models import Archive
from isotherm.web.accounts.services import archives, ask_archive, sweep_archives
from isotherm.web.site import jobs
from isotherm.web.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path / "archives"


def left(home) -> list[str]:
    return sorted(path.name for path in home.iterdir()) if home.is_dir() else []


def test_one_is_packed_at_a_time_and_a_new_one_takes_its_place(
    reader, do_jobs, home, django_capture_on_commit_callbacks
):
    first = ask_archive(reader)
    assert ask_archive(reader).pk == first.pk
    assert do_jobs() == ["done"]
    assert left(home) == [f"{first.pk}.zip"]
    assert stat.S_IMODE((home / f"{first.pk}.zip").stat().st_mode) == 0o600
    with django_capture_on_commit_callbacks(execute=True):
        second = ask_archive(reader)
    assert left(home) == []
    do_jobs()
    assert left(home) == [f"{second.pk}.zip"]


def test_it_is_its_owners_alone(client, reader, make_member, do_jobs):
    ask_archive(reader)
    do_jobs()
    client.force_login(make_member("another"))
    assert client.get("/me/data/archive/").status_code == 404
    client.force_login(reader)  # control
    answer = client.get("/me/data/archive/")
    assert answer.getvalue().startswith(b"PK")


def test_after_a_day_it_cannot_be_had_and_is_thrown_away(client, reader, do_jobs, home):
    archive = ask_archive(reader)
    do_jobs()
    assert sweep_archives() == 0  # control: not before
    Archive.objects.update(ended_at=now() - archives.KEPT_FOR - dt.timedelta(seconds=1))
    client.force_login(reader)
    assert client.get("/me/data/archive/").status_code == 404
    (home / "of-nobody.zip").write_bytes(b"PK")
    assert sweep_archives() == 2
    assert (left(home), Archive.objects.filter(pk=archive.pk).exists()) == ([], False)


def test_it_is_erased_with_the_person_also_while_it_is_packed(reader, monkeypatch, home):
    from isotherm.web.readings.erase import erase_member

    archive = ask_archive(reader)
    whole = archives.pack_archive

    def pack(member, path, *, tell):
        whole(member, path, tell=tell)
        erase_member(reader)

    monkeypatch.setattr(archives, "pack_archive", pack)
    assert tasks.pack_my_archive.func(archive.pk) == "gone"
    assert left(home) == []


def test_a_full_disk_is_told_and_leaves_nothing_half(reader, monkeypatch, home):
    archive = ask_archive(reader)

    def full(_member, path, *, tell):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(jobs._log, "error", lambda *_args, **_kwargs: None)
    with monkeypatch.context() as filled:
        filled.setattr(archives, "pack_archive", full)
        assert tasks.pack_my_archive.func(archive.pk) == "failed"
    archive.refresh_from_db()
    assert archive.message
    assert left(home) == []
    again = ask_archive(reader)  # control: with room it is packed
    assert tasks.pack_my_archive.func(again.pk) == "done"
