"""Casting a vote, taking it back, and noting who was shown what."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import lock_member
from isotherm.web.rooms.models import LiveTest, Option, Room, Vote
from isotherm.web.rooms.services.deposits import deposit_fen, give_back, take
from isotherm.web.rooms.wakes import wake_after_commit
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["SIZES", "STAKES", "cast_vote", "record_seen", "sizes_of", "take_back_vote"]

STAKES = ("seen", "like", "wish", "size", "deposit")  # a record may hold "pay"; nobody says so here
SIZES = ("S", "M", "L", "XL", "2XL", "3XL")  # offered where an option names none


def cast_vote(member: Member, option_id: str, *, stake: str, value: str = "") -> Vote:
    """Put a stake behind an option; the same again changes nothing, another size replaces it.

    Whoever votes has seen the option: that is noted too. A deposit's sum is the option's own.

    Raises:
        Refusal: no such option, stake or size, or the test is not open.
    """
    with transaction.atomic():
        if stake == "deposit":
            lock_member(member)
        option = _open_option(option_id)
        value = _checked_value(option, stake, value)
        mine = {v.stake: v for v in Vote.objects.filter(option=option, member=member)}
        known = mine.get(stake)
        if known is not None and known.value == value:
            known.test = option.test
            return known
        if known is not None:
            known.value, known.at, known.test = value, now(), option.test
            known.save(update_fields=["value", "at"])
        else:
            known = _enter(member, option, stake=stake, value=value, seen="seen" in mine)
        _changed(option.test)
        return known


def take_back_vote(member: Member, option_id: str, *, stake: str) -> bool:
    """Take a stake back while the test is open; that the option was seen stays.

    A deposit can be had back after the close too: then the vote stands, and only the money returns.

    Raises:
        Refusal: the test is not open, or the stake cannot be taken back.
    """
    if stake == "seen" or stake not in STAKES:
        raise Refusal(_("This cannot be taken back here."), code="bad_stake", status=422)
    with transaction.atomic():
        returned = False
        if stake == "deposit":
            lock_member(member)
            returned = give_back(member, option_id)
            if returned and not _is_open(option_id):
                return True
        option = _open_option(option_id)
        gone, _rows = Vote.objects.filter(option=option, member=member, stake=stake).delete()
        if gone:
            _changed(option.test)
        return returned or bool(gone)


def record_seen(test_id: str, option_ids: Collection[str], member_ids: Collection[str]) -> int:
    """Note that members were shown options of an open test; says how many are new to one."""
    with transaction.atomic():
        test = LiveTest.objects.select_for_update().filter(pk=test_id).first()
        at = now()
        if test is None or not test.is_open(at):
            return 0
        wanted = set(option_ids)
        shown = [pk for pk in test.options.values_list("pk", flat=True) if pk in wanted]
        pairs = {(option, member) for option in shown for member in member_ids}
        seen = Vote.objects.filter(test=test, stake="seen", member_id__in=member_ids)
        new = sorted(pairs - set(seen.values_list("option_id", "member_id")))
        Vote.objects.bulk_create(
            Vote(test=test, option_id=option, member_id=member, at=at, stake="seen")
            for option, member in new
        )
        if new:
            _changed(test)
        return len(new)


def sizes_of(option: Option) -> tuple[str, ...]:
    """The sizes that can be asked for."""
    told = option.attributes.get("sizes")
    if isinstance(told, list) and told:
        return tuple(str(size)[:10] for size in told[:12])
    return SIZES


def _is_open(option_id: str) -> bool:
    option = Option.objects.select_related("test").filter(pk=option_id).first()
    return option is not None and option.test.is_open(now())


def _open_option(option_id: str) -> Option:
    """The option, with its test locked until the vote is in: a close waits for it or refuses it."""
    held = Option.objects.select_related("test").select_for_update(of=("test",))
    option = held.filter(pk=option_id).first()
    if option is None:
        raise Refusal(_("There is no such option."), code="no_option", status=404)
    if not option.test.is_open(now()):
        raise Refusal(_("This test has closed; votes no longer count."), code="test_closed")
    return option


def _checked_value(option: Option, stake: str, value: str) -> str:
    if stake not in STAKES:
        raise Refusal(_("This is no way to vote."), code="bad_stake", status=422)
    if stake == "size":
        if value not in sizes_of(option):
            raise Refusal(_("Please choose one of the sizes."), code="bad_size", status=422)
        return value
    if stake == "deposit":
        if not option.price_fen:
            raise Refusal(_("This option takes no deposit."), code="no_deposit", status=422)
        return str(deposit_fen(option))
    return ""


def _enter(member: Member, option: Option, *, stake: str, value: str, seen: bool) -> Vote:
    at = now()
    vote = Vote(test=option.test, option=option, member=member, at=at, stake=stake, value=value)
    new = [vote]
    if not seen and stake != "seen":
        new.append(Vote(test=option.test, option=option, member=member, at=at, stake="seen"))
    Vote.objects.bulk_create(new)
    if stake == "deposit":
        take(member, option)
    return vote


def _changed(test: LiveTest) -> None:
    test.changes += 1
    test.save(update_fields=["changes"])
    for room_id in Room.objects.filter(test=test, closed_at=None).values_list("pk", flat=True):
        wake_after_commit(room_id)
