"""What is sent goes in parcels of one order each, with that order's own number."""

from __future__ import annotations

import pytest
from django.urls import reverse

from isotherm.web.shop.models import Order, OrderLine, OrderStep

pytestmark = pytest.mark.django_db
SEND = reverse("desk:send", args=["shop-1"])
TO_SEND = reverse("desk:orders", args=["shop-1"])


def ids(*orders: Order) -> list[str]:
    return list(OrderLine.objects.filter(order__in=orders).values_list("pk", flat=True))


def numbers(order: Order) -> list[str]:
    sent = OrderStep.objects.filter(order=order, kind="shipped")
    return list(sent.order_by("pk").values_list("words", flat=True))


def test_each_order_goes_with_its_own_number(desk_client, buy):
    one, two, bare = buy("ann", "L", "XL"), buy("bo", "L"), buy("cy", "XL")
    desk_client.post(
        SEND,
        {
            "line": ids(one, two, bare),
            f"parcel-{one.pk}": "SF-1",
            f"parcel-{two.pk}": "SF-2",
            f"parcel-{bare.pk}": "",
            "parcel": "SF-9",
        },
    )
    assert [numbers(order) for order in (one, two, bare)] == [["SF-1", "SF-1"], ["SF-2"], [""]]


def test_what_was_not_ticked_stays(desk_client, buy):
    one, two = buy("ann", "L", "XL"), buy("bo", "L")
    first, _second = ids(one)
    desk_client.post(SEND, {"line": first, f"parcel-{one.pk}": "A", f"parcel-{two.pk}": "B"})
    assert (numbers(one), numbers(two)) == (["A"], [])
    assert OrderLine.objects.filter(state="paid").count() == 2


def test_the_page_keeps_an_orders_lines_together(desk_client, buy):
    orders = [buy(name, "L", "XL") for name in ("ann", "bo")]
    page = desk_client.get(TO_SEND).text
    for order in orders:
        assert page.count(f'name="parcel-{order.pk}"') == 1
        own = page[page.index(f"<strong>{order.address['name']}") :].split("</div>\n</li>")[0]
        assert all(f'value="{line}"' in own for line in ids(order))
        others = ids(*(one for one in orders if one != order))
        assert not any(f'value="{line}"' in own for line in others)


def test_another_shops_line_and_nonsense_are_not_sent(desk_client, buy):
    order = buy("ann", "L")
    desk_client.post(SEND, {"line": ["no-such", "x" * 500, "", *ids(order)]})
    assert numbers(order) == [""]
    assert desk_client.post(SEND, {"line": "no-such"}).status_code in (302, 404)
