"""In which order the steps of a run are taken, by one hand or two."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from isotherm.reading.checkpoints import Checkpoints
from isotherm.reading.plan import Plan, Step
from isotherm.reading.second_hand import SecondHand
from isotherm.reading.workshop import Workshop

__all__ = ["take_steps"]

Progress = Callable[[str, int, int], None]


def take_steps(
    plan: Plan,
    workshop: Workshop,
    *,
    checkpoints: Checkpoints,
    hand: SecondHand | None,
    progress: Progress,
) -> None:
    """Take every step that has no checkpoint yet, each when what it needs is there.

    A hand that is free takes the first step, in the plan's order, that can be taken. A step the
    second hand failed at is taken again here, where the failure is told.
    """
    bench = _Bench(plan, checkpoints, progress)
    step = bench.pick()
    beside = threading.Thread(target=_take_beside, args=(bench, hand)) if hand else None
    if beside is not None:
        beside.start()
    try:
        while step is not None:
            workshop.take(step)
            bench.put_down(step)
            step = bench.pick()
    finally:
        bench.close()
        if hand is not None and beside is not None:
            hand.let_go()
            beside.join()


def _take_beside(bench: _Bench, hand: SecondHand) -> None:
    """Hand steps to the second hand for as long as it is equal to them."""
    done = True
    while done and (step := bench.pick()) is not None:
        with contextlib.suppress(
            OSError
        ):  # a hand out of reach is gone, and its step is taken here
            hand.begin(step)
            hand.wait()
        done = bench.put_down(step)


class _Bench:
    """The steps that are left, from which either hand picks."""

    def __init__(self, plan: Plan, checkpoints: Checkpoints, progress: Progress) -> None:
        self._plan, self._checkpoints, self._progress = plan, checkpoints, progress
        self._changed = threading.Condition()
        self._open = True
        self._busy: list[Step] = []
        self._left = [step for step in plan if not self._is_taken(step)]
        for number, step in enumerate(step for step in plan if step not in self._left):
            progress(step.says, number, len(plan))

    def pick(self) -> Step | None:
        """The next step to take, once there is one; None when none is left."""
        with self._changed:
            while self._open and (self._left or self._busy):  # a busy hand may yet fail at one
                ready = [step for step in self._left if self._can_be_taken(step)]
                if ready:
                    done = len(self._plan) - len(self._left) - len(self._busy)
                    self._progress(ready[0].says, done, len(self._plan))
                    self._left.remove(ready[0])
                    self._busy.append(ready[0])
                    return ready[0]
                self._changed.wait()
        return None

    def put_down(self, step: Step) -> bool:
        """Whether a step that was picked has been taken; if not, it is there to be picked again."""
        with self._changed:
            self._busy.remove(step)
            self._left = [one for one in self._plan if one is step or one in self._left]
            self._changed.notify_all()
            if taken := self._is_taken(step):
                self._left.remove(step)
        return taken

    def close(self) -> None:
        """Nothing more is picked."""
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def _is_taken(self, step: Step) -> bool:
        return self._checkpoints.facts(step.name) is not None

    def _can_be_taken(self, step: Step) -> bool:
        makers = (self._plan.maker(table) for table in step.needs)
        return all(self._checkpoints.facts(maker) is not None for maker in makers)
