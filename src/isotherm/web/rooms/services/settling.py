"""What follows when a test is over: voters hear, deposits of what is not made go back."""

from __future__ import annotations

import logging

from django.db import DatabaseError, transaction

from isotherm.errors import IsothermError
from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import LiveTest, Vote
from isotherm.web.rooms.services.deposits import give_back
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["settle", "settle_closed_tests"]

_AT_ONCE = 20
_log = logging.getLogger(__name__)


def settle_closed_tests() -> int:
    """Settle the tests that came to their end by themselves; says how many. Run it now and then.

    One that cannot be settled is told in the log, and holds up none behind it.
    """
    ended = LiveTest.objects.filter(
        settled_at=None, closes_at__lte=now(), merchant__isnull=False
    ).exclude(title="")  # that came with a record: nobody waits for word of it
    settled = 0
    for test in ended.order_by("closes_at")[:_AT_ONCE]:
        try:
            settle(test)
            settled += 1
        except (DatabaseError, IsothermError, Refusal):
            _log.exception("test %s could not be settled now", test.pk)
    return settled


def settle(test: LiveTest) -> None:
    """Return the deposits of options that do not stay, and tell whoever voted; once a test.

    Stopped half-way it is done again: a deposit returns once, and words go out with the mark that
    they went out.
    """
    if test.settled_at is not None:
        return
    from isotherm.web.rooms.queries.verdicts import decision

    stays = {row.option_id for row in decision(test).options if row.verdict == "keep"}
    deposits = Vote.objects.filter(test=test, stake="deposit", member__isnull=False)
    for vote in deposits.exclude(option__in=stays).select_related("member").order_by("pk"):
        if vote.member is not None:
            with transaction.atomic():
                give_back(vote.member, vote.option_id)
    with transaction.atomic():
        at = now()
        if LiveTest.objects.filter(pk=test.pk, settled_at=None).update(settled_at=at):
            test.settled_at = at
            _tell_voters(test)
            _tell_shop(test, stays)


def _tell_voters(test: LiveTest) -> None:
    from isotherm.web.community.notices import notify_all

    voters = Vote.objects.filter(test=test, member__isnull=False).exclude(stake="seen")
    members = Member.objects.filter(pk__in=voters.values("member_id")).values_list("pk", flat=True)
    about = {"test_id": test.pk, "title": test.title}
    notify_all(members, "test_decided", about=about, url=f"/tests/{test.pk}/")


def _tell_shop(test: LiveTest, stays: set[str]) -> None:
    if test.merchant_id:
        from isotherm.web.api.webhooks import announce

        announce(test.merchant_id, "test.decided", {"test_id": test.pk, "kept": sorted(stays)})
