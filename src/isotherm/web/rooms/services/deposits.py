"""The refundable deposit behind an option: its sum, and the shop that keeps the money."""

from __future__ import annotations

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import Option
from isotherm.web.shop.services import refund_deposit, take_deposit

__all__ = ["deposit_fen", "give_back", "take"]

_SHARE_OF_PRICE = 10  # a tenth of the price
_LEAST_FEN = 100


def deposit_fen(option: Option) -> int:
    """What a deposit on an option is: a tenth of its price, in whole yuan, at least one."""
    whole = (option.price_fen or 0) // _SHARE_OF_PRICE // 100 * 100
    return max(whole, _LEAST_FEN)


def take(member: Member, option: Option) -> None:
    """Have the shop take the deposit, in the transaction of the vote."""
    take_deposit(member, deposit_fen(option), reference=f"option:{option.pk}")


def give_back(member: Member, option_id: str) -> bool:
    """Have the shop return the deposit; whether there was one that had not become an order."""
    return refund_deposit(member, reference=f"option:{option_id}")
