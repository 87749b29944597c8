"""Candidates: what notes share, on which a trend might run; it takes nothing but the record."""

from __future__ import annotations

from isotherm.reading.plan import Inputs, Made, Step
from isotherm.trends import find_candidates

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    return Made({"trend_candidates": find_candidates(inputs.record, inputs.settings.trends)})


STEP = Step("candidates", "what notes have in common", (), ("trend_candidates",), _run)
