"""Strata: who belongs together."""

from __future__ import annotations

from isotherm.reading.plan import Inputs, Made, Step
from isotherm.strata import find_strata
from isotherm.trust import actor_weights

__all__ = ["STEP"]

_MADE = ("strata_found", "memberships_found", "note_strata_found", "item_strata_found")


def _run(inputs: Inputs) -> Made:
    found = find_strata(
        inputs.tables["touches"],
        inputs.tables["documents"],
        actor_weights=actor_weights(inputs.tables["coordinated"]),
        as_of=inputs.as_of,
        settings=inputs.settings.strata,
        seed=inputs.seed,
    )
    tables = (found.strata, found.memberships, found.note_strata, found.item_strata)
    missing = () if found.strata.num_rows else ("no stratum proved itself on contacts kept aside",)
    return Made(dict(zip(_MADE, tables, strict=True)), missing)


STEP = Step("strata", "who belongs together", ("touches", "documents", "coordinated"), _MADE, _run)
