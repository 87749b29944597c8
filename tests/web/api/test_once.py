"""The same Idempotency-Key is the same act: one effect, one answer."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.addresses import everything
from tests.web.api.operations import DOCUMENT

pytestmark = pytest.mark.django_db

TERMS = {"price_fen": 80000, "cost_fen": 30000, "audience": 900, "lead_days": 20}
TRIAL = {
    "title": "选颜色",
    "place": "note",
    "note_id": "note-1",
    "options": [
        {"colour": "丁香紫", "cut": "直筒", "price_fen": 80000},
        {"colour": "雾蓝", "cut": "直筒", "price_fen": 80000},
    ],
}
ADDRESS = {"name": "我", "phone": "13800000000", "address": "同温路 37 号"}
# Path, who asks, what is sent, and what another body would be.
ACTS: dict[str, tuple[str, str, dict[str, Any], dict[str, Any]]] = {
    "note": ("notes", "reader", {"title": "想穿亮色"}, {"title": "别的"}),
    "reply": ("notes/note-1/replies", "reader", {"text": "求链接"}, {"text": "有大码吗"}),
    "wish": ("wishes", "reader", {"text": "丁香紫西装"}, {"text": "短靴"}),
    "order": ("orders", "reader", ADDRESS, ADDRESS | {"name": "你"}),
    "line": ("rooms/room-1/lines", "reader", {"text": "好看"}, {}),
    "answer": ("studio/questions/reply-1/answer", "author", {"text": "在下面"}, {"text": "没了"}),
    "board": ("studio/boards", "reader", {"source": "new"}, {"source": "new", "keep": 3}),
    "room": ("shops/shop-1/rooms", "merchant", {"title": "周五"}, {"title": "周六"}),
    "test": ("shops/shop-1/briefs/b-own/tests", "merchant", TRIAL, TRIAL | {"title": "选版型"}),
    "lot": (
        "shops/shop-1/options/option-2/lot",
        "merchant",
        {"terms": TERMS, "units": 9},
        {"terms": TERMS, "units": 8},
    ),
    "reorder": ("shops/shop-1/products/product-1/reorder", "merchant", {"units": 9}, {"units": 8}),
    "stock": ("shops/shop-1/stock/sku-L", "merchant", {"units": 9}, {"units": 8}),
}


def rows() -> dict[str, Any]:
    return {name: told for name, told in everything().items() if name != "api.Token"}


def send(client: Any, path: str, body: dict[str, Any], key: str | None) -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("act", ACTS)
def test_the_same_key_again_is_the_same_answer_and_nothing_more(act, town, calling):
    path, role, body, other = ACTS[act]
    machine = calling(town[role])
    first = send(machine, path, body, "the-first-key")
    assert first.status_code in (200, 201), first.content
    after = rows()
    again = send(machine, path, body, "the-first-key")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert rows() == after
    if other:
        assert send(machine, path, other, "the-first-key").json()["code"] == "other_body"
        assert rows() == after


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"order"}))
def test_control_another_key_does_it_again(act, town, calling):
    path, role, body, _ = ACTS[act]
    machine = calling(town[role])
    send(machine, path, body, "the-first-key")
    after = rows()
    assert send(machine, path, body, "another-key").status_code in (200, 201)
    assert rows() != after


@pytest.mark.parametrize("act", ACTS)
def test_without_its_key_nothing_is_done(act, town, calling):
    path, role, body, _ = ACTS[act]
    machine = calling(town[role])
    before = rows()
    assert send(machine, path, body, None).status_code == 422
    assert rows() == before


def test_every_operation_with_a_key_is_here():
    keyed = {
        path
        for path, methods in DOCUMENT["paths"].items()
        for said in methods.values()
        if any(one["name"] == "Idempotency-Key" for one in said["parameters"])
    }
    assert len(keyed) == len(ACTS)
