"""Reading one file of a ledger, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from isotherm.ledger.csv_rows import read_csv_rows
from isotherm.ledger.files import format_of, is_csv
from isotherm.ledger.foreign_bytes import foreign_bytes
from isotherm.ledger.json_lines import read_json_lines
from isotherm.ledger.parquet_rows import read_parquet_rows
from isotherm.ledger.rejects import Reject, RejectCode
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import TextForm, look_at
from isotherm.schema import Table

__all__ = ["read_rows"]

_ONE_ARRAY = "one JSON array, not one object a line: jq -c '.[]' makes lines of it"


def read_rows(path: Path, table: Table, *, settings: LedgerSettings) -> tuple[str, Iterator[Rows]]:
    """What is worth a warning about the file (empty: nothing), and its rows, some at a time.

    Nothing in the file raises: what cannot be read is a reject of one of the ``Rows``.
    """
    if format_of(path) == ".parquet":
        return "", read_parquet_rows(path, table, settings=settings)
    if foreign := foreign_bytes(path):
        return "", iter([_unreadable(foreign)])
    if is_csv(path):
        form = look_at(path, (), settings=settings)  # its header says which columns it has
        return _written(form), read_csv_rows(path, table, form=form, settings=settings)
    form = look_at(path, table.names, settings=settings)
    said = (_written(form), _ONE_ARRAY if form.is_array else "")
    rows = read_json_lines(path, table, form=form, settings=settings)
    return "; ".join(filter(None, said)), rows


def _unreadable(why: str) -> Rows:
    reject = Reject(1, "", RejectCode.UNREADABLE, why, "a file of text")
    return Rows((), {}, np.zeros(0, dtype=np.int64), (reject,), error=why)


def _written(form: TextForm) -> str:
    written = "UTF-16" if form.utf16 else "GBK" if form.gbk else ""
    return f"written in {written}, converted to UTF-8" if written else ""
