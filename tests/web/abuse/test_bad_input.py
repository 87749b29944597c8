"""What goes wrong between a person and a page: a clear word, nothing lost, nothing doubled."""

from __future__ import annotations

import datetime as dt
import http.client

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from isotherm.web.community.models import Note, Reply, Wish
from isotherm.web.rooms.models import Vote
from isotherm.web.shop.models import Hold, Order, Payment, Sku
from isotherm.web.shop.payments import begin_payment
from isotherm.web.shop.services import checkout, hold, receive_stock
from isotherm.web.site.clock import now
from isotherm.web.studio.models import Selection

from .roads import matrix

pytestmark = pytest.mark.django_db
ADDRESS = {"name": "小同", "phone": "13800000000", "address": "杭州市西湖区同温路 37 号"}


@pytest.fixture
def me(reader):
    return matrix.client_of(reader)


@pytest.fixture
def sku(shop):
    Sku.objects.filter(pk="sku-XL").update(on_hand=0)
    sku = Sku.objects.get(pk="sku-XL")
    receive_stock(sku, units=3, reference="r")
    return sku


def twice(client, path: str, form: dict[str, str]):
    return [client.post(path, form) for _ in range(2)]


def test_a_double_click_does_once(me, reader, note, sku):
    twice(me, "/write/", {"title": "双击", "body": "b", "tags": "", "once": "k1"})
    assert Note.objects.filter(title="双击").count() == 1
    twice(me, "/notes/note-1/reply/", {"text": "双击", "once": "k2"})
    assert Reply.objects.filter(text="双击").count() == 1
    hold(reader, sku.pk, quantity=1)
    form = ADDRESS | {"once": "k3", "total": "80000"}
    places = {answer.headers["Location"] for answer in twice(me, "/basket/checkout/", form)}
    assert len(places) == Order.objects.count() == 1
    order = Order.objects.get()
    begun = {a.headers["Location"] for a in twice(me, f"/orders/{order.pk}/pay/", {})}
    assert len(begun) == Payment.objects.count() == 1
    for answer in twice(me, begun.pop(), {"answer": "pay"}):
        assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.state, Order.objects.count()) == ("paid", 1)
    sku.refresh_from_db()
    assert (sku.on_hand, sku.reserved) == (3, 1)  # one piece is promised until it is sent


FORMS_ONCE = {
    "/write/": {"title": "t", "body": "b"},
    "/notes/note-1/reply/": {"text": "t"},
    "/wishes/make/": {"text": "t"},
    "/studio/boards/": {"source": "shop", "shop": "shop-1", "keep": "1"},
    "/desk/shop-1/stock/sku-XL/": {"units": "5", "act": "receive"},
}


@pytest.mark.parametrize("path", FORMS_ONCE)
def test_a_form_without_its_key_does_nothing_and_with_it_what_it_says(path, merchant, note, sku):
    member = matrix.client_of(merchant)
    before = _done()
    assert member.post(path, FORMS_ONCE[path]).status_code == 422
    assert _done() == before
    assert member.post(path, FORMS_ONCE[path] | {"once": "k"}).status_code in (200, 302)
    assert _done() != before


def _done() -> tuple[int, ...]:
    counted = (Note.objects, Reply.objects, Wish.objects, Selection.objects)
    return (*(rows.count() for rows in counted), Sku.objects.get(pk="sku-XL").on_hand)


def test_an_order_that_was_let_go_cannot_be_paid_and_its_piece_is_free(me, reader, sku):
    from isotherm.web.shop.services import hold as promise

    promise(reader, sku.pk, quantity=3)
    order = checkout(reader, once_key="k", address=ADDRESS)
    payment = begin_payment(reader, order.pk)
    assert me.post(f"/orders/{order.pk}/cancel/").status_code == 302
    page = me.post(f"/orders/{order.pk}/pay/")
    assert page.status_code == 409
    # The provider says it was paid all the same: the money goes back, nothing is sold.
    me.post(f"/payments/{payment.pk}/", {"answer": "pay"})
    payment.refresh_from_db()
    assert payment.state in ("refunded", "failed")
    sku.refresh_from_db()
    assert (sku.on_hand, sku.reserved) == (3, 0)


def test_an_expired_line_whose_pieces_are_gone_is_named(me, reader, sku, make_member):
    hold(reader, sku.pk, quantity=1)
    Hold.objects.update(expires_at=now() - dt.timedelta(minutes=1))
    hold(make_member("quick"), sku.pk, quantity=3)
    page = me.post("/basket/checkout/", ADDRESS | {"once": "k", "total": "80000"})
    assert page.status_code == 409
    assert "丁香紫西装" in page.text
    assert not Order.objects.exists()


def test_a_vote_after_the_close_is_told(me, shop):
    from isotherm.web.rooms.services import close_test, open_test

    test = open_test(
        shop, title="t", brief_id="", note_id=None, place="room",
        options=[{"attributes": {"colour": "a"}}, {"attributes": {"colour": "b"}}],
        closes_at=now() + dt.timedelta(days=1),
    )  # fmt: skip
    close_test(test)
    before = Vote.objects.count()
    option = test.options.first()
    page = me.post(f"/tests/{test.pk}/vote/", {"option": option.pk, "stake": "like"})
    assert page.status_code == 409
    assert Vote.objects.count() == before


BROKEN = {
    "a lone return": b"product_id,title\rp-1,x\rp-2,y\r",
    "an open quote": b'product_id,title\np-1,"never closed\np-2,y\n' * 20,
    "a cell of a megabyte": b"product_id,title\np-1," + b"x" * 1_000_000,
    "nothing but commas": b"," * 5000,
    "NUL": b"product_id,title\np\0-1,\0\n",
    "half a character": "product_id,title\np-1,裙".encode()[:-1],
    "rows of any length": b"product_id,title\np-1\np-2,a,b,c,d,e\n\n,,\n",
    "two of a name": b"product_id,product_id,title\n1,2,3\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "UTF-16": "product_id,title\np-1,x\n".encode("utf-16"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_table_is_told_in_words(what, me, shop, merchant):
    keeper = matrix.client_of(merchant)
    upload = SimpleUploadedFile("x.csv", BROKEN[what])
    page = keeper.post("/desk/shop-1/csv/", {"file": upload})
    assert page.status_code in (200, 422)
    upload.seek(0)
    page = me.post("/studio/boards/", {"source": "file", "keep": "1", "once": "k", "file": upload})
    assert page.status_code in (302, 422)
    assert Selection.objects.count() == (page.status_code == 302)


def test_a_picture_of_two_hundred_megabytes_is_refused_before_it_is_sent(visitor):
    door = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=30)
    door.putrequest("POST", "/write/", skip_host=True)
    told = {"Host": "town.example", "Content-Length": str(200 * 2**20), "Content-Type": "image/png"}
    for name, value in told.items():
        door.putheader(name, value)
    door.endheaders()
    answer = door.getresponse()
    assert answer.status == 413
    assert "64 MB" in answer.read().decode()
    assert answer.headers["Server"] is None
    door.close()


@pytest.mark.django_db(transaction=True)
def test_a_session_that_ends_mid_stream_is_told_and_nothing_said_is_lost(
    open_page, shop, merchant, reader
):
    from django.contrib.sessions.models import Session

    from isotherm.web.rooms.services import open_room

    room = open_room(merchant, shop, title="夜里", test=None)
    page = open_page(f"/rooms/{room.pk}/", member=reader, allow="WebSocket|40[13]|503")
    page.wait_for_load_state("networkidle")
    page.fill("[data-say] [name=text]", "还没说完")
    Session.objects.all().delete()
    page.wait_for_selector("#toasts p", timeout=60_000)
    assert page.inner_text("#toasts").strip()
    assert page.input_value("[data-say] [name=text]") == "还没说完"
