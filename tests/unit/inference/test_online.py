from __future__ import annotations

import math

import numpy as np
import pytest

from isotherm.errors import UsageError
from isotherm.inference import ELord


def published_rule(e: list[float], fdr: float, spend: float, candidate: float | None) -> list[bool]:
    """The levels as the paper states them: sums over everything before, nothing carried along."""
    levels: list[float] = []
    out: list[bool] = []
    for t in range(len(e)):
        found = [sum(out[:j]) for j in range(t + 1)]
        w = spend
        for j in range(t):
            if out[j]:
                w -= spend * 0.5 ** sum(out[: j + 1])
            else:
                w += spend * 0.5 ** (j + 1 - sum(out[: j + 1]))
        pays = [candidate is None or e[j] < 1 / candidate for j in range(t)]
        paid = sum(levels[j] / (found[j] + 1) for j in range(t) if pays[j])
        budget = fdr if candidate is None else fdr * (1 - candidate)
        level = w * (budget - paid) * (found[t] + 1)
        levels.append(level if candidate is None else min(candidate, level))
        out.append(e[t] >= 1 / levels[t])
    return out


@pytest.mark.parametrize("candidate", [None, 0.1])
def test_levels_are_the_published_ones(candidate):
    rng = np.random.default_rng(2)
    e = np.exp(rng.normal(0, 4, size=120)).tolist()
    stream = ELord(0.1, spend=0.05, candidate=candidate)
    decided = [stream.test(math.log(x)) for x in e]
    assert decided == published_rule(e, 0.1, 0.05, candidate)
    assert 0 < sum(decided) < 120


def false_share(
    candidate: float | None, *, controlled: bool, runs: int = 300
) -> tuple[float, float]:
    """Mean false share and share of true claims found; 20 of 200 claims are true."""
    rng = np.random.default_rng(7)
    false, power = [], []
    for _ in range(runs):
        true = rng.random(200) < 0.1
        z = rng.normal(size=200) + 4 * true
        log_e = 3 * z - 4.5
        stream = ELord(0.1, spend=0.02, candidate=candidate)
        kept = np.array([stream.test(x) if controlled else x >= 0 for x in log_e])
        false.append((kept & ~true).sum() / max(kept.sum(), 1))
        power.append((kept & true).sum() / max(true.sum(), 1))
    return float(np.mean(false)), float(np.mean(power))


@pytest.mark.parametrize("candidate", [None, 0.1])
def test_false_share_is_held_and_something_is_found(candidate):
    false, power = false_share(candidate, controlled=True)
    assert false <= 0.1
    assert power > 0.3


def test_without_levels_the_false_share_is_not_held():
    assert false_share(None, controlled=False)[0] > 0.1


def test_unknown_evidence_is_never_published():
    stream = ELord(0.05)
    assert not stream.test(math.nan)
    assert not stream.test(-math.inf)
    assert stream.test(math.inf)


@pytest.mark.parametrize(
    "wrong", [{"spend": 0}, {"reward": 2}, {"penalty": -1}, {"candidate": 1.0}]
)
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(UsageError):
        ELord(0.05, **wrong)
    with pytest.raises(UsageError, match="fdr"):
        ELord(1.5)
