"""A run killed at any checkpoint and started again ends with the same bytes."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.errors import UsageError
from isotherm.ledger import LedgerWriter
from isotherm.reading import MANIFEST, Request, Shelf, read_manifest, run_reading
from isotherm.reading.signal_path import signal_path

NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
STEPS = len(signal_path())
KILLER = """
import datetime as dt, os, signal, sys
from pathlib import Path
from isotherm.reading import Request, run_reading
ledger, out, at, how = sys.argv[1:]
told = -1
def kill_self(says, done, of):
    global told
    told += 1
    if how == "between" and told == int(at):
        os.kill(os.getpid(), signal.SIGKILL)
if how == "renaming":
    rename, count = Path.replace, 0
    def replace(self, target):
        global count
        count += 1
        if count == int(at):
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(self, target)
    Path.replace = replace
if how == "in place":  # the control: tables are written where they will be read
    import isotherm.reading.publish as publish, shutil
    def copy(source, target):
        whole = Path(str(target).replace("/.", "/").removesuffix(".part"))
        whole.write_bytes(Path(source).read_bytes()[:200])
        os.kill(os.getpid(), signal.SIGKILL)
    publish.shutil = type("Half", (), {"copyfile": staticmethod(copy)})
if how == "handing":  # the moment the second process begins a step
    import isotherm.reading.run as run, isotherm.reading.second_hand as hand
    run._LARGE, begin = 0, hand.SecondHand.begin
    handed = 0
    def begin_and_die(self, step):
        global handed
        begin(self, step)
        handed += 1
        if handed == int(at):
            os.kill(os.getpid(), signal.SIGKILL)
    hand.SecondHand.begin = begin_and_die
now = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
run_reading(Request(ledger=Path(ledger), out=Path(out)), now=now, progress=kill_self)
"""


def killed(ledger: Path, out: Path, at: int, *, how: str) -> bool:
    """Run until a moment and be killed there; whether it came to that."""
    words = [sys.executable, "-c", KILLER, str(ledger), str(out), str(at), how]
    ran = subprocess.run(words, capture_output=True, check=False, timeout=200)
    assert ran.returncode in (0, -signal.SIGKILL), ran.stderr.decode()
    return ran.returncode != 0


def finish(ledger: Path, out: Path, **asked: Any) -> dict[str, bytes]:
    run_reading(Request(ledger=ledger, out=out, **asked), now=NOW)
    return tables_of(out)


def tables_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.parquet"))}


def half_tables(out: Path) -> list[str]:
    """Tables that are visible and cannot be read."""
    found = []
    for path in sorted(out.glob("*.parquet")):
        try:
            pq.read_table(path)
        except pa.ArrowException:
            found.append(path.name)
    return found


@pytest.fixture(scope="module")
def ledger(tell: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("community") / "ledger"
    with LedgerWriter(folder, format="jsonl") as writer:
        for table, rows in tell(actors=60, notes=20).items():
            writer.append(table, rows)
    return folder


@pytest.fixture(scope="module")
def expected(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return finish(ledger, tmp_path_factory.mktemp("expected") / "reading")


@pytest.mark.timeout(900)  # as many processes as there are steps
def test_killed_at_every_checkpoint_it_goes_on(
    ledger: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """One run, killed again and again, each time a step further on."""
    out = tmp_path / "out"
    for at in range(STEPS + 1):
        assert killed(ledger, out, at, how="between")
        assert not (out / MANIFEST).exists()
        assert tables_of(out) == {}
    done = {path.parent.name for path in (out / ".work").glob("*/facts.json")}
    assert done == {"record", *(step.name for step in signal_path())}
    assert finish(ledger, out) == expected
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("at", [1, 8, 40])
def test_killed_before_a_file_gets_its_name(
    at: int, ledger: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    if killed(ledger, out, at, how="renaming"):
        assert not (out / MANIFEST).exists()
        assert half_tables(out) == []
    assert finish(ledger, out) == expected


@pytest.mark.parametrize("at", [1, 2])
def test_killed_while_a_second_process_works_it_goes_on_and_leaves_none(
    at: int, ledger: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """The second process holds the same pipe of errors, so that we hear of both their ends."""
    out = tmp_path / "out"
    assert killed(ledger, out, at, how="handing")
    assert not (out / MANIFEST).exists()
    assert tables_of(out) == {}
    assert finish(ledger, out) == expected
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


def test_control_without_atomic_writes_a_half_table_is_seen(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert killed(ledger, out, 0, how="in place")
    assert half_tables(out) != []


def test_a_finished_reading_is_left_alone(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = finish(ledger, out)
    made = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert finish(ledger, out) == first
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == made
    with pytest.raises(UsageError, match="--force"):
        finish(ledger, out, seed=9)
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == made
    run_reading(Request(ledger=ledger, out=out, seed=9), now=NOW, force=True)
    assert read_manifest(out).facts["input"]["seed"] == 9


def test_what_another_input_left_is_not_gone_on_with(
    ledger: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = Request(ledger=ledger, out=out, seed=9)
    with pytest.raises(KeyboardInterrupt):
        run_reading(run, now=NOW, progress=stop_after_two)
    assert finish(ledger, out) == expected


def stop_after_two(_says: str, done: int, _of: int) -> None:
    if done == 2:
        raise KeyboardInterrupt


def test_a_folder_with_something_else_is_refused(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", "utf-8")
    with pytest.raises(UsageError, match=r"thesis\.doc"):
        finish(ledger, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_previous_reading_is_carried_on(tell: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    with LedgerWriter(folder) as writer:
        for table, rows in tell().items():
            writer.append(table, rows)
    early = dt.datetime(2026, 2, 26, tzinfo=dt.UTC)
    finish(folder, tmp_path / "then", as_of=early)
    finish(folder, tmp_path / "now", previous=tmp_path / "then")
    then, now = (Shelf.of_reading(tmp_path / name) for name in ("then", "now"))
    assert now["lineage"].num_rows
    same = [row for row in now["lineage"].to_pylist() if row["event"] == "same"]
    kept = set(now["strata"]["stratum_id"].to_pylist())
    assert {row["stratum_id"] for row in same} <= kept
    issued = [row for row in now["forecast_ledger"].to_pylist() if row["issued_at"] == early]
    assert len(issued) == then["forecast_ledger"].num_rows
