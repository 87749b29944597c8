"""In which order the steps of a run are taken, by one hand or two."""

from __future__ import annotations

from collections.abc import Callable

from isotherm.reading.checkpoints import Checkpoints
from isotherm.reading.plan import Plan, Step
from isotherm.reading.second_hand import SecondHand
from isotherm.reading.workshop import Workshop

__all__ = ["take_steps"]


def take_steps(
    plan: Plan,
    workshop: Workshop,
    *,
    checkpoints: Checkpoints,
    hand: SecondHand | None,
    progress: Callable[[str, int, int], None],
) -> None:
    """Take every step that has no checkpoint yet, each when what it needs is there.

    Of the steps that can be taken the first is taken here and, where there is a second hand, the
    next one there. A step it failed at is taken again here, where the failure is told.
    """
    left = [step for step in plan if checkpoints.facts(step.name) is None]
    for number, step in enumerate(step for step in plan if step not in left):
        progress(step.says, number, len(plan))
    while left:
        ready = [step for step in left if _can_be_taken(step, plan, checkpoints)]
        here = [step for step in ready if hand is None or step is not hand.step]
        if hand is not None and hand.step is None and len(here) > 1:
            progress(here[1].says, len(plan) - len(left), len(plan))
            hand.begin(here.pop(1))
        if here:
            progress(here[0].says, len(plan) - len(left), len(plan))
            workshop.take(here[0])
        elif hand is not None:
            hand.wait()
        done = hand.put_down() if hand is not None else None
        if done is not None and checkpoints.facts(done.name) is None:
            hand = None
        left = [step for step in left if checkpoints.facts(step.name) is None]


def _can_be_taken(step: Step, plan: Plan, checkpoints: Checkpoints) -> bool:
    return all(checkpoints.facts(plan.maker(table)) is not None for table in step.needs)
