"""The loop report equals what a slow count of every line and every movement of money says."""

from __future__ import annotations

import random

import pytest
from django.http import Http404
from tests.web.desk.conftest import TODAY

from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries import loop_report
from isotherm.web.desk.services import mark_arrived, take_brief
from isotherm.web.rooms.models import LiveTest, Option, Vote
from isotherm.web.rooms.services import record_seen
from isotherm.web.shop.models import Merchant, MoneyEntry, OrderLine, Product
from isotherm.web.shop.payments import EventKind, begin_payment, provider_named, take_callback
from isotherm.web.shop.services import (
    accept_return,
    ask_return,
    cancel_order,
    checkout,
    confirm_delivery,
    hold,
    keep,
    list_product,
    ship_line,
)
from isotherm.web.shop.sources import SOURCES
from isotherm.web.site.templatetags.town import cents

pytestmark = pytest.mark.django_db
ADDRESS = {"name": "小同", "phone": "13800000000", "address": "杭州市西湖区同温路 37 号"}


@pytest.fixture
def sold(shop, told) -> Product:
    """A product of the brief taken, sold from two lots."""
    take_brief(shop, "b-own")
    test = LiveTest.objects.create(id="t-1", merchant=shop, brief_id="b-own", opened_at=TODAY)
    Option.objects.create(id="lilac", test=test, attributes={"colour": "丁香紫"})
    product = list_product(
        shop,
        title="丁香紫西装",
        price_fen=79_999,
        sizes={"L": 200, "XL": 200},
        brief_id="b-own",
        option_id="lilac",
    )
    for units, state in ((60, "cutting"), (7, "planned")):
        Lot.objects.create(
            merchant=shop,
            brief_id="b-own",
            option_id="lilac",
            units=units,
            unit_cost_fen=30_001,
            size_curve={"L": units},
            state=state,
            at=TODAY,
        )
    return product


def live(product, members, seed: int) -> None:
    """Random orders from everywhere, each ended in a random way; other goods bought beside."""
    rng = random.Random(seed)
    other = Product.objects.get(pk="product-1").skus.get(pk="sku-L")
    for n, member in enumerate(members):
        for sku in product.skus.order_by("pk"):
            if rng.random() < 0.8:
                source = rng.choice([*SOURCES, "direct"])
                hold(
                    member,
                    sku.pk,
                    quantity=rng.randint(1, 3),
                    source_kind=source,
                    source_id="note-1",
                )
        if n < 8:
            hold(member, other.pk, quantity=1)
        if not member.holds.exists():
            continue
        order = checkout(member, once_key=f"k{n}", address=ADDRESS)
        if rng.random() < 0.15:
            continue
        payment = begin_payment(member, order.pk)
        said = provider_named("dummy").tell(payment, EventKind("paid"))
        take_callback("dummy", said.body, said.signature)
        if rng.random() < 0.15:
            cancel_order(member, order.pk)
            continue
        for line in order.lines.order_by("pk"):
            end(line, member, rng)


def end(line, member, rng) -> None:
    """Send a line, and have it kept, sent back, or neither."""
    if rng.random() < 0.1:
        return
    ship_line(line.product.merchant, line.pk)
    confirm_delivery(member, line.pk)
    ending = rng.random()
    if ending < 0.5:
        keep(member, line.pk)
    elif ending < 0.85:
        ask_return(member, line.pk, reason="fit", fit="small")
        if ending < 0.75:
            accept_return(line.product.merchant, line.pk)


def recount(product) -> dict[str, int]:
    """Every line and every movement of money, one by one."""
    sums = dict.fromkeys(
        ("ordered", "kept", "returned", "under_way", "cancelled", "revenue_fen", "refunds_fen"), 0
    )
    for line in OrderLine.objects.all():
        if line.product_id != product.pk:
            continue
        name = {"kept": "kept", "returned": "returned", "cancelled": "cancelled"}.get(
            line.state, "under_way"
        )
        sums[name] += line.quantity
        sums["ordered"] += 0 if line.state == "cancelled" else line.quantity
    for entry in MoneyEntry.objects.select_related("line"):
        if entry.line is None or entry.line.product_id != product.pk:
            continue
        if entry.kind in ("paid", "deposit"):
            sums["revenue_fen"] += entry.amount_fen
        if entry.kind == "refunded":
            sums["refunds_fen"] -= entry.amount_fen
    return sums


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_report_is_right_to_the_cent(shop, sold, make_member, seed):
    live(sold, [make_member(f"buyer-{n}") for n in range(24)], seed)
    report = loop_report(shop, "b-own")
    expected = recount(sold)
    assert {name: getattr(report.total, name) for name in expected} == expected
    for name in expected:
        assert sum(getattr(tally, name) for _source, tally in report.by_source) == expected[name]
    assert report.cost_fen == 60 * 30_001
    assert report.cut_units == 60
    assert report.margin_fen == expected["revenue_fen"] - expected["refunds_fen"] - 60 * 30_001
    orders = {line.order_id for line in OrderLine.objects.filter(product=sold)}
    assert report.total.orders == len(orders)
    assert expected["returned"]
    assert expected["kept"]


def test_the_report_shows_each_step(shop, sold):
    report = loop_report(shop, "b-own")
    assert [step.test.pk for step in report.tests] == ["t-1"]
    assert sorted(lot.units for lot in report.lots) == [7, 60]  # planned at one moment
    assert [one.pk for one in report.products] == [sold.pk]
    assert report.trail.at == "kept"
    assert report.total.kept_share is None


def test_a_test_is_told_in_people(shop, sold, make_member):
    lilac = Option.objects.get(pk="lilac")
    olive = Option.objects.create(id="olive", test_id="t-1", attributes={"colour": "橄榄绿"})
    looker, *choosers = [make_member(f"voter-{n}") for n in range(4)]
    for member in (looker, *choosers):
        record_seen("t-1", [lilac.pk, olive.pk], {member.pk})
    for member in choosers:
        for option, stake in ((lilac, "like"), (lilac, "wish"), (olive, "like")):
            Vote.objects.create(test_id="t-1", option=option, member=member, stake=stake, at=TODAY)
    (step,) = loop_report(shop, "b-own").tests
    assert (step.viewers, step.voters) == (4, 3)


def test_a_report_is_its_merchants_alone(sold):
    other = Merchant.objects.create(id="shop-2")
    with pytest.raises(Http404):
        loop_report(other, "b-own")


def test_a_presale_asks_for_the_rest_when_the_pieces_come(shop, told, reader):
    take_brief(shop, "b-own")
    from isotherm.web.desk.services import list_lot

    lot = Lot.objects.create(
        merchant=shop, brief_id="b-own", units=5, size_curve={"L": 5}, at=TODAY
    )
    shown = {"title": "预售西装", "description": "", "category": "", "price_fen": 80_000}
    product = list_lot(shop, lot.pk, **shown, deposit_fen=8_000)
    hold(reader, product.skus.get().pk, quantity=2)
    order = checkout(reader, once_key="k", address=ADDRESS)
    pay(reader, order)
    assert loop_report(shop, "b-own").total.revenue_fen == 16_000
    mark_arrived(shop, lot.pk)
    assert order.lines.get().state == OrderLine.State.BALANCE_DUE
    pay(reader, order)
    assert loop_report(shop, "b-own").total.revenue_fen == 160_000


def pay(member, order) -> None:
    said = provider_named("dummy").tell(begin_payment(member, order.pk), EventKind("paid"))
    take_callback("dummy", said.body, said.signature)


def test_sums_of_a_column_line_up():
    written = {0: "¥0.00", 12_800: "¥128.00", 1_234_505: "¥12,345.05", -7: "-¥0.07", None: ""}
    assert {fen: cents(fen) for fen in written} == written
