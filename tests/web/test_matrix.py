"""Every address by every kind of person: who may see it, and that nobody changes another's things.

The rows are made from the addresses themselves: a new one is covered without being listed, and one
whose view names no audience, or whose address has a part nobody knows here, fails.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from isotherm.web.site.audiences import Audience, audience_of

pytestmark = pytest.mark.django_db

PARTS = {
    "note_id": "note-1",
    "reply_id": "reply-1",
    "wish_id": "wish-1",
    "product_id": "product-1",
    "sku_id": "sku-L",
    "merchant_id": "shop-1",
    "member_id": "author-1",
    "stratum_id": "s-1",
    "order_id": "order-1",
    "line_id": "line-1",
    "hold_id": "hold-1",
    "payment_id": "payment-1",
    "test_id": "test-1",
    "option_id": "option-1",
    "room_id": "room-1",
    "brief_id": "b-1",
    "lot_id": "lot-1",
    "trend_id": "t-1",
    "need_id": "n-1",
    "group_id": "g-1",
    "run_id": "run-1",
    "search_id": "search-1",
    "act": "leave",
    "selection_id": "selection-1",
    "board_id": "board-1",
    "notice_id": 1,
    "token_id": 1,
    "answer_id": 1,
    "picture_id": 1,
    "task_id": uuid.UUID(int=1),
    "provider": "dummy",
    "kind": "like",
    "stake": "like",
    "role": "reader",
    "what": "notes",
    "thing_id": "note-1",
    "name": "notes/none.jpg",
    "slug": "none",
    "uidb36": "1",
    "key": "none",
}
AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def addresses(
    resolver: URLResolver | None = None, prefix: str = "/"
) -> Iterator[tuple[str, object]]:
    """Every address as a pattern, with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from addresses(entry, route)


ALL = [(route, entry) for route, entry in addresses() if not route.startswith("/api/v1/")]


def filled(route: str, entry: URLPattern) -> str:
    """The address with known parts."""
    path = route
    for name, converter in entry.pattern.converters.items():
        value = converter.to_url(PARTS[name])
        path = path.replace(f"<{_kind(route, name)}{name}>", value)
    assert "<" not in path, f"{path}: give its parts a value in PARTS"
    return path.replace("^", "").replace("$", "")


def _kind(route: str, name: str) -> str:
    return route.partition(f"{name}>")[0].rpartition("<")[2]


@pytest.fixture
def town(shop, merchant, note, make_member):
    """Things of several people: a reader's order, another shop's keeper, a test, a room."""
    from isotherm.web.community.models import Reply, Wish
    from isotherm.web.rooms.models import LiveTest, Option, Room
    from isotherm.web.shop.models import Merchant, MerchantMember, Order, OrderLine, Payment

    owner = make_member("owner-1")
    other = Merchant.objects.create(id="shop-2", name="另一家")
    keeper = make_member("merchant-2", kind="merchant")
    MerchantMember.objects.create(merchant=other, member=keeper, role="keeper")
    Reply.objects.create(id="reply-1", note=note, member=owner, at=AT, text="求链接")
    Wish.objects.create(id="wish-1", member=owner, at=AT, text="大码西装")
    order = Order.objects.create(id="order-1", member=owner, at=AT, total_fen=80000)
    OrderLine.objects.create(
        id="line-1", order=order, sku_id="sku-L", product_id="product-1", quantity=1
    )
    Payment.objects.create(
        id="payment-1", order=order, provider="dummy", provider_ref="r", amount_fen=80000, at=AT
    )
    test = LiveTest.objects.create(
        id="test-1", merchant=shop, title="测款", opened_at=AT, note=note, place="both"
    )
    Option.objects.create(id="option-1", test=test, attributes={"colour": "丁香紫"})
    Room.objects.create(
        id="room-1", merchant=shop, host=merchant, test=test, title="周五", opens_at=AT
    )
    return {
        "anonymous": None,
        "reader": make_member("reader-1"),
        "merchant": merchant,
        "other merchant": keeper,
        "operator": make_member("operator-1", is_staff=True),
    }


def client_of(member: object) -> Client:
    client = Client(raise_request_exception=True)
    if member is not None:
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    return client


def may_enter(role: str, who: Audience) -> bool:
    allowed = {
        Audience.EVERYONE: True,
        Audience.TOKEN: True,
        Audience.DEMO: True,
        Audience.MEMBER: role != "anonymous",
        Audience.MERCHANT: role in ("merchant", "other merchant"),
        Audience.OPERATOR: role == "operator",
    }
    return allowed[who]


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but who is signed in and the town's own row, made when asked."""
    return {
        model._meta.label: sorted(model.objects.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.label not in ("sessions.Session", "site.Town")
    }


def test_every_view_names_its_audience_and_every_address_is_known():
    for route, entry in ALL:
        assert audience_of(entry.callback) is not None, f"{route} names no audience"
        filled(route, entry)


def refused(response) -> bool:
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login")
    return response.status_code in (401, 403, 404, 405) or to_sign_in


@pytest.mark.parametrize("role", ["anonymous", "reader", "merchant", "other merchant", "operator"])
def test_who_may_not_enter_is_refused_and_changes_nothing(role, town):
    client, before = client_of(town[role]), everything()
    for route, entry in ALL:
        if may_enter(role, audience_of(entry.callback)):
            continue
        for ask in (client.get, client.post):
            response = ask(filled(route, entry))
            assert refused(response), f"{role} was answered {response.status_code} by {route}"
    assert everything() == before


def test_another_shops_pages_are_not_there_for_its_neighbour(town):
    client, before = client_of(town["other merchant"]), everything()
    for route, entry in ALL:
        named = "merchant_id" in entry.pattern.converters
        if named and audience_of(entry.callback) is Audience.MERCHANT:
            for ask in (client.get, client.post):
                response = ask(filled(route, entry))
                assert response.status_code in (404, 405), f"{response.status_code} at {route}"
    assert everything() == before


OWNED = ("order_id", "line_id", "payment_id", "hold_id", "selection_id", "token_id", "notice_id")


def test_what_belongs_to_one_member_is_not_there_for_another(town):
    client, before = client_of(town["reader"]), everything()
    for route, entry in ALL:
        named = set(entry.pattern.converters) & set(OWNED)
        if named and audience_of(entry.callback) is Audience.MEMBER:
            for ask in (client.get, client.post):
                response = ask(filled(route, entry))
                assert 300 <= response.status_code < 500, f"{response.status_code} at {route}"
    assert everything() == before


@pytest.mark.parametrize("role", ["anonymous", "reader", "merchant", "operator"])
def test_no_address_breaks_when_it_is_asked_for(role, town):
    client = client_of(town[role])
    for route, entry in ALL:
        response = client.get(filled(route, entry))
        assert response.status_code < 500, f"{response.status_code} at {route}"
