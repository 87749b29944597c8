"""Every page of a desk opens for its keeper, in few queries, and for nobody else."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.desk.conftest import DAY, TODAY

from isotherm.web.community.models import Wish
from isotherm.web.desk.models import BriefAnswer, Lot
from isotherm.web.desk.services import take_brief
from isotherm.web.rooms.models import LiveTest, Option, Vote
from isotherm.web.shop.models import Merchant, Product, Sku

pytestmark = pytest.mark.django_db

PAGES = {
    "which": [],
    "home": ["shop-1"],
    "map": ["shop-1"],
    "briefs": ["shop-1"],
    "brief": ["shop-1", "b-own"],
    "plan": ["shop-1", "b-own"],
    "loop": ["shop-1", "b-own"],
    "trials": ["shop-1"],
    "trial": ["shop-1", "t-1"],
    "plan-lot": ["shop-1", "lilac"],
    "lots": ["shop-1"],
    "lot": ["shop-1", "lot-1"],
    "products": ["shop-1"],
    "product": ["shop-1", "product-1"],
    "wishes": ["shop-1", "product-1"],
    "exchange": ["shop-1"],
    "export": ["shop-1", "products"],
    "stock": ["shop-1"],
    "orders": ["shop-1"],
    "returns": ["shop-1"],
}
ACTS = {
    "take": ["shop-1", "b-own"],
    "pass": ["shop-1", "b-own"],
    "ask": ["shop-1", "b-own"],
    "cutting": ["shop-1", "lot-1"],
    "arrived": ["shop-1", "lot-1"],
    "list": ["shop-1", "lot-1"],
    "take-off": ["shop-1", "product-1"],
    "reorder": ["shop-1", "product-1"],
    "change-stock": ["shop-1", "sku-L"],
    "send": ["shop-1"],
    "back": ["shop-1", "no-such-line"],
}
MOST_QUERIES = 30  # with session, member, shops of the frame and the checks of transactions


@pytest.fixture
def desk(desk_client, shop):
    """A desk with something on every page."""
    take_brief(shop, "b-own")
    test = LiveTest.objects.create(
        id="t-1", merchant=shop, brief_id="b-own", opened_at=TODAY, closes_at=TODAY + DAY
    )
    Option.objects.create(id="lilac", test=test, attributes={"colour": "丁香紫"}, price_fen=80000)
    Lot.objects.create(
        id="lot-1",
        merchant=shop,
        brief_id="b-own",
        option_id="lilac",
        units=5,
        size_curve={"L": 5},
        at=TODAY,
    )
    return desk_client


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_in_few_queries(desk, name):
    from django.db import connection

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = desk.get(reverse(f"desk:{name}", args=PAGES[name]), follow=True)
    assert answer.status_code == 200
    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("name", [*PAGES, *ACTS])
def test_another_shops_desk_is_not_there(desk, client, make_member, name):
    other = make_member("other-1", kind="merchant")
    mine = Merchant.objects.create(id="shop-2")
    mine.people.create(member=other, role="keeper")
    client.force_login(other)
    if name == "which":
        assert client.get(reverse("desk:which")).url == reverse("desk:home", args=["shop-2"])
        return
    url = reverse(f"desk:{name}", args=(PAGES | ACTS)[name])
    answer = client.get(url) if name in PAGES else client.post(url, {"words": "x", "units": "1"})
    assert answer.status_code == 404
    # Their own shop does not open another's things either.
    args = ["shop-2", *(PAGES | ACTS)[name][1:]]
    url = reverse(f"desk:{name}", args=args)
    if len(args) > 1 and args[1] != "products":
        answer = (
            client.get(url) if name in PAGES else client.post(url, {"words": "x", "units": "1"})
        )
        assert answer.status_code in (404, 422)
    assert BriefAnswer.objects.count() == 1
    assert Lot.objects.get().state == "planned"


@pytest.mark.parametrize("name", PAGES)
def test_readers_have_no_desk(desk, client, make_member, name):
    client.force_login(make_member("reader-9"))
    url = reverse(f"desk:{name}", args=PAGES[name])
    assert client.get(url).status_code == 403
    client.logout()
    assert client.get(url).status_code == 302


def test_forms_filled_in_wrongly_come_back_with_words(desk, shop):
    url = reverse("desk:plan", args=["shop-1", "b-own"])
    answer = desk.post(url, {"option-TOTAL_FORMS": "x"})
    assert answer.status_code == 422
    answer = desk.post(reverse("desk:plan-lot", args=["shop-1", "lilac"]), {"price": "1e309"})
    assert answer.status_code == 422
    answer = desk.post(reverse("desk:list", args=["shop-1", "lot-1"]), {"title": "", "price": "x"})
    assert answer.status_code == 422
    assert (
        desk.get(reverse("desk:briefs", args=["shop-1"]) + "?page=nope&tier=T-9").status_code == 200
    )


def test_the_way_from_brief_to_shop_in_a_browser(desk, shop, note, merchant):
    note.author = merchant
    note.save()
    plan = {
        "title": "哪个颜色",
        "place": "note",
        "note_id": note.pk,
        "days": "3",
        "room_in_hours": "0",
        "once": "k1",
        "option-TOTAL_FORMS": "2",
        "option-INITIAL_FORMS": "0",
        "option-0-colour": "丁香紫",
        "option-0-price": "399",
        "option-1-colour": "雾蓝",
        "option-1-price": "399.50",
    }
    url = reverse("desk:plan", args=["shop-1", "b-own"])
    first, second = desk.post(url, plan), desk.post(url, plan)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    test = LiveTest.objects.exclude(pk="t-1").get()
    option = test.options.get(price_fen=39950)
    Vote.objects.create(test=test, option=option, member=merchant, stake="like", at=TODAY)
    lot = {
        "price": "399",
        "cost": "150",
        "salvage": "60",
        "audience": "1000",
        "lead_days": "20",
        "selling_days": "30",
        "units": "12",
        "once": "k2",
        "act": "keep",
    }
    url = reverse("desk:plan-lot", args=["shop-1", option.pk])
    first, second = desk.post(url, lot), desk.post(url, lot)
    assert first.url == second.url
    made = Lot.objects.get(option=option)
    desk.post(reverse("desk:arrived", args=["shop-1", made.pk]))
    shown = {"title": "雾蓝西装", "category": "外套", "price": "399"}
    answer = desk.post(reverse("desk:list", args=["shop-1", made.pk]), shown)
    product = Product.objects.get(title="雾蓝西装")
    assert answer.url == reverse("desk:product", args=["shop-1", product.pk])
    Wish.objects.create(id="w-blue", member=merchant, at=TODAY, text="想要雾蓝西装")
    again = desk.post(reverse("desk:list", args=["shop-1", made.pk]), shown)
    assert again.url == reverse("desk:wishes", args=["shop-1", product.pk])
    assert sum(sku.on_hand for sku in product.skus.all()) == 12


def test_a_stock_form_sent_twice_counts_once(desk):
    url = reverse("desk:change-stock", args=["shop-1", "sku-L"])
    form = {"units": "5", "act": "receive", "once": "k"}
    assert desk.post(url, form).status_code == desk.post(url, form).status_code == 302
    assert Sku.objects.get(pk="sku-L").on_hand == 15
    assert desk.post(url, {"units": "-5", "act": "receive"}).status_code == 422
    assert desk.post(url, {"units": "5", "act": "count"}).status_code == 422
    desk.post(url, {"units": "3", "act": "count", "words": "盘点", "once": "k3"})
    assert Sku.objects.get(pk="sku-L").on_hand == 3


def test_a_file_is_told_row_by_row(desk, do_jobs):
    rows = "Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price\n"
    rows += "a,裙,Size,L,5,100\nb,裤,Size,M,x,100\n"
    file = SimpleUploadedFile("goods.csv", rows.encode(), content_type="text/csv")
    answer = desk.post(reverse("desk:exchange", args=["shop-1"]), {"file": file})
    address = answer.headers["Location"]
    assert "hx-get" in desk.get(address).text
    assert do_jobs() == ["done"]
    page = desk.get(address)
    told = page.context["file"]
    assert (told.rows, told.taken, told.faulty, told.products_made) == (2, 1, 1, 1)
    assert "hx-get" not in page.text
    assert "goods.csv" in desk.get(reverse("desk:exchange", args=["shop-1"])).text
    assert desk.post(reverse("desk:exchange", args=["shop-1"])).status_code == 422
