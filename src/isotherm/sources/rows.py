"""Rows of foreign files, whatever they are written in, each with the file and line it stands on."""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from isotherm.errors import DataError, NoFileError
from isotherm.ledger.blocks import Broken, Overlong, read_blocks
from isotherm.ledger.csv_records import CutRows, cut_rows, header_cells
from isotherm.ledger.foreign_bytes import foreign_bytes
from isotherm.ledger.rejects import fault_of
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import look_at
from isotherm.sources.summary import RowFault

__all__ = ["SourceRow", "read_rows"]

_SETTINGS = LedgerSettings()
_WHY_BLOCK = {Broken: "the file cannot be read on", Overlong: "a line longer than allowed"}


@dataclasses.dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a foreign file: its cells by name, in the types the file has."""

    file: str
    line: int
    cells: Mapping[str, Any]


def read_rows(path: Path) -> Iterator[SourceRow | RowFault]:
    """The rows of a .jsonl, .json, .csv (each also .gz) or .parquet file, and those it cannot read.

    A ``.json`` file may be one array of objects or one object a line; UTF-8 (with or without BOM)
    or GBK. Raises NoFileError for a file that is not there,
    DataError for one of another kind.
    """
    name = path.name.lower().removesuffix(".gz")
    if not path.is_file():
        raise NoFileError(f"{path} is no file; name one that is there")
    if name.endswith(".parquet"):
        return _parquet_rows(path)
    if name.endswith((".csv", ".tsv", ".jsonl", ".ndjson", ".json")) and foreign_bytes(path):
        return iter((RowFault(path.name, 1, "", foreign_bytes(path)),))
    if name.endswith((".csv", ".tsv")):
        return _csv_rows(path, "\t" if name.endswith(".tsv") else ",")
    if name.endswith((".jsonl", ".ndjson")):
        return _json_lines(path)
    if name.endswith(".json"):
        return _json_rows(path)
    raise DataError(f"{path.name} is of no kind read here; known: jsonl, json, csv, parquet")


def _blocks(path: Path) -> Iterator[bytes | RowFault]:
    """Blocks of whole lines in UTF-8; what cannot be read on as a fault of an unknown line (0)."""
    form = look_at(path, (), settings=_SETTINGS)
    for block in read_blocks(path, form, settings=_SETTINGS):
        if isinstance(block, bytes):
            yield block
        else:
            yield RowFault(path.name, 0, "", _WHY_BLOCK[type(block)])


def _json_lines(path: Path) -> Iterator[SourceRow | RowFault]:
    line = 1
    for block in _blocks(path):
        if isinstance(block, RowFault):
            yield dataclasses.replace(block, line=line)
            line += 1
            continue
        for line, text in enumerate(block.split(b"\n")[:-1], line):  # noqa: B020 - goes on
            if text.strip():
                yield _json_row(path.name, line, text)
        line += 1


def _json_row(file: str, line: int, text: bytes) -> SourceRow | RowFault:
    try:
        cells = orjson.loads(text)
    except orjson.JSONDecodeError:
        return RowFault(file, line, "", "not one JSON object on a line")
    if isinstance(cells, dict):
        return SourceRow(file, line, cells)
    return RowFault(file, line, "", "not one JSON object on a line")


def _json_rows(path: Path) -> Iterator[SourceRow | RowFault]:
    """Rows of an array, or of lines where the first thing in the file is an object."""
    from isotherm.sources.json_array import read_json_array

    first = next((block for block in _blocks(path) if block), b"")
    if isinstance(first, bytes) and first.lstrip()[:1] == b"{":
        yield from _json_lines(path)
        return
    for line, found in read_json_array(_blocks(path)):
        if isinstance(found, dict):
            yield SourceRow(path.name, line, found)
        else:
            yield RowFault(path.name, line, "", found)


def _csv_rows(path: Path, delimiter: str) -> Iterator[SourceRow | RowFault]:
    header: list[str] = []
    line, rest = 1, b""
    for block in _blocks(path):
        if isinstance(block, RowFault):
            if rest:
                cut = _cut(rest, line, header, delimiter, last=True)
                yield from _named(path.name, header, cut)
                line, rest = line + rest.count(b"\n"), b""
            yield dataclasses.replace(block, line=line)
            line += 1
            continue
        data = rest + block
        if not header:
            head, _, data = data.partition(b"\n")
            header = header_cells(head, delimiter, ())
            line += 1
        cut = _cut(data, line, header, delimiter, last=False)
        yield from _named(path.name, header, cut)
        line, rest = cut.rest_line, cut.rest
    yield from _named(path.name, header, _cut(rest, line, header, delimiter, last=True))


def _cut(data: bytes, line: int, header: list[str], delimiter: str, *, last: bool) -> CutRows:
    width = len(header)
    return cut_rows(data, line, width, delimiter=delimiter, last=last, settings=_SETTINGS)


def _named(file: str, header: list[str], cut: CutRows) -> Iterator[SourceRow | RowFault]:
    """The rows and the damaged ones, in the order of their lines."""
    faults = (
        RowFault(file, reject.line, "", f"{reject.code.value}: expected {reject.expected}")
        for reject in cut.rejects
    )
    rows = (
        SourceRow(file, line, dict(zip(header, cells, strict=True)))
        for line, cells in zip(cut.lines, cut.rows, strict=True)
    )
    both: Iterator[SourceRow | RowFault] = heapq.merge(rows, faults, key=_line_of)
    yield from both


def _line_of(row: SourceRow | RowFault) -> int:
    return row.line


def _parquet_rows(path: Path) -> Iterator[SourceRow | RowFault]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    line = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_SETTINGS.batch_rows // 8):
                for line, cells in enumerate(batch.to_pylist(), line + 1):  # noqa: B020 - goes on
                    yield SourceRow(path.name, line, cells)
    except (OSError, pa.ArrowException) as error:
        why = f"the file cannot be read on: {fault_of(error)}"
        yield RowFault(path.name, line + 1, "", why)
