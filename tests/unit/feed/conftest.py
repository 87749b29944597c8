from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from isotherm.feed import FeedRecord


def planted_interactions(*, seed: int = 0, users: int = 240, items: int = 80) -> Any:
    """People of four tastes, notes of four kinds, some noise."""
    rng = np.random.default_rng(seed)
    alike = (np.arange(users) % 4)[:, None] == (np.arange(items) % 4)[None, :]
    draws = rng.random((users, items))
    return sparse.csr_array((draws < np.where(alike, 0.35, 0.02)).astype(np.float32))


@pytest.fixture
def planted() -> Callable[..., Any]:
    return planted_interactions


@pytest.fixture
def record() -> FeedRecord:
    """The planted community as a feed sees it: twenty authors, four strata, six new notes."""
    interactions = planted_interactions(users=80, items=40).toarray()
    interactions[:, 34:] = 0
    interactions[79] = 0
    impressions = np.full(40, 2000)
    impressions[34:] = [0, 5, 99, 3, 50, 7]
    return FeedRecord(
        note_ids=[f"n{note:02}" for note in range(40)],
        actor_ids=[*(f"a{actor}" for actor in range(79)), "newcomer"],
        interactions=sparse.csr_array(interactions),
        note_authors=np.arange(40) // 2,
        note_strata=sparse.csr_array(np.eye(4)[np.arange(40) % 4]),
        memberships=sparse.csr_array(np.vstack([np.eye(4)[np.arange(79) % 4], np.zeros(4)])),
        stratum_names=["mid-size", "commuters", "new mothers", "dancers"],
        impressions=impressions,
    )
