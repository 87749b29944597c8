"""Trying a failed task again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision
from isotherm.web.control.services.log import write_decision
from isotherm.web.site.refusals import Refusal

__all__ = ["retry_task"]


def retry_task(task_id: UUID, *, by: Member | None) -> None:
    """Ask for a failed task once more, with what it was asked for; a double click asks once."""
    with transaction.atomic():
        failed = DBTaskResult.objects.select_for_update().filter(pk=task_id).first()
        if failed is None or failed.status != "FAILED":
            raise Refusal(
                _("This task has not failed; there is nothing to repeat."), code="no_task"
            )
        done = Decision.objects.filter(kind=Decision.Kind.RETRIED, subject_id=str(task_id))
        if done.exists():
            raise Refusal(_("It was tried again already."), code="retried")
        try:
            task = failed.task
        except ImportError:
            words = _("This town no longer knows such a task; it cannot be repeated.")
            raise Refusal(words, code="gone") from None
        wanted = failed.args_kwargs
        task.enqueue(*wanted["args"], **wanted["kwargs"])
        write_decision(Decision.Kind.RETRIED, str(task_id), by=by, what=failed.task_name[:60])
