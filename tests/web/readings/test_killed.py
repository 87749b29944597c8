"""A reading whose process is killed half-way: nothing changes, and it goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from isotherm.web.readings import job, queries, services
from isotherm.web.readings.models import FeedList, ReadingRun
from isotherm.web.readings.services import ask_reading, take_up_again

_KILLED = Path(__file__).with_name("killed_job.py")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job.os, "nice", lambda _by: 0)


def kill_at(step: str, run: ReadingRun) -> None:
    """Take a reading in a process of its own that is killed at a step."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings",
        "ISOTHERM_HOME": str(settings.HOME),
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    words = [sys.executable, str(_KILLED), run.pk, step]
    died = subprocess.run(words, env=env, capture_output=True, check=False, timeout=120)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()


def shown() -> tuple[Any, ...]:
    """What pages show: the last run, its strata, and the lists of the feed."""
    queries.forget()
    lists = sorted(FeedList.objects.values_list("member_id", "run_id"))
    return queries.last_run(), queries.rows("strata"), lists


def test_killed_while_it_reads_it_changes_nothing_and_goes_on_where_it_was(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, run = shown(), ask_reading(None)
    kill_at("what they want and cannot find", run)
    assert shown() == before
    run.refresh_from_db()
    assert (run.state, run.step) == ("running", "what they want and cannot find")
    assert job.take(run.pk) == "running"  # control: left alone, nobody would ever take it again
    assert take_up_again() == 1
    monkeypatch.setattr(job, "export_record", None)  # the record it began with is still there
    assert job.take(run.pk) == "done"
    run.refresh_from_db()
    assert (run.tries, queries.last_run()) == (2, run)
    assert not services.record_of(run).exists()


def test_killed_while_it_writes_the_record_it_leaves_none(town: Any) -> None:
    before, run = shown(), ask_reading(None)
    kill_at("reading the town's record", run)
    assert shown() == before
    assert not services.record_of(run).exists()
    assert take_up_again() == 1
    run.refresh_from_db()
    assert run.state == "queued"
