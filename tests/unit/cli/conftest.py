from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isotherm.cli import main
from isotherm.ledger import LedgerWriter


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command; its exit status, what it printed and what it complained of."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        heard = capsys.readouterr()
        return status, heard.out, heard.err

    return run


@pytest.fixture(scope="session")
def ledger(tell: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small community as a folder of CSV files."""
    folder = tmp_path_factory.mktemp("community") / "ledger"
    with LedgerWriter(folder, format="csv") as writer:
        for table, rows in tell().items():
            writer.append(table, rows)
    return folder


@pytest.fixture(scope="session")
def reading(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its reading, with a report."""
    folder = tmp_path_factory.mktemp("reading") / "reading"
    assert main(["run", str(ledger), "--out", str(folder), "--json"]) == 0
    return folder
