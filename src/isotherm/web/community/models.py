"""What people say, show, like and wish for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from isotherm.web.site.ids import ID_LENGTH, new_id

if TYPE_CHECKING:
    from isotherm.web.accounts.models import Member

__all__ = [
    "Note",
    "NotePicture",
    "NoteProduct",
    "Notice",
    "Reaction",
    "Reply",
    "Wish",
    "WishSecond",
]


class Note(models.Model):
    """Something an author shows: pictures, a title, words, products."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="notes"
    )
    at = models.DateTimeField(null=True)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    paid = models.BooleanField(null=True)
    # Counted as they come, so that a page of cards asks once.
    like_count = models.PositiveIntegerField(default=0)
    save_count = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    share_count = models.PositiveIntegerField(default=0)
    impression_count = models.PositiveIntegerField(default=0)  # of this town; owes first looks

    class Meta:
        indexes = (
            models.Index(fields=("-at",), name="notes_by_time"),
            models.Index(fields=("author", "-at"), name="notes_by_author"),
        )

    @functools.cached_property
    def cover(self) -> NotePicture | None:
        """The picture it is shown by; None where the world draws one."""
        return next(iter(self.pictures.all()), None)


class NotePicture(models.Model):
    """An uploaded picture, re-encoded by us. Notes without one are drawn by the world."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="pictures")
    place = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="notes/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ("place",)


class NoteProduct(models.Model):
    """A product a note shows."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="tagged")
    product = models.ForeignKey("shop.Product", models.CASCADE, related_name="shown_in")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("note", "product"), name="a_product_once_a_note"),
        )


class Reply(models.Model):
    """What someone answers under a note; asks (求链接, 求同款) are replies."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    note = models.ForeignKey(Note, models.CASCADE, related_name="replies")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="replies"
    )
    at = models.DateTimeField(null=True)
    text = models.TextField()
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="answers")

    class Meta:
        indexes = (models.Index(fields=("note", "at"), name="replies_of_a_note"),)


class Reaction(models.Model):
    """One deliberate or passive contact, as the ledger's ``reactions`` has it.

    Likes, saves and follows stand for a state: at most one row a member and thing; taking one back
    removes it. Impressions carry no person, only a day and a count.
    """

    class Kind(models.TextChoices):
        """The ledger's words."""

        IMPRESSION = "impression"
        VIEW = "view"
        LIKE = "like"
        SAVE = "save"
        SHARE = "share"
        FOLLOW = "follow"
        CART = "cart"

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="reactions"
    )
    at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    note = models.ForeignKey(Note, models.CASCADE, null=True, related_name="reactions")
    product = models.ForeignKey("shop.Product", models.CASCADE, null=True, related_name="reactions")
    followed = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="followed_by"
    )
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "kind", "note"),
                condition=Q(kind__in=("like", "save"), note__isnull=False),
                name="a_note_liked_or_saved_once",
            ),
            models.UniqueConstraint(
                fields=("member", "kind", "product"),
                condition=Q(kind__in=("like", "save"), product__isnull=False),
                name="a_product_liked_or_saved_once",
            ),
            models.UniqueConstraint(
                fields=("member", "followed"),
                condition=Q(kind="follow"),
                name="someone_followed_once",
            ),
        )
        indexes = (
            models.Index(fields=("note", "kind"), name="reactions_to_a_note"),
            models.Index(fields=("member", "kind"), name="reactions_of_a_member"),
        )


class Wish(models.Model):
    """A thing someone wants and cannot find (求同款).

    Who wished may withdraw while others want it: the wish stays theirs, and names nobody.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="wishes"
    )
    at = models.DateTimeField(null=True)
    text = models.CharField(max_length=500)
    attributes = models.JSONField(default=dict)
    second_count = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)  # who wished wants it no longer; others do
    answered_by = models.ForeignKey(
        "shop.Product", models.SET_NULL, null=True, related_name="answered_wishes"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("-second_count", "-at"), name="wishes_by_warmth"),)

    @property
    def wisher(self) -> Member | None:
        """Who wished, while they stand behind it."""
        return self.member if self.withdrawn_at is None else None

    @property
    def wanted_by(self) -> int:
        """How many are known to want it; somebody does, though nobody be named."""
        return max(self.second_count + (self.member_id is not None and not self.withdrawn_at), 1)


class WishSecond(models.Model):
    """Someone wants what another wished for, too."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="seconds")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seconded")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("wish", "member"), name="a_wish_seconded_once"),
        )


class Notice(models.Model):
    """Something a member should hear: a wish answered, an order sent, a test decided."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    at = models.DateTimeField()
    kind = models.CharField(max_length=24)  # decides the sentence shown
    about = models.JSONField(default=dict)  # what the sentence names
    url = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("member", "-at"), name="notices_of_a_member"),
            models.Index(
                fields=("member",), condition=Q(read_at__isnull=True), name="notices_not_yet_read"
            ),
        )
