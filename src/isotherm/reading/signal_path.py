"""The plan of a reading: the path of a signal, from the record to the briefs."""

from __future__ import annotations

from isotherm.reading.plan import Plan
from isotherm.reading.steps import (
    briefs,
    candidates,
    circles,
    forecast,
    forecast_ledger,
    lineage,
    needs,
    strata,
    touches,
    trends,
    trust,
)

__all__ = ["signal_path"]


def signal_path() -> Plan:
    """The steps of a reading, in order.

    Where two processes take them, a step that others wait for goes before one that nobody does.

    >>> [step.name for step in signal_path()][0]
    'touches'
    """
    rooms = (
        touches,
        trust,
        candidates,
        strata,
        lineage,
        needs,
        trends,
        forecast,
        circles,
        briefs,
        forecast_ledger,
    )
    return Plan([room.STEP for room in rooms])
