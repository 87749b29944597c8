"""The log of decisions, and the words that go into it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["plain_words", "write_decision"]


def write_decision(
    kind: Decision.Kind, subject_id: str, *, by: Member | None, what: str = "", words: str = ""
) -> Decision:
    """Add who decided what; call it in the transaction that does it."""
    return Decision.objects.create(
        kind=kind, subject_id=subject_id, what=what, words=words, by=by, at=now()
    )


def plain_words(text: str, *, most: int) -> str:
    """The words without the blanks around them; too long or unprintable ones are refused."""
    said = text.strip()
    if "\x00" in said:
        raise Refusal(_("These words hold a sign that cannot be kept."), code="nul", status=422)
    if len(said) > most:
        words = _("That is too long: at most %(most)d characters.") % {"most": most}
        raise Refusal(words, code="too_long", status=422)
    return said
