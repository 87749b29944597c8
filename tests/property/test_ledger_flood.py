"""A flood of damaged rows: nothing stops, nothing is lost, each reject says where and why.

Small by default; ISOTHERM_SOAK_ROWS sets how many rows of each format (a million for the soak).
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from isotherm.ledger import RejectCode, read_ledger

pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

ROWS = int(os.environ.get("ISOTHERM_SOAK_ROWS", "3000"))
_NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_LONG = 10_000_000  # bytes of one cell
_HEADER = b"note_id,author_id,at,title,body,paid\n"
_MOST_MB = 700  # of a process that reads a flood; a million rows weigh 200 MB and more

Damage = Callable[[bytes, np.random.Generator], bytes]


def _csv(row: int) -> bytes:
    return f"n{row},a{row % 97},2026-01-02T03:04:05Z,春天想穿亮色,求链接 {row},true".encode()


def _jsonl(row: int) -> bytes:
    return (
        f'{{"note_id":"n{row}","author_id":"a{row % 97}","at":"2026-01-02T03:04:05Z",'
        f'"title":"春天想穿亮色","body":"求链接 {row}","paid":true}}'
    ).encode()


def _cut(line: bytes, rng: np.random.Generator) -> bytes:
    return line[: int(rng.integers(1, len(line)))]


def _flip(line: bytes, rng: np.random.Generator) -> bytes:
    at, bit = int(rng.integers(len(line))), 1 << int(rng.integers(8))
    flipped = bytes([line[at] ^ bit])
    return line if flipped in {b"\n", b"\r", b'"'} else line[:at] + flipped + line[at + 1 :]


def _put(snippet: bytes) -> Damage:
    def damage(line: bytes, rng: np.random.Generator) -> bytes:
        at = int(rng.integers(1, len(line)))
        return line[:at] + snippet + line[at:]

    return damage


def _swap(old: bytes, new: bytes) -> Damage:
    return lambda line, _: line.replace(old, new, 1)


_DAMAGES: list[Damage] = [
    _cut,
    _flip,
    _put(b"\x00"),
    _put(b"\xed\xa0\x80"),
    _put(b"\\ud800"),
    _put(b"\xef\xbb\xbf"),
    _put("大码".encode("gbk")),
    _put(b"[" * 3_000),
    _put(b'{"a":' * 300),
    _swap(b"true", b"1e309"),
    _swap(b"2026-01-02", b"2026-13-01"),
    _swap(b"2026-01-02", b"2926-01-02"),
]


def _flood(path: Path, form: str, *, rows: int, share: float) -> None:
    """A file of notes of which about ``share`` are damaged, and one cell of 10 MB."""
    rng = np.random.default_rng(11)
    write, header = (_csv, _HEADER) if form == "csv" else (_jsonl, b"")
    with path.open("wb") as file:
        file.write(header)
        for row in range(rows):
            line = write(row)
            if row == rows // 2:
                line = line.replace("春天".encode(), b"x" * _LONG)
            elif rng.random() < share:
                damage = _DAMAGES[int(rng.integers(len(_DAMAGES)))]
                line = damage(line, rng)
                if form == "csv":
                    line = line.replace(b'"', b"'")  # an open quote may rightly span lines
            file.write(line + b"\n")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("share", [0.01, 1.0])
def test_every_damaged_row_is_accounted_for(form: str, share: float, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    _flood(ledger / f"notes.{form}", form, rows=ROWS, share=share)
    account = read_ledger(ledger, tmp_path / "record", now=_NOW)
    assert account.rows_read == ROWS
    assert account.accepted + account.rejected == ROWS
    kept = pq.read_table(tmp_path / "record" / "notes.parquet", columns=["note_id", "title"])
    assert kept.num_rows == account.accepted
    assert max(len(title or "") for title in kept["title"].to_pylist()) >= _LONG
    rejects = pq.read_table(tmp_path / "record" / "rejects.parquet")
    assert rejects.num_rows == account.rejected > 0
    known = {code.value for code in RejectCode}
    lines = rejects["line"].to_numpy()
    assert set(rejects["code"].unique().to_pylist()) <= known
    assert lines.min() >= 1
    assert lines.max() <= ROWS + 1
    assert len(np.unique(lines)) == len(lines)
    assert rejects["found"].null_count == 0
    assert all(rejects["expected"].unique().to_pylist())


_MEASURED = """
import datetime as dt, re, sys
from pathlib import Path
from isotherm.ledger import read_ledger
read_ledger(Path(sys.argv[1]), Path(sys.argv[2]), now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""
# the peak since the process began; ru_maxrss would be the parent's, were that the larger


@pytest.mark.skipif(sys.platform != "linux", reason="has no /proc to tell its peak memory")
def test_a_file_of_nothing_but_bad_rows_does_not_fill_memory(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    (ledger / "notes.csv").write_bytes(_HEADER + b"n,a,never,t,b,maybe\n" * (20 * ROWS))
    words = [sys.executable, "-W", "ignore", "-c", _MEASURED, str(ledger), str(tmp_path / "out")]
    said = subprocess.run(words, capture_output=True, text=True, check=True)
    assert int(said.stdout) / 1024 < _MOST_MB
