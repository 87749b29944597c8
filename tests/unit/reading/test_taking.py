"""Which hand takes which step, and when."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from isotherm.reading.plan import Inputs, Made, Plan, Step
from isotherm.reading.taking import take_steps

PATIENCE_S = 20.0


def step(name: str, *needs: str) -> Step:
    def make(_inputs: Inputs) -> Made:
        return Made({})

    return Step(name, name, needs, (name,), make)


class Board:
    """Stands for the checkpoints, the workshop and the second hand."""

    def __init__(self, *, waits_for: str | None = None, fails_at: tuple[str, ...] = ()) -> None:
        self.here: list[str] = []
        self.beside: list[str] = []
        self.done: set[str] = set()
        self._waits_for = waits_for
        self._fails_at = fails_at
        self._all = threading.Event()

    def facts(self, name: str) -> dict[str, Any] | None:
        return {} if name in self.done else None

    def take(self, step: Step) -> None:
        self.here.append(step.name)
        if self._waits_for is not None:
            assert self._all.wait(PATIENCE_S)
        self.done.add(step.name)

    def begin(self, step: Step) -> None:
        self.beside.append(step.name)
        if step.name not in self._fails_at:
            self.done.add(step.name)
        if step.name == self._waits_for:
            self._all.set()

    def wait(self) -> None:
        return None

    def let_go(self) -> None:
        return None


def take(board: Board, *steps: Step, alone: bool = False) -> None:
    said: list[tuple[str, int, int]] = []
    stand_in: Any = board
    take_steps(
        Plan(list(steps)),
        stand_in,
        checkpoints=stand_in,
        hand=None if alone else stand_in,
        progress=lambda *what: said.append(what),
    )
    assert len(said) >= len(steps)


def test_one_hand_keeps_to_the_plan() -> None:
    board = Board()
    take(board, step("a"), step("b"), step("c", "a"), alone=True)
    assert board.here == ["a", "b", "c"]


def test_a_free_hand_goes_on_while_the_other_is_about_a_long_step() -> None:
    """The first step ends only when the last has been taken: by nobody but the second hand."""
    board = Board(waits_for="d")
    take(board, step("long"), step("b"), step("c", "b"), step("d", "c"))
    assert (board.here, board.beside) == (["long"], ["b", "c", "d"])


def test_a_step_the_second_hand_failed_at_is_taken_here() -> None:
    board = Board(fails_at=("b", "c"))
    take(board, step("a"), step("b", "a"), step("c", "a"))
    assert board.done == {"a", "b", "c"}
    assert len(board.beside) <= 1  # it is not asked twice


def test_a_second_hand_out_of_reach_keeps_nobody_waiting() -> None:
    board = Board()

    def fail(_step: Step) -> None:
        raise OSError("no such process")

    board.begin = fail  # type: ignore[method-assign]
    take(board, step("a"), step("b"), step("c", "b"))
    assert sorted(board.here) == ["a", "b", "c"]


def test_an_error_here_ends_both() -> None:
    board = Board()

    def fail(_step: Step) -> None:
        raise ValueError("no")

    board.take = fail  # type: ignore[method-assign]
    with pytest.raises(ValueError, match="no"):
        take(board, step("a"), step("b", "a"))
