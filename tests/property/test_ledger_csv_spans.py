"""CSV rows read many at a time are those cut one by one, however damaged the file is."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.ledger import LedgerSettings, csv_rows, csv_spans
from isotherm.ledger.csv_records import cut_rows
from isotherm.ledger.csv_spans import rows_after
from isotherm.ledger.formats import read_rows
from isotherm.schema import LEDGER

_SETTINGS = LedgerSettings()
_cells = st.sampled_from(
    [
        "a",
        "",
        "春",
        '""',
        '"a"',
        '"a,b"',
        '"a\nb"',
        '"a\r\nb\n"',
        '"a""b"',
        '"""',
        '"a',
        'a"',
        'b"c"',
        "\r",
        "\0",
        "\xa0",
        '"a" ',
        ' "a"',
        "\udcff",
        '"\udcff"',
        '"\n\udcff"',
        '"\n\n\n"',
    ]
)
_lines = st.lists(_cells, max_size=4).map(",".join)
_ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\n\n", "\r\n\r\n"])
_blocks = st.lists(st.tuples(_lines, _ends).map("".join), min_size=1, max_size=14).map(
    lambda lines: "".join(lines).encode("utf-8", "surrogateescape")
)


@settings(max_examples=300, deadline=None)
@given(block=_blocks, width=st.integers(1, 4))
def test_a_row_told_to_be_sound_is_one_the_careful_way_keeps(block: bytes, width: int) -> None:
    after = rows_after(block, width, delimiter=",", settings=_SETTINGS)
    lines = block.split(b"\n")
    assert len(after) == len(lines) - 1
    for first, end in enumerate(after):
        if end:
            row = b"".join(line + b"\n" for line in lines[first:end])
            cut = cut_rows(row, 1, width, delimiter=",", last=True, settings=_SETTINGS)
            assert (cut.lines, cut.rejects) == ([1], [])


def _read(block: bytes, settings: LedgerSettings) -> list[tuple[object, ...]]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "notes.csv")
        path.write_bytes(b"note_id,title,body\n" * 3 + block)
        found: list[tuple[object, ...]] = []
        for rows in read_rows(path, LEDGER["notes"], settings=settings)[1]:
            cells = zip(*(c.to_pylist() for c in rows.columns.values()), strict=True)
            found += list(zip(rows.lines.tolist(), cells, strict=True))
            found += [(reject.line, reject) for reject in rows.rejects]
    return sorted(found, key=lambda row: (row[0], str(row)))


@settings(max_examples=150, deadline=None)
@given(block=_blocks, limits=st.sampled_from([{}, {"max_row_lines": 2}, {"block_bytes": 64}]))
def test_a_file_is_read_as_row_by_row(block: bytes, limits: dict[str, int]) -> None:
    chosen = LedgerSettings.from_mapping(limits)
    found = _read(block, chosen)
    with pytest.MonkeyPatch.context() as only:
        only.setattr(csv_rows, "rows_after", lambda *_, **__: [])
        only.setattr(csv_rows._CsvReader, "_at_once", lambda *_: None)
        careful = _read(block, chosen)
    assert found == careful


@settings(max_examples=100, deadline=None)
@given(block=_blocks, passage=st.integers(0, 30))
def test_where_passages_end_changes_nothing(block: bytes, passage: int) -> None:
    whole = rows_after(block, 2, delimiter=",", settings=_SETTINGS)
    with pytest.MonkeyPatch.context() as cut:
        cut.setattr(csv_spans, "_PASSAGE", passage)
        assert rows_after(block, 2, delimiter=",", settings=_SETTINGS) == whole


def test_sound_rows_between_damaged_ones_are_not_cut_one_by_one() -> None:
    block = b'a,b\n"c\nd",e\nf\ng,"h\ni,j\n'
    after = rows_after(block, 2, delimiter=",", settings=_SETTINGS)
    cut = cut_rows(block, 5, 2, delimiter=",", last=True, settings=_SETTINGS, after=after)
    assert cut.sound == b'a,b\n"c\nd",e\ni,j\n'
    assert cut.sound_lines == [5, 6, 10]
    assert [reject.line for reject in cut.rejects] == [8, 9]
    assert cut.rows == []
