"""A real browser, where there is one, and the readings made by hand for the report."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

_MADE_BY_HAND = Path(__file__).parents[1] / "unit" / "report" / "conftest.py"
_spec = importlib.util.spec_from_file_location("readings_made_by_hand", _MADE_BY_HAND)
_room = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_room)
reading_of = _room.reading_of


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()
