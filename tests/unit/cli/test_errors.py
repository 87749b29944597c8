"""Whatever is wrong: one line that says what, the right exit status, no traceback."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from isotherm.cli.main import COMMANDS
from isotherm.reading import at_work

Say = Callable[..., tuple[int, str, str]]
LEDGER_COMMANDS = {
    "check": ("check", "{ledger}"),
    "run": ("run", "{ledger}", "--out", "{out}"),
    "test plan": ("test", "plan", "{ledger}", "--test", "t1"),
    "test decide": ("test", "decide", "{ledger}", "--test", "t1"),
    "erase": ("erase", "{ledger}", "--actor", "a1"),
}
READING_COMMANDS = {
    "report": ("report", "{reading}"),
    "feed": ("feed", "{reading}", "--ledger", "{reading}", "--actor", "a1"),
    "erase": ("erase", "{ledger}", "{reading}", "--actor", "a1"),
    "run": ("run", "{ledger}", "--out", "{ledger}-out", "--previous", "{reading}"),
}


def filled(words: tuple[str, ...], **folders: Path) -> list[str]:
    return [word.format(**folders) for word in words]


def one_line(complaint: str) -> bool:
    return complaint.startswith("isotherm: ") and complaint.count("\n") == 1


@pytest.mark.parametrize("command", LEDGER_COMMANDS)
@pytest.mark.parametrize("state", ["missing", "empty", "a file", "no ledger"])
def test_a_folder_that_is_no_ledger(command: str, state: str, say: Say, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    if state == "a file":
        ledger.write_text("nothing", "utf-8")
    elif state != "missing":
        ledger.mkdir()
    if state == "no ledger":
        (ledger / "photo.png").write_bytes(b"x")
    status, _, complaint = say(
        *filled(LEDGER_COMMANDS[command], ledger=ledger, out=tmp_path / "out")
    )
    assert status == 2
    assert one_line(complaint)
    assert str(ledger) in complaint


@pytest.mark.parametrize("command", READING_COMMANDS)
@pytest.mark.parametrize("state", ["missing", "empty", "torn"])
def test_a_folder_that_is_no_reading(command: str, state: str, say: Say, tmp_path: Path) -> None:
    ledger, reading = tmp_path / "ledger", tmp_path / "reading"
    write_one_note(ledger)
    if state != "missing":
        reading.mkdir()
    if state == "torn":
        (reading / "reading.json").write_text('{"format": 1, "inp', "utf-8")
    status, _, complaint = say(*filled(READING_COMMANDS[command], ledger=ledger, reading=reading))
    assert status == (3 if state == "torn" else 2)
    assert one_line(complaint)
    assert "reading" in complaint


def write_one_note(folder: Path) -> None:
    folder.mkdir()
    text = "note_id,author_id,at,title\nn1,a1,2026-01-01T00:00:00Z,hello\n"
    (folder / "notes.csv").write_text(text, "utf-8")


def test_one_row_is_a_ledger(say: Say, tmp_path: Path) -> None:
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_one_note(ledger)
    assert say("check", ledger)[0] == 0
    assert say("run", ledger, "--out", out)[0] == 0
    assert say("report", out)[0] == 0
    assert say("feed", out, "--ledger", ledger, "--actor", "a1")[0] == 0
    assert say("feed", out, "--ledger", ledger, "--actor", "a1", "--query", "大码")[0] == 0
    status, _, complaint = say("test", "decide", ledger, "--test", "t1")
    assert status == 2
    assert one_line(complaint)
    assert say("erase", ledger, out, "--actor", "nobody")[0] == 0


def test_a_day_before_the_first_event_is_no_day_to_look_from(say: Say, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    write_one_note(ledger)
    words = ("run", ledger, "--out", tmp_path / "out", "--as-of")
    status, _, complaint = say(*words, "2025-12-31")
    assert status == 2
    assert one_line(complaint)
    assert "2026-01-01" in complaint
    assert say(*words, "2026-01-01")[0] == 0


def test_where_every_row_is_rejected_the_commonest_fault_is_said(say: Say, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    rows = "".join(f"n{row},a,{row}/1/2026\n" for row in range(1, 9))
    (ledger / "notes.csv").write_text(f"note_id,author_id,at\n{rows}n9,a\n", "utf-8")
    (ledger / "actors.csv").write_text("actor_id\na\n", "utf-8")
    status, _, complaint = say("run", ledger, "--out", tmp_path / "out")
    assert status == 1
    assert one_line(complaint)
    for told in ("none of the 9 rows", "8 for bad_time", "notes.csv line 2", "isotherm check"):
        assert told in complaint


def test_a_table_that_cannot_be_read_costs_itself_alone(say: Say, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    write_one_note(ledger)
    (ledger / "orders.parquet").write_bytes(b"PAR1 this is not one")
    status, printed, complaint = say("check", ledger, "--json")
    told = json.loads(printed)
    assert status == 1
    assert complaint == ""
    assert told["account"]["rejected"] == 1
    assert say("run", ledger, "--out", tmp_path / "out")[0] == 0
    assert pq.read_table(tmp_path / "out" / "rejects.parquet").num_rows == 1
    status, _, complaint = say("run", ledger, "--out", tmp_path / "strict", "--strict")
    assert status == 1
    assert one_line(complaint)


@pytest.mark.parametrize("command", ["run", "check", "erase", "report"])
def test_a_full_disk(
    command: str, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, reading = tmp_path / "ledger", tmp_path / "reading"
    write_one_note(ledger)
    assert say("run", ledger, "--out", reading)[0] == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "some file"))

    monkeypatch.setattr(Path, "replace", full)
    words = {
        "run": ("run", ledger, "--out", tmp_path / "other"),
        "check": ("check", ledger),
        "erase": ("erase", ledger, "--actor", "a1"),
        "report": ("report", reading),
    }
    status, _, complaint = say(*words[command])
    assert status == 3
    assert one_line(complaint)
    assert "No space left" in complaint
    assert {path: path.read_bytes() for path in before} == before
    monkeypatch.undo()
    assert say(*words[command])[0] == 0


def test_a_reading_of_another_input_is_not_replaced_unasked(say: Say, tmp_path: Path) -> None:
    ledger, reading = tmp_path / "ledger", tmp_path / "reading"
    write_one_note(ledger)
    assert say("run", ledger, "--out", reading)[0] == 0
    made = (reading / "reading.json").stat().st_mtime_ns
    assert say("run", ledger, "--out", reading)[0] == 0
    assert (reading / "reading.json").stat().st_mtime_ns == made
    status, _, complaint = say("run", ledger, "--out", reading, "--seed", 5)
    assert status == 2
    assert "--force" in complaint
    assert say("run", ledger, "--out", reading, "--seed", 5, "--force")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("sing",),
        ("run",),
        ("run", "x", "--out", "y", "--as-of", "yesterday"),
        ("run", "x", "--out", "y", "--engine", "abacus"),
        ("test", "guess", "x", "--test", "t"),
        ("feed", "x"),
        ("erase", "x"),
        ("run", "x", "--out", "y", "--seed", "-1"),
        ("run", "x", "--out", "y", "--seed", "99999999999999999999"),
        ("run", "x", "--out", "y", "--seed", "seven"),
        ("world", "--out", "y", "--seed", "-1"),
        ("test", "plan", "x", "--test", "t", "--seed", "4294967296"),
    ],
)
def test_wrong_usage(words: tuple[str, ...], say: Say) -> None:
    status, _, complaint = say(*words)
    assert status == 2
    assert "Traceback" not in complaint
    assert "usage" in complaint


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("runn",), "did you mean run?"),
        (("sing",), "known: world"),
        (("run", "x", "--out", "y", "--as-of", "2026-02-30"), "names no such day"),
        (("run", "x", "--out", "y", "--as-of", "2026-02-28T25:00"), "is no time"),
    ],
)
def test_wrong_words_are_told_what_was_meant(words: tuple[str, ...], told: str, say: Say) -> None:
    status, _, complaint = say(*words)
    assert (status, told in complaint) == (2, True)


@pytest.mark.parametrize(
    "settings",
    [
        "[]",
        "7",
        '{"trends": null}',
        '{"trends": 3}',
        '{"threads": "2"}',
        '{"threads": 1.5}',
        '{"threads": true}',
        '{"memory_gb": NaN}',
        '{"memory_gb": 1e999}',
        '{"ledger": {"batch_rows": "many"}}',
        '{"ledger": {"batch_rows": [1]}}',
        '{"strata": {"tested": 1}}',
        '{"trends": {"lifts": 2}}',
        '{"trends": {"lifts": ["two"]}}',
        '{"privacy": {"secret": 5}}',
    ],
)
def test_settings_of_another_type(settings: str, say: Say, tmp_path: Path) -> None:
    ledger, chosen = tmp_path / "ledger", tmp_path / "settings.json"
    write_one_note(ledger)
    chosen.write_text(settings, "utf-8")
    status, _, complaint = say("run", ledger, "--out", tmp_path / "out", "--settings", chosen)
    assert status == 2
    assert one_line(complaint)
    assert "Settings" in complaint or str(chosen) in complaint


def test_a_day_that_has_not_come_is_refused(say: Say, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    write_one_note(ledger)
    words = ("run", ledger, "--out", tmp_path / "out", "--as-of")
    status, _, complaint = say(*words, "2999-01-01")
    assert status == 2
    assert one_line(complaint)
    assert "2999-01-01 has not come yet" in complaint
    assert not (tmp_path / "out").exists()


def test_a_reading_is_not_compared_with_itself(say: Say, tmp_path: Path) -> None:
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_one_note(ledger)
    assert say("run", ledger, "--out", out)[0] == 0
    for words in (("report", out), ("run", ledger, "--out", out, "--force")):
        status, _, complaint = say(*words, "--previous", out)
        assert status == 2
        assert one_line(complaint)
        assert "itself" in complaint


@pytest.mark.parametrize("state", ["a file", "a dangling link"])
def test_out_that_can_be_no_folder(state: str, say: Say, tmp_path: Path) -> None:
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_one_note(ledger)
    if state == "a file":
        out.write_text("mine", "utf-8")
    else:
        out.symlink_to(tmp_path / "nowhere" / "at all")
    status, _, complaint = say("run", ledger, "--out", out)
    assert status == 2
    assert one_line(complaint)
    assert "no folder" in complaint


def test_two_runs_into_one_folder(say: Say, tmp_path: Path) -> None:
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_one_note(ledger)
    out.mkdir()
    with at_work(out):
        status, _, complaint = say("run", ledger, "--out", out)
    assert status == 3
    assert one_line(complaint)
    assert "another run is at work" in complaint
    assert say("run", ledger, "--out", out)[0] == 0
    assert not (out / ".lock").exists()


def test_machines_get_the_complaint_as_json(say: Say, tmp_path: Path) -> None:
    status, printed, _ = say("check", tmp_path, "--json")
    assert status == 2
    assert str(tmp_path) in json.loads(printed)["error"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_takes(command: str, say: Say) -> None:
    status, printed, _ = say(command, "--help")
    assert status == 0
    assert "--json" in printed


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped(number: signal.Signals, status: int, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    write_one_note(ledger)
    words = [sys.executable, "-c", STOPPED, "run", str(ledger), "--out", str(tmp_path / "out")]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stdout.readline() == b"ready\n"
        ran.send_signal(number)
        _, complaint = ran.communicate(timeout=60)
    assert ran.returncode == status
    assert b"Traceback" not in complaint
    assert complaint.startswith(b"isotherm: stopped")


STOPPED = """
import signal, sys, time
# whoever runs the tests in the background hands down that Ctrl-C is ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
import isotherm.reading
from isotherm.cli import main
def wait(*_, **__):
    print("ready", flush=True)
    time.sleep(60)
isotherm.reading.run_reading = wait
sys.exit(main(sys.argv[1:]))
"""


def test_a_reader_of_our_output_may_leave() -> None:
    ran = subprocess.run(
        [f"{sys.executable} -m isotherm --help | head -1"],
        shell=True,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ran.stderr == b""


def test_a_place_that_takes_nothing_is_not_said_to_be_full(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "ledger"
    write_one_note(ledger)
    complaints = []
    for code in (errno.EROFS, errno.ENOENT, errno.ENOSPC):

        def refuse(*_: object, code: int = code, **__: object) -> None:
            raise OSError(code, os.strerror(code), str(tmp_path / "some file"))

        monkeypatch.setattr(Path, "replace", refuse)
        complaints.append(say("run", ledger, "--out", tmp_path / "other")[2])
    assert ["choose a folder of your own" in one for one in complaints] == [True, True, False]
    assert ["free it and run again" in one for one in complaints] == [False, False, True]
