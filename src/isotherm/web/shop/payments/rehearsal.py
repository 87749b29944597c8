"""A provider that moves no money: a page of the town where the buyer decides what happens.

Its callbacks are signed and go through the same door as anyone's.
"""

from __future__ import annotations

import hmac
import json

from django.conf import settings
from django.urls import reverse

from isotherm.web.shop.models import Payment
from isotherm.web.shop.payments.provider import EventKind, ProviderEvent, SignedMessage
from isotherm.web.site.ids import new_id

__all__ = ["Rehearsal"]


class Rehearsal:
    """Pays, fails and refunds as it is told."""

    name = "dummy"

    def pay_url(self, payment: Payment) -> str:
        """Our own page with two buttons."""
        return reverse("shop:pay", args=[payment.pk])

    def charge_now(self, payment: Payment) -> SignedMessage:
        """It always works."""
        return self.tell(payment, EventKind.PAID)

    def refund(self, payment: Payment, total_fen: int) -> None:
        """Say that it went back, as a real provider would some time later."""
        from isotherm.web.shop.payments.callbacks import take_callback

        event_id = f"refund-{payment.provider_ref}-{total_fen}"
        message = self.tell(payment, EventKind.REFUNDED, amount_fen=total_fen, event_id=event_id)
        take_callback(self.name, message.body, message.signature)

    def read(self, message: SignedMessage) -> ProviderEvent:
        """Check the signature first, then the form."""
        if not hmac.compare_digest(_sign(message.body).encode(), message.signature.encode()):
            raise ValueError("signature")
        said = json.loads(message.body)
        if not isinstance(said, dict):
            raise ValueError("form")
        amount = said.get("amount_fen")
        names = (said.get("event_id"), said.get("provider_ref"))
        if not all(isinstance(name, str) and 0 < len(name) <= 80 for name in names):
            raise ValueError("form")
        if not isinstance(amount, int) or isinstance(amount, bool) or not 0 <= amount < 2**53:
            raise ValueError("form")
        return ProviderEvent(str(names[0]), str(names[1]), EventKind(str(said.get("kind"))), amount)

    def tell(
        self,
        payment: Payment,
        kind: EventKind,
        *,
        amount_fen: int | None = None,
        event_id: str | None = None,
    ) -> SignedMessage:
        """A signed message about a payment."""
        said = {
            "event_id": event_id or new_id(),
            "provider_ref": payment.provider_ref,
            "kind": str(kind),
            "amount_fen": payment.amount_fen if amount_fen is None else amount_fen,
        }
        body = json.dumps(said, sort_keys=True).encode()
        return SignedMessage(body, _sign(body))


def _sign(body: bytes) -> str:
    key = f"isotherm.payments.{Rehearsal.name}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, body, "sha256").hexdigest()
