"""Forgetting a member: everywhere, at once, so that the next reading is one without them."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils.translation import gettext as _

from isotherm.erasure import Traces
from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import sweep_archives
from isotherm.web.control.services.disclosures import record_disclosure
from isotherm.web.readings import queries
from isotherm.web.readings.forgetting import affairs, files, mentions
from isotherm.web.readings.models import Erasure, FeedList, ForgottenOrder
from isotherm.web.readings.traces import traces_of
from isotherm.web.shop.models import OrderLine, OrderStep
from isotherm.web.site.models import OnceKey
from isotherm.web.site.refusals import Refusal

__all__ = ["erase_member", "orders_on_their_way"]

_S = OrderLine.State
_ON_ITS_WAY = (_S.DEPOSITED, _S.BALANCE_DUE, _S.PAID, _S.SHIPPED, _S.RETURN_ASKED)


def erase_member(member: Member) -> None:
    """Forget a member: words, pictures, acts, sessions, and in lists, readings and exports.

    Their orders stay as money without a person: no name, no address, and in no record from now
    on. What lies on disk goes first; if anything stops the erasure it can simply be asked for
    again. Refused while something they paid for is on its way to them.
    """
    _require_nothing_on_its_way(member)
    traces = traces_of(member)
    files.erase_files(member, traces)
    with _leaving_nothing(), transaction.atomic():
        _erase_rows(member, traces)
    # What was being written meanwhile, and ended before it could know of the erasure.
    files.erase_exports(traces)
    sweep_archives()
    queries.forget()


def orders_on_their_way(member: Member) -> list[str]:
    """The orders somebody waits for before they can be forgotten, the oldest first."""
    lines = OrderLine.objects.filter(order__member=member, order__imported=False)
    waited_for = lines.filter(state__in=_ON_ITS_WAY).order_by("order__at", "order_id")
    return list(dict.fromkeys(waited_for.values_list("order_id", flat=True)))


def _require_nothing_on_its_way(member: Member) -> None:
    if orders_on_their_way(member):
        words = _("Something you paid for is still on its way. Once it has arrived, ask again.")
        raise Refusal(words, code="on_its_way")


def _erase_rows(member: Member, traces: Traces) -> None:
    """Every row that is the member's, or tells of them."""
    Member.objects.select_for_update().get(pk=member.pk)
    # They may have bought, paid or staked since we looked; from here on they cannot.
    affairs.wind_up(member)
    _require_nothing_on_its_way(member)
    touched = mentions.touched_by(member)
    _let_go_of_orders(member)
    mentions.erase_mentions(member, traces)
    mentions.end_sessions(member)
    OnceKey.objects.filter(member_id=member.pk).delete()
    FeedList.objects.filter(member_id=member.pk).delete()
    Member.objects.get(pk=member.pk).delete()
    mentions.count_again(*touched)
    record_disclosure("erasure", to="", about={})
    Erasure.objects.create(at=dt.datetime.now(dt.UTC))


def _let_go_of_orders(member: Member) -> None:
    orders = list(member.orders.values_list("pk", flat=True))
    ForgottenOrder.objects.bulk_create(
        [ForgottenOrder(order_id=order_id) for order_id in orders], ignore_conflicts=True
    )
    OrderLine.objects.filter(order__in=orders).update(return_reason="", return_fit="")
    OrderStep.objects.filter(order__in=orders).update(words="")  # reasons, parcel numbers
    member.orders.update(member=None, address={})


class _leaving_nothing:  # noqa: N801  # used as a statement
    """While it lasts SQLite overwrites what it deletes; at the end its log is emptied."""

    def __enter__(self) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")

    def __exit__(self, *_how: object) -> None:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
                cursor.execute("PRAGMA secure_delete = OFF")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
