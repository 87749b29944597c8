"""What the guide shows works: the code that verifies, the addresses that are called."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from tests.web.api.operations import DOCUMENT

from isotherm.web.api.scopes import SCOPES
from isotherm.web.api.signing import sign

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "api.md").read_text("utf-8")


def test_the_code_that_verifies_knows_our_signature_and_no_other():
    shown: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)[0], shown)
    body, at = b'{"event": "line.paid"}', int(time.time())
    header = sign(body, secret="whsec_0", at=at)
    assert shown["is_ours"](header, body, "whsec_0")
    assert not shown["is_ours"](header, body + b" ", "whsec_0")
    assert not shown["is_ours"](header, body, "whsec_1")
    assert not shown["is_ours"](sign(body, secret="whsec_0", at=at - 600), body, "whsec_0")


def test_every_address_and_scope_it_names_is_there():
    called = re.findall(r"(/api/v1/[\w/{}$-]+)", GUIDE)
    there = {re.sub(r"{\w+}", "*", path) for path in DOCUMENT["paths"]}
    named = {re.sub(r"{\w+}|\$\w+", "*", path) for path in called}
    assert named
    assert named <= there | {"/api/v1/openapi"}
    assert {scope.partition(":")[0] for scope in SCOPES} <= set(re.findall(r"`(\w+)`", GUIDE))
