"""Live tests (测款): options, votes, and the rooms and notes they are voted in."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["LiveTest", "Option", "Presence", "Room", "RoomLine", "Vote"]


class LiveTest(models.Model):
    """One test, under a note for days, in a room for an hour, or both."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    brief_id = models.CharField(max_length=ID_LENGTH, blank=True)
    merchant = models.ForeignKey("shop.Merchant", models.CASCADE, null=True, related_name="tests")
    title = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=8, default="note")  # note, room, both
    note = models.ForeignKey("community.Note", models.SET_NULL, null=True, related_name="tests")
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    changes = models.PositiveBigIntegerField(default=0)  # grows with every change of its votes
    settled_at = models.DateTimeField(null=True)  # voters told, deposits of what is not made back

    class Meta:
        indexes = (models.Index(fields=("closes_at",), name="tests_by_close"),)

    def __str__(self) -> str:
        """What it is called."""
        return self.title or self.pk

    def is_open(self, at: dt.datetime) -> bool:
        """Whether votes count at a moment."""
        return self.opened_at is not None and (self.closes_at is None or at < self.closes_at)


class Option(models.Model):
    """One thing that can be voted for: a colour and a cut."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    test = models.ForeignKey(LiveTest, models.CASCADE, related_name="options")
    attributes = models.JSONField(default=dict)
    price_fen = models.PositiveBigIntegerField(null=True)
    picture = models.FileField(upload_to="options/", blank=True)  # drawn by the world if none
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        """Its colour and cut, or whatever sets it apart."""
        told = [self.attributes.get(key) for key in ("name", "colour", "cut")]
        words = [str(word) for word in told if word]
        if not words:
            words = [str(v) for k, v in sorted(self.attributes.items()) if isinstance(v, str | int)]
        return " · ".join(words[:3]) or self.pk


class Vote(models.Model):
    """What someone staked on an option. The same stake on the same option counts once."""

    test = models.ForeignKey(LiveTest, models.CASCADE, related_name="votes")
    option = models.ForeignKey(Option, models.CASCADE, related_name="votes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="votes"
    )
    at = models.DateTimeField(null=True)
    stake = models.CharField(max_length=8)  # seen, like, wish, size, deposit, pay
    value = models.CharField(max_length=40, blank=True)  # the size chosen, the deposit in fen

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("option", "member", "stake"), name="a_stake_once_an_option"
            ),
        )
        indexes = (
            models.Index(fields=("test", "at"), name="votes_of_a_test"),
            # Tallies are counted from this index alone.
            models.Index(fields=("test", "option", "stake", "member"), name="votes_tallied"),
        )


class Room(models.Model):
    """A live hour: pictures, chat, a test, and later a sale."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    merchant = models.ForeignKey("shop.Merchant", models.CASCADE, related_name="rooms")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rooms")
    test = models.ForeignKey(LiveTest, models.SET_NULL, null=True, related_name="rooms")
    title = models.CharField(max_length=120)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)  # ends by itself then, should its host vanish
    closed_at = models.DateTimeField(null=True)
    stream_url = models.URLField(blank=True)  # an embedded stream elsewhere; none of our own
    products = models.ManyToManyField("shop.Product", related_name="rooms")  # for sale in it
    shown_option = models.ForeignKey(Option, models.SET_NULL, null=True, related_name="+")
    last_seq = models.PositiveIntegerField(default=0)  # of its newest line

    def __str__(self) -> str:
        """What it is called."""
        return self.title

    def is_open(self, at: dt.datetime) -> bool:
        """Whether people may come in and speak at a moment."""
        ended = self.closed_at is not None or (self.closes_at is not None and at >= self.closes_at)
        return self.opens_at <= at and not ended


class RoomLine(models.Model):
    """One line of a room's log; ``seq`` tells a socket where it stopped reading."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="log")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)
    kind = models.CharField(max_length=12)  # opened, chat, announce, shown, sale, sold, closed
    text = models.CharField(max_length=500, blank=True)
    client_key = models.CharField(max_length=40, blank=True)  # the sender's own; never twice

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "seq"), name="a_line_a_number"),
            models.UniqueConstraint(
                fields=("room", "member", "client_key"),
                condition=~models.Q(client_key=""),
                name="a_line_sent_once",
            ),
        )
        indexes = (models.Index(fields=("room", "member", "at"), name="lines_of_a_member"),)


class Presence(models.Model):
    """How many sockets one process of the town holds in a room, told again every few seconds."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    process = models.CharField(max_length=ID_LENGTH)
    viewers = models.PositiveIntegerField()
    host_here = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "process"), name="a_process_once_a_room"),
        )
