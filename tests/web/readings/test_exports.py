"""Exports as jobs: what one worker wrote is not taken away by another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from isotherm.web.readings import exports, tasks

pytestmark = pytest.mark.django_db


def test_a_worker_that_lost_its_turn_leaves_what_the_other_wrote(
    operator: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    asked = exports.ask_export(operator)
    states: list[str] = []

    def write(folder: Path, *, progress: Any) -> dict[str, int]:
        if not states:  # another takes it up, and writes all of it
            states.append("running")
            states.append(tasks.write_record.func(asked.pk))
        else:
            folder.mkdir()
        progress("notes", 1, 1)
        return {"notes": 0}

    monkeypatch.setattr(exports, "export_record", write)
    assert tasks.write_record.func(asked.pk) == "done"
    assert states == ["running", "done"]
    assert [one.name for one in exports.exports()] == [asked.name]
