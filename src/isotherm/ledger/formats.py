"""Reading one file of a ledger, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from isotherm.ledger.csv_rows import read_csv_rows
from isotherm.ledger.files import format_of
from isotherm.ledger.json_lines import read_json_lines
from isotherm.ledger.parquet_rows import read_parquet_rows
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import look_at
from isotherm.schema import Table

__all__ = ["read_rows"]


def read_rows(path: Path, table: Table, *, settings: LedgerSettings) -> tuple[str, Iterator[Rows]]:
    """What is worth a warning about the file (empty: nothing), and its rows, some at a time.

    Nothing in the file raises: what cannot be read is a reject of one of the ``Rows``.
    """
    ending = format_of(path) or ""
    if ending == ".parquet":
        return "", read_parquet_rows(path, table, settings=settings)
    form = look_at(path, table.names, settings=settings)
    written = "UTF-16" if form.utf16 else "GBK" if form.gbk else ""
    warning = f"written in {written}, converted to UTF-8" if written else ""
    read = read_csv_rows if ending.startswith(".csv") else read_json_lines
    return warning, read(path, table, form=form, settings=settings)
