"""Who stands behind a test or room: its host, the people of the shop, and the operator."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import LiveTest, Option, Room
from isotherm.web.shop.queries import shops_kept_by, shops_of

__all__ = ["may_see_evidence", "own_option", "rooms_hosted_by", "tests_watched_by"]


def tests_watched_by(member: Member) -> QuerySet[LiveTest]:
    """Tests whose evidence a member may watch."""
    tests = LiveTest.objects.select_related("merchant").filter(opened_at__isnull=False)
    if member.is_staff:
        return tests
    own = Q(merchant__in=shops_of(member)) | Q(rooms__host=member)
    return tests.filter(own).distinct()


def rooms_hosted_by(member: Member) -> QuerySet[Room]:
    """Rooms a member may run: their own and those of shops they keep."""
    rooms = Room.objects.select_related("merchant", "host", "test", "shown_option")
    return rooms.filter(Q(host=member) | Q(merchant__in=shops_kept_by(member)))


def own_option(merchant_id: str, option_id: str) -> Option:
    """An option of a shop's own tests, with its test; 404 where it is another's."""
    mine = Option.objects.select_related("test").filter(test__merchant=merchant_id, pk=option_id)
    option = mine.first()
    if option is None:
        raise Http404
    return option


def may_see_evidence(member: Member | None, test: LiveTest) -> bool:
    """Whether someone may watch the evidence of a test rise."""
    return member is not None and tests_watched_by(member).filter(pk=test.pk).exists()
