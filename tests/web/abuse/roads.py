"""Every address of the town as it can be asked for, filled in with things of the full town."""

from __future__ import annotations

import functools
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.web import addresses as matrix

from isotherm.web.site.audiences import Audience, audience_of

__all__ = ["addresses", "from_file", "matrix", "pages"]


@functools.cache
def from_file(path: Path) -> ModuleType:
    """A module of the tests that is no part of a package."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


_WHO = {
    Audience.EVERYONE: "reader",
    Audience.MEMBER: "reader",
    Audience.DEMO: "reader",
    Audience.MERCHANT: "merchant",
    Audience.OPERATOR: "operator",
}


def addresses() -> Iterator[tuple[str, Any]]:
    """Every address filled in with things of the full town, with the audience of its view."""
    for route, entry in matrix.ALL:
        yield matrix.filled(route, entry), audience_of(entry.callback)


def pages() -> Iterator[tuple[str, str]]:
    """Every address that may be looked at, and the role it is looked at by."""
    for path, who in addresses():
        if who in _WHO:
            yield path, _WHO[who]
    for path in ("/?following=1", "/search/?q=script", "/search/?q=%3Cscript%3Ehit()%3C/script%3E"):
        yield path, "reader"
    yield "/studio/boards/board-2/", "reader"
    yield "/studio/questions/", "author"
    yield "/notes/note-1/edit/", "author"
    yield "/rooms/room-1/", "merchant"
    yield "/rooms/room-1/host/", "merchant"
    yield "/tests/test-1/", "merchant"
    yield "/tests/test-1/evidence/", "merchant"
    yield "/desk/shop-1/briefs/b-1/", "merchant"
    yield "/control/strata/s-2/", "operator"
