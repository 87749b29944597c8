from __future__ import annotations

import json

import pytest
from django.utils import timezone, translation
from limits import parse_many

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Hold, Order, Payment
from isotherm.web.shop.payments import provider_named
from isotherm.web.shop.services import hold, ship_line
from isotherm.web.site import limits

from .conftest import ADDRESS, sell_ahead

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader)
    return client


def _page(client, url: str, **kwargs) -> str:
    answer = client.get(url, **kwargs)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_from_a_product_to_a_kept_order(signed_in, reader, blazer, sku):
    page = _page(signed_in, f"/products/{blazer.pk}/?source_kind=note&source_id=n-1")
    assert 'value="n-1"' in page
    asked = {"sku": sku.pk, "quantity": "2", "source_kind": "note", "source_id": "n-1"}
    assert signed_in.post(f"/products/{blazer.pk}/hold/", asked).status_code == 302
    assert "¥1,600" in _page(signed_in, "/basket/")
    page = _page(signed_in, "/basket/checkout/")
    once = page.split('name="once" value="')[1].split('"')[0]
    form = ADDRESS | {"once": once, "total": "160000"}
    first = signed_in.post("/basket/checkout/", form)
    again = signed_in.post("/basket/checkout/", form)
    assert first.url == again.url
    assert first.url.startswith("/payments/")
    order = Order.objects.get()
    assert "¥1,600" in _page(signed_in, first.url)
    assert signed_in.post(first.url, {"answer": "pay"}).url == f"/orders/{order.pk}/"
    assert signed_in.post("/basket/checkout/", form).url == f"/orders/{order.pk}/"
    line = order.lines.get()
    assert (line.state, line.source_kind, line.source_id) == ("paid", "note", "n-1")
    ship_line(blazer.merchant, line.pk, parcel="SF1")
    assert "SF1" in _page(signed_in, f"/orders/{order.pk}/")
    signed_in.post(f"/orders/lines/{line.pk}/arrived/")
    signed_in.post(f"/orders/lines/{line.pk}/keep/", {"fit": "true"})
    line.refresh_from_db()
    assert line.state == "kept"
    assert order.pk in _page(signed_in, "/orders/")


def test_a_failed_payment_can_be_tried_again(signed_in, reader, sku, buy):
    order = buy(reader, sku, paid=False)
    url = signed_in.post(f"/orders/{order.pk}/pay/").url
    told = signed_in.post(url, {"answer": "fail"}, follow=True)
    shown = told.context["shown"]
    assert (shown.payment_failed, shown.kept_until) == (True, order.pay_by)
    for words in (
        "这次没付成功，没有扣钱。",
        "再付一次",
        f"{timezone.localtime(order.pay_by):%H:%M}",
    ):
        assert words in told.content.decode()
    second = signed_in.post(f"/orders/{order.pk}/pay/").url
    assert second != url
    assert "没付成功" not in _page(signed_in, f"/orders/{order.pk}/")  # it may yet
    signed_in.post(second, {"answer": "pay"})
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["failed", "paid"]
    assert signed_in.get(second).status_code == 302


def test_another_persons_things_are_not_there(client, make_member, reader, sku, buy):
    order = buy(reader, sku, paid=False)
    held = hold(reader, sku.pk, quantity=1)
    line = order.lines.get()
    payment = Payment.objects.create(
        order=order, provider="dummy", provider_ref="r", amount_fen=1, at=order.at
    )
    client.force_login(make_member("other"))
    assert client.get(f"/orders/{order.pk}/").status_code == 404
    assert client.get(f"/payments/{payment.pk}/").status_code == 404
    for url in (
        f"/payments/{payment.pk}/",
        f"/orders/{order.pk}/pay/",
        f"/orders/{order.pk}/cancel/",
        f"/orders/lines/{line.pk}/arrived/",
        f"/orders/lines/{line.pk}/keep/",
        f"/orders/lines/{line.pk}/return/",
        f"/basket/{held.pk}/change/",
        f"/basket/{held.pk}/release/",
    ):
        told = {"reason": "fit", "quantity": "1", "answer": "pay"}
        assert client.post(url, told).status_code == 404, url
    line.refresh_from_db()
    held.refresh_from_db()
    assert (line.state, held.state) == ("placed", "active")


def test_who_is_not_signed_in_sees_goods_and_is_sent_to_the_door_otherwise(client, blazer):
    assert blazer.title in _page(client, f"/products/{blazer.pk}/")
    assert blazer.title in _page(client, f"/shops/{blazer.merchant_id}/")
    for url in ("/basket/", "/basket/checkout/", "/orders/", "/orders/x/", "/payments/x/"):
        assert client.get(url).status_code == 302
    for url in ("/products/none/", "/shops/none/"):
        assert client.get(url).status_code == 404


def test_refusals_are_words_and_keep_what_was_written(signed_in, reader, make_member, sku, at):
    hold(reader, sku.pk, quantity=2)
    at(minutes=16)
    for number in range(4):
        hold(make_member(f"buyer-{number}"), sku.pk, quantity=min(3, 10 - 3 * number))
    form = ADDRESS | {"once": "k", "total": "160000"}
    answer = signed_in.post("/basket/checkout/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "丁香紫西装 XL" in page
    assert ADDRESS["address"] in page
    assert Hold.objects.filter(member=reader).count() == 1


@pytest.mark.parametrize(("field", "said"), [("phone", "12"), ("address", "x")])
def test_what_is_wrong_at_checkout_is_said_where_it_is_and_focused(
    signed_in, reader, sku, field, said
):
    hold(reader, sku.pk, quantity=1)
    form = {"once": "k", "total": "80000", **ADDRESS, field: said}
    page = signed_in.post("/basket/checkout/", form).content.decode()
    wrong = page.split(f'id="{field}"')[1].split(">")[0]
    assert f'aria-invalid="true" aria-describedby="{field}-wrong" autofocus' in wrong
    assert page.count("autofocus") == page.count('class="error"') == 1
    assert 'role="alert"' not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"once": "k"},
        {"once": "k", "total": "x"},
        {"once": "", "total": "80000", **ADDRESS},
        {"once": "k" * 500, "total": "80000", **ADDRESS},
        {"once": "k", "total": "9" * 400, **ADDRESS},
        {"once": "k", "total": "80000", **ADDRESS, "name": "长" * 5000},
        {"once": "k", "total": "٣", **ADDRESS},
    ],
)
def test_a_checkout_form_that_makes_no_sense_is_answered_in_words(signed_in, reader, sku, form):
    hold(reader, sku.pk, quantity=1)
    assert signed_in.post("/basket/checkout/", form).status_code in (409, 422)
    assert not Order.objects.exists()


@pytest.mark.parametrize("quantity", ["", "0", "-1", "4", "1.5", "x", "9" * 500, "٣", "1e3"])
@pytest.mark.parametrize("extra", [{}, HTMX])
def test_a_number_that_makes_no_sense_is_answered_in_words(signed_in, blazer, sku, quantity, extra):
    asked = {"sku": sku.pk, "quantity": quantity}
    assert signed_in.post(f"/products/{blazer.pk}/hold/", asked, **extra).status_code == 422
    assert signed_in.post(f"/products/{blazer.pk}/hold/", {}, **extra).status_code == 422
    assert not Hold.objects.exists()


def test_parts_of_pages_are_answered_where_they_are_asked_for(signed_in, reader, blazer, sku):
    told = signed_in.post(f"/products/{blazer.pk}/hold/", {"sku": sku.pk, "quantity": "1"}, **HTMX)
    assert "<html" not in told.content.decode()
    held = Hold.objects.get()
    changed = signed_in.post(f"/basket/{held.pk}/change/", {"quantity": "3"}, **HTMX)
    assert "¥2,400" in changed.content.decode()
    emptied = signed_in.post(f"/basket/{held.pk}/release/", **HTMX).content.decode()
    assert "<html" not in emptied
    assert "购物袋还是空的" in emptied


def test_a_callback_is_heard_when_it_is_signed(client, reader, sku, buy):
    order = buy(reader, sku, paid=False)
    payment = Payment.objects.create(
        order=order,
        provider="dummy",
        provider_ref="r",
        amount_fen=80000,
        covers={order.lines.get().pk: 80000},
        at=order.at,
    )
    message = provider_named("dummy").tell(payment, "paid")

    def call(body: bytes, signature: str, provider: str = "dummy") -> tuple[int, dict]:
        answer = client.post(
            f"/payments/callback/{provider}/",
            body,
            content_type="application/json",
            headers={"X-Signature": signature},
        )
        return answer.status_code, json.loads(answer.content)

    assert call(message.body, "0" * 64)[0] == 403
    assert call(message.body, message.signature, provider="nobody")[0] == 404
    assert [call(message.body, message.signature) for _ in range(2)] == [
        (200, {"payment": payment.pk, "state": "paid"})
    ] * 2
    order.refresh_from_db()
    assert order.state == "paid"


def test_a_presale_says_what_is_to_be_paid_when(signed_in, reader, blazer, sku):
    sell_ahead(blazer, deposit_fen=10000)
    assert "¥100" in _page(signed_in, f"/products/{blazer.pk}/")
    hold(reader, sku.pk, quantity=2)
    page = _page(signed_in, "/basket/checkout/")
    assert "¥1,600" in page
    assert "¥200" in page


def test_words_of_people_are_only_words(signed_in, reader, sku, blazer, buy):
    from isotherm.web.shop.models import Product

    attack = "<script>alert(1)</script>{{7*7}}\"'><img src=x onerror=alert(1)>"
    Product.objects.update(
        title=attack, description=attack, category=attack[:60], attributes={"colour": attack}
    )
    order = buy(reader, sku)
    hold(reader, sku.pk, quantity=1)
    urls = ("/basket/", "/basket/checkout/", "/orders/", f"/orders/{order.pk}/")
    for url in (f"/products/{blazer.pk}/", f"/shops/{blazer.merchant_id}/", *urls):
        page = _page(signed_in, url)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_pages_speak_english_too(signed_in, reader, blazer, sku, buy):
    order = buy(reader, sku)
    signed_in.cookies["django_language"] = "en"
    assert "Put into the basket" in _page(signed_in, f"/products/{blazer.pk}/")
    assert "Being packed" in _page(signed_in, f"/orders/{order.pk}/")
    translation.activate("zh-hans")


def test_an_order_of_the_record_is_shown_though_little_is_known(signed_in, reader, blazer):
    order = Order.objects.create(member=reader, imported=True, state="closed")
    order.lines.create(id="l-1", product=blazer, state="kept")
    order.lines.create(id="l-2", state="kept")
    assert blazer.title in _page(signed_in, f"/orders/{order.pk}/")
    assert _page(signed_in, "/orders/")
    assert signed_in.post(f"/orders/{order.pk}/cancel/").status_code == 404
    assert signed_in.post("/orders/lines/l-1/return/", {"reason": "fit"}).status_code == 404


def test_how_often_pages_ask_the_database(signed_in, blazer, buy, django_assert_max_num_queries):
    reader = Member.objects.get(pk="reader-1")
    sku, other_sku = blazer.skus.order_by("pk")
    for _ in range(4):
        order = buy(reader, sku, other_sku)
    for one in (sku, other_sku):
        hold(reader, one.pk, quantity=1)
    counts = {
        f"/products/{blazer.pk}/": 12,
        f"/shops/{blazer.merchant_id}/": 8,
        "/basket/": 6,
        "/basket/checkout/": 8,
        "/orders/": 9,
        f"/orders/{order.pk}/": 12,
    }
    for url, most in counts.items():
        with django_assert_max_num_queries(most):
            _page(signed_in, url)


@pytest.mark.parametrize("is_counted", [True, False])
def test_checking_out_without_end_is_refused(signed_in, reader, sku, monkeypatch, is_counted):
    monkeypatch.setattr(limits, "_rates", lambda _act: parse_many("2/day"))
    if not is_counted:  # the control
        monkeypatch.setattr("isotherm.web.shop.views.baskets.limited", lambda *_: None)
    hold(reader, sku.pk, quantity=1)
    form = {"once": "k", "name": "", "phone": "", "address": "", "total": "80000"}
    answers = [signed_in.post("/basket/checkout/", form).status_code for _ in range(3)]
    assert answers == [422, 422, 429 if is_counted else 422]
