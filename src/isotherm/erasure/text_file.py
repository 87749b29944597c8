"""Judging the rows of CSV and JSON Lines: untouched lines stay byte for byte."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isotherm.erasure.judgement import Judge, Rewritten
from isotherm.erasure.text_lines import read_lines, writing_like
from isotherm.ledger import LedgerSettings
from isotherm.ledger.csv_header import LOOKED_AT, find_header
from isotherm.ledger.files import is_csv
from isotherm.ledger.foreign_bytes import foreign_bytes
from isotherm.ledger.text_form import look_at

__all__ = ["rewrite_text"]

_MOST_LINES = 1000  # of one row; more means that a quote was never closed
_BOM = b"\xef\xbb\xbf"


def rewrite_text(
    path: Path,
    part: Path,
    judge: Judge,
    *,
    done: Rewritten,
    names: tuple[str, ...],
    damaged: re.Pattern[str] | None,
) -> None:
    """Write the lines that stay into ``part`` and count in ``done`` what was changed."""
    if foreign := foreign_bytes(path):
        done.error = foreign
        return
    form = look_at(path, names, settings=LedgerSettings())
    encoding = "gb18030" if form.gbk else "utf-8"
    lines = read_lines(path, done, bare_returns=form.bare_returns)
    with writing_like(path, part) as out:
        if is_csv(path):
            first = list(itertools.islice(lines, LOOKED_AT))
            header = _Header(first, names, encoding)
            out.writelines(first[: header.ends])
            rows = itertools.chain(first[header.ends :], lines)
            judged = _judge_csv(rows, header, judge, done, damaged)
        else:
            judged = _judge_json(lines, encoding, judge, done, damaged)
        out.writelines(judged)


class _Header:
    """The header of a CSV file: how rows are cut, what their cells are, where they begin."""

    def __init__(self, lines: list[bytes], names: tuple[str, ...], encoding: str) -> None:
        texts = [line.removeprefix(_BOM).decode(encoding, "replace").encode() for line in lines]
        found = find_header(texts, names)
        self.delimiter = found.delimiter
        self.cells = found.cells
        self.ends = found.above + 1
        self.encoding = encoding

    def parse(self, raw: bytes) -> dict[str, Any] | None:
        """The cells of a row; None when it does not fit the header."""
        text = raw.decode(self.encoding, "surrogateescape")
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))
        except csv.Error:
            return None
        fits = len(rows) == 1 and len(rows[0]) == len(self.cells)
        return dict(zip(self.cells, rows[0], strict=True)) if fits else None

    def write(self, row: dict[str, Any], like: bytes) -> bytes:
        """A row as a line that ends like another."""
        into = io.StringIO()
        end = "\r\n" if like.endswith(b"\r\n") else "\n"
        cells = ["" if row[name] is None else row[name] for name in self.cells]
        csv.writer(into, delimiter=self.delimiter, lineterminator=end).writerow(cells)
        return into.getvalue().encode(self.encoding, "surrogateescape")


def _judge_csv(
    lines: Iterator[bytes],
    header: _Header,
    judge: Judge,
    done: Rewritten,
    damaged: re.Pattern[str] | None,
) -> Iterator[bytes]:
    for raw in _records(lines):
        row = header.parse(raw)
        if row is not None:
            kept = judge(row)
            done.note(row, kept)
            if kept is not None:
                yield raw if kept is row else header.write(kept, raw)
            continue
        for line in raw.splitlines(keepends=True):
            yield from _judge_damaged(line, header.encoding, done, damaged)


def _judge_damaged(
    line: bytes, encoding: str, done: Rewritten, damaged: re.Pattern[str] | None
) -> Iterator[bytes]:
    if damaged is not None and damaged.search(line.decode(encoding, "surrogateescape")):
        done.rows += 1
    else:
        yield line


def _records(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Rows, over as many lines as their quoted cells take."""
    held: list[bytes] = []
    is_open = False
    for line in lines:
        held.append(line)
        is_open ^= line.count(b'"') % 2 == 1
        if not is_open:
            yield b"".join(held)
            held = []
        elif len(held) >= _MOST_LINES:
            yield from held
            held, is_open = [], False
    yield from held


def _judge_json(
    lines: Iterator[bytes],
    encoding: str,
    judge: Judge,
    done: Rewritten,
    damaged: re.Pattern[str] | None,
) -> Iterator[bytes]:
    for raw in lines:
        text = raw.removeprefix(_BOM).decode(encoding, "surrogateescape")
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            yield from _judge_damaged(raw, encoding, done, damaged)
            continue
        kept = judge(row)
        done.note(row, kept)
        if kept is not None:
            yield raw if kept is row else _json_line(kept, encoding)


def _json_line(row: dict[str, Any], encoding: str) -> bytes:
    try:
        return (json.dumps(row, ensure_ascii=False) + "\n").encode(encoding)
    except UnicodeEncodeError:  # half a character, as the file had it escaped
        return (json.dumps(row) + "\n").encode(encoding)
