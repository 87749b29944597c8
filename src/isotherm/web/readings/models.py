"""Readings as jobs, and the lists of the feed that the last one made."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id
from isotherm.web.site.jobs import Job

__all__ = ["Erasure", "FeedList", "ForgottenOrder", "ReadingRun", "RecordExport", "Series"]


class ReadingRun(models.Model):
    """One run of a reading over the town's record."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default="queued")  # queued, running, done, failed
    step = models.CharField(max_length=80, blank=True)
    progress = models.FloatField(default=0.0)  # 0..1
    tries = models.PositiveSmallIntegerField(default=0)  # begun so often; a killed one begins again
    as_of = models.DateTimeField(null=True)  # asked for, then what the reading is of
    folder = models.CharField(max_length=200, blank=True)  # of the finished reading, under home
    message = models.CharField(max_length=500, blank=True)  # what went wrong, in plain words

    class Meta:
        indexes = (models.Index(fields=("state", "-asked_at"), name="runs_by_state"),)


class RecordExport(Job):
    """An export of the record that an operator asked for."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    name = models.CharField(max_length=80)  # of the folder it becomes


class FeedList(models.Model):
    """What to show one member, best first; the row with an empty ``member_id`` is for anybody."""

    member_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    cards = models.JSONField()  # [[note_id, kind of reason, stratum_id or ""], ...]
    run_id = models.CharField(max_length=ID_LENGTH)


class Series(models.Model):
    """A ready-made count that came with the record: a hot list, a search index."""

    series_id = models.CharField(max_length=ID_LENGTH)
    at = models.DateTimeField()
    value = models.FloatField()
    name = models.CharField(max_length=120, blank=True)
    tags = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=("series_id", "at"), name="series_in_time"),)


class ForgottenOrder(models.Model):
    """An order whose buyer was erased: its money stays, and no record tells of it."""

    order_id = models.CharField(primary_key=True, max_length=ID_LENGTH)


class Erasure(models.Model):
    """That somebody was erased, and when by the machine's clock; not who."""

    at = models.DateTimeField()
