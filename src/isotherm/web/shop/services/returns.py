"""After it arrived: kept, or sent back with a reason."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.shop.ledger import credit_line
from isotherm.web.shop.line_steps import require_next, step, walk
from isotherm.web.shop.locks import lock_order_and_stock
from isotherm.web.shop.models import Merchant, OrderLine, Outcome
from isotherm.web.shop.parts import leave_rest
from isotherm.web.shop.payments.refunds import refund_line
from isotherm.web.shop.services.orders import find_line_of, find_line_sold_by, tell_buyer
from isotherm.web.shop.standing import settle
from isotherm.web.shop.stock import restock
from isotherm.web.shop.turns import one_turn
from isotherm.web.shop.worn import asks_fit
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = [
    "FITS",
    "REASONS",
    "RETURN_WITHIN",
    "accept_return",
    "ask_return",
    "close_kept",
    "keep",
    "refuse_return",
]

_LONGEST_WORDS = 180  # of a buyer or a shop; with the reason before them they fit into a step
RETURN_WITHIN = dt.timedelta(days=7)  # after it arrived
ARRIVES_WITHIN = dt.timedelta(days=7)  # after it was sent, where nobody said that it arrived
FITS = ("small", "true", "large")
REASONS = ("fit", "look", "fabric", "fault", "late", "mind")
_S = OrderLine.State


@one_turn
def ask_return(
    member: Member,
    line_id: str,
    *,
    reason: str,
    fit: str = "",
    words: str = "",
    quantity: int | None = None,
) -> OrderLine:
    """The buyer wants to send a line back, or so many pieces of it, and says why.

    The shop then takes them back. Pieces that stay are a line of their own from then on.
    """
    if reason not in REASONS or fit not in ("", *FITS):
        raise Refusal(_("Please choose a reason."), code="reason", status=422)
    line = find_line_of(member, line_id)
    _require_fit_is_asked(line, fit, reason=reason)
    if line.delivered_at and line.delivered_at + RETURN_WITHIN < now():
        days = {"days": RETURN_WITHIN.days}
        over = _("Things can be sent back for %(days)s days after they arrive. These are over.")
        raise Refusal(over % days, code="too_late")
    require_next(line, _S.RETURN_ASKED)
    leave_rest(line, _pieces(line, quantity))
    said = one_line(words, _LONGEST_WORDS, name=_("What you say"))
    line.return_fit, line.return_reason = fit, f"{reason}: {said}" if said else reason
    line.save(update_fields=["return_fit", "return_reason"])
    walk(line, _S.RETURN_ASKED, words=line.return_reason)
    settle(line.order)
    return line


@one_turn
def accept_return(merchant: Merchant, line_id: str) -> OrderLine:
    """The shop has it back: money and pieces return, the outcome is known."""
    line = find_line_sold_by(merchant, line_id)
    walk(line, _S.RETURNED)
    if line.sku_id and line.quantity:
        restock(line.sku_id, line.quantity, reference=f"line:{line.pk}")
    credit_line(line)
    refund_line(line)
    _write_outcome(line, kept=False, fit=line.return_fit, reason=line.return_reason)
    settle(line.order)
    tell_buyer(line, "return_accepted")
    return line


@one_turn
def refuse_return(merchant: Merchant, line_id: str, *, words: str) -> OrderLine:
    """The shop does not take it back and says why; the line is as it was."""
    line = find_line_sold_by(merchant, line_id)
    said = one_line(words, _LONGEST_WORDS, required=_("Please say why."))
    walk(line, _S.DELIVERED, words=said, told="return_refused")
    settle(line.order)
    tell_buyer(line, "return_refused")
    return line


@one_turn
def keep(member: Member, line_id: str, *, fit: str = "", rating: float | None = None) -> OrderLine:
    """The buyer keeps it and may say how it fits; that can be said later, too."""
    wrong_rating = rating is not None and not 0 <= rating <= 1
    if fit not in ("", *FITS) or wrong_rating:
        raise Refusal(_("Please say whether it is small, true or large."), code="fit", status=422)
    line = find_line_of(member, line_id)
    _require_fit_is_asked(line, fit)
    if line.state != _S.KEPT:
        walk(line, _S.KEPT)
        settle(line.order)
        _write_outcome(line, kept=True, fit=fit, rating=rating)
    else:
        Outcome.objects.filter(line=line).update(fit=fit, rating=rating)
        step(line, "fit_told")
    return line


def close_kept(before: dt.datetime) -> int:
    """Lines that arrived before ``before`` and were not sent back are kept; how many."""
    sent_before = before - ARRIVES_WITHIN
    silent = OrderLine.objects.filter(
        Q(state=_S.DELIVERED, delivered_at__lte=before)
        | Q(state=_S.SHIPPED, shipped_at__lte=sent_before),
        order__imported=False,
    )
    found = list(silent.order_by("pk").values_list("pk", "order_id"))
    return sum(_close(line_id, order_id) for line_id, order_id in found)


@one_turn
def _close(line_id: str, order_id: str) -> bool:
    order = lock_order_and_stock(order_id)
    line = order.lines.select_related("product").get(pk=line_id)
    if line.state not in (_S.DELIVERED, _S.SHIPPED):
        return False
    walk(line, _S.KEPT)
    _write_outcome(line, kept=True)
    settle(order)
    return True


def _require_fit_is_asked(line: OrderLine, fit: str, *, reason: str = "") -> None:
    """Nobody is asked how a necklace fits, and it is not sent back for it."""
    if (fit or reason == "fit") and not asks_fit(line):
        raise Refusal(
            _("This is not worn by size: nobody can say how it fits."), code="fit", status=422
        )


def _pieces(line: OrderLine, quantity: int | None) -> int:
    """How many go back: all, or as many as are said and there."""
    there = line.quantity or 0
    if quantity is None:
        return there
    if not 1 <= quantity <= there:
        words = _("You can send back 1 to %(most)s pieces of this.")
        raise Refusal(words % {"most": there}, code="quantity", status=422)
    return quantity


def _write_outcome(
    line: OrderLine, *, kept: bool, fit: str = "", reason: str = "", rating: float | None = None
) -> None:
    if line.product_id is None:
        return
    Outcome.objects.create(
        member_id=line.order.member_id,
        product_id=line.product_id,
        line=line,
        order_id=line.order_id,
        at=now(),
        kept=kept,
        fit=fit,
        rating=rating,
        reason=reason,
    )
