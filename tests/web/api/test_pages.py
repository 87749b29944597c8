"""Whatever is done by hand on a page can be done by a machine, or it is said here why not."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.api.operations import OPERATIONS

ROOMS = ("accounts", "api", "community", "control", "desk", "readings", "rooms", "search", "shop")

# Each page and act by the name of its address, with the operations that do the same.
DONE_BY: dict[str, str] = {
    "accounts:choose-stratum": "PUT /me/strata/{stratum_id}, DELETE /me/strata/{stratum_id}",
    "accounts:data": "GET /me/data",
    "accounts:erase-me": "POST /me/erase",
    "accounts:export-me": "POST /me/data",
    "accounts:me": "GET /me, PUT /me",
    "accounts:person": "GET /people/{member_id}, GET /people/{member_id}/notes",
    "accounts:personalise": "PUT /me/personalised",
    "accounts:strata": "GET /me/strata",
    "accounts:take-archive": "GET /me/data/zip",
    "community:edit": "PUT /notes/{note_id}, DELETE /notes/{note_id}/pictures/{place}",
    "community:erase": "DELETE /notes/{note_id}",
    "community:erase-reply": "DELETE /replies/{reply_id}",
    "community:feed": "GET /feed",
    "community:find-goods": "GET /search",
    "community:follow": "PUT /people/{member_id}/follow, DELETE /people/{member_id}/follow",
    "community:following": "GET /following",
    "community:make-wish": "POST /wishes",
    "community:note": "GET /notes/{note_id}",
    "community:note-state": "PUT /notes/{note_id}/states/{state}, "
    "DELETE /notes/{note_id}/states/{state}",
    "community:notices": "GET /notices",
    "community:open-notice": "POST /notices/read",
    "community:read-all": "POST /notices/read",
    "community:replies": "GET /notes/{note_id}/replies",
    "community:reply": "POST /notes/{note_id}/replies",
    "community:second": "POST /wishes/{wish_id}/second",
    "community:share": "POST /notes/{note_id}/share",
    "community:strata": "GET /strata",
    "community:stratum": "GET /strata/{stratum_id}, GET /strata/{stratum_id}/notes",
    "community:take-wish-back": "DELETE /wishes/{wish_id}",
    "community:unsecond": "DELETE /wishes/{wish_id}/second",
    "community:wishes": "GET /wishes",
    "community:write": "POST /notes, POST /notes/{note_id}/pictures",
    "control:answer": "POST /questions/{answer_id}/answer",
    "control:briefs": "GET /questions, GET /brief-shares",
    "control:exposure": "GET /exposure",
    "control:forecasts": "GET /forecasts",
    "control:gate": "POST /trends/{trend_id}/gates",
    "control:group": "GET /groups/{group_id}",
    "control:integrity": "GET /groups",
    "control:jobs": "GET /jobs",
    "control:map": "GET /places",
    "control:name": "POST /trends/{trend_id}/name",
    "control:need": "GET /needs/{need_id}",
    "control:needs": "GET /needs",
    "control:origin": "POST /trends/{trend_id}/origin",
    "control:privacy": "GET /privacy, GET /disclosures",
    "control:publish": "POST /trends/{trend_id}/publish",
    "control:retry": "POST /jobs/{task_id}/retry",
    "control:review": "POST /needs/{need_id}/review",
    "control:stratum": "GET /places/{stratum_id}",
    "control:today": "GET /today",
    "control:trend": "GET /trends/{trend_id}",
    "control:trends": "GET /trends",
    "control:withdraw": "POST /trends/{trend_id}/withdraw",
    "desk:arrived": "POST /shops/{merchant_id}/lots/{lot_id}/arrived",
    "desk:ask": "POST /shops/{merchant_id}/briefs/{brief_id}",
    "desk:back": "POST /shops/{merchant_id}/lines/{line_id}/take-back, "
    "POST /shops/{merchant_id}/lines/{line_id}/refuse-return",
    "desk:brief": "GET /shops/{merchant_id}/briefs/{brief_id}",
    "desk:briefs": "GET /shops/{merchant_id}/briefs",
    "desk:cancel": "POST /shops/{merchant_id}/lines/{line_id}/cancel",
    "desk:change-stock": "POST /shops/{merchant_id}/stock/{sku_id}",
    "desk:cutting": "POST /shops/{merchant_id}/lots/{lot_id}/cutting",
    "desk:exchange": "POST /shops/{merchant_id}/csv, GET /shops/{merchant_id}/csv/brought",
    "desk:export": "GET /shops/{merchant_id}/csv/{kind}",
    "desk:goods-file": "GET /shops/{merchant_id}/csv/brought/{file_id}",
    "desk:home": "GET /shops/{merchant_id}/today",
    "desk:list": "POST /shops/{merchant_id}/lots/{lot_id}/list",
    "desk:loop": "GET /shops/{merchant_id}/briefs/{brief_id}/loop",
    "desk:lot": "GET /shops/{merchant_id}/lots/{lot_id}",
    "desk:lots": "GET /shops/{merchant_id}/lots",
    "desk:map": "GET /shops/{merchant_id}/opportunities",
    "desk:option-picture": "POST /shops/{merchant_id}/options/{option_id}/picture, "
    "DELETE /shops/{merchant_id}/options/{option_id}/picture",
    "desk:orders": "GET /shops/{merchant_id}/lines",
    "desk:pass": "POST /shops/{merchant_id}/briefs/{brief_id}",
    "desk:plan": "GET /shops/{merchant_id}/briefs/{brief_id}/plan, "
    "POST /shops/{merchant_id}/briefs/{brief_id}/tests",
    "desk:plan-lot": "POST /shops/{merchant_id}/options/{option_id}/lot/foresee, "
    "POST /shops/{merchant_id}/options/{option_id}/lot",
    "desk:product": "GET /shops/{merchant_id}/products/{product_id}, "
    "PUT /shops/{merchant_id}/products/{product_id}",
    "desk:products": "GET /shops/{merchant_id}/products",
    "desk:reorder": "POST /shops/{merchant_id}/products/{product_id}/reorder",
    "desk:returns": "GET /shops/{merchant_id}/returns",
    "desk:send": "POST /shops/{merchant_id}/lines/{line_id}/send",
    "desk:stock": "GET /shops/{merchant_id}/stock",
    "desk:take": "POST /shops/{merchant_id}/briefs/{brief_id}",
    "desk:take-off": "POST /shops/{merchant_id}/products/{product_id}/off",
    "desk:trial": "GET /shops/{merchant_id}/tests/{test_id}",
    "desk:trials": "GET /shops/{merchant_id}/tests",
    "desk:which": "GET /shops",
    "desk:wishes": "GET /shops/{merchant_id}/products/{product_id}/wishes, "
    "POST /shops/{merchant_id}/products/{product_id}/wishes",
    "readings:ask": "POST /readings",
    "readings:download": "GET /exports/{name}",
    "readings:export": "POST /exports",
    "readings:exports": "GET /exports, GET /exports/asked/{export_id}",
    "readings:prune": "POST /readings/prune",
    "readings:remove": "DELETE /exports/{name}",
    "readings:run": "GET /readings/{run_id}",
    "readings:runs": "GET /readings, GET /exports",
    "rooms:close-test": "POST /tests/{test_id}/close",
    "rooms:evidence": "GET /tests/{test_id}/evidence",
    "rooms:host": "GET /rooms/{room_id}",
    "rooms:host-act": "POST /rooms/{room_id}/show, POST /rooms/{room_id}/announce, "
    "PUT /rooms/{room_id}/goods, POST /rooms/{room_id}/close, POST /tests/{test_id}/close",
    "rooms:new-room": "POST /shops/{merchant_id}/rooms",
    "rooms:room": "GET /rooms/{room_id}, GET /rooms/{room_id}/lines",
    "rooms:rooms": "GET /rooms",
    "rooms:say": "POST /rooms/{room_id}/lines",
    "rooms:seen": "POST /tests/{test_id}/seen",
    "rooms:test": "GET /tests/{test_id}",
    "rooms:tests": "GET /tests",
    "rooms:under-note": "GET /notes/{note_id}/test",
    "rooms:vote": "POST /votes, POST /votes/take-back",
    "search:open-product": "POST /searches/{search_id}/opened",
    "search:results": "GET /search",
    "shop:arrived": "POST /lines/{line_id}/arrived",
    "shop:basket": "GET /basket",
    "shop:begin_paying": "POST /orders/{order_id}/pay",
    "shop:cancel": "POST /orders/{order_id}/cancel",
    "shop:change": "PUT /basket",
    "shop:checkout": "POST /orders",
    "shop:hold": "PUT /basket",
    "shop:keep": "POST /lines/{line_id}/keep",
    "shop:order": "GET /orders/{order_id}",
    "shop:orders": "GET /orders",
    "shop:product": "GET /products/{product_id}, GET /products/{product_id}/fit",
    "shop:release": "DELETE /basket/{hold_id}",
    "shop:send_back": "POST /lines/{line_id}/return",
    "shop:shop": "GET /shops/{merchant_id}, GET /products",
    "studio:answer": "POST /studio/questions/{reply_id}/answer",
    "studio:board": "GET /studio/boards/{board_id}",
    "studio:boards": "GET /studio/boards, POST /studio/boards",
    "studio:home": "GET /studio/audience, GET /studio/standing",
    "studio:taste": "GET /studio/taste",
    "studio:questions": "GET /studio/questions",
}
LEFT_OUT = {
    "accounts:demo": "who one is is decided by the token",
    "accounts:demo-sign-in": "who one is is decided by the token",
    "api:make-token": "a token makes no tokens: a narrow one would widen itself",
    "api:reference": "the document itself is /api/v1/openapi.json",
    "api:revoke-token": "a token found in the wrong hands must not end the others",
    "api:tokens": "a token tells nothing of the others",
    "control:sheet": "a drawing for eyes; its figures are GET /places",
    "shop:callback": "the door of payment providers, signed by them",
    "shop:pay": "the page of the rehearsed provider, where the buyer pays by hand",
}
# What machines need besides, and people do otherwise.
BESIDES = {
    "GET /findings/{table}": "whole tables of a reading, for whoever works with them",
    "GET /notes": "the newest notes, for whoever keeps a copy",
    "GET /shops/{merchant_id}/webhooks": "webhooks are for machines",
    "POST /shops/{merchant_id}/webhooks": "webhooks are for machines",
    "DELETE /shops/{merchant_id}/webhooks/{webhook_id}": "webhooks are for machines",
}


def named(resolver: URLResolver | None = None, room: str = "") -> set[str]:
    """Every address of the rooms by its name."""
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{room}:{entry.name}")
        else:
            found |= named(entry, entry.namespace or room)
    return {name for name in found if name.partition(":")[0] in (*ROOMS, "studio")}


def done() -> set[str]:
    return {label.replace(" /api/v1/", " /") for label in OPERATIONS}


def told() -> set[str]:
    return {one.strip() for labels in DONE_BY.values() for one in labels.split(", ")}


def test_every_page_and_act_has_its_operation_or_a_reason():
    assert named() - set(DONE_BY) - set(LEFT_OUT) == set()
    assert (set(DONE_BY) | set(LEFT_OUT)) - named() == set()
    assert not set(DONE_BY) & set(LEFT_OUT)


def test_every_operation_named_is_one_and_none_is_forgotten():
    assert told() | set(BESIDES) == done()


@pytest.mark.parametrize("name", ["desk:plan", "community:feed"])
def test_control_a_page_without_its_operation_is_found(name, monkeypatch):
    monkeypatch.delitem(DONE_BY, name)
    assert named() - set(DONE_BY) - set(LEFT_OUT) == {name}
