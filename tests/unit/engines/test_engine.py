from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.engines import ENGINES, Engine, open_engine
from isotherm.errors import EngineError, UsageError


@pytest.fixture
def engine() -> Engine:
    opened = open_engine(threads=1)
    yield opened
    opened.close()


def test_what_is_collected_is_sorted(engine: Engine) -> None:
    held = engine.read_arrow(pa.table({"id": ["b", "c", "a"], "n": [1, 2, 3]}))
    assert engine.collect(held, order_by=["id"])["n"].to_pylist() == [3, 1, 2]


def test_a_saved_table_is_whole_and_typed(engine: Engine, tmp_path: Path) -> None:
    import ibis

    held = engine.read_arrow(pa.table({"id": ["b", "a"]}))
    path = tmp_path / "made.parquet"
    assert engine.save(held.mutate(weight=ibis.literal(3.0)), path, order_by=["id"]) == 2
    made = pq.read_table(path)
    assert made["id"].to_pylist() == ["a", "b"]
    assert made.schema.field("weight").type == pa.float64()
    assert [one.name for one in tmp_path.iterdir()] == ["made.parquet"]


def test_parts_are_read_as_one(engine: Engine, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.parquet" for n in range(3)]
    for n, path in enumerate(paths):
        pq.write_table(pa.table({"n": [n]}), path)
    read = engine.collect(engine.read_parquet(paths), order_by=["n"])
    assert read["n"].to_pylist() == [0, 1, 2]


def test_a_failure_is_one_line_of_our_own(engine: Engine) -> None:
    held = engine.read_arrow(pa.table({"text": ["x"]}))
    with pytest.raises(EngineError, match="the table engine failed: ") as caught:
        engine.collect(held.mutate(n=held.text.cast("int64")), order_by=())
    assert "\n" not in str(caught.value)


def test_an_engine_that_is_not_there_is_said() -> None:
    assert set(ENGINES) == {"duckdb", "spark"}
    with pytest.raises(EngineError, match="not written yet"):
        open_engine("spark")
    with pytest.raises(UsageError, match="abacus"):
        open_engine("abacus")


_DRAWS = """
from isotherm.engines import open_engine
engine = open_engine(threads=1)
print(engine._connection.raw_sql("SELECT current_setting('enable_progress_bar')").fetchone()[0])
"""


def test_no_bar_is_drawn_but_our_own() -> None:
    """Where Python runs no script, DuckDB takes itself to be talked to and would draw one."""
    path = f"import sys; sys.path[:] = {sys.path!r}\n"
    said = subprocess.run([sys.executable, "-c", path + _DRAWS], capture_output=True, check=True)
    assert said.stdout.split() == [b"False"]


_SPILLS = """
import os, signal, sys
from pathlib import Path
from isotherm.engines import open_engine
engine = open_engine(threads=1, memory_gb=.06, scratch=Path(sys.argv[1]) if sys.argv[1] else None)
rows = "SELECT range i, md5(range::VARCHAR) s FROM range(2000000)"
engine._connection.raw_sql(f"CREATE TABLE t AS {rows}")
print(len(list(Path(sys.argv[2]).rglob("*.tmp"))), flush=True)
match sys.argv[3]:
    case "closes": engine.close()
    case "does not tidy": engine._forget.detach()
    case "fails": raise ValueError
    case "is interrupted": signal.raise_signal(signal.SIGINT)
    case "is killed": os.kill(os.getpid(), signal.SIGKILL)
"""


def _spill(scratch: Path | None, folder: Path, how: str) -> int:
    """A process whose engine spills below ``folder`` and that then ends; the files it spilled."""
    path = f"import sys; sys.path[:] = {sys.path!r}\n"
    said = subprocess.run(
        [sys.executable, "-c", path + _SPILLS, str(scratch or ""), str(folder), how],
        capture_output=True,
        env={**os.environ, "TMPDIR": str(folder)},
        check=False,
    )
    return int(said.stdout)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("how", ["closes", "ends", "fails", "is interrupted"])
def test_nothing_spilled_is_left_behind(how: str, own: bool, tmp_path: Path) -> None:
    assert _spill(tmp_path if own else None, tmp_path, how) > 0
    assert list(tmp_path.iterdir()) == []


def test_without_tidying_its_own_folder_stays(tmp_path: Path) -> None:
    assert _spill(None, tmp_path, "does not tidy") > 0
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_left_by_who_is_killed_lies_in_the_scratch_given(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert _spill(scratch, tmp_path, "is killed") > 0
    assert list(scratch.iterdir())
    assert list(tmp_path.iterdir()) == [scratch]


def test_an_engine_that_spills_nothing_makes_no_folder_in_its_scratch(tmp_path: Path) -> None:
    opened = open_engine(threads=1, scratch=tmp_path)
    held = opened.read_arrow(pa.table({"n": [1]}))
    assert opened.collect(held, order_by=())["n"].to_pylist() == [1]
    assert list(tmp_path.iterdir()) == []
    opened.close()
