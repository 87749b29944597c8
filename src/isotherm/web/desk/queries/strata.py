"""The strata of a brief, as much of them as a merchant may see."""

from __future__ import annotations

import dataclasses

from isotherm.web.desk.briefs import Brief
from isotherm.web.readings.crowds import size_of_stratum

__all__ = ["BriefStratum", "strata_of_brief"]


@dataclasses.dataclass(frozen=True)
class BriefStratum:
    """A stratum by its name, with its size as a coarse interval."""

    stratum_id: str
    name: str
    people: tuple[int, int] | None


def strata_of_brief(brief: Brief) -> tuple[BriefStratum, ...]:
    """For whom a brief is: strata that may be named; those below the privacy floor have no size."""
    from isotherm.web.readings import queries as readings

    found = [(one, readings.named_stratum(one)) for one in brief.stratum_ids]
    return tuple(
        BriefStratum(stratum_id, row["name"], size_of_stratum(row))
        for stratum_id, row in found
        if row
    )
