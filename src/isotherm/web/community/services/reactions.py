"""Likes, saves, shares, follows, views: at most one of what stands for a state."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, Reaction
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["react", "take_back"]

_STATES = (Reaction.Kind.LIKE, Reaction.Kind.SAVE, Reaction.Kind.FOLLOW)
_COUNTED = {
    Reaction.Kind.LIKE: "like_count",
    Reaction.Kind.SAVE: "save_count",
    Reaction.Kind.SHARE: "share_count",
}


def react(
    member: Member,
    kind: str,
    *,
    note_id: str | None = None,
    product_id: str | None = None,
    followed_id: str | None = None,
) -> Reaction:
    """Keep one contact of a member with a note, a product or another member.

    Liking, saving or following again changes nothing and answers with what is there; views and
    shares are kept each time. A thing that is not there, or following oneself, is refused.
    """
    kind = _known(kind)
    if kind == Reaction.Kind.FOLLOW and followed_id == member.pk:
        raise Refusal(_("You cannot follow yourself."), code="own", status=422)
    thing = {"note_id": note_id, "product_id": product_id, "followed_id": followed_id}
    _require_one(kind, thing)
    try:
        with transaction.atomic():
            _lock_thing(thing)
            made = Reaction.objects.create(member=member, kind=kind, at=now(), **thing)
            _count(note_id, kind, by=1)
            return made
    except IntegrityError:
        if kind not in _STATES:
            raise
        return Reaction.objects.get(member=member, kind=kind, **thing)


def take_back(
    member: Member,
    kind: str,
    *,
    note_id: str | None = None,
    product_id: str | None = None,
    followed_id: str | None = None,
) -> bool:
    """Take a like, a save or a follow back; whether there was one."""
    kind = _known(kind)
    thing = {"note_id": note_id, "product_id": product_id, "followed_id": followed_id}
    _require_one(kind, thing)
    if kind not in _STATES:
        raise Refusal(_("This cannot be taken back."), status=422)
    with transaction.atomic():
        _lock_thing(thing)
        gone, _rows = Reaction.objects.filter(member=member, kind=kind, **thing).delete()
        _count(note_id, kind, by=-gone)
    return gone > 0


def _known(kind: str) -> Reaction.Kind:
    if kind not in Reaction.Kind.values or kind == Reaction.Kind.IMPRESSION:
        raise Refusal(_("There is no such reaction."), status=422)
    return Reaction.Kind(kind)


def _require_one(kind: Reaction.Kind, thing: dict[str, str | None]) -> None:
    """Exactly one thing, and one that can be meant: members are followed, nothing else is."""
    named = [name for name, value in thing.items() if value is not None]
    follows = kind == Reaction.Kind.FOLLOW
    if len(named) != 1 or (named[0] == "followed_id") != follows:
        raise Refusal(_("There is nothing here to react to."), status=422)


def _lock_thing(thing: dict[str, str | None]) -> None:
    """Wait for others at the same thing; refuse what is not there."""
    from isotherm.web.shop.models import Product

    kinds: dict[str, type[Model]] = {"note_id": Note, "product_id": Product, "followed_id": Member}
    for name, model in kinds.items():
        if thing[name] is None:
            continue
        rows = model._default_manager.filter(pk=thing[name])
        if name == "note_id":  # its counts are about to change
            rows = rows.select_for_update()
        if not rows.values_list("pk", flat=True).first():
            raise Refusal(_("This is gone."), code="gone", status=404)


def _count(note_id: str | None, kind: Reaction.Kind, *, by: int) -> None:
    column = _COUNTED.get(kind)
    if note_id is None or column is None or not by:
        return
    rows = Note.objects.filter(pk=note_id)
    if by < 0:  # a record may bring fewer counts than reactions: never below nothing
        rows = rows.filter(**{f"{column}__gte": -by})
    rows.update(**{column: F(column) + by})
