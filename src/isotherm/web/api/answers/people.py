"""Members: what anybody may see of one, and what one may see of oneself."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.queries import counts_of
from isotherm.web.accounts.services.profile import BODY
from isotherm.web.api.answers.plain import AskedOut, Known

__all__ = ["ArchiveOut", "MeOut", "MyStratumOut", "PersonOut"]


class PersonOut(Schema):
    """Somebody as everybody may see them."""

    member_id: str = Known("pk")
    name: str
    about: str
    notes: int
    followers: int
    followed: bool

    @staticmethod
    def of(person: Member, *, followed: bool) -> dict[str, Any]:
        """A member, and whether who asks follows them."""
        told = {"pk": person.pk, "name": str(person), "about": person.about}
        return told | counts_of(person) | {"followed": followed}


class MeOut(Schema):
    """Oneself: what was told, and what was agreed to."""

    member_id: str = Known("pk")
    name: str
    about: str
    kind: str
    height_cm: float | None
    weight_kg: float | None
    city: str
    shares_body: bool
    seed_user: bool
    personalised: bool

    @staticmethod
    def of(member: Member) -> dict[str, Any]:
        """A member as they may see themselves."""
        names = ("pk", "name", "about", "kind", "shares_body", "seed_user", "personalised")
        body = {name: member.profile.get(name) or None for name in BODY}
        body["city"] = str(body["city"] or "")
        return {name: getattr(member, name) for name in names} | body


class ArchiveOut(AskedOut):
    """Everything kept about oneself, being packed or lying ready."""

    archive_id: str = Known("pk")
    size: int


class TraceOut(Schema):
    """Something one did that carries a word of the stratum."""

    kind: str
    words: str
    url: str
    term: str


class MyStratumOut(Schema):
    """A stratum one is in, or left, and why."""

    stratum_id: str
    name: str
    terms: list[str]
    weight: float
    choice: str
    traces: list[TraceOut]
