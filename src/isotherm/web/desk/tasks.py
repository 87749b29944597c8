"""What is done beside the pages of the desk."""

from __future__ import annotations

from django_tasks import task

from isotherm.web.desk.models import GoodsFile
from isotherm.web.desk.services.goods_files import bring_goods
from isotherm.web.site.jobs import do_job

__all__ = ["bring_goods_file"]


@task(queue_name="files")
def bring_goods_file(file_id: str) -> str:
    """Bring a file of goods that was taken; its state afterwards."""
    return do_job(GoodsFile, file_id, bring_goods)
