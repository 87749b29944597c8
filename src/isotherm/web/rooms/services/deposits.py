"""The refundable deposit behind an option: its sum, and the shop that keeps the money."""

from __future__ import annotations

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import Option

__all__ = ["deposit_fen", "give_back", "take"]

_SHARE_OF_PRICE = 10  # a tenth of the price
_LEAST_FEN = 100


def deposit_fen(option: Option) -> int:
    """What a deposit on an option is: a tenth of its price, in whole yuan, at least one."""
    whole = (option.price_fen or 0) // _SHARE_OF_PRICE // 100 * 100
    return max(whole, _LEAST_FEN)


def take(member: Member, option: Option) -> None:
    """Have the shop take the deposit, in the transaction of the vote."""
    from isotherm.web.shop import services

    take_deposit = getattr(services, "take_deposit", None)
    if take_deposit is not None:
        take_deposit(member, option.pk, amount_fen=deposit_fen(option))


def give_back(member: Member, option: Option) -> None:
    """Have the shop return the deposit, in the transaction that takes the vote back."""
    from isotherm.web.shop import services

    refund_deposit = getattr(services, "refund_deposit", None)
    if refund_deposit is not None:
        refund_deposit(member, option.pk)
