"""Briefs: what merchants should make, for whom and by when."""

from __future__ import annotations

from isotherm.briefs import write_briefs
from isotherm.reading.plan import Inputs, Made, Step

__all__ = ["STEP"]

_NEEDS = ("needs", "trends", "trend_forecasts", "strata", "memberships", "coordinated")


def _run(inputs: Inputs) -> Made:
    tables = {name: inputs.tables[name] for name in _NEEDS}
    briefs = write_briefs(
        inputs.record,
        **tables,
        forecast_ledger=inputs.previous.get("forecast_ledger"),
        previous=inputs.previous.get("briefs"),
        settings=inputs.settings.briefs,
        privacy=inputs.settings.privacy,
    )
    return Made({"briefs": briefs}, _missing(inputs))


def _missing(inputs: Inputs) -> tuple[str, ...]:
    lines = [
        (inputs.record.has("merchants", "merchant_id"), "no merchants: briefs are open to all"),
        (inputs.record.has("products", "product_id"), "no products: nobody's goods are matched"),
    ]
    return tuple(line for there, line in lines if not there)


STEP = Step("briefs", "what to make, for whom, by when", _NEEDS, ("briefs",), _run)
