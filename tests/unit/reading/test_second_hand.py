from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isotherm.errors import ReadingError
from isotherm.ledger import LedgerWriter
from isotherm.reading import Request, run_reading
from isotherm.reading import run as running
from isotherm.reading.plan import Step
from isotherm.reading.second_hand import SecondHand
from isotherm.reading.signal_path import signal_path

NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def ledger(tell: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("community") / "ledger"
    with LedgerWriter(folder) as writer:
        for table, rows in tell(actors=60, notes=20).items():
            writer.append(table, rows)
    return folder


@pytest.fixture(scope="module")
def alone(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return read(ledger, tmp_path_factory.mktemp("alone") / "reading")


def read(ledger: Path, out: Path) -> dict[str, bytes]:
    manifest = run_reading(Request(ledger=ledger, out=out), now=NOW)
    assert [step["name"] for step in manifest.facts["steps"][1:]] == [
        step.name for step in signal_path()
    ]
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.parquet"))}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every reading counts as large; the names of the steps the second hand is given."""
    monkeypatch.setattr(running, "_LARGE", 0)
    names: list[str] = []
    begin = SecondHand.begin

    def note(self: SecondHand, step: Step) -> None:
        names.append(step.name)
        begin(self, step)

    monkeypatch.setattr(SecondHand, "begin", note)
    return names


def test_two_hands_make_the_same_bytes(
    ledger: Path, alone: dict[str, bytes], given: list[str], tmp_path: Path
) -> None:
    assert read(ledger, tmp_path / "out") == alone
    assert given[0] == "trust"
    assert {"strata", "trends"} & set(given)  # whichever of the two it is free for
    assert len(given) == len(set(given))


def test_a_hand_that_is_lost_is_done_without(
    ledger: Path,
    alone: dict[str, bytes],
    given: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin = SecondHand.begin

    def lose(self: SecondHand, step: Step) -> None:
        self._process.kill()
        self._process.wait()
        begin(self, step)

    monkeypatch.setattr(SecondHand, "begin", lose)
    assert read(ledger, tmp_path / "out") == alone
    assert given == ["trust"]


def test_what_the_second_hand_cannot_do_is_told_by_the_first(
    ledger: Path, given: list[str], tmp_path: Path
) -> None:
    """The previous reading is gone by the time the steps are taken: both hands meet the same."""
    read(ledger, tmp_path / "then")
    request = Request(ledger=ledger, out=tmp_path / "now", previous=tmp_path / "then")

    def lose_previous(_says: str, _done: int, _of: int) -> None:
        (tmp_path / "then" / "reading.json").unlink(missing_ok=True)

    with pytest.raises(ReadingError):
        run_reading(request, now=NOW, progress=lose_previous)
