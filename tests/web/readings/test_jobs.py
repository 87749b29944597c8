"""Readings as jobs: one at a time, switched at the end, nothing lost when killed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from isotherm.errors import LedgerError
from isotherm.reading import at_work
from isotherm.reading.signal_path import signal_path
from isotherm.web.readings import chores, job, queries, services
from isotherm.web.readings.export import export_record
from isotherm.web.readings.models import Erasure, FeedList, ReadingRun
from isotherm.web.readings.services import ask_reading, prune_readings, take_up_again
from isotherm.web.readings.steps import step_words
from isotherm.web.readings.tasks import QUEUE
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal


def shown() -> tuple[Any, ...]:
    """What pages show: the last run and its rows, and the lists of the feed."""
    queries.forget()
    lists = sorted(FeedList.objects.values_list("member_id", "run_id"))
    return queries.last_run(), queries.rows("strata"), lists


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, reading: Path) -> None:
    """A reading that is there at once, a copy of the small community's."""
    import shutil

    from isotherm.reading import read_manifest

    def copy(request: Any, *, now: dt.datetime, progress: Any) -> Any:
        progress("who counts", 1, 2)
        shutil.copytree(reading, request.out)
        return read_manifest(request.out)

    monkeypatch.setattr(job, "run_reading", copy)
    monkeypatch.setattr(job.os, "nice", lambda _by: 0)


def test_while_one_waits_it_is_the_answer(town: Any, reader: Any) -> None:
    first = ask_reading(reader)
    assert (first.state, first.asked_by) == ("queued", reader)
    assert ask_reading(None) == first


def test_a_day_to_come_is_refused(town: Any) -> None:
    with pytest.raises(Refusal):
        ask_reading(None, as_of=now() + dt.timedelta(days=2))


def test_a_reading_is_taken_and_becomes_the_last(town: Any, quick: None, home: Path) -> None:
    before = queries.last_run()
    run = ask_reading(None)
    assert job.take(run.pk) == "done"
    run.refresh_from_db()
    assert (run.progress, run.step, run.tries) == (1.0, "", 1)
    assert queries.last_run() == run != before
    assert set(FeedList.objects.values_list("run_id", flat=True)) == {run.pk}
    assert not services.record_of(run).exists()
    assert job.take(run.pk) == "done"  # a second worker finds nothing to do


def test_until_it_has_ended_pages_read_the_one_before(
    town: Any, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it reads and while it makes its lists; the control is that afterwards they do not."""
    before, seen = shown(), []
    for name in ("run_reading", "rank_lists"):
        plain = getattr(job, name)

        def look(*told: Any, plain: Any = plain, **options: Any) -> Any:
            made = plain(*told, **options)
            seen.append(shown())
            return made

        monkeypatch.setattr(job, name, look)
    job.take(ask_reading(None).pk)
    assert seen == [before, before]
    assert shown() != before


def test_progress_only_rises_and_each_step_has_words_for_the_operator(
    town: Any, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, float]] = []
    keep = job._tell

    def listen(run: ReadingRun, says: str, progress: float) -> None:
        keep(run, says, progress)
        told.append(ReadingRun.objects.values_list("step", "progress").get(pk=run.pk))

    monkeypatch.setattr(job, "_tell", listen)
    job.take(ask_reading(None).pk)
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 == shares[0] < shares[-1] <= 1
    with override("zh-hans"):
        assert not [says for says, _ in told if step_words(says).isascii()]


def test_every_step_of_a_reading_has_words_for_the_operator() -> None:
    with override("zh-hans"):
        assert not [step.says for step in signal_path() if step_words(step.says).isascii()]
        assert step_words("a step nobody foresaw") == "a step nobody foresaw"  # control


@pytest.mark.parametrize("place", ["export_record", "run_reading", "rank_lists", "finish"])
def test_wherever_it_fails_nothing_that_pages_show_has_changed(
    town: Any, quick: None, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    plain = getattr(job, place)

    def fail_at_the_end(*told: Any, **options: Any) -> None:
        if place != "finish":
            plain(*told, **options)
        raise OSError("no space left on device")

    before = shown()
    monkeypatch.setattr(job, place, fail_at_the_end)
    run = ask_reading(None)
    assert job.take(run.pk) == "failed"
    assert shown() == before
    assert not services.folder_of(run).exists()
    assert not services.record_of(run).exists()


def test_the_record_is_read_past_the_models(
    town: Any, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert export_record(tmp_path / "out")["notes"] > 0
    with django_assert_num_queries(1):  # control: a model's query would have been seen
        ReadingRun.objects.count()


def test_one_that_fails_changes_nothing_and_says_why(
    town: Any, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_request: Any, **_options: Any) -> None:
        raise LedgerError("not one row can be read; see `isotherm check`")

    before = queries.last_run()
    monkeypatch.setattr(job, "run_reading", fail)
    run = ask_reading(None)
    assert job.take(run.pk) == "failed"
    run.refresh_from_db()
    assert run.message == "not one row can be read; see `isotherm check`"
    assert queries.last_run() == before
    assert not services.folder_of(run).exists()
    assert ask_reading(None) != run


def test_what_nobody_foresaw_is_told_without_its_innards(
    town: Any, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_request: Any, **_options: Any) -> None:
        raise KeyError("a0001")

    monkeypatch.setattr(job, "run_reading", fail)
    run = ask_reading(None)
    job.take(run.pk)
    run.refresh_from_db()
    assert "KeyError" in run.message
    assert "a0001" not in run.message


def test_a_killed_one_is_taken_up_again_until_it_was_killed_often(town: Any) -> None:
    run = ask_reading(None)
    for _ in range(3):
        assert services.begin(run.pk) is not None
        assert take_up_again() == 1
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.message


def test_the_task_of_a_killed_reading_does_not_run_for_ever(town: Any) -> None:
    run = ask_reading(None)
    DBTaskResult.objects.update(status="RUNNING")  # as whoever took it up left it
    services.begin(run.pk)
    with at_work(services.readings_home()):
        take_up_again()
    assert DBTaskResult.objects.running().count() == 1  # control: one at work is left alone
    assert take_up_again() == 1
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]


def test_one_at_work_is_left_alone(town: Any) -> None:
    run = ask_reading(None)
    services.begin(run.pk)
    with at_work(services.readings_home()):
        assert take_up_again() == 0
    run.refresh_from_db()
    assert run.state == "running"


def test_whom_a_reading_still_tells_of_after_their_erasure_makes_it_begin_again(
    town: Any, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rank = job.rank_lists

    def erase_meanwhile(*told: Any, **options: Any) -> Any:
        Erasure.objects.create(at=dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1))
        return rank(*told, **options)

    before = queries.last_run()
    monkeypatch.setattr(job, "rank_lists", erase_meanwhile)
    run = ask_reading(None)
    assert job.take(run.pk) == "queued"
    assert queries.last_run() == before
    assert not services.folder_of(run).exists()


def test_a_replay_of_a_past_day_is_never_the_last(town: Any, quick: None, reading: Path) -> None:
    last = queries.last_run()
    lists = set(FeedList.objects.values_list("run_id", flat=True))
    run = ask_reading(None, as_of=now() - dt.timedelta(days=20))
    services.begin(run.pk)
    services.folder_of(run).symlink_to(reading)
    run.refresh_from_db()
    services.finish(run, {"": "[]"}, as_of=now() - dt.timedelta(days=20))
    assert queries.last_run() == last
    assert set(FeedList.objects.values_list("run_id", flat=True)) == lists


def test_only_the_latest_are_kept(town: Any, home: Path) -> None:
    for number in range(4):
        folder = home / "readings" / f"old-{number}"
        folder.mkdir()
        at = now() - dt.timedelta(days=9 - number)
        ReadingRun.objects.create(
            id=f"old-{number}",
            asked_at=at,
            ended_at=at,
            as_of=at,
            state="done",
            folder=f"readings/old-{number}",
        )
    assert prune_readings(2) == 3
    assert not (home / "readings" / "old-0").exists()
    assert (home / "readings" / "old-3").exists()
    assert ReadingRun.objects.get(pk="old-0").folder == ""


def test_the_night_asks_once(town: Any) -> None:
    assert chores.is_night_due(now() + dt.timedelta(days=1))
    ReadingRun.objects.create(asked_at=now() + dt.timedelta(days=1))
    assert not chores.is_night_due(now() + dt.timedelta(days=1, minutes=1))


def test_the_nightly_chore_asks_for_one_reading_a_night(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    nightly = next(chore for chore in chores.CHORES if chore.name == "the nightly reading")
    ReadingRun.objects.update(asked_at=now() - dt.timedelta(days=2))
    for _ in range(3):
        nightly.do()
    run = ReadingRun.objects.get(state="queued")
    assert run.asked_by is None
    assert DBTaskResult.objects.filter(queue_name=QUEUE).get().args_kwargs["args"] == [run.pk]


def test_control_whoever_asked_since_the_night_spares_it(town: Any) -> None:
    ask_reading(None)
    ReadingRun.objects.update(state="done")
    chores.CHORES[0].do()
    assert not ReadingRun.objects.filter(state="queued").exists()


def test_no_night_comes_to_an_empty_town(transactional_db: None) -> None:
    assert not chores.is_night_due(now())


def test_a_chore_that_fails_keeps_no_other_from_being_done(transactional_db: None) -> None:
    import threading

    stop, done = threading.Event(), []

    def fail() -> None:
        raise RuntimeError

    def last() -> None:
        done.append(1)
        stop.set()

    told = (chores.Chore("fails", 0, fail), chores.Chore("works", 0, last))
    chores.do_chores(stop, told, wait_s=0)
    assert done == [1]
