"""How many viewers a test still needs, and which options they should see."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from isotherm.inference import bernoulli_sequence
from isotherm.livetest.lead import bernoulli_kl
from isotherm.livetest.settings import LiveTestSettings
from isotherm.livetest.tables import open_test
from isotherm.livetest.verdicts import Decision, OptionVerdict, Verdict

__all__ = ["OptionPlan", "TestPlan", "plan"]


@dataclasses.dataclass(frozen=True)
class OptionPlan:
    """How many more viewers one option needs."""

    option_id: str
    verdict: Verdict
    votes: int
    viewers_needed: int
    """More viewers until the keep line is settled, if the rate stays what it looks like; 0 once
    it is."""
    show: bool
    """Whether showing it still teaches anything."""


@dataclasses.dataclass(frozen=True)
class TestPlan:
    """How many viewers a test needs and which options they should see."""

    __test__ = False

    test_id: str
    options: tuple[OptionPlan, ...]
    viewers_for_best: int
    """More votes, over all options, until the best is likely known; 0 once it is."""
    best: str | None
    next_option: str | None
    """The option to show the next viewer; none when all is settled."""

    def as_mapping(self) -> dict[str, Any]:
        """The plan as plain values, for machines."""
        return dataclasses.asdict(self)


def plan(
    tests: Any,
    options: Any,
    votes: Any = (),
    *,
    test_id: str,
    groups: Mapping[str, str] | None = None,
    settings: LiveTestSettings | None = None,
    seed: int = 0,
) -> TestPlan:
    """How many viewers a test still needs, and which options they should see.

    The need is what the growth of evidence asks for at the rates seen so far, or before any vote at
    one and a half times the keep line: n kl(rate, line), less a run of bad luck, must reach
    log(1 / error) plus the cost of not knowing the rate.

    Args:
        tests: as for ``decide``, like all that follow.
        options: the options.
        votes: votes so far; none before the test opens.
        test_id: which test.
        groups: coordinated actor to group id.
        settings: the error rate, the keep line, the stakes.
        seed: decides which option comes next.

    >>> options = [{"option_id": o, "test_id": "t"} for o in ("lilac", "grey")]
    >>> coming = plan([], options, test_id="t")
    >>> [row.viewers_needed for row in coming.options], coming.viewers_for_best
    ([673, 673], 1856)
    """
    chosen = settings or LiveTestSettings()
    test = open_test(tests, options, votes, test_id=test_id, groups=groups, settings=settings)
    decision = test.decide()
    rows = tuple(_plan_option(row, settings=chosen) for row in decision.options)
    racing = _racing(decision, settings=chosen)
    wanted = [row.option_id for row in rows if row.viewers_needed or row.option_id in racing]
    shown = tuple(dataclasses.replace(row, show=row.option_id in wanted) for row in rows)
    return TestPlan(
        test_id=test_id,
        options=shown,
        viewers_for_best=_votes_for_best(decision, racing, settings=chosen),
        best=decision.best,
        next_option=test.choose_next(seed=seed, among=wanted) if wanted else None,
    )


def _plan_option(row: OptionVerdict, *, settings: LiveTestSettings) -> OptionPlan:
    line = settings.keep_line
    needed = 0
    if row.verdict == "undecided":
        # a rate on the line would need for ever: it is planned for as a quarter off it
        likely = (row.wanted + 1.5 * line * 10) / (row.votes + 10)
        off = likely if abs(likely / line - 1) >= 0.25 else line * (1.25 if likely > line else 0.75)
        needed = max(_votes_to_tell(off, line, settings.error_rate) - row.votes, 1)
    return OptionPlan(row.option_id, row.verdict, row.votes, needed, show=needed > 0)


def _votes_to_tell(rate: float, line: float, error: float) -> int:
    """Votes by which, four times out of five, the mixture evidence has reached log(1 / error)."""
    gain = _gain(rate, line)
    odds = math.log(rate / line) - math.log((1 - rate) / (1 - line))
    luck = 0.84 * math.sqrt(rate * (1 - rate)) * abs(odds)
    votes = 10.0
    for _ in range(50):  # a fixed point: the mixture costs half a log of the votes
        asked = math.log(1 / error) + 0.5 * math.log(votes) + 0.6
        votes = max(((luck + math.sqrt(luck**2 + 4 * gain * asked)) / (2 * gain)) ** 2, 10.0)
    return math.ceil(votes)


def _racing(decision: Decision, *, settings: LiveTestSettings) -> list[str]:
    """Options that may still be the best: the range of their rate reaches the leader's."""
    if decision.best is not None or len(decision.options) < 2:
        return []
    ranges = [
        bernoulli_sequence(row.wanted, row.votes, error=settings.error_rate)
        for row in decision.options
    ]
    floor = max(float(low) for low, _ in ranges)
    return [
        row.option_id
        for row, (_, high) in zip(decision.options, ranges, strict=True)
        if high >= floor
    ]


def _votes_for_best(
    decision: Decision, racing: Sequence[str], *, settings: LiveTestSettings
) -> int:
    """Votes until the two in front can be told, were they a fifth apart at least."""
    if not racing:
        return 0
    rates = sorted(
        (row.wanted + 1.5 * settings.keep_line * 10) / (row.votes + 10) for row in decision.options
    )
    first, second = rates[-1], min(rates[-2], 0.8 * rates[-1])
    gain = (_gain(first, (first + second) / 2) + _gain(second, (first + second) / 2)) / 2
    racers = len(racing)
    line = math.log(max(racers - 1, 1) / settings.error_rate) + settings.slack
    shared = (line + math.sqrt(line**2 + 4 * gain * settings.small_sample)) / (2 * gain)
    cast = sum(row.votes for row in decision.options if row.option_id in racing)
    return max(math.ceil(shared * racers / 2) - cast, 1)


def _gain(rate: float, other: float) -> float:
    return float(bernoulli_kl(np.asarray(rate), np.asarray(other)))
