"""Publishing a trend to merchants, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import GATES, Decision, Push, TrendFile
from isotherm.web.control.queries.briefs import briefs_about, takers_of
from isotherm.web.control.queries.gate_facts import hearers_of
from isotherm.web.control.services.disclosures import disclose_briefs
from isotherm.web.control.services.log import LONGEST_REASON, write_decision
from isotherm.web.control.services.notices import tell_shops
from isotherm.web.control.services.trend_files import locked
from isotherm.web.readings.queries import find_row
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["publish", "withdraw"]


def publish(file: TrendFile, *, by: Member | None, knowing_nobody_hears: bool = False) -> TrendFile:
    """Open the briefs of a trend to merchants, who are told; only with all three gates passed.

    Where no shop gets a brief on it, whoever publishes has to say that they know.

    Writes what was done as pushes (named, and briefed where there are briefs), so that the next
    reading can tell a trend we made from one we found. Published twice is published once.
    """
    with transaction.atomic():
        file = locked(file)
        if file.state == TrendFile.State.PUBLISHED:
            return file
        _require_gates(file)
        briefs = briefs_about(file.pk)
        hearers = hearers_of(briefs)
        if not knowing_nobody_hears and not hearers:
            words = _("No shop gets a brief on it today. Tick that you know, then publish.")
            raise Refusal(words, code="nobody_hears")
        file.state, file.published_at, file.withdrawn_at = "published", now(), None
        file.save(update_fields=["state", "published_at", "withdrawn_at"])
        for kind in ("named", "briefed") if briefs else ("named",):
            Push.objects.create(subject_id=file.pk, kind=kind, at=now())
        disclose_briefs(briefs)
        write_decision(Decision.Kind.PUBLISHED, file.pk, by=by, what=called(file))
        about = {"name": called(file), "trend_id": file.pk}
        tell_shops(hearers, "trend_briefed", about=about)
    return file


def withdraw(file: TrendFile, *, words: str, by: Member | None) -> TrendFile:
    """Close the briefs of a published trend; the shops that took one are told, with the reason."""
    said = one_line(words, LONGEST_REASON, required=_("Say in a few words why."))
    with transaction.atomic():
        file = locked(file)
        if file.state != TrendFile.State.PUBLISHED:
            raise Refusal(_("It is not published."), code="not_published")
        file.state, file.withdrawn_at = "withdrawn", now()
        file.save(update_fields=["state", "withdrawn_at"])
        write_decision(Decision.Kind.WITHDRAWN, file.pk, by=by, what=called(file), words=said)
        about = {"name": called(file), "why": said, "trend_id": file.pk}
        tell_shops(takers_of(file.pk), "trend_withdrawn", about=about)
    return file


def called(file: TrendFile) -> str:
    """The name merchants know a trend by: the operator's, else the reading's."""
    return file.name or str((find_row("trends", file.pk) or {}).get("name") or file.pk)[:60]


def _require_gates(file: TrendFile) -> None:
    passed = set(file.gates.filter(passed=True).values_list("kind", flat=True))
    missing = [kind for kind in GATES if kind not in passed]
    if missing:
        words = _("Not yet: %(count)d of the three gates still stand before it.")
        raise Refusal(words % {"count": len(missing)}, code="gates")
