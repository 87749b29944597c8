"""What the town needs of whoever moves the money."""

from __future__ import annotations

import dataclasses
import enum
import functools
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from isotherm.web.shop.models import Payment
from isotherm.web.site.refusals import Refusal

__all__ = [
    "EventKind",
    "PaymentProvider",
    "ProviderEvent",
    "SignedMessage",
    "provider_in_use",
    "provider_named",
]


class EventKind(enum.StrEnum):
    """What can happen to a payment."""

    PAID = "paid"
    FAILED = "failed"
    REFUNDED = "refunded"


@dataclasses.dataclass(frozen=True)
class ProviderEvent:
    """One thing a provider says, after its signature was checked.

    ``amount_fen`` of a refund is what went back in all so far: events may come in any order.
    """

    event_id: str
    provider_ref: str
    kind: EventKind
    amount_fen: int


@dataclasses.dataclass(frozen=True)
class SignedMessage:
    """A body as it came over the wire, and its signature."""

    body: bytes
    signature: str


class PaymentProvider(Protocol):
    """Somebody who moves money. Their answers come as signed callbacks, whenever they like."""

    name: str

    def pay_url(self, payment: Payment) -> str:
        """Where the buyer pays."""

    def charge_now(self, payment: Payment) -> SignedMessage:
        """Take a small amount the buyer agreed to before, without a page; what came of it."""

    def refund(self, payment: Payment, total_fen: int) -> None:
        """See that this much went back in all; asked again, nothing more goes back."""

    def read(self, message: SignedMessage) -> ProviderEvent:
        """What a callback says; ValueError where it is not theirs or makes no sense."""


_REHEARSAL = "dummy"


def provider_in_use() -> str:
    """The name of the provider new payments go to: the configured one, in a demo the rehearsal.

    ``ISOTHERM_PAYMENTS`` names its class (``package.module:Class``), made without arguments; a town
    outside the demo that names none takes no payments.
    """
    return _made(settings.PAYMENTS).name if settings.PAYMENTS else _REHEARSAL


def provider_named(name: str) -> PaymentProvider:
    """The provider of this name; an unknown one is refused, the rehearsal outside the demo too."""
    if name == _REHEARSAL and settings.DEMO:
        from isotherm.web.shop.payments.rehearsal import Rehearsal

        return Rehearsal()
    if settings.PAYMENTS and name != _REHEARSAL and _made(settings.PAYMENTS).name == name:
        return _made(settings.PAYMENTS)
    raise Refusal(_("This way to pay is not known here."), code="unknown_provider", status=404)


@functools.cache
def _made(path: str) -> PaymentProvider:
    """The provider a setting names; it may hold connections, so there is one."""
    provider: PaymentProvider = import_string(path.replace(":", "."))()
    return provider
