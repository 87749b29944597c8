"""What a merchant sees of people, and what personalisation changes: in a town rebuilt whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from .roads import from_file, matrix

_READINGS = from_file(Path(__file__).parents[1] / "readings" / "conftest.py")
ledger, reading, home = _READINGS.ledger, _READINGS.reading, _READINGS.home

FLOOR = 50
SECRETS = ("planted-secret-one 想在周五穿给前任看", "planted-secret-two 体检报告说我要住院了")


@pytest.fixture
def lived(transactional_db: None, ledger: Path, reading: Path, home: Path) -> Any:
    """The small community as a town, with sentences nobody else wrote in what people tell."""
    from isotherm.web.community.models import Note, Reply, Wish
    from isotherm.web.readings.rebuild import rebuild_town
    from isotherm.web.search.models import Search
    from isotherm.web.shop.models import OrderLine, Outcome

    told = rebuild_town(ledger, reading)
    for number, row in enumerate(Note.objects.order_by("pk")[:40]):
        row.body += SECRETS[number % 2]
        row.save(update_fields=["body"])
    Reply.objects.filter(text="好看").update(text=SECRETS[0])
    Wish.objects.update(text=SECRETS[1])
    Search.objects.filter(pk__startswith="q-a000").update(query=SECRETS[0])
    OrderLine.objects.update(return_reason=SECRETS[0])
    Outcome.objects.update(reason=SECRETS[1])
    return told


@pytest.fixture
def keeper(lived: Any) -> Any:
    from isotherm.web.accounts.models import Member

    return Member.objects.get(pk="keeper-m1")


def desk_pages() -> list[str]:
    from isotherm.web.readings.queries import briefs_for
    from isotherm.web.shop.models import Product

    rooms = ("", "map/", "briefs/", "tests/", "lots/", "goods/", "stock/", "orders/", "returns/")
    pages = [f"/desk/m1/{room}" for room in (*rooms, "csv/")]
    for row in briefs_for("m1"):
        pages += [f"/desk/m1/briefs/{row['brief_id']}/{more}" for more in ("", "plan/", "loop/")]
    goods = Product.objects.filter(merchant_id="m1").order_by("pk")[:10]
    return [*pages, *(f"/desk/m1/goods/{one.pk}/" for one in goods), "/desk/m1/goods/p000/wishes/"]


def api_answers(keeper: Any) -> list[tuple[str, str]]:
    from isotherm.web.api.scopes import SCOPES
    from isotherm.web.api.tokens import make_token
    from isotherm.web.readings.queries import briefs_for

    rights = [one for one in SCOPES if not one.startswith("control:")]
    secret = make_token(keeper, name="x", scopes=rights)[1]
    client = matrix.client_of(None)
    paths = ["briefs", "stock", "lines", "webhooks", "today", "opportunities", "tests", "lots"]
    paths += ["products", "returns"]
    paths += [f"briefs/{row['brief_id']}" for row in briefs_for("m1")]
    paths += [f"briefs/{row['brief_id']}/loop" for row in briefs_for("m1")]
    asked = [f"/api/v1/shops/m1/{path}" for path in paths]
    headers = {"Authorization": f"Bearer {secret}"}
    return [(path, client.get(path, headers=headers).content.decode()) for path in asked]


def people_in(text: str, but: str) -> set[str]:
    """Which members of the community are named by id."""
    return {one for one in re.findall(r"\b[az]\d{3,4}\b", text) if one != but}


def test_a_merchant_sees_nobody_and_reads_no_sentence_of_anybody(keeper):
    client = matrix.client_of(keeper)
    read = [(path, client.get(path)) for path in desk_pages()]
    opened = [(path, answer.content.decode()) for path, answer in read if answer.status_code == 200]
    assert len(opened) >= 15
    for path, text in [*opened, *api_answers(keeper)]:
        assert "planted-secret" not in text, path
        assert people_in(text, but="a0003") == set(), path  # its own buyer may be named
    no_figure_is_below_the_floor()
    # The control: the sentences and the people are there where they belong.
    assert "planted-secret" in client.get("/notes/n0000/").content.decode()
    assert people_in(client.get("/").content.decode(), but="a0003") != set()


def no_figure_is_below_the_floor() -> None:
    from isotherm.web.desk.queries import opportunities
    from isotherm.web.readings.queries import briefs_for
    from isotherm.web.shop.models import Merchant

    for row in briefs_for("m1"):
        assert row["audience"] is None or row["audience"] >= FLOOR
    found = repr(opportunities(Merchant.objects.get(pk="m1")))
    for figure in re.findall(r"(?:people|size|audience|askers)\w*=(\d+(?:\.\d+)?)", found):
        assert float(figure) == 0 or float(figure) >= FLOOR


def walked(member: Any) -> list[str]:
    from isotherm.web.community.feed import page_for

    cursor, found = "", []
    for _ in range(4):
        page = page_for(member, cursor)
        found += [(card["note"].pk, str(card["reason"])) for card in page.cards]
        cursor = page.cursor
        if not cursor:
            break
    return found


def found_by(member: Any, words: str) -> list[str]:
    from isotherm.web.search.queries import search

    answer = search(words, member)
    return [match.item_id for match in (*answer.notes, *answer.products)]


WORDS = ("西装 通勤", "猫粮", "跑鞋 湖边", "大码", "加大码真丝睡袍", "none of this")


def test_switched_off_the_town_is_what_anybody_sees(lived):
    from isotherm.web.accounts.models import Member

    anybody = walked(None)
    anyones = [found_by(None, words) for words in WORDS]
    members = list(Member.objects.filter(pk__regex=r"^a\d+$").order_by("pk")[:20])
    differ = 0
    for member in members:
        differ += walked(member) != anybody
        member.personalised = False
        assert walked(member) == anybody
        assert [found_by(member, words) for words in WORDS] == anyones
    assert differ > len(members) // 2  # the control: switched on they see something of their own
    the_pages_are_what_anybody_sees()
    the_price_is_everybodys()


def cards_of(page: str) -> list[str]:
    """What is shown, in order, without what belongs to the one who looks."""
    return re.findall(r'href="/(notes/[^/"]+/|products/[^/"]+/)', page)


def the_pages_are_what_anybody_sees() -> None:
    from isotherm.web.accounts.models import Member

    anybody = matrix.client_of(None)
    for member in Member.objects.filter(pk__regex=r"^a\d+$").order_by("-pk")[:4]:
        Member.objects.filter(pk=member.pk).update(personalised=False)
        client = matrix.client_of(member)
        for path in ("/", "/search/?q=西装", "/search/?q=猫粮"):
            shown = cards_of(client.get(path).content.decode())
            assert shown == cards_of(anybody.get(path).content.decode())
            assert shown


def the_price_is_everybodys() -> None:
    from isotherm.web.accounts.models import Member

    profiles = ({}, {"city": "上海", "weight_kg": 95}, {"height_cm": 150, "age": 19})
    told: dict[str, set[str]] = {}
    for number, member in enumerate(Member.objects.order_by("pk")[::60]):
        fields = {"profile": profiles[number % 3], "followers": 10**number, "kind": "author"}
        Member.objects.filter(pk=member.pk).update(**fields)
        client = matrix.client_of(member)
        for path in ("/products/p000/", "/products/p007/", "/shops/m1/", "/search/?q=西装"):
            page = client.get(path).content.decode()
            prices = " ".join(re.findall(r"¥[\d,.]+", page))
            told.setdefault(path, set()).add(prices)
    assert all(len(prices) == 1 for prices in told.values())
    assert all("".join(prices) for path, prices in told.items() if "products" in path)
