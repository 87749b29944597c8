"""The compiled posterior against the formula written out for one actor and stratum."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from isotherm.strata import mixture
from isotherm.strata.membership_kernel import SLAB


def _written_out(
    seen: float, expected: float, mixing: float, life: float, prevalence: float
) -> tuple[float, float, float]:
    """Membership, own contacts and log rate ratio, by Poisson likelihoods of every share."""
    b = mixing * expected
    likelihoods = [
        (float(a) * life, float(chance) * exp(-float(a) * life) * (1 + float(a) * life / b) ** seen)
        for a, chance in SLAB
    ]
    total = sum(weight for _, weight in likelihoods)
    p = prevalence * total / (prevalence * total + 1 - prevalence)
    own = sum(weight * a / (a + b) for a, weight in likelihoods) / total
    rate = sum(weight * a for a, weight in likelihoods) / total
    return p, p * seen * own, log((b + p * rate) / expected)


def test_the_kernels_say_what_the_formula_says() -> None:
    rng = np.random.default_rng(5)
    n = np.array([[0, 0.5, 1, 2, 7]] * 6, np.float32)
    expected = rng.uniform(0.05, 2, n.shape).astype(np.float32)
    mixing = rng.uniform(0.1, 1, len(n)).astype(np.float32)
    life = rng.uniform(0.5, 9, len(n)).astype(np.float32)
    prevalence = rng.uniform(0.02, 0.4, n.shape[1]).astype(np.float32)
    told = (n, expected, mixing, life, prevalence)
    member, own, ratio, ratio_less = mixture._rate_ratios(*told)
    for one, two in zip((member, own), mixture._belonging(*told), strict=True):
        assert one.tobytes() == two.tobytes()
    for u, s in np.ndindex(n.shape):
        about = [float(x) for x in (expected[u, s], mixing[u], life[u], prevalence[s])]
        p, mine, rate = _written_out(float(n[u, s]), *about)
        assert member[u, s] == pytest.approx(p, rel=1e-4)
        assert own[u, s] == pytest.approx(mine, rel=1e-4)
        assert ratio[u, s] == pytest.approx(rate, abs=1e-4)
        less = _written_out(max(float(n[u, s]) - 1, 0), *about)[2]
        assert ratio_less[u, s] == pytest.approx(less, abs=1e-4)
