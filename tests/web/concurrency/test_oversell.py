"""Nothing is sold twice, however many come at once."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from django.db import connection

from .crowd import Crowd, count

pytestmark = pytest.mark.django_db(transaction=True)
STOCK, BUYERS, LATE = 50, 140, 60  # pieces; who comes first, in every mood; who comes last
MOODS = ["pay"] * 12 + ["leave"] * 3 + ["forget"] * 3 + ["cancel"] * 2


@pytest.fixture
def sku(db):
    from isotherm.web.shop.models import Merchant
    from isotherm.web.shop.services import list_product

    merchant = Merchant.objects.create(id="shop-1", name="一家店")
    product = list_product(merchant, title="丁香紫西装", price_fen=80000, sizes={"XL": STOCK})
    return product.skus.get()


@pytest.fixture
def buyer_ids(make_member) -> list[str]:
    return [make_member(f"buyer-{number:03d}").pk for number in range(BUYERS + LATE)]


def test_exactly_the_stock_is_sold_to_many_at_once(sku, buyer_ids):
    from isotherm.web.shop.models import OrderLine, Payment

    dice = random.Random(7)
    first = [
        _task(who, sku, quantity=dice.randint(1, 3), then=dice.choice(MOODS))
        for who in buyer_ids[:BUYERS]
    ]
    last = [_task(who, sku, quantity=1, then="pay") for who in buyer_ids[BUYERS:]]
    with Crowd() as crowd:
        answers = crowd.do(first) + crowd.do(last)

    assert not count(answers, "error")
    assert len(answers) == BUYERS + LATE
    assert set(count(answers, "refused")) <= {"sold_out", "too_few"}
    assert all("丁香紫西装 XL" in answer["words"] for answer in answers if "refused" in answer)
    told = sum(answer.get("sold", 0) for answer in answers)
    sold = sum(OrderLine.objects.filter(state="paid").values_list("quantity", flat=True))
    sku.refresh_from_db()
    assert told == sold == sku.reserved == sku.on_hand == STOCK
    assert sum(entry.reserved_change for entry in sku.entries.all()) == STOCK
    paid = sum(payment.amount_fen - payment.refunded_fen for payment in Payment.objects.all())
    assert paid == STOCK * 80000


def test_control_without_the_guards_more_is_sold_than_there_is(sku, unchecked):
    tasks = [("buy_unguarded", {"sku_id": sku.pk, "quantity": 1 + n % 3}) for n in range(200)]
    with Crowd() as crowd:
        answers = crowd.do(tasks)
    assert not count(answers, "error")
    assert sum(answer.get("sold", 0) for answer in answers) > STOCK


@pytest.fixture
def unchecked(sku, monkeypatch) -> Iterator[None]:
    """A shelf whose table has no CHECK."""
    from isotherm.web.shop.models import Sku

    names = [found.name for found in Sku._meta.constraints]
    check = Sku._meta.constraints[names.index("no_more_promised_than_there_is")]
    with monkeypatch.context() as patch, connection.schema_editor() as editor:
        patch.setattr(
            Sku._meta, "constraints", [c for c in Sku._meta.constraints if c is not check]
        )
        editor.remove_constraint(Sku, check)
    yield
    Sku.objects.update(reserved=0)
    with connection.schema_editor() as editor:
        editor.add_constraint(Sku, check)


def _task(member_id: str, sku, *, quantity: int, then: str) -> tuple[str, dict[str, object]]:
    about = {"member_id": member_id, "sku_id": sku.pk, "quantity": quantity, "then": then}
    return "buy", about
