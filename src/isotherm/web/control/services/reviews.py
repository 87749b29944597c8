"""Sensitive needs: they stay in the house until a person has looked at them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision, NeedReview
from isotherm.web.control.queries.briefs import briefs_about
from isotherm.web.control.services.disclosures import disclose_briefs
from isotherm.web.control.services.log import LONGEST_REASON, write_decision
from isotherm.web.readings.queries import find_row
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["review_need"]


def review_need(need_id: str, *, passed: bool, words: str, by: Member | None) -> NeedReview:
    """Let a sensitive need be briefed, or keep it closed; always with a reason.

    Only a need that the last reading marks for review can be reviewed: the others are open. Briefs
    that were written on it are open or closed from now on; the next reading heeds what was decided.
    """
    said = one_line(words, LONGEST_REASON, required=_("Say in a few words why."))
    need = find_row("needs", need_id)
    if need is None:
        raise Refusal(_("The last reading knows no such need."), code="no_need", status=404)
    if need["review"] != "needed":
        raise Refusal(_("This need is not sensitive; it needs no review."), code="no_review")
    with transaction.atomic():
        decided = {"passed": passed, "words": said, "by": by, "at": now()}
        review, _made = NeedReview.objects.update_or_create(pk=need_id, defaults=decided)
        if passed:
            disclose_briefs(briefs_about(need_id))
        kind = Decision.Kind.REVIEW_PASSED if passed else Decision.Kind.REVIEW_CLOSED
        write_decision(kind, need_id, by=by, what=str(need["name"] or "")[:60], words=said)
    return review
