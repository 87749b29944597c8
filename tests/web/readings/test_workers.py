"""Workers outlive a busy database, jobs outlive a killed worker."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from isotherm.web.readings import workers
from isotherm.web.readings.tasks import take_reading
from isotherm.web.readings.workers import take_up_jobs, work, worker_of
from isotherm.web.studio.tasks import judge_board


class Busy:
    """A worker that finds the database locked twice, and is told to stop the third time."""

    def __init__(self, told: str = "database is locked") -> None:
        self.running, self.tried, self.told = True, 0, told

    def run(self) -> None:
        self.tried += 1
        if self.tried < 3:
            raise OperationalError(self.told)
        self.running = False


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PAUSE_S", 0.0)


@pytest.mark.parametrize("told", ["database is locked", "the connection is closed"])
def test_a_database_that_is_busy_or_away_ends_no_worker(db: None, told: str) -> None:
    worker: Any = Busy(told)
    work(worker)
    assert worker.tried == 3
    with pytest.raises(OperationalError):  # what would end it
        Busy(told).run()


def test_a_worker_works_at_its_own_queue(db: None) -> None:
    assert worker_of("readings").queue_names == ["readings"]


def test_a_job_whose_worker_was_killed_is_done_again(db: None) -> None:
    for job in (judge_board, take_reading):  # readings have a lock of their own
        job.enqueue("x")
    long_ago = timezone.now() - dt.timedelta(minutes=16)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)
    at_work = judge_board.enqueue("y")
    DBTaskResult.objects.filter(pk=at_work.id).update(status="RUNNING", started_at=timezone.now())
    assert [take_up_jobs(), take_up_jobs()] == [1, 0]
    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == ["x"]
