from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.errors import DataError
from isotherm.sources.json_array import read_json_array
from isotherm.sources.markup import html_to_text
from isotherm.sources.rows import SourceRow, read_rows

_ROWS = [{"id": "1", "text": "羽绒服, 大码"}, {"id": "2", "text": 'say "hi"\nagain'}]
_JSON = st.dictionaries(st.text(max_size=5), st.text(max_size=8) | st.integers() | st.none())


def _found(path: Path) -> tuple[list[object], list[tuple[int, str]]]:
    rows = list(read_rows(path))
    sound = [row.cells for row in rows if isinstance(row, SourceRow)]
    faults = [(row.line, row.why) for row in rows if not isinstance(row, SourceRow)]
    return sound, faults


def _write(folder: Path, name: str) -> Path:
    path = folder / name
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _ROWS)
    if ".csv" in name:
        text = "id,text\n" + "".join(
            f'{row["id"]},"{row["text"].replace(chr(34), chr(34) * 2)}"\n' for row in _ROWS
        )
    else:
        text = json.dumps(_ROWS, ensure_ascii=False, indent=4) if ".json" in name else lines
        text = lines if "jsonl" in name or name.startswith("lines") else text
    data = text.encode("gbk" if name.startswith("gbk") else "utf-8-sig")
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize(
    "name",
    ["a.jsonl", "a.jsonl.gz", "a.json", "lines.json", "a.json.gz", "a.csv", "a.csv.gz", "gbk.csv"],
)
def test_every_form_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    assert _found(_write(tmp_path, name)) == (_ROWS, [])


def test_parquet_gives_the_same_rows(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(_ROWS), tmp_path / "a.parquet")
    assert _found(tmp_path / "a.parquet") == (_ROWS, [])


@pytest.mark.parametrize(
    ("name", "text", "kept", "lines"),
    [
        ("a.jsonl", '{"a": 1}\nnot json\n[1]\n\n{"a": 2}\n', 2, [2, 3]),
        ("a.csv", 'a,b\n1,2\n3\n"4,5\n6,7\n', 2, [3, 4]),
        ("a.json", '[{"a": 1},\n{"a" 2},\n{"a": 3},\n7]', 2, [2, 4]),
        ("a.json", '[{"a": 1},\n{"a": 2', 1, [2]),
        ("a.json", "7", 0, [1]),
        ("a.json", "", 0, [1]),
        ("a.parquet", "no parquet", 0, [1]),
        ("a.csv.gz", "not packed", 0, [1]),
    ],
)
def test_damage_costs_its_own_rows_alone(
    tmp_path: Path, name: str, text: str, kept: int, lines: list[int]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    sound, faults = _found(path)
    assert len(sound) == kept
    assert [line for line, _ in faults][: len(lines)] == lines


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("")
    for name in ("a.xlsx", "nowhere.csv"):
        with pytest.raises(DataError):
            read_rows(tmp_path / name)


@given(st.lists(_JSON, max_size=6), st.integers(1, 40), st.sampled_from([None, 4]))
def test_an_array_is_the_same_however_it_is_cut(
    rows: list[dict[str, object]], size: int, indent: int | None
) -> None:
    text = json.dumps(rows, indent=indent)
    blocks = [text[i : i + size].encode() for i in range(0, len(text), size)]
    assert [found for _, found in read_json_array(blocks)] == rows


@given(st.text(st.characters(exclude_characters="<&\xa0", exclude_categories=("C", "Z"))))
def test_plain_text_is_no_markup(text: str) -> None:
    assert html_to_text(text) == text
    assert html_to_text(f"<p>{text}</p><script>if (a < b) x()</script>") == text
