"""A shop with a shelf whose ledger begins with what arrived, and short words for what buyers do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ADDRESS = {"name": "小同", "phone": "13800000000", "address": "杭州市西湖区同温路 37 号"}


@pytest.fixture
def blazer(db):
    """A product of two sizes, ten pieces each, as delivered."""
    from isotherm.web.shop.models import Merchant
    from isotherm.web.shop.services import list_product

    merchant = Merchant.objects.create(id="shop-1", name="一家店")
    return list_product(
        merchant,
        title="丁香紫西装",
        category="外套",
        price_fen=80000,
        attributes={"colour": "丁香紫", "base_size": "XL"},
        sizes={"L": 10, "XL": 10},
    )


@pytest.fixture
def sku(blazer):
    return blazer.skus.get(options__size="XL")


@pytest.fixture
def other_sku(blazer):
    return blazer.skus.get(options__size="L")


@pytest.fixture
def buy() -> Callable[..., object]:
    """Hold, check out and pay in one go; the order as it then is."""
    from isotherm.web.shop.models import Order
    from isotherm.web.shop.payments import begin_payment
    from isotherm.web.shop.services import checkout, hold
    from isotherm.web.site.ids import new_id

    def buy(member, *skus, quantity: int = 1, paid: bool = True) -> Order:
        for sku in skus:
            hold(member, sku.pk, quantity=quantity)
        order = checkout(member, once_key=new_id(), address=ADDRESS)
        if paid:
            tell(begin_payment(member, order.pk), "paid")
        order.refresh_from_db()
        return order

    return buy


def sell_ahead(product, *, deposit_fen: int) -> None:
    """From now on it is sold ahead: a deposit first, the rest when it is made."""
    product.status, product.deposit_fen = "presale", deposit_fen
    product.save()


def tell(payment, kind: str, **said) -> dict:
    """The provider says something about a payment."""
    from isotherm.web.shop.payments import EventKind, provider_named, take_callback

    message = provider_named("dummy").tell(payment, EventKind(kind), **said)
    return take_callback("dummy", message.body, message.signature)


@pytest.fixture
def at(monkeypatch) -> Callable[..., None]:
    """Move the town's clock ahead."""
    import datetime as dt

    from isotherm.web.site import clock

    def move(**ahead: float) -> None:
        monkeypatch.setattr(clock, "_offset", lambda: dt.timedelta(**ahead))

    return move
