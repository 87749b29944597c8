"""Tokens and webhooks."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Delivery", "Token", "Webhook"]


class Token(models.Model):
    """A key for a machine; only its hash is kept."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Webhook(models.Model):
    """An address that is told about events, each message signed."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    merchant = models.ForeignKey("shop.Merchant", models.CASCADE, related_name="webhooks")
    url = models.URLField()
    secret = models.CharField(max_length=64)
    events = models.JSONField(default=list)
    at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)  # to reach it, in a row
    rests_until = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)


class Delivery(models.Model):
    """One message to a webhook, tried until it is taken or given up."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    body = models.JSONField()
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
