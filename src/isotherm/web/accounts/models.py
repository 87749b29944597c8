"""People of the town. A member is what the ledger calls an actor."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id
from isotherm.web.site.jobs import Job

__all__ = ["Archive", "Kind", "Member", "StratumChoice"]


class Kind(models.TextChoices):
    """What someone is in the community, as the ledger has it."""

    READER = "reader"
    AUTHOR = "author"
    BUYER = "buyer"
    MERCHANT = "merchant"


class Member(AbstractUser):
    """Someone who lives here. ``is_staff`` means operator; shops are in ``shop.MerchantMember``."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    name = models.CharField(max_length=60, blank=True)  # shown; the ledger knows no names
    kind = models.CharField(max_length=16, choices=Kind.choices, blank=True, default=Kind.READER)
    joined_at = models.DateTimeField(null=True)
    followers = models.PositiveIntegerField(null=True)
    profile = models.JSONField(default=dict, blank=True)  # weight_kg, height_cm, age, city, ...
    about = models.CharField(max_length=300, blank=True)
    personalised = models.BooleanField(default=True)
    shares_body = models.BooleanField(default=False)  # consents to count in fit evidence
    body_told_at = models.DateTimeField(null=True)  # since when body and consent are as they are
    seed_user = models.BooleanField(default=False)  # consents to be asked before things are made

    def __str__(self) -> str:
        """The name shown."""
        return self.name or self.username

    @property
    def is_buyer(self) -> bool:
        """Whether they select goods for their readers."""
        return self.kind == Kind.BUYER


class StratumChoice(models.Model):
    """What a member decided about a stratum they are in."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="stratum_choices")
    stratum_id = models.CharField(max_length=ID_LENGTH)
    choice = models.CharField(max_length=8, choices=[("left", "left"), ("muted", "muted")])
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("member", "stratum_id"), name="one_choice_a_stratum"),
        )


class Archive(Job):
    """Everything kept about a member, packed for them alone; thrown away after a while."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="archive")
    size = models.PositiveBigIntegerField(default=0)  # bytes
