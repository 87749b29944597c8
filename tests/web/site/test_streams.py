"""Files and tables go out in few parts, and whole."""

from __future__ import annotations

import io

from isotherm.web.site.streams import FileInParts, table_answer


def test_a_long_table_is_whole_and_of_few_parts():
    lines = [f"商品{number},1\n" for number in range(20_000)]
    parts = list(table_answer(lines))
    assert b"".join(parts).decode() == "".join(lines)
    assert len(parts) <= 1 + len("".join(lines).encode()) // 2**16 < len(lines)


def test_a_file_goes_out_in_parts_of_64_kb():
    told = io.BytesIO(b"x" * 200_000)
    assert [len(part) for part in FileInParts(told)] == [65_536, 65_536, 65_536, 3_392]
