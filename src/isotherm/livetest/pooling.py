"""How each stratum takes to each option, when many strata have cast only a few votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import beta_interval
from isotherm.livetest.ballots import Ballots
from isotherm.livetest.settings import LiveTestSettings
from isotherm.livetest.verdicts import StratumRate

__all__ = ["pool_strata", "pooling_strength"]

Floats = NDArray[np.float64]
MOST_PULL = 2000.0  # votes; strata that differ less than this shows are one for a merchant


def pool_strata(
    ballots: Ballots,
    options: Sequence[str],
    memberships: Mapping[str, Mapping[str, float]],
    *,
    settings: LiveTestSettings,
) -> tuple[StratumRate, ...]:
    """Rates by option and stratum, each pulled towards the option's own rate.

    Beta posterior around the option's rate with the strength of ``pooling_strength``: a stratum
    with few votes says little more than everyone does.

    Args:
        ballots: effective votes.
        options: option ids, in the order of the ballots' indices.
        memberships: voter id to {stratum id: weight}; a voter counts in each stratum by weight.
        settings: the least pull and the intervals' level.

    Returns:
        One row an option and stratum, by option and then stratum id.

    >>> from isotherm.livetest import count_ballots, read_votes
    >>> votes = read_votes([("lilac", who, 0, "like", None) for who in ("ana", "bo")])
    >>> counted = count_ballots(votes, ["lilac"], weights={"like": 1.0})
    >>> homes = {"ana": {"s-1": 1.0}, "bo": {"s-2": 1.0}}
    >>> rows = pool_strata(counted, ["lilac"], homes, settings=LiveTestSettings())
    >>> [(row.stratum_id, round(row.rate, 2)) for row in rows]
    [('s-1', 0.84), ('s-2', 0.84)]
    """
    strata = sorted({s for weights in memberships.values() for s in weights})
    if not strata:
        return ()
    share = np.array(
        [[memberships.get(voter, {}).get(s, 0.0) for s in strata] for voter in ballots.voters]
    ).reshape(len(ballots.voters), len(strata))
    rows = []
    for place, option_id in enumerate(options):
        mine = ballots.option == place
        weight = share[ballots.voter[mine]]
        n, yes = weight.sum(axis=0), weight.T @ ballots.value[mine]
        overall = (ballots.value[mine].sum() + 0.5) / (mine.sum() + 1)
        pull = pooling_strength(yes, n, overall=overall, least=settings.pooling_votes)
        prior = (pull * overall, pull * (1 - overall))
        yes = np.clip(yes, 0, n)
        low, high = beta_interval(yes, n, prior=prior, level=settings.interval_level)
        rate = (yes + prior[0]) / (n + pull)
        for k, stratum_id in enumerate(strata):
            cells = (float(x[k]) for x in (n, yes, rate, low, high))
            rows.append(StratumRate(option_id, stratum_id, *cells))
    return tuple(rows)


def pooling_strength(successes: Floats, trials: Floats, *, overall: float, least: float) -> float:
    """How many votes the overall rate is worth inside one stratum: less, the more strata differ.

    Method of moments for the beta binomial: with v the spread of true rates between strata,
    overall (1 - overall) / v - 1, between ``least`` and 2,000.

    >>> pooling_strength(np.array([10.0, 90.0]), np.array([100.0, 100.0]), overall=0.5, least=1.0)
    1.0
    """
    voted = trials > 1
    if voted.sum() < 2:
        return least
    n, rate = trials[voted], successes[voted] / trials[voted]
    noise = overall * (1 - overall)
    spread = float(np.sum(n * ((rate - overall) ** 2 - noise / n)) / n.sum())
    return MOST_PULL if spread <= 0 else float(np.clip(noise / spread - 1, least, MOST_PULL))
