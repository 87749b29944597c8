from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from isotherm.sources import ImportOptions, ImportSummary, import_source

Ledger = dict[str, list[dict[str, Any]]]
Bring = Callable[..., tuple[ImportSummary, Ledger]]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Import into a fresh ledger; gives the account and the rows of every table."""
    count = iter(range(10_000))

    def do(source: str, *paths: Path, **options: Any) -> tuple[ImportSummary, Ledger]:
        out = tmp_path / f"ledger-{next(count)}"
        options = {"salt": "a salt"} | options
        summary = import_source(source, paths, out, options=ImportOptions(**options))
        tables = {
            folder.name: pq.read_table(folder).to_pylist()
            for folder in (sorted(out.iterdir()) if out.exists() else [])
        }
        assert summary.tables == {name: len(rows) for name, rows in tables.items()}
        assert summary.kept >= 0
        return summary, tables

    return do
