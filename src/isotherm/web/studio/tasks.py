"""What is done beside the pages of the studio."""

from __future__ import annotations

from django_tasks import task

from isotherm.web.site.jobs import do_job
from isotherm.web.studio.judging import judge
from isotherm.web.studio.models import Selection

__all__ = ["judge_board"]


@task()
def judge_board(board_id: str) -> str:
    """Judge the candidates of a board; its state afterwards."""
    return do_job(Selection, board_id, judge)
