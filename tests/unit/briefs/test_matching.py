"""Who is sent what: few to each subject, few to each merchant, the worthiest first."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.briefs import BriefSettings
from isotherm.briefs.goods import Goods, Supply
from isotherm.briefs.matching import Match, choose_matches, fit_of
from isotherm.briefs.timing import Timing

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
TIMING = Timing("T-30", DAY, DAY, DAY)
Make = dict[str, Callable[..., Any]]
Write = Callable[..., list[dict[str, Any]]]


@st.composite
def wishes(draw: st.DrawFn, most: int = 4) -> list[Match]:
    pairs = st.tuples(st.integers(0, most - 1), st.integers(0, most - 1))
    chosen = draw(st.lists(pairs, unique=True, max_size=2 * most))
    worths = st.floats(0.01, 100)
    return [Match(f"n{s}", f"m{m}", TIMING, draw(worths)) for s, m in chosen]


def allowed(found: Sequence[Match], limits: BriefSettings) -> bool:
    reached = Counter(match.subject_id for match in found)
    read = Counter(match.merchant_id for match in found)
    return (max(reached.values(), default=0) <= limits.most_merchants) and (
        max(read.values(), default=0) <= limits.most_inbox
    )


def worth(found: Sequence[Match]) -> float:
    return sum(match.worth for match in found)


@settings(max_examples=60, deadline=None)
@given(wishes(), st.integers(1, 2), st.integers(1, 2))
def test_limits_hold_and_half_of_the_best_is_reached(
    wanted: list[Match], merchants: int, inbox: int
) -> None:
    limits = BriefSettings(most_merchants=merchants, most_inbox=inbox)
    found = [m for sent in choose_matches(wanted, limits).values() for m in sent]
    assert allowed(found, limits)
    subsets = (
        subset
        for size in range(len(wanted) + 1)
        for subset in itertools.combinations(wanted, size)
        if allowed(subset, limits)
    )
    assert worth(found) >= max(map(worth, subsets)) / 2 - 1e-9


@given(wishes(6), st.randoms())
def test_the_order_of_matches_does_not_matter(wanted: list[Match], random: Any) -> None:
    turned = wanted[:]
    random.shuffle(turned)
    assert choose_matches(wanted, BriefSettings()) == choose_matches(turned, BriefSettings())


def goods(trades: dict[str, frozenset[str]]) -> Goods:
    return Goods([], {}, [], trades, {}, {}, {}, {})


@given(st.floats(0, 1), st.floats(0, 1))
def test_nearer_goods_and_the_own_trade_fit_better(near: float, nearer: float) -> None:
    shop = goods({"a": frozenset({"suits"}), "b": frozenset({"tea"})})
    low, high = sorted((near, nearer))

    def fit(name: str, nearness: float) -> float:
        supply = Supply({"suits": 1.0, "coats": 0.4}, {}, {name: nearness}, ())
        return fit_of({"merchant_id": name}, supply, shop)

    assert fit("a", low) <= fit("a", high)
    assert fit("b", high) <= fit("a", high)
    assert fit("b", 0.0) == 0


def market(make: Make, shops: int) -> dict[str, list[dict[str, Any]]]:
    """Many shops of one trade; what the later ones sold came back more often."""
    rows = make["community"](200)
    names = [f"shop{i:02d}" for i in range(shops)]
    rows["merchants"] = [
        {"merchant_id": name, "lead_days": 7, "categories": ["西装"]} for name in names
    ]
    rows["products"] = [
        {"product_id": name, "merchant_id": name, "title": "通勤西装", "category": "西装"}
        for name in names
    ]
    people = [row["actor_id"] for row in rows["searches"]]
    rows["orders"] = [
        {
            "order_id": f"{name}{u}",
            "actor_id": u,
            "at": DAY,
            "product_id": name,
            "price_fen": 30_000,
        }
        for name in names
        for u in people[:150]
    ]
    rows["outcomes"] = [
        {"actor_id": u, "product_id": name, "kept": i >= 150 * number / shops}
        for number, name in enumerate(names)
        for i, u in enumerate(people[:150])
    ]
    return rows


def test_of_many_shops_those_whose_goods_these_people_keep_are_asked(
    write: Write, make: Make
) -> None:
    rows = market(make, 20)
    found = write([make["need"](askers=200.0)], rows=rows)
    sent = {row["merchant_id"] for row in found if row["merchant_id"]}
    assert len(sent) == BriefSettings().most_merchants
    assert sent <= {f"shop{i:02d}" for i in range(15)}


def test_control_without_a_limit_all_are_asked(write: Write, make: Make) -> None:
    rows = market(make, 20)
    everyone = BriefSettings(most_merchants=300)
    assert len(write([make["need"](askers=200.0)], rows=rows, settings=everyone)) == 21


def test_nobody_has_more_than_a_handful(write: Write, make: Make) -> None:
    needs = [make["need"](need_id=f"n-{i}", unmet_units=40.0 + 10 * i) for i in range(9)]
    found = write(needs)
    read = Counter(row["merchant_id"] for row in found if row["merchant_id"])
    assert set(read) == {"quick", "slow"}
    assert set(read.values()) == {BriefSettings().most_inbox}
    worth = {row["subject_id"]: row["kept_units_p50"] for row in found}
    sent = {row["subject_id"] for row in found if row["merchant_id"] == "quick"}
    assert min(worth[one] for one in sent) >= max(worth[one] for one in set(worth) - sent)


def test_every_brief_has_pieces_to_sell(write: Write, make: Make) -> None:
    poor = make["need"](need_id="n-2", unmet_units=0.0, unmet_low=0.0, unmet_high=0.0)
    never = make["trend"](conversion=0.0, conversion_low=0.0, conversion_high=1e-9, stage="mature")
    found = write([make["need"](), poor], [never])
    assert {row["subject_id"] for row in found} == {"n-1"}
    assert all(row["first_lot"] >= 1 and row["kept_units_p90"] > 0 for row in found)
