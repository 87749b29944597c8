"""A modified ask is told from the plain one where another thing is opened, and only there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.ledger import Record
from isotherm.needs.asks import gather_asks
from isotherm.needs.niches import fates_apart
from isotherm.needs.settings import NeedSettings
from isotherm.needs.topics import group_wordings


def _searches(*, niche_opens: str | None) -> Record:
    """Plain 甲片胶, which opens a plain product, and 小甲床甲片胶, which opens what is said."""
    rows = []
    for number in range(60):
        rows.append((f"p{number}", "甲片胶", ["plain"]))
        query = ("小甲床甲片胶", "甲片胶小甲床", "小甲床甲片胶推荐")[number % 3]
        rows.append((f"n{number}", query, [niche_opens] if niche_opens else []))
    return Record.from_rows(
        {
            "searches": [
                {"actor_id": a, "at": "2026-03-01T00:00:00Z", "query": q, "clicked": c}
                | {"search_id": f"s{n}"}
                for n, (a, q, c) in enumerate(rows)
            ]
        }
    )


@pytest.mark.parametrize("opens", ["other", None])
def test_a_niche_of_another_fate_is_a_topic_of_its_own(opens: str | None) -> None:
    asks = gather_asks(_searches(niche_opens=opens))
    found = group_wordings(asks, NeedSettings()).of_wording
    topic = dict(zip(asks.wordings, found.tolist(), strict=True))
    assert topic["小甲床甲片胶"] == topic["甲片胶小甲床"] == topic["小甲床甲片胶推荐"]
    assert topic["甲片胶"] != topic["小甲床甲片胶"]


def test_the_same_fate_keeps_them_together() -> None:
    asks = gather_asks(_searches(niche_opens="plain"))
    assert len(set(group_wordings(asks, NeedSettings()).of_wording.tolist())) == 1


@given(
    st.lists(st.integers(0, 40), min_size=2, max_size=6),
    st.lists(st.integers(0, 40), min_size=2, max_size=6),
)
def test_odds_are_those_of_the_dirichlet_multinomial(one: list[int], other: list[int]) -> None:
    size = min(len(one), len(other))
    left, right = np.array(one[:size], float), np.array(other[:size], float)

    def by_chain(counts: np.ndarray) -> float:
        """One draw after another, each from what the draws before it teach."""
        seen, total = np.full(size, 0.5), 0.0
        for column, number in enumerate(counts.astype(int)):
            for _ in range(number):
                total += float(np.log(seen[column] / seen.sum()))
                seen[column] += 1
        return total

    expected = by_chain(left) + by_chain(right) - by_chain(left + right)
    assert fates_apart(left, right) == pytest.approx(expected, abs=1e-6)
    assert fates_apart(left, right) == pytest.approx(fates_apart(right, left))


def test_chance_alone_seldom_parts_fates() -> None:
    rng = np.random.default_rng(5)
    share = rng.dirichlet(np.ones(20))
    odds = [
        fates_apart(rng.multinomial(60, share).astype(float), rng.multinomial(60, share) * 1.0)
        for _ in range(500)
    ]
    assert np.mean(np.array(odds) > np.log(20)) <= 0.05
