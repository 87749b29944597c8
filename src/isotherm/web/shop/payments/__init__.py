"""Paying: providers, what they tell us, and what follows from it."""

from __future__ import annotations

from isotherm.web.shop.payments.begin import begin_payment, due_by_line
from isotherm.web.shop.payments.callbacks import take_callback
from isotherm.web.shop.payments.provider import (
    EventKind,
    PaymentProvider,
    ProviderEvent,
    SignedMessage,
    provider_in_use,
    provider_named,
)
from isotherm.web.shop.payments.refunds import tell_refunds

__all__ = [
    "EventKind",
    "PaymentProvider",
    "ProviderEvent",
    "SignedMessage",
    "begin_payment",
    "due_by_line",
    "provider_in_use",
    "provider_named",
    "take_callback",
    "tell_refunds",
]
