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
LOOKS_AT_ONCE = 20_000  # looks judged in one array; bounds memory, changes nothing else


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
    """When the verdict was reached, microseconds UTC; it stands from then on."""
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
    best_at: int | None
    """When the best was settled, microseconds UTC."""
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
    """Keep, drop or undecided for each option, by the first look at which the evidence sufficed.

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
    verdict, look = _first_crossing(keep, drop, line=-np.log(settings.error_rate))
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


def _first_crossing(
    keep: NDArray[np.float64], drop: NDArray[np.float64], *, line: float
) -> tuple[Verdict, int | None]:
    crossed = np.flatnonzero((keep >= line) | (drop >= line))
    if crossed.size == 0:
        return "undecided", None
    look = int(crossed[0])
    return ("keep" if keep[look] >= line else "drop"), look


def name_best(
    ballots: Ballots, count: int, *, settings: LiveTestSettings
) -> tuple[int | None, int | None]:
    """Index of the best option at the first look at which it could be told, and when that was."""
    yes, n = np.zeros(count), np.zeros(count)
    for start in range(0, ballots.option.size, LOOKS_AT_ONCE):
        part = slice(start, start + LOOKS_AT_ONCE)
        hit = ballots.option[part][:, None] == np.arange(count)
        n_path = n + hit.cumsum(axis=0)
        yes_path = np.minimum(yes + (hit * ballots.value[part][:, None]).cumsum(axis=0), n_path)
        ripe = np.flatnonzero(lead_ripe(yes_path, n_path, settings=settings))
        if ripe.size:
            look = int(ripe[0])
            best = int((yes_path[look] / n_path[look]).argmax())
            return best, _moment(ballots.at[part][look])
        yes, n = yes_path[-1], n_path[-1]
    return None, None


def _moment(at: np.int64) -> int | None:
    return None if at == NO_TIME else int(at)
