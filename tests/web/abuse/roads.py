"""Every address of the town as it can be asked for, by the machinery of the role matrix."""

from __future__ import annotations

import functools
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

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


matrix = from_file(Path(__file__).parents[1] / "test_matrix.py")

_MINE = {"order_id": "order-2", "line_id": "line-3"}  # what the reader has in the full town
_WHO = {
    Audience.EVERYONE: "reader",
    Audience.MEMBER: "reader",
    Audience.DEMO: "reader",
    Audience.MERCHANT: "merchant",
    Audience.OPERATOR: "operator",
}


def addresses() -> Iterator[tuple[str, Any]]:
    """Every address filled in with things of the full town, with the audience of its view."""
    before = dict(matrix.PARTS)
    matrix.PARTS.update(_MINE)
    try:
        for route, entry in matrix.ALL:
            yield matrix.filled(route, entry), audience_of(entry.callback)
    finally:
        matrix.PARTS.clear()
        matrix.PARTS.update(before)


def pages() -> Iterator[tuple[str, str]]:
    """Every address that may be looked at, and the role it is looked at by."""
    for path, who in addresses():
        if who in _WHO:
            yield path, _WHO[who]
    for path in ("/?following=1", "/search/?q=script", "/search/?q=%3Cscript%3Ehit()%3C/script%3E"):
        yield path, "reader"
    for path in (
        "/studio/boards/selection-1/",
        "/studio/boards/selection-2/",
        "/desk/shop-1/briefs/b-own/",
    ):
        yield path, "merchant" if "desk" in path else "reader"
    yield "/rooms/room-1/", "merchant"
    yield "/tests/test-1/", "merchant"
    yield "/control/strata/s-2/", "operator"
