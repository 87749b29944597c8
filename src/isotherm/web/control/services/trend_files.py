"""The operator's file on a trend: opened, named, called found or made."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision, TrendFile
from isotherm.web.control.services.log import LONGEST_REASON, write_decision
from isotherm.web.readings.queries import find_row
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["locked", "name_trend", "open_file", "say_origin"]

_LONGEST_NAME = 60


def open_file(trend_id: str) -> TrendFile:
    """The file on a trend, opened when first asked for; only what a reading found has one."""
    known = TrendFile.objects.filter(pk=trend_id).first()
    if known is not None:
        return known
    if find_row("trends", trend_id) is None:
        raise Refusal(_("The last reading knows no such trend."), code="no_trend", status=404)
    return TrendFile.objects.get_or_create(pk=trend_id)[0]


def locked(file: TrendFile) -> TrendFile:
    """The file as it is now, held until the transaction ends."""
    return TrendFile.objects.select_for_update().get(pk=file.pk)


def name_trend(file: TrendFile, name: str, *, by: Member | None) -> TrendFile:
    """Give a trend the name merchants will know it by; one that is published keeps its name."""
    said = one_line(name, _LONGEST_NAME)
    with transaction.atomic():
        file = locked(file)
        if file.state == TrendFile.State.PUBLISHED:
            words = _("Merchants know it by its name already. Withdraw it before you rename it.")
            raise Refusal(words, code="published")
        if said != file.name:
            file.name = said
            file.save(update_fields=["name"])
            write_decision(Decision.Kind.NAMED, file.pk, by=by, what=said)
    return file


def say_origin(file: TrendFile, origin: str, *, by: Member | None, words: str = "") -> TrendFile:
    """Say whether a trend grew by itself (found) or by our hand (made); empty: as read."""
    if origin not in ("", "found", "made"):
        raise Refusal(_("A trend is either found or made."), code="origin", status=422)
    said = one_line(words, LONGEST_REASON)
    with transaction.atomic():
        file = locked(file)
        if origin != file.origin:
            file.origin = origin
            file.save(update_fields=["origin"])
            write_decision(Decision.Kind.ORIGIN, file.pk, by=by, what=origin, words=said)
    return file
