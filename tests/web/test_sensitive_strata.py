"""A stratum whose words touch illness and such is named nowhere but on the operator's desk.

The whole town is walked by everybody: sixty people of such a stratum have voted, replied, ordered
and sent back, a brief is about it, and it is the warmest of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.web import full_town
from tests.web.addresses import ALL, API, PARTS, audience, client_of, filled, view_name
from tests.web.control.conftest import need, stratum
from tests.web.desk.conftest import brief_row

from isotherm.web.api.tokens import make_token
from isotherm.web.desk.models import BriefAnswer
from isotherm.web.desk.services.answers import take_brief
from isotherm.web.readings import queries
from isotherm.web.shop.models import Merchant
from isotherm.web.site.audiences import Audience

pytestmark = pytest.mark.django_db

NAMED = "孤雁岭"  # as nothing else in the town is
PEOPLE = [f"many-{n:02}" for n in range(60)]
# Where such a stratum would be named if it might be.
TOLD = {
    "accounts:strata",
    "community:feed",
    "community:note",
    "community:strata",
    "community:stratum",
    "desk:brief",
    "desk:map",
    "desk:returns",
    "rooms:evidence",
    "rooms:host",
    "search:results",
    "studio:home",
}


@pytest.fixture
def town(merchant, note, make_member, tmp_path) -> Iterator[full_town.People]:
    people = full_town.settle(merchant, note, make_member, _word)
    _crowd(note)
    hush = stratum("s-hush", name=f"孕晚期·{NAMED}", terms=["孕晚期", NAMED], temperature=9.0)
    hush |= {"size": 900.0, "size_low": 800.0, "size_high": 1000.0}
    told = {"subject_id": "n-hush", "stratum_ids": ["s-hush"], "merchant_id": "shop-1"}
    told |= {"act_by": full_town.LATER, "expires": full_town.LATER}
    belongs = {"stratum_id": "s-hush", "weight": 0.9}
    full_town.reading_of(
        tmp_path / "run-1",
        _word,
        strata=[hush],
        memberships=[belongs | {"actor_id": one} for one in (*PEOPLE, "reader-1")],
        needs=[need("n-hush", stratum_id="s-hush")],
        note_strata=[belongs | {"note_id": "note-1"}],
        briefs=[brief_row("b-hush", **told)],
    )
    yield people
    queries.forget()


def _word(most: int) -> str:
    return "词 word"[:most]


def _crowd(note: Any) -> None:
    from isotherm.web.accounts.models import Member
    from isotherm.web.community.models import Reply
    from isotherm.web.readings.models import FeedList
    from isotherm.web.rooms.models import Vote
    from isotherm.web.shop.models import Order, OrderLine, Outcome

    at = {"at": full_town.AT}
    Member.objects.bulk_create(
        Member(id=one, username=one, name="众", joined_at=full_town.AT) for one in PEOPLE
    )
    Reply.objects.bulk_create(Reply(note=note, member_id=one, text="好看", **at) for one in PEOPLE)
    vote = {"test_id": "test-1", "option_id": "option-1", "stake": "like"} | at
    Vote.objects.bulk_create(Vote(member_id=one, **vote) for one in PEOPLE)
    Order.objects.bulk_create(
        Order(id=f"o-{one}", member_id=one, total_fen=80000, state="paid", **at) for one in PEOPLE
    )
    bought = {"sku_id": "sku-L", "product_id": "product-1", "quantity": 1, "state": "kept"}
    OrderLine.objects.bulk_create(
        OrderLine(id=f"l-{one}", order_id=f"o-{one}", **bought) for one in PEOPLE
    )
    Outcome.objects.bulk_create(
        Outcome(
            member_id=one,
            product_id="product-1",
            line_id=f"l-{one}",
            kept=n % 3 > 0,
            fit="true",
            **at,
        )
        for n, one in enumerate(PEOPLE)
    )
    cards = [["note-1", "stratum", "s-hush"]]
    FeedList.objects.create(member_id="reader-1", cards=cards, run_id="run-1")


ID = "s-hush"
WITH_BRIEFS = (
    ("web", "/desk/shop-1/map/"),
    ("web", "/desk/shop-1/briefs/b-hush/"),
    ("api", "/api/v1/shops/shop-1/briefs"),
    ("api", "/api/v1/shops/shop-1/briefs/b-hush"),
)
THERE = {"stratum_id": "s-hush", "brief_id": "b-hush"}


def naming(people: full_town.People, named: Callable[[Audience | None], bool]) -> set[str]:
    """The views, of those for some audiences, on whose pages anybody at all finds the name."""
    found = set()
    for member in people.values():
        client = client_of(member)
        for route, entry in ALL:
            if named(audience(entry)):
                answer = client.get(filled(route, entry, **THERE))
                read = answer.getvalue() if answer.streaming else answer.content
                if NAMED.encode() in read:
                    found.add(view_name(entry))
    return found


def naming_of_the_api(people: full_town.People) -> set[str]:
    """The operations that name it to whoever does not run the community."""
    from isotherm.web.api.scopes import SCOPES

    found, scopes = set(), [one for one in SCOPES if not one.startswith("control:")]
    for role in ("reader", "author", "merchant"):
        key = make_token(people[role], name="x", scopes=scopes)[1]
        client = Client(headers={"authorization": f"Bearer {key}"})
        for route, entry in API:
            if entry.pattern.converters.keys() <= PARTS.keys():
                answer = client.get(filled(route, entry, **THERE))
                if NAMED.encode() in answer.getvalue():
                    found.add(route)
    return found


def test_nobody_reads_its_name(town):
    assert naming(town, lambda who: who is not Audience.OPERATOR) == set()
    assert naming_of_the_api(town) == set()


def with_its_id(people: full_town.People) -> set[str]:
    """The pages of a shop, and the answers of the API to it, in which the id stands."""
    key = make_token(people["merchant"], name="x", scopes=["shop:read"])[1]
    told = {"web": client_of(people["merchant"])}
    told["api"] = Client(headers={"authorization": f"Bearer {key}"})
    return {f"{name} {path}" for name, path in WITH_BRIEFS if ID in told[name].get(path).text}


def test_a_shop_does_not_read_even_its_id(town):
    assert with_its_id(town) == set()
    take_brief(Merchant.objects.get(pk="shop-1"), "b-hush")
    assert with_its_id(town) == set()
    assert BriefAnswer.objects.get(brief_id="b-hush").brief["stratum_ids"] == []


def test_what_was_kept_with_its_id_is_read_without_it(town):
    answer = take_brief(Merchant.objects.get(pk="shop-1"), "b-hush")
    answer.brief["stratum_ids"] = [ID]
    answer.save()
    assert with_its_id(town) == set()


def test_control_the_id_of_any_other_stratum_is_read(town, monkeypatch):
    monkeypatch.setattr(queries, "is_sensitive", lambda _stratum: False)
    queries.forget()
    cache.clear()
    assert with_its_id(town) == {f"{name} {path}" for name, path in WITH_BRIEFS}


def test_the_operator_does(town):
    operator = {"operator": town["operator"]}
    found = naming(operator, lambda who: who is Audience.OPERATOR)
    assert {"control:map", "control:stratum"} <= found


def test_control_were_it_like_any_other_it_would_be_read(town, monkeypatch):
    monkeypatch.setattr(queries, "is_sensitive", lambda _stratum: False)
    queries.forget()
    cache.clear()
    some = {role: town[role] for role in ("reader", "author", "merchant")}
    found = naming(some, lambda who: who is not Audience.OPERATOR)
    assert found >= TOLD, TOLD - found
