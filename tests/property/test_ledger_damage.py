"""Whatever happens to a file, reading it goes on and every row is accounted for."""

from __future__ import annotations

import datetime as dt
import gzip
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.ledger import LedgerSettings, RejectCode, read_ledger, write_table
from isotherm.ledger.conform import conform
from isotherm.ledger.formats import read_rows
from isotherm.ledger.rejects import Reject
from isotherm.schema import LEDGER

pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

_NOTES = LEDGER["notes"]
_LATEST = 1_800_000_000_000_000
_ENDINGS = ("csv", "csv.gz", "jsonl", "jsonl.gz", "parquet")
_ROWS = [
    {
        "note_id": f"n{i}",
        "author_id": f"a{i % 3}",
        "at": "2026-01-02T03:04:05+08:00",
        "title": "春天 的 亮色, 求链接",
        "body": 'two\nlines "quoted"' if i % 4 == 0 else "one line",
        "tags": ["春", "亮"],
        "paid": i % 2 == 0,
        "product_ids": None,
    }
    for i in range(24)
]


def _files() -> dict[str, bytes]:
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for form in ("csv", "jsonl", "parquet"):
            write_table(Path(name), "notes", _ROWS, format=form)
            found[form] = (Path(name) / f"notes.{form}").read_bytes()
    found["csv.gz"] = gzip.compress(found["csv"], mtime=0)
    found["jsonl.gz"] = gzip.compress(found["jsonl"], mtime=0)
    return found


_WHOLE = _files()
_SNIPPETS = [
    b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", '"', b"\n", b"\r", b",", b"1e309", b"NaN",
    b"2026-13-01", "春天".encode("gbk"), b"[" * 3000, b"{" * 3000, b'\\ud800', b'"""', b"\r\n",
]  # fmt: skip


@st.composite
def _damaged(draw: st.DrawFn, ending: str) -> bytes:
    data = bytearray(_WHOLE[ending])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["cut", "flip", "insert", "drop", "repeat"])):
            case "cut":
                del data[at:]
            case "flip" if at < len(data):
                data[at] ^= 1 << draw(st.integers(0, 7))
            case "insert":
                snippet = draw(st.sampled_from(_SNIPPETS))
                data[at:at] = snippet.encode() if isinstance(snippet, str) else snippet
            case "drop":
                del data[at : at + draw(st.integers(1, 40))]
            case _:
                data[at:at] = data[at : at + 60]
    return bytes(data)


def _line(reject: Reject) -> int:
    return reject.line


def _read(path: Path, chosen: LedgerSettings) -> tuple[pa.Table, list[Reject], int]:
    batches, rejects, count = [], [], 0
    for rows in read_rows(path, _NOTES, settings=chosen)[1]:
        done = conform(rows, _NOTES, latest=_LATEST)
        assert rows.count == done.accepted.num_rows + len(done.rejects)
        assert len(done.lines) == done.accepted.num_rows
        count += rows.count
        batches.append(done.accepted)
        rejects += done.rejects
    return pa.Table.from_batches(batches, schema=_NOTES.arrow_schema()), rejects, count


@pytest.mark.parametrize("ending", _ENDINGS)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_damaged_file_never_raises_and_its_account_balances(
    ending: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"notes.{ending}"
        path.write_bytes(data.draw(_damaged(ending)))
        accepted, rejects, count = _read(path, LedgerSettings())
    accepted.validate(full=True)
    assert count == accepted.num_rows + len(rejects)
    for reject in rejects:
        assert reject.line >= 1
        assert isinstance(reject.code, RejectCode)
        assert len(reject.found) <= 80
        assert reject.found.isprintable()
        assert reject.expected


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_size_of_a_block_does_not_matter(ending: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"notes.{ending}"
        path.write_bytes(data.draw(_damaged(ending)))
        whole, rejects, _ = _read(path, LedgerSettings())
        for size in (64, 700):
            cut, same, _ = _read(path, LedgerSettings(block_bytes=size))
            assert cut.equals(whole)
            assert sorted(same, key=_line) == sorted(rejects, key=_line)


@settings(max_examples=5, deadline=None)
@given(data=st.data(), ending=st.sampled_from(_ENDINGS))
def test_a_damaged_ledger_is_read_and_accounted_for(data: st.DataObject, ending: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ledger"
        folder.mkdir()
        (folder / f"notes.{ending}").write_bytes(data.draw(_damaged(ending)))
        account = read_ledger(
            folder, Path(name) / "into", now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        )
        rejects = pq.read_table(Path(name) / "into" / "rejects.parquet")
        notes = pq.read_table(Path(name) / "into" / "notes.parquet")
    assert account.rows_read == account.accepted + account.rejected
    assert account.rejected == rejects.num_rows
    assert account.accepted == notes.num_rows
    assert set(rejects["file"].to_pylist()) <= {f"notes.{ending}"}
    assert notes["note_id"].to_pylist() == list(dict.fromkeys(notes["note_id"].to_pylist()))
