"""Trust: which accounts act as one."""

from __future__ import annotations

from isotherm.reading.plan import Inputs, Made, Step
from isotherm.trust import find_coordinated

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    return Made({"coordinated": find_coordinated(inputs.record, inputs.settings.trust)})


STEP = Step("trust", "who counts", (), ("coordinated",), _run)
