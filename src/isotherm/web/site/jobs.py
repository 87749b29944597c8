"""What takes longer than a page may: asked for, done beside the pages, watched until it ends.

A job is a row of its room, written together with the task that does it, so that neither is there
without the other. Every time it is taken up it gets a new turn; whoever has an older one finds out
at the next word and lets go. So a job whose worker was killed is simply taken up again.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from isotherm.errors import IsothermError
from isotherm.web.site.clock import now
from isotherm.web.site.full_disk import full_disk_words
from isotherm.web.site.ids import ID_LENGTH, new_id
from isotherm.web.site.refusals import Refusal

__all__ = ["AT_WORK", "Job", "JobState", "LetGoError", "do_job", "finish", "tell"]

_log = logging.getLogger(__name__)
_MOST_TRIES = 3  # a job that was killed so often without getting on is given up
_LONGEST_WORDS = 300


class LetGoError(Exception):
    """The job is not ours any more: it was taken up by another worker, or whoever asked is gone."""


class JobState(models.TextChoices):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


AT_WORK = (JobState.QUEUED, JobState.RUNNING)


class Job(models.Model):
    """Something asked for, and how it gets on."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.FloatField(default=0.0)  # 0..1
    turn = models.PositiveIntegerField(default=0)  # taken up so often
    tries = models.PositiveSmallIntegerField(default=0)  # taken up so often since it got on
    message = models.CharField(max_length=_LONGEST_WORDS, blank=True)  # why it failed, in words
    language = models.CharField(max_length=16, blank=True)  # of whoever asked, for those words

    let_go: ClassVar[Mapping[str, object]] = {}  # what is not kept once it has ended

    class Meta:
        abstract = True

    @property
    def is_at_work(self) -> bool:
        """Whether it has not ended yet."""
        return self.state in AT_WORK


AnyJob = TypeVar("AnyJob", bound=Job)


def do_job(model: type[AnyJob], job_id: str, do: Callable[[AnyJob], None]) -> str:
    """Take a job up and do it; its state afterwards, "gone" where it is not there any more.

    What goes wrong is told in the job, in the language of whoever asked for it. ``do`` finishes
    it, or leaves it waiting for another turn.
    """
    job = _take_up(model, job_id)
    if job is not None:
        with translation.override(job.language or translation.get_language()):
            try:
                do(job)
            except LetGoError:
                _log.info("job %s was let go", job_id)
            except Exception as error:
                _fail(job, _words_of(error, job_id))
    found = _rows(model).filter(pk=job_id).values_list("state", flat=True).first()
    return str(found or "gone")


def tell(job: Job, **fields: Any) -> None:
    """Say how a job gets on. Raises LetGoError where somebody else has it, or nobody wants it."""
    ours = _rows(type(job)).filter(pk=job.pk, turn=job.turn, state=JobState.RUNNING)
    if not ours.update(**fields):
        raise LetGoError


def finish(job: Job, **fields: Any) -> None:
    """Say that a job is done, and what came of it, in one moment."""
    ended = {"state": JobState.DONE, "progress": 1.0, "ended_at": now()}
    tell(job, **ended, **job.let_go, **fields)


def _take_up(model: type[AnyJob], job_id: str) -> AnyJob | None:
    """The job, if it waits or its worker is gone; given up where that was tried often."""
    with transaction.atomic():
        at_work = _rows(model).filter(state__in=AT_WORK)
        job: AnyJob | None = at_work.select_for_update().filter(pk=job_id).first()
        if job is None:
            return None
        job.state, job.turn, job.tries = JobState.RUNNING, job.turn + 1, job.tries + 1
        job.save(update_fields=["state", "turn", "tries"])
    if job.tries > _MOST_TRIES:
        with translation.override(job.language or translation.get_language()):
            _fail(job, _("It was stopped three times before it could end."))
        return None
    return job


def _fail(job: Job, words: str) -> None:
    """Give a job up and say why; nothing where it is not ours any more."""
    ended = {"state": JobState.FAILED, "ended_at": now(), "message": words[:_LONGEST_WORDS]}
    with contextlib.suppress(LetGoError):
        tell(job, **ended, **job.let_go)


def _words_of(error: Exception, job_id: str) -> str:
    """Why a job failed, for whoever asked for it."""
    if isinstance(error, Refusal):
        return error.words
    _log.error("job %s", job_id, exc_info=error)
    full = full_disk_words(error)
    if full:
        return full
    if isinstance(error, IsothermError):
        return str(error)
    return _("Something went wrong on our side. Please try again.")


def _rows(model: type[AnyJob]) -> models.QuerySet[AnyJob]:
    return model._default_manager.all()
