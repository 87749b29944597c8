"""What members decided about the strata they are in."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from isotherm.web.accounts.models import StratumChoice
from isotherm.web.site.prepared import Prepared

__all__ = ["left_strata", "muted_strata"]


def muted_strata(member_id: str) -> set[str]:
    """The strata a member wants to see less of: nothing is shown to them because of these."""
    return {row[0] for row in _chosen(member_id, "muted")}


def left_strata(member_id: str) -> set[str]:
    """The strata a member does not want to be in: they are treated as if they were not."""
    return {row[0] for row in _chosen(member_id, "left")}


@Prepared
def _chosen(member_id: str, choice: str) -> QuerySet[StratumChoice, Any]:
    made = StratumChoice.objects.filter(member_id=member_id, choice=choice)
    return made.values_list("stratum_id")
