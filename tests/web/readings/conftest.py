"""The small made community as a ledger, and a town rebuilt from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from isotherm.ledger import LedgerWriter
from isotherm.reading import Request, run_reading
from isotherm.web.site.clock import forget_offset


@pytest.fixture(scope="session")
def ledger(tell: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("community") / "ledger"
    with LedgerWriter(folder) as writer:
        for table, rows in tell().items():
            writer.append(table, rows)
    return folder


@pytest.fixture(scope="session")
def reading(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import datetime as dt

    folder = tmp_path_factory.mktemp("reading") / "reading"
    run_reading(Request(ledger=ledger, out=folder), now=dt.datetime.now(dt.UTC))
    return folder


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A folder of its own for each town, and nothing remembered of the last one."""
    from isotherm.web.readings import queries

    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    settings.MEDIA_ROOT = settings.HOME / "pictures"
    queries.forget()
    forget_offset()
    yield settings.HOME
    queries.forget()
    forget_offset()
    shutil.rmtree(settings.HOME, ignore_errors=True)


@pytest.fixture
def town(transactional_db: None, ledger: Path, reading: Path) -> Any:
    """A town rebuilt from the small community and its reading."""
    from isotherm.web.readings.rebuild import rebuild_town

    return rebuild_town(ledger, reading)


@pytest.fixture
def write_ledger(tmp_path: Path) -> Callable[..., Path]:
    """A ledger of JSON lines, as a stranger writes one."""
    import json

    def write(**tables: list[dict[str, Any]]) -> Path:
        folder = tmp_path / f"stranger-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for name, rows in tables.items():
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (folder / f"{name}.jsonl").write_text(lines, "utf-8")
        return folder

    return write
