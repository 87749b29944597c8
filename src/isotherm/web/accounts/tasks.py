"""What is done for a member beside the pages."""

from __future__ import annotations

from django_tasks import task

from isotherm.web.accounts.models import Archive
from isotherm.web.accounts.services.archives import pack
from isotherm.web.site.jobs import do_job

__all__ = ["pack_my_archive"]


@task(queue_name="files")
def pack_my_archive(archive_id: str) -> str:
    """Pack an archive that was asked for; its state afterwards."""
    return do_job(Archive, archive_id, pack)
