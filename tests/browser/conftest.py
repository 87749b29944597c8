"""A real browser, where there is one, and the readings made by hand for the report."""

from __future__ import annotations

import contextlib
import importlib.util
from pathlib import Path

import pytest

_MADE_BY_HAND = Path(__file__).parents[1] / "unit" / "report" / "conftest.py"
_spec = importlib.util.spec_from_file_location("readings_made_by_hand", _MADE_BY_HAND)
_room = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_room)
reading_of = _room.reading_of


@pytest.fixture
def visit(browser):
    """Opens a file without a network; the page keeps what the browser said of it."""
    with contextlib.ExitStack() as doors:

        def open_file(path, *, width, height, locale, scheme):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                locale=locale,
                color_scheme=scheme,
                offline=True,
            )
            doors.callback(context.close)
            page = context.new_page()
            page.said = []
            page.on("console", lambda message: page.said.append(message.text))
            page.on("pageerror", lambda error: page.said.append(str(error)))
            page.goto(path.as_uri())
            return page

        yield open_file
