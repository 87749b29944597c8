"""A town stays open while its pages answer; its jobs begin again by themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from isotherm.web.site import opening
from isotherm.web.site.opening import Opening, TownError, keep_running

_WAITS = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def children(monkeypatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    monkeypatch.setattr(opening, "_JOBS", _WAITS)
    running = [subprocess.Popen(_WAITS) for _ in range(2)]
    yield running
    for child in running:
        child.kill()
        child.wait()


def test_jobs_that_ended_begin_again_and_those_that_run_are_left(children, tmp_path):
    town = Opening(home=tmp_path, demo=True)
    _pages, jobs = children
    assert not keep_running(town, children)
    assert children[1] is jobs
    jobs.kill()
    jobs.wait()
    assert keep_running(town, children)
    assert children[1].poll() is None


def test_a_town_without_pages_closes(children, tmp_path):
    children[0].kill()
    children[0].wait()
    with pytest.raises(TownError, match="pages ended"):
        keep_running(Opening(home=tmp_path, demo=True), children)
