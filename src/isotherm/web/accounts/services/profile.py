"""What a member tells about themselves, and what they agree to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services.names import require_own_name
from isotherm.web.site.clock import now
from isotherm.web.site.words import many_lines, one_line

__all__ = [
    "BODY",
    "CONSENTS",
    "LONGEST_ABOUT",
    "LONGEST_CITY",
    "LONGEST_NAME",
    "save_profile",
    "set_personalised",
]

BODY = ("height_cm", "weight_kg", "city")  # kept in the profile, all of it optional
LONGEST_NAME, LONGEST_ABOUT, LONGEST_CITY = 60, 300, 40
CONSENTS = ("shares_body", "seed_user", "personalised")


@transaction.atomic
def save_profile(member_id: str, told: Mapping[str, Any]) -> Member:
    """Keep what was told; what was left empty is forgotten."""
    member = Member.objects.select_for_update(no_key=True).get(pk=member_id)
    name = one_line(told["name"], LONGEST_NAME, name=_("Name"))
    member.name = name if name == member.name else require_own_name(name, member)
    member.about = many_lines(told["about"], LONGEST_ABOUT, name=_("About me"))
    before = _counted(member)
    for consent in CONSENTS:
        setattr(member, consent, bool(told[consent]))
    kept = {key: value for key, value in member.profile.items() if key not in BODY}
    city = one_line(told["city"] or "", LONGEST_CITY, name=_("City"))
    body = {**{key: told[key] for key in BODY}, "city": city}
    said = {key: value for key, value in body.items() if value not in (None, "")}
    member.profile = kept | said
    if _counted(member) != before:
        member.body_told_at = now()
    member.save(update_fields=["name", "about", "profile", "body_told_at", *CONSENTS])
    return member


def _counted(member: Member) -> tuple[object, ...]:
    """What decides among whom a member counts in fit evidence."""
    return member.shares_body, member.profile.get("weight_kg"), member.profile.get("height_cm")


def set_personalised(member_id: str, *, wanted: bool) -> None:
    """Choose notes and answers for a member, or show them what anyone sees."""
    Member.objects.filter(pk=member_id).update(personalised=wanted)
