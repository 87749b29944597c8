"""Deposits staked on what may be made one day: they go back, at the latest when it is bought."""

from __future__ import annotations

from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import lock_member
from isotherm.web.shop.models import Deposit
from isotherm.web.shop.payments.begin import begin_deposit
from isotherm.web.shop.payments.callbacks import take_callback
from isotherm.web.shop.payments.provider import provider_named
from isotherm.web.shop.payments.refunds import refund_stake
from isotherm.web.shop.turns import one_turn
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["MOST_DEPOSIT_FEN", "refund_deposit", "take_deposit"]

MOST_DEPOSIT_FEN = 50_000
_OPEN = (Deposit.State.PENDING, Deposit.State.HELD)


@one_turn
def take_deposit(member: Member, amount_fen: int, *, reference: str) -> Deposit:
    """Take a refundable deposit on something (``option:<id>``); once a member and thing."""
    if not 0 < amount_fen <= MOST_DEPOSIT_FEN:
        raise Refusal(_("This deposit cannot be taken."), code="amount", status=422)
    lock_member(member)
    deposit = Deposit.objects.filter(member=member, reference=reference, state__in=_OPEN).first()
    if deposit is None:
        deposit = Deposit.objects.create(
            member=member, reference=reference, amount_fen=amount_fen, at=now()
        )
        payment = begin_deposit(deposit)
        message = provider_named(payment.provider).charge_now(payment)
        take_callback(payment.provider, message.body, message.signature)
        deposit.refresh_from_db()
    return deposit


@one_turn
def refund_deposit(member: Member, *, reference: str) -> bool:
    """Give a deposit back; whether there was one."""
    lock_member(member)
    return refund_stake(member.pk, reference)
