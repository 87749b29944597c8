"""What a live test says: a verdict for each option, and which one is best."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import bernoulli_sequence, beta_binomial_log_e
from isotherm.livetest.ballots import NO_TIME, Ballots
from isotherm.livetest.lead import lead_ripe
from isotherm.livetest.settings import LiveTestSettings

__all__ = ["Decision", "OptionVerdict", "StratumRate", "Verdict", "judge_options", "name_best"]

Verdict = Literal["keep", "drop", "undecided"]


@dataclasses.dataclass(frozen=True)
class OptionVerdict:
    """What the room says of one option."""

    option_id: str
    verdict: Verdict
    votes: int
    """Effective votes."""
    wanted: float
    """Of these, how many wanted it, by weight."""
    rate: float
    """wanted / votes; 0 without votes."""
    rate_low: float
    rate_high: float
    """Range of the rate, right at all looks together."""
    log_e_keep: float
    log_e_drop: float
    """Evidence now that the rate is above, or below, the keep line."""
    decided_at: int | None
    """Since when the verdict has stood without a break, microseconds UTC."""
    attributes: Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class StratumRate:
    """How one stratum takes to one option, pulled towards everyone's rate where votes are few."""

    option_id: str
    stratum_id: str
    votes: float
    wanted: float
    rate: float
    rate_low: float
    rate_high: float


@dataclasses.dataclass(frozen=True)
class Decision:
    """All verdicts of one test at one moment."""

    options: tuple[OptionVerdict, ...]
    best: str | None
    """The best option, none while it cannot be told."""
    votes: int
    ignored: int
    exposure: str
    error_rate: float
    strata: tuple[StratumRate, ...] = ()

    def as_mapping(self) -> dict[str, Any]:
        """The decision as plain values, for machines."""
        return dataclasses.asdict(self)


def judge_options(
    ballots: Ballots,
    options: Mapping[str, Mapping[str, Any]],
    *,
    settings: LiveTestSettings,
) -> tuple[OptionVerdict, ...]:
    """Keep, drop or undecided for each option.

    By the evidence there is now, not by the first look at which it sufficed: both hold their error
    rate, but a burst of bought votes that came first would otherwise settle it for good.
    Beta-mixture e-process against the keep line, in both directions; with a share e of bad votes
    the line is (1 - e) keep_line + e for keeping and (1 - e) keep_line for dropping.
    """
    return tuple(
        _judge(option_id, ballots, place, attributes=attributes, settings=settings)
        for place, (option_id, attributes) in enumerate(options.items())
    )


def _judge(
    option_id: str,
    ballots: Ballots,
    place: int,
    *,
    attributes: Mapping[str, Any],
    settings: LiveTestSettings,
) -> OptionVerdict:
    mine = ballots.option == place
    yes = np.concatenate([[0.0], ballots.value[mine].cumsum()])
    n = np.arange(yes.size, dtype=np.float64)
    yes = np.minimum(yes, n)  # sums of fractions may overshoot by a rounding
    honest = (1 - settings.bad_share) * settings.keep_line
    keep = beta_binomial_log_e(yes, n, reference=honest + settings.bad_share)
    drop = beta_binomial_log_e(n - yes, n, reference=1 - honest)
    low, high = bernoulli_sequence(yes[-1], n[-1], error=1 - settings.interval_level)
    verdict, look = _stands(keep, drop, settings=settings)
    return OptionVerdict(
        option_id=option_id,
        verdict=verdict,
        votes=int(n[-1]),
        wanted=float(yes[-1]),
        rate=float(yes[-1] / max(n[-1], 1)),
        rate_low=float(low),
        rate_high=float(high),
        log_e_keep=float(keep[-1]),
        log_e_drop=float(drop[-1]),
        decided_at=None if look is None else _moment(ballots.at[mine][look - 1]),
        attributes=dict(attributes),
    )


def _stands(
    keep: NDArray[np.float64], drop: NDArray[np.float64], *, settings: LiveTestSettings
) -> tuple[Verdict, int | None]:
    """The verdict at the last look, and the look since which it has stood without a break."""
    line = -np.log(settings.error_rate)
    enough = np.arange(keep.size) >= settings.least_votes
    sides: tuple[tuple[Verdict, NDArray[np.float64]], ...] = (("keep", keep), ("drop", drop))
    for verdict, log_e in sides:
        reached = (log_e >= line) & enough
        if reached[-1]:
            breaks = np.flatnonzero(~reached)
            return verdict, int(breaks[-1]) + 1
    return "undecided", None


def name_best(ballots: Ballots, count: int, *, settings: LiveTestSettings) -> int | None:
    """Index of the best option, none while it cannot be told."""
    n = np.bincount(ballots.option, minlength=count).astype(np.float64)
    yes = np.minimum(np.bincount(ballots.option, ballots.value, minlength=count), n)
    if not lead_ripe(yes, n, settings=settings):
        return None
    return int((yes / n).argmax())


def _moment(at: np.int64) -> int | None:
    return None if at == NO_TIME else int(at)
