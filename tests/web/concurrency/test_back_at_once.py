"""No more goes back than there is, however often it is asked for at once."""

from __future__ import annotations

import pytest

from .crowd import ADDRESS, Crowd, count

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 30


@pytest.fixture
def line(reader, shop):
    """Three pieces, sent."""
    from isotherm.web.shop import payments, services

    services.hold(reader, "sku-L", quantity=3)
    order = services.checkout(reader, once_key="one", address=ADDRESS)
    payment = payments.begin_payment(reader, order.pk)
    provider = payments.provider_named("dummy")
    message = provider.tell(payment, payments.EventKind.PAID)
    payments.take_callback("dummy", message.body, message.signature)
    return services.ship_line(shop, order.lines.get().pk)


def _pieces() -> list[int]:
    from isotherm.web.shop.models import OrderLine

    return sorted(OrderLine.objects.values_list("quantity", flat=True))


def test_one_piece_asked_back_by_many_at_once_is_one(line, reader):
    asked = {"member_id": reader.pk, "line_id": line.pk, "pieces": 1}
    with Crowd(processes=2, threads=15) as crowd:
        answers = crowd.do([("ask_back", asked)] * TIMES)
    assert count(answers, "back") == {line.pk: 1}
    assert count(answers, "refused") == {"moved_on": TIMES - 1}
    assert _pieces() == [1, 2]


def test_control_without_the_lock_there_are_more_pieces_than_were_sent(line):
    with Crowd(processes=2, threads=15) as crowd:
        crowd.do([("ask_back_unguarded", {"line_id": line.pk, "pieces": 1})] * TIMES)
    assert sum(_pieces()) > 3
