"""Leaving and muting strata, and coming back."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member, StratumChoice
from isotherm.web.readings.queries import named_stratum
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["choose_stratum", "forget_choice"]


@transaction.atomic
def choose_stratum(member: Member, stratum_id: str, *, choice: Literal["left", "muted"]) -> None:
    """Leave or mute a stratum; the last word counts. One that is not there is refused."""
    if named_stratum(stratum_id) is None:
        raise Refusal(_("This stratum is no longer there."), code="gone", status=404)
    StratumChoice.objects.update_or_create(
        member=member, stratum_id=stratum_id, defaults={"choice": choice, "at": now()}
    )


@transaction.atomic
def forget_choice(member: Member, stratum_id: str) -> None:
    """Be in a stratum again as if nothing had been said."""
    StratumChoice.objects.filter(member=member, stratum_id=stratum_id).delete()
