"""Every address by every kind of person: who may see it, and that nobody changes another's things.

The rows are made from the addresses themselves: a new one is covered without being listed, and one
whose view names no audience, or whose address has a part nobody knows here, fails. What belongs to
somebody is asked for by its owner, who is answered, and by all others, for whom it is not there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import URLPattern
from tests.web import full_town
from tests.web.addresses import (
    ALL,
    PARTS,
    audience,
    client_of,
    everything,
    filled,
    may_enter,
    refused,
    view_name,
)

from isotherm.web.site.audiences import Audience

pytestmark = pytest.mark.django_db

# Of the addresses for members that name a thing, those that are open to all of them.
FOR_EVERY_MEMBER = {
    "accounts:choose-stratum",
    "community:follow",
    "community:note-state",
    "community:reply",
    "community:second",
    "community:share",
    "community:unsecond",
    "rooms:say",
    "rooms:seen",
    "rooms:vote",
    "shop:hold",
}
# Whose the others are; the reader's, where none is named.
OWNERS = {
    "community:edit": {"author"},
    "community:erase": {"author"},
    "rooms:close-test": {"merchant", "buyer", "operator"},
    "rooms:evidence": {"merchant", "buyer", "operator"},
    "rooms:host": {"merchant"},
    "rooms:host-act": {"merchant"},
    "studio:answer": {"author"},
}
# What is the shop's keeper's is refused to its buyers, but for these; see docs/web.md.
BUYERS = {
    "desk:ask",
    "desk:brief",
    "desk:briefs",
    "desk:home",
    "desk:map",
    "desk:option-picture",
    "desk:plan",
    "desk:products",
    "desk:trial",
    "desk:trials",
}
# What is sent to an address, and for which thing, where an empty form would be refused as a form.
SENT: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "accounts:choose-stratum": ({}, {"choice": "muted"}),
    "community:edit": ({}, {"title": "x", "body": "x", "once": "k"}),
    "community:replies": ({}, {"page": "1"}),
    "desk:ask": ({}, {"words": "x"}),
    "desk:back": ({"line_id": "line-4"}, {"act": "accept"}),
    "desk:cancel": ({"line_id": "line-2"}, {"words": "x", "once": "k"}),
    "desk:change-stock": ({}, {"act": "receive", "units": "1", "once": "k"}),
    "desk:list": ({}, {"title": "x", "category": "x", "price": "800", "deposit": "100"}),
    "desk:option-picture": ({}, {"act": "draw"}),
    "desk:pass": ({}, {"words": "x"}),
    "desk:plan-lot": (
        {"option_id": "option-2"},
        {
            "act": "keep", "once": "k", "price": "800", "cost": "300", "salvage": "0",
            "audience": "900", "lead_days": "20", "selling_days": "30", "units": "9",
        },
    ),
    "desk:product": ({}, {"title": "x", "description": "x", "price": "800"}),
    "desk:reorder": ({}, {"units": "9", "once": "k"}),
    "desk:send": ({}, {"line": "line-2"}),
    "desk:wishes": ({}, {"wish": "wish-1"}),
    "rooms:host-act": ({}, {"option": "option-1"}),
    "rooms:new-room": ({}, {"shop": "shop-1", "title": "x"}),
    "rooms:vote": ({}, {"option": "option-1", "stake": "like"}),
    "shop:arrived": ({"line_id": "line-3"}, {}),
    "shop:begin_paying": ({"order_id": "order-2"}, {}),
    "shop:cancel": ({"order_id": "order-2"}, {}),
    "shop:change": ({}, {"quantity": "2"}),
    "shop:send_back": ({}, {"reason": "fit", "fit": "small"}),
    "studio:answer": ({}, {"text": "x"}),
}  # fmt: skip
# Long forms of their own tests; here it is enough that their owner is asked to fill them in.
UNFILLED = {"desk:exchange", "desk:plan"}
ROLES = ("anonymous", "reader", "stranger", "author", "merchant", "buyer", "other merchant")


Ask = Callable[[Any, str, URLPattern], list[Any]]


def word(most: int) -> str:
    return "词 word"[:most]


@pytest.fixture
def town(merchant, note, make_member, settings, tmp_path) -> Iterator[full_town.People]:
    from isotherm.web.readings.queries import forget

    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "pictures"
    people = full_town.settle(merchant, note, make_member, word)
    full_town.put_files(tmp_path)
    full_town.reading_of(tmp_path / "run-1", word)
    yield people
    forget()


def test_every_view_names_its_audience_and_every_address_is_known():
    for route, entry in ALL:
        assert audience(entry) is not None, f"{route} names no audience"
        filled(route, entry)


MODELS = {
    "answer": "desk.BriefAnswer",
    "board": "studio.Selection",
    "export": "readings.RecordExport",
    "file": "desk.GoodsFile",
    "hold": "shop.Hold",
    "line": "shop.OrderLine",
    "lot": "desk.Lot",
    "member": "accounts.Member",
    "merchant": "shop.Merchant",
    "note": "community.Note",
    "notice": "community.Notice",
    "option": "rooms.Option",
    "order": "shop.Order",
    "payment": "shop.Payment",
    "product": "shop.Product",
    "reply": "community.Reply",
    "room": "rooms.Room",
    "run": "readings.ReadingRun",
    "search": "search.Search",
    "sku": "shop.Sku",
    "task": "django_tasks_database.DBTaskResult",
    "test": "rooms.LiveTest",
    "thing": "community.Note",
    "token": "api.Token",
    "webhook": "api.Webhook",
    "wish": "community.Wish",
}
TABLES = {
    "brief": "briefs",
    "group": "coordinated",
    "need": "needs",
    "stratum": "strata",
    "trend": "trends",
}


def test_whatever_an_address_names_is_there(town):
    from isotherm.web.readings.queries import rows

    for part, value in PARTS.items():
        thing = part.removesuffix("_id")
        if thing in TABLES:
            assert value in {row[part] for row in rows(TABLES[thing])}, part
        elif part.endswith("_id"):
            assert apps.get_model(MODELS[thing]).objects.filter(pk=value).exists(), part


@pytest.mark.parametrize("role", ["anonymous", "reader", "merchant", "buyer", "operator"])
def test_who_may_not_enter_is_refused_and_changes_nothing(role, town):
    client, before = client_of(town[role]), everything()
    for route, entry in ALL:
        if may_enter(role, audience(entry)):
            continue
        for ask in (client.get, client.post):
            response = ask(filled(route, entry))
            assert refused(response), f"{role} was answered {response.status_code} by {route}"
    assert everything() == before


def owners_of(entry: URLPattern) -> set[str] | None:
    """The roles whose thing an address names; None where it is nobody's alone."""
    named, name = entry.pattern.converters, view_name(entry)
    if audience(entry) is Audience.MERCHANT and "merchant_id" in named:
        return {"merchant", "buyer"} if name in BUYERS else {"merchant"}
    if audience(entry) is Audience.MEMBER and named and name not in FOR_EVERY_MEMBER:
        return OWNERS.get(name, {"reader"})
    return None


OWNED = [(route, entry, owners_of(entry)) for route, entry in ALL if owners_of(entry)]


def answers(client: Any, route: str, entry: URLPattern) -> list[Any]:
    """What looking at an address and sending it a form bring, where it takes them."""
    parts, form = SENT.get(view_name(entry), ({}, {}))
    path = filled(route, entry, **parts)
    found = [client.get(path, form), client.post(path, form)]
    for one in found:
        if one.streaming:
            one.getvalue()
    return [one for one in found if one.status_code != 405]


def undone(client: Any, route: str, entry: URLPattern) -> list[Any]:
    """The same answers; nothing is kept of what was done."""
    with transaction.atomic():
        found = answers(client, route, entry)
        transaction.set_rollback(True)
    return found


def let_in(client: Any, role: str, *, ask: Ask = answers) -> set[str]:
    """The addresses of others' things at which somebody was answered."""
    return {
        route
        for route, entry, owners in OWNED
        if role not in owners and not all(map(refused, ask(client, route, entry)))
    }


@pytest.mark.parametrize("role", [*ROLES, "operator"])
def test_what_belongs_to_somebody_is_not_there_for_anybody_else(role, town):
    client, before = client_of(town[role]), everything()
    assert let_in(client, role) == set()
    assert everything() == before


def test_whose_it_is_is_answered_and_does_it(town):
    clients, odd = {role: client_of(member) for role, member in town.items()}, []
    for route, entry, owners in OWNED:
        for role in sorted(owners):
            found = [one.status_code for one in undone(clients[role], route, entry)]
            fine = {200, 204, 302} | ({422} if view_name(entry) in UNFILLED else set())
            if not found or not set(found) <= fine:
                odd.append((role, view_name(entry), found))
    assert odd == []


def test_another_shops_things_are_not_at_ones_own_desk(town):
    client, before = client_of(town["other merchant"]), everything()
    for route, entry, _owners in OWNED:
        if len(set(entry.pattern.converters) - {"kind"}) < 2 or "merchant_id" not in route:
            continue
        parts, form = SENT.get(view_name(entry), ({}, {}))
        path = filled(route, entry, **(parts | {"merchant_id": "shop-2"}))
        for ask in (client.get, client.post):
            assert ask(path, form).status_code in (404, 405), path
    assert everything() == before


DESKS = {route for route, entry, _owners in OWNED if audience(entry) is Audience.MERCHANT}


def test_control_with_shops_that_are_anyones_every_desk_is_open(town, monkeypatch):
    from isotherm.web.shop import queries
    from isotherm.web.shop.models import Merchant

    answer_anyone = lambda _member, pk, **_role: Merchant.objects.get(pk=pk)  # noqa: E731
    monkeypatch.setattr(queries, "require_shop", answer_anyone)
    assert let_in(client_of(town["other merchant"]), "other merchant", ask=undone) == DESKS
    keepers = {r for r, entry, _ in OWNED if r in DESKS and view_name(entry) not in BUYERS}
    assert let_in(client_of(town["buyer"]), "buyer", ask=undone) == keepers


def test_control_where_everybody_is_taken_for_the_owner_everything_is_open(town, monkeypatch):
    found = set()
    for owner in ("reader", "author", "merchant"):
        for module in [one for name, one in sys.modules.items() if name.startswith("isotherm.web")]:
            if hasattr(module, "member_of"):
                monkeypatch.setattr(module, "member_of", lambda _, who=town[owner]: who)
        found |= let_in(client_of(town["stranger"]), "stranger", ask=undone)
    assert found == {route for route, _entry, _owners in OWNED} - DESKS


def test_what_is_nobodys_alone_is_found_by_whom_it_is_for(town):
    whose = {Audience.OPERATOR: "operator", Audience.MERCHANT: "merchant"}
    clients = {role: client_of(member) for role, member in town.items()}
    for route, entry in ALL:
        if owners_of(entry) or route.startswith(("/accounts/", "/payments/callback/")):
            continue
        client = clients[whose.get(audience(entry), "reader")]
        for one in undone(client, route, entry):
            assert not refused(one), f"{one.status_code} at {route}"


@pytest.mark.parametrize("role", ["anonymous", "reader", "merchant", "operator"])
def test_no_address_breaks_when_it_is_asked_for(role, town):
    client = client_of(town[role])
    for route, entry in ALL:
        response = client.get(filled(route, entry))
        assert response.status_code < 500, f"{response.status_code} at {route}"
        if response.streaming:
            response.getvalue()
