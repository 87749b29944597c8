"""What the town needs of whoever moves the money."""

from __future__ import annotations

import dataclasses
import enum
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
    "add_provider",
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
_PROVIDERS: dict[str, PaymentProvider] = {}
_CONFIGURED: dict[str, PaymentProvider] = {}  # by what the setting names


def add_provider(provider: PaymentProvider) -> None:
    """Make a provider known under its name."""
    _PROVIDERS[provider.name] = provider


def provider_in_use() -> str:
    """The name of the provider new payments go to: the configured one, in a demo the rehearsal.

    ``ISOTHERM_PAYMENTS`` names its class (``package.module:Class``), made without arguments; a town
    outside the demo that names none takes no payments.
    """
    if not settings.PAYMENTS:
        return _REHEARSAL
    configured = _CONFIGURED.get(settings.PAYMENTS)
    if configured is None:
        configured = import_string(settings.PAYMENTS.replace(":", "."))()
        _CONFIGURED[settings.PAYMENTS] = configured
        add_provider(configured)
    return configured.name


def provider_named(name: str) -> PaymentProvider:
    """The provider of this name; an unknown one is refused, the rehearsal outside the demo too."""
    from isotherm.web.shop.payments.rehearsal import Rehearsal

    provider_in_use()  # the configured one is known from now on
    _PROVIDERS.setdefault(_REHEARSAL, Rehearsal())
    if name not in _PROVIDERS or (name == _REHEARSAL and not settings.DEMO):
        raise Refusal(_("This way to pay is not known here."), code="unknown_provider", status=404)
    return _PROVIDERS[name]
