"""The three gates of a trend."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import GATES, Decision, Gate, TrendFile
from isotherm.web.control.services.log import LONGEST_REASON, write_decision
from isotherm.web.control.services.trend_files import locked
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["pass_gate"]


def pass_gate(file: TrendFile, kind: str, *, passed: bool, words: str, by: Member | None) -> Gate:
    """Pass a gate, or close it again; the last word counts, all words stay in the log.

    Closing needs a reason, and so does the outside check, which the town cannot know by itself.
    Under a published trend no gate closes: it has to be withdrawn first.
    """
    if kind not in GATES:
        raise Refusal(_("There is no such gate."), code="no_gate", status=422)
    said = one_line(words, LONGEST_REASON)
    if not said and (kind == "outside" or not passed):
        raise Refusal(_("Say in a few words why."), code="empty", status=422)
    with transaction.atomic():
        file = locked(file)
        if file.state == TrendFile.State.PUBLISHED and not passed:
            words = _("It is published. Withdraw it before you close a gate.")
            raise Refusal(words, code="published")
        decided = {"passed": passed, "words": said, "by": by, "at": now()}
        gate, _made = Gate.objects.update_or_create(file=file, kind=kind, defaults=decided)
        told = Decision.Kind.GATE_PASSED if passed else Decision.Kind.GATE_CLOSED
        write_decision(told, file.pk, by=by, what=kind, words=said)
    return gate
