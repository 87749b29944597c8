"""Files of the town while several erase themselves, and while others read and write them."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection

from isotherm.web.accounts.models import Member
from isotherm.web.readings import looks
from isotherm.web.readings.forgetting import files
from isotherm.web.readings.models import ReadingRun
from isotherm.web.readings.queries import last_finished
from isotherm.web.readings.traces import traces_of


def _members_read(folder: Path) -> set[str]:
    return set(pq.read_table(folder / "memberships.parquet")["actor_id"].to_pylist())


def _erase_all(members: Iterable[Member]) -> list[BaseException]:
    """Erase the files of each in a thread of their own; what went wrong."""
    wrong: list[BaseException] = []

    def erase(member: Member) -> None:
        try:
            files.erase_files(member, traces_of(member))
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=erase, args=(one,)) for one in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


@pytest.mark.parametrize("locked", [True, False])
def test_of_two_erased_at_once_neither_stays_in_the_reading(town, home, monkeypatch, locked):
    """Control: without the lock each works on a copy that has the other: one copy wins, or none."""
    folder = home / ReadingRun.objects.get().folder
    two = list(Member.objects.filter(pk__in=_members_read(folder)).order_by("pk")[:2])
    meeting, rewrite = threading.Barrier(2), files.erase_from_reading

    def together(*told):
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(1.0)
        return rewrite(*told)

    monkeypatch.setattr(files, "erase_from_reading", together)
    if not locked:
        monkeypatch.setattr(files, "_one_at_a_time", contextlib.nullcontext)
    wrong = _erase_all(two)
    after = home / ReadingRun.objects.get().folder
    is_there = (after / "memberships.parquet").exists()
    left = {one.pk for one in two} & (_members_read(after) if is_there else set())
    assert (not wrong and is_there and not left) == locked


def test_a_page_that_asked_before_an_erasure_reads_what_lies_there_now(town, home):
    page = last_finished()
    member = Member.objects.filter(pk__in=_members_read(page.folder)).first()
    files.erase_files(member, traces_of(member))
    assert not page.folder.exists()
    assert {row["actor_id"] for row in page.rows("memberships")} == _members_read(
        home / ReadingRun.objects.get().folder
    )


def test_a_record_that_is_being_written_is_left_to_its_reading(town, home, reader):
    at_work = ReadingRun.objects.create(state="running", asked_at=reader.date_joined)
    held, lost = (home / "records" / f".{name}.part" for name in (at_work.pk, "nobodys"))
    for folder in (held, lost):
        folder.mkdir(parents=True)
    files.erase_files(reader, traces_of(reader))
    assert held.is_dir()
    assert not lost.exists()


def _look_and_stay(told: Connection) -> None:
    looks.export_record = Path.mkdir
    with looks.look_through_record() as folder:
        told.send(folder)
        time.sleep(60)


def test_of_who_is_killed_while_looking_through_the_record_nothing_stays(home):
    """A look that goes on is left alone; the next sweep finds what a killed one left."""
    fork = multiprocessing.get_context("fork")  # the settings of this test go along
    here, there = fork.Pipe()
    looking = fork.Process(target=_look_and_stay, args=(there,))
    looking.start()
    folder = here.recv()
    assert looks.drop_looks() == 0
    assert (folder / "ledger").is_dir()
    looking.kill()
    looking.join()
    assert looks.drop_looks() == 1
    assert not folder.exists()
