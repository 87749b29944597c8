"""A disk without room while the record is exported: it is told, and nothing half stays."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from isotherm.web.control.models import Disclosure
from isotherm.web.readings import export, exports, tasks
from isotherm.web.readings.exports import ask_export
from isotherm.web.site import jobs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setattr(jobs._log, "error", lambda *_args, **_kwargs: None)
    return tmp_path / "exports"


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process that writes the record may write files of a hundred bytes."""
    popen = export.subprocess.Popen

    def small(command: list[str], **known: Any) -> Any:
        limit = (100, 100)
        return popen(
            command,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
            **known,
        )

    with monkeypatch.context() as filled:
        filled.setattr(export.subprocess, "Popen", small)
        yield


def _left(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir()) if home.is_dir() else []


def _note(author: Any) -> None:
    from isotherm.web.community.models import Note
    from isotherm.web.site.clock import now

    Note.objects.create(author=author, at=now(), title="第一条")


def test_an_export_without_room_is_told_and_leaves_nothing(
    operator: Any, home: Path, little_room: None
) -> None:
    _note(operator)
    asked = ask_export(operator)
    assert tasks.write_record.func(asked.pk) == "failed"
    asked.refresh_from_db()
    assert "disk" in asked.message or "磁盘" in asked.message
    assert (_left(home), exports.exports()) == ([], [])
    assert not Disclosure.objects.filter(kind="export").exists()


def test_control_with_room_it_is_there_and_the_ledger_says_so(
    operator: Any, home: Path, do_jobs: Callable[[], list[str]]
) -> None:
    _note(operator)
    ask_export(operator)
    assert do_jobs() == ["done"]
    assert len(_left(home)) == 1
    assert Disclosure.objects.filter(kind="export").count() == 1
