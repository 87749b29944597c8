"""What members decided about the strata they are in."""

from __future__ import annotations

from isotherm.web.accounts.models import StratumChoice

__all__ = ["left_strata", "muted_strata"]


def muted_strata(member_id: str) -> set[str]:
    """The strata a member wants to see less of: nothing is shown to them because of these."""
    return _chosen(member_id, "muted")


def left_strata(member_id: str) -> set[str]:
    """The strata a member does not want to be in: they are treated as if they were not."""
    return _chosen(member_id, "left")


def _chosen(member_id: str, choice: str) -> set[str]:
    rows = StratumChoice.objects.filter(member_id=member_id, choice=choice)
    return set(rows.values_list("stratum_id", flat=True))
