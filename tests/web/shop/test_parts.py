"""A part of a line goes back: to the cent, to the piece, and never more than there is."""

from __future__ import annotations

import hypothesis.strategies as st
import pyarrow.parquet as pq
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from isotherm.web.desk.queries.returns import returned_by_stratum
from isotherm.web.shop.models import OrderLine, Outcome
from isotherm.web.shop.queries import sales
from isotherm.web.shop.queries.outcomes import first_outcomes, kept_so_far
from isotherm.web.shop.services import accept_return, ask_return, keep, refuse_return, ship_line
from isotherm.web.site.refusals import Refusal

from .books import check_books
from .conftest import sell_ahead, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(blazer):
    return blazer.merchant


@pytest.fixture
def sent(reader, sku, buy, shop):
    """A line of two pieces, sent."""
    line = buy(reader, sku, quantity=2).lines.get()
    return ship_line(shop, line.pk)


def _rest(line) -> OrderLine:
    """The pieces that stayed when a part went back."""
    return OrderLine.objects.filter(part_of=line).latest("pk")


PLANS = st.fixed_dictionaries(
    {
        "price": st.integers(1, 99_999),
        "deposit": st.integers(0, 400),
        "quantity": st.integers(2, 3),
        "forgiven": st.fractions(0, 1),
        "cuts": st.lists(st.integers(1, 3), min_size=1, max_size=3),
    }
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(plan=PLANS)
def test_whatever_parts_go_back_the_sums_are_right_to_the_cent(plan, reader, sku, buy, blazer):
    with transaction.atomic():
        blazer.price_fen = plan["price"]
        blazer.save()
        if 0 < plan["deposit"] < blazer.price_fen:
            sell_ahead(blazer, deposit_fen=plan["deposit"])
        there = plan["quantity"]
        line, payments = _sent(buy(reader, sku, quantity=there), blazer)
        forgiven = int(payments[-1].amount_fen * plan["forgiven"])
        tell(payments[-1], "refunded", amount_fen=forgiven)
        left = _left(payments)
        for cut in plan["cuts"]:
            pieces = min(cut, there)
            ask_return(reader, line.pk, reason="mind", quantity=pieces)
            accept_return(blazer.merchant, line.pk)
            check_books()
            left, there = left * (there - pieces) // there, there - pieces
            assert _left(payments) == left
            if not there:
                break
            line = _rest(line.part_of or line)
        sku.refresh_from_db()
        assert sku.on_hand == 10 - there
        transaction.set_rollback(True)


def _sent(order, product):
    """The order's line, paid to the end and sent, with its payments."""
    from isotherm.web.shop.payments import begin_payment
    from isotherm.web.shop.services import ask_balance

    if ask_balance(product):
        tell(begin_payment(order.member, order.pk), "paid")
    line = order.lines.get()
    ship_line(product.merchant, line.pk)
    return line, list(order.payments.order_by("pk"))


def _left(payments) -> int:
    """What the shop still has of some payments, fen."""
    for payment in payments:
        payment.refresh_from_db()
    return sum(payment.amount_fen - payment.refunded_fen for payment in payments)


def test_one_of_two_goes_back_and_one_is_kept(sent, reader, blazer):
    shop = blazer.merchant
    ask_return(reader, sent.pk, reason="fit", fit="small", quantity=1)
    accept_return(shop, sent.pk)
    rest = _rest(sent)
    assert (rest.quantity, rest.state, rest.line_id) == (1, "shipped", "2")
    keep(reader, rest.pk, fit="true")
    order = rest.order
    order.refresh_from_db()
    assert (order.state, order.payments.get().refunded_fen) == ("closed", 80000)
    assert set(Outcome.objects.values_list("line_id", "kept")) == {
        (sent.pk, False),
        (rest.pk, True),
    }
    sold = sales.sales_by_source([blazer])["direct"]
    assert (sold.ordered, sold.kept, sold.returned, sold.orders) == (2, 1, 1, 1)
    assert (sold.revenue_fen, sold.refunds_fen) == (160000, 80000)
    assert kept_so_far(shop) == (1, 2)
    assert first_outcomes(shop) == [(reader.pk, "XL", True)]  # a person counts once a size
    assert returned_by_stratum(shop).is_empty
    check_books()


@pytest.mark.django_db(transaction=True)
def test_the_record_tells_both_parts(sent, reader, shop, tmp_path):
    from isotherm.web.readings.export import export_record

    ask_return(reader, sent.pk, reason="fit", fit="small", quantity=1)
    accept_return(shop, sent.pk)
    keep(reader, _rest(sent).pk, fit="true")
    export_record(tmp_path / "record")
    orders = pq.read_table(tmp_path / "record" / "orders.parquet").to_pylist()
    assert [(one["line_id"], one["quantity"], one["price_fen"]) for one in orders] == [
        ("1", 1, 80000),
        ("2", 1, 80000),
    ]
    outcomes = pq.read_table(tmp_path / "record" / "outcomes.parquet").to_pylist()
    assert [(one["order_id"], one["kept"]) for one in outcomes] == [
        (sent.order_id, False),
        (sent.order_id, True),
    ]


def test_who_asks_twice_for_one_sends_one_back(sent, reader):
    ask_return(reader, sent.pk, reason="mind", quantity=1)
    with pytest.raises(Refusal) as no:
        ask_return(reader, sent.pk, reason="mind", quantity=1)
    assert no.value.code == "moved_on"
    assert sorted(OrderLine.objects.values_list("quantity", "state")) == [
        (1, "return_asked"),
        (1, "shipped"),
    ]


@pytest.mark.parametrize("quantity", [0, -1, 3, 2**31])
def test_no_more_goes_back_than_there_is(sent, reader, quantity):
    with pytest.raises(Refusal) as no:
        ask_return(reader, sent.pk, reason="mind", quantity=quantity)
    assert no.value.code == "quantity"
    assert OrderLine.objects.get().state == "shipped"


def test_all_of_it_is_no_part(sent, reader):
    ask_return(reader, sent.pk, reason="mind", quantity=2)
    assert OrderLine.objects.get().quantity == 2


def test_a_part_that_is_refused_can_be_kept_and_the_rest_goes_its_way(sent, reader, shop):
    ask_return(reader, sent.pk, reason="mind", quantity=1)
    refuse_return(shop, sent.pk, words="吊牌已剪")
    ask_return(reader, _rest(sent).pk, reason="mind")
    accept_return(shop, _rest(sent).pk)
    keep(reader, sent.pk)
    assert sorted(Outcome.objects.values_list("kept", flat=True)) == [False, True]
    check_books()


def test_the_page_asks_how_many_and_says_what_went_back(sent, reader, client):
    client.force_login(reader)
    page = f"/orders/{sent.order_id}/"
    told = {"reason": "mind", "quantity": "1"}
    for quantity in ("", "two", "3", "9" * 400):
        answer = client.post(f"/orders/lines/{sent.pk}/return/", told | {"quantity": quantity})
        assert answer.status_code == 422
    client.post(f"/orders/lines/{sent.pk}/arrived/")
    assert 'name="quantity"' in client.get(page).content.decode()
    client.post(f"/orders/lines/{sent.pk}/return/", told)
    shown = client.get(page)
    assert [one.line.quantity for one in shown.context["shown"].lines] == [1, 1]
    assert [(step.kind, step.pieces) for step in shown.context["shown"].steps] == [
        ("placed", 0),
        ("paid", 2),
        ("shipped", 2),
        ("delivered", 2),
        ("return_asked", 1),
    ]
    assert 'name="quantity"' not in shown.content.decode()


def test_control_money_that_is_not_shared_out_is_seen(sent, reader, shop, monkeypatch):
    from isotherm.web.shop import parts

    monkeypatch.setattr(parts, "share_out", lambda *_args: None)
    ask_return(reader, sent.pk, reason="mind", quantity=1)
    with pytest.raises(AssertionError):
        check_books()
