from __future__ import annotations

import pytest

from isotherm.errors import ReadingError
from isotherm.reading.plan import Inputs, Made, Plan, Step
from isotherm.reading.signal_path import signal_path


def step(name: str, needs: tuple[str, ...], makes: tuple[str, ...]) -> Step:
    def make(_inputs: Inputs) -> Made:
        return Made({})

    return Step(name, name, needs, makes, make)


def test_a_plan_names_who_makes_what() -> None:
    plan = Plan([step("first", (), ("a",)), step("second", ("a",), ("b", "c"))])
    assert len(plan) == 2
    assert plan.maker("c") == "second"


@pytest.mark.parametrize(
    "steps",
    [
        [step("first", ("a",), ("b",))],
        [step("first", (), ("a",)), step("second", (), ("a",))],
        [step("first", ("b",), ("a",)), step("second", (), ("b",))],
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(steps: list[Step]) -> None:
    with pytest.raises(ReadingError):
        Plan(steps)


def test_every_step_says_what_it_does() -> None:
    for one in signal_path():
        assert one.says.strip()
        assert "\n" not in one.says
