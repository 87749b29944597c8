from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from isotherm.cli import main
from isotherm.errors import SettingsError, UsageError
from isotherm.ledger import LedgerWriter, check_ledger
from isotherm.sources import SOURCES, ImportOptions, import_source
from isotherm.sources.arrivals import Arrivals, _Lines
from isotherm.sources.rows import SourceRow
from isotherm.sources.summary import RowFault

pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

_POST = {"id": "p1", "subreddit": "tall", "created_utc": 1_300_000_000, "title": "t", "score": 1}


def _posts(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "posts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_source_can_be_read_by_its_name(name: str) -> None:
    assert callable(SOURCES[name].reader())


def test_wrong_use_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'reddit'"):
        import_source("redit", [tmp_path], tmp_path / "out")
    with pytest.raises(UsageError, match="name at least one"):
        import_source("reddit", [], tmp_path / "out")
    with pytest.raises(SettingsError, match="contact"):
        ImportOptions(contact="stare")
    assert not (tmp_path / "out").exists()


def test_two_sources_share_a_ledger_and_a_second_import_replaces_the_first(tmp_path: Path) -> None:
    out = tmp_path / "ledger"
    (tmp_path / "list.txt").write_text("0 5\n")
    options = ImportOptions(salt="s")
    import_source("interactions", [tmp_path / "list.txt"], out)
    import_source("reddit", [_posts(tmp_path, _POST)], out, options=options)
    import_source("reddit", [_posts(tmp_path, _POST | {"score": 0})], out, options=options)
    assert (out / "reactions" / "interactions.parquet").exists()
    assert not (out / "reactions" / "reddit.parquet").exists()
    assert (out / "notes" / "reddit.parquet").exists()


def test_an_error_leaves_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no file"):
        import_source(
            "reddit", [_posts(tmp_path, _POST), tmp_path / "gone.jsonl"], tmp_path / "out"
        )
    assert not list((tmp_path / "out").rglob("*.parquet"))


@pytest.mark.parametrize("bad", [{"count": -1}, {"kind": "stare"}, {"count": 2**70}])
def test_what_the_ledger_refuses_costs_its_own_row(tmp_path: Path, bad: dict[str, object]) -> None:
    good = {"actor_id": "a", "kind": "like", "note_id": "n", "count": 1}
    rows = [SourceRow("f", n, good | (bad if n == 5 else {})) for n in range(1, 12)]
    with LedgerWriter(tmp_path / "out", part="x") as writer:
        arrivals = Arrivals("x", writer, ImportOptions(batch_rows=4))
        arrivals.take(rows, lambda row: [("reactions", row.cells)])
        summary = arrivals.summary()
    assert summary.tables == {"reactions": 10}
    assert (summary.unreadable, [(f.file, f.line) for f in summary.faults]) == (1, [("f", 5)])


def test_faults_beyond_those_kept_are_counted(tmp_path: Path) -> None:
    faults = [RowFault("f", n, "price", "not a price") for n in range(50)]
    with LedgerWriter(tmp_path / "out", part="x") as writer:
        arrivals = Arrivals("x", writer, ImportOptions(faults_kept=3))
        arrivals.take(faults, lambda _row: ())
        summary = arrivals.summary()
    assert (len(summary.faults), summary.unreadable) == (3, 50)
    assert summary.faults_by_kind == {"price: not a price": 50}


def test_every_element_of_one_long_line_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    path.write_text(f"[1, 2, {json.dumps(_POST)}, 3]")
    summary = import_source("reddit", [path], tmp_path / "out")
    assert (summary.read, summary.kept, summary.unreadable) == (4, 1, 3)


@pytest.mark.parametrize("patience", [20, 51])
@pytest.mark.parametrize("first_is_good", [False, True])
def test_a_file_of_nothing_but_bad_rows_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: int, *, first_is_good: bool
) -> None:
    """Control: one good row, or fewer bad ones, and all of it is read."""
    monkeypatch.setattr("isotherm.sources.arrivals._PATIENCE", patience)
    rows: list[SourceRow | RowFault] = [RowFault("f", n, "", "damaged") for n in range(2, 52)]
    rows = [SourceRow("f", 1, {}), *rows] if first_is_good else rows
    with LedgerWriter(tmp_path / "out", part="x") as writer:
        arrivals = Arrivals("x", writer, ImportOptions())
        arrivals.take(rows, lambda _row: ())
        summary = arrivals.summary()
    if first_is_good or patience > 50:
        assert (summary.unreadable, summary.remarks) == (50, ())
    else:
        said = "none of the first 20 rows of f can be read; the rest of it was left unread"
        assert (summary.unreadable, summary.remarks) == (20, (said,))


def test_bad_lines_are_remembered_by_a_bit_each() -> None:
    import tracemalloc

    lines = _Lines()
    tracemalloc.start()
    assert all(lines.add(n) for n in range(100_000))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not any(lines.add(n) for n in range(100_000))
    assert most < 2_000_000  # a set of them holds several times that


def test_the_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    import_source("reddit", [_posts(tmp_path, _POST)], tmp_path / "out")
    account = check_ledger(tmp_path / "out", now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert (account.accepted, account.rejected) == (2, 0)


def test_the_command_imports_and_says_what_is_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts, out = _posts(tmp_path, _POST, {"title": "no id"}), tmp_path / "out"
    assert main(["import", "reddit", str(posts), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "2 rows read: 1 kept, 0 seen before, 0 left out on request, 1 unreadable" in said
    assert "isotherm check" in said
    assert main(["import", "reddit", str(posts), "--out", str(out), "--salt", "s", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kept"], answer["faults"][0]["line"], answer["remarks"]) == (1, 2, [])


def test_goods_alone_are_no_ledger_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "shop.csv"
    path.write_text("Handle,Title,Variant Price\na,A,3\n")
    assert main(["import", "shopify", str(path), "--out", str(tmp_path / "out")]) == 0
    assert "No events are here yet" in capsys.readouterr().out


def test_a_wrong_name_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "shopfy", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == "isotherm: no source 'shopfy'; did you mean 'shopify'?\n"
