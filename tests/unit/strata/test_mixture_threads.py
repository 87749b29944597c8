"""Working on two halves of the actors at once changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from isotherm.strata import mixture


def test_two_threads_give_the_same_bytes_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    n = rng.gamma(0.3, 3.0, (501, 4)).astype(np.float32)
    expected = (0.2 + rng.random(n.shape)).astype(np.float32)
    mixing = rng.uniform(0.1, 1.0, len(n)).astype(np.float32)
    told = (n, expected, mixing, n.sum(axis=1), np.full(4, 0.1, np.float32))
    alone = mixture._rate_ratios(*told) + mixture._belonging(*told)
    monkeypatch.setattr(mixture, "_WORTH_THREADS", 2)
    beside = mixture._rate_ratios(*told) + mixture._belonging(*told)
    for one, two in zip(alone, beside, strict=True):
        assert one.tobytes() == two.tobytes()
