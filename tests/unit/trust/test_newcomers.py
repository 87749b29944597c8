from __future__ import annotations

import numpy as np
import pytest

from isotherm.ledger import Record
from isotherm.trust import Edges, TrustSettings, find_coordinated
from isotherm.trust.newcomers import Company, find_cohorts

DAY = 86_400.0


def asks_of(
    people: int, *, seed: int = 5, things: int = 600, young: float = 0.03
) -> list[np.ndarray]:
    """People who ask for this and that over a hundred days: actor, thing, time, newcomer."""
    rng = np.random.default_rng(seed)
    count = 5 * people
    return [
        rng.integers(0, people, count),
        rng.integers(0, things, count),
        rng.uniform(0, 100 * DAY, count),
        (rng.random(count) < young).astype(np.int64),
    ]


def with_crowd(
    asks: list[np.ndarray], size: int, *, days: tuple[float, float], young: int
) -> Edges:
    """The same with a crowd that asks for things 0 and 1."""
    rng = np.random.default_rng(9)
    who = np.tile(100_000 + np.arange(size), 2)
    crowd = [
        who,
        np.repeat([0, 1], size),
        rng.uniform(*days, 2 * size) * DAY,
        np.full(2 * size, young),
    ]
    actor, thing, at, new = (np.concatenate(both) for both in zip(asks, crowd, strict=True))
    return Edges(actor, thing, at=at, signs=new[:, None])


@pytest.mark.parametrize("size", [40, 100, 200, 500])
def test_a_large_group_is_found_as_surely_as_a_small_one(size: int) -> None:
    edges = with_crowd(asks_of(1000), size, days=(85, 99), young=1)
    found = find_cohorts(edges, TrustSettings())
    assert {one.thing for one in found} == {0, 1}
    for one in found:
        assert (one.members >= 100_000).sum() >= 0.9 * size
        assert (one.members < 100_000).sum() <= 3


def test_old_hands_who_ask_all_at_once_are_no_group() -> None:
    assert (
        find_cohorts(with_crowd(asks_of(1000), 200, days=(85, 99), young=0), TrustSettings()) == []
    )


def test_newcomers_who_ask_it_all_the_year_are_no_group() -> None:
    assert (
        find_cohorts(with_crowd(asks_of(1000), 100, days=(0, 100), young=1), TrustSettings()) == []
    )


@pytest.mark.parametrize("seed", range(5))
def test_newcomers_who_ask_as_others_do_are_no_group(seed: int) -> None:
    actor, thing, at, new = asks_of(1000, seed=seed, young=0.2)
    assert find_cohorts(Edges(actor, thing, at=at, signs=new[:, None]), TrustSettings()) == []


def test_order_of_rows_does_not_matter() -> None:
    edges = with_crowd(asks_of(500), 60, days=(85, 99), young=1)
    order = np.random.default_rng(0).permutation(edges.count)
    again = Edges(
        edges.actor[order], edges.target[order], at=edges.at[order], signs=edges.signs[order]
    )
    for one, other in zip(
        find_cohorts(edges, TrustSettings()), find_cohorts(again, TrustSettings()), strict=True
    ):
        assert one.thing == other.thing
        assert one.log_e == other.log_e
        np.testing.assert_array_equal(one.members, other.members)


def test_people_of_one_taste_have_company_and_strangers_have_none() -> None:
    rng = np.random.default_rng(1)
    taste = rng.integers(0, 8, 4000)
    liked = np.where(
        rng.random(4000) < 0.7, taste * 50 + rng.integers(0, 50, 4000), rng.integers(0, 400, 4000)
    )
    circle = np.where(taste == 0, rng.integers(0, 80, 4000), 80 + rng.integers(0, 500, 4000))
    assert Company.of([Edges(circle, liked)]).keeps(np.arange(80))
    strangers = rng.integers(0, 580, 4000)
    alone = Company.of([Edges(strangers, liked)])
    assert not alone.keeps(np.arange(80))
    assert not alone.keeps(np.array([9_000, 9_001]))


def ledger(fakes: int, *, age_days: float) -> dict[str, list[dict[str, object]]]:
    """People who search and like; ``fakes`` accounts of an age search for two things."""
    rng = np.random.default_rng(2)
    begin = np.datetime64("2026-01-01T00:00:00")

    def moment(day: float) -> str:
        return f"{begin + np.timedelta64(int(day * DAY), 's')}Z"

    actors, searches, likes = [], [], []
    for i in range(400 + fakes):
        fake = i >= 400
        start = 80 + rng.uniform(0, 10) if fake else 0.0
        actors.append({"actor_id": f"a{i:04d}", "joined_at": moment(start - age_days * fake)})
        for k in range(2 if fake else 6):
            words = ("solar griddle", "quiet shelf")[k] if fake else f"thing {rng.integers(0, 40)}"
            day = start + k if fake else rng.uniform(20, 95)
            searches.append(
                {
                    "search_id": f"s{i}-{k}",
                    "actor_id": f"a{i:04d}",
                    "query": words,
                    "at": moment(day),
                }
            )
        for _ in range(3):
            day = start + rng.uniform(0, 5) if fake else rng.uniform(0, 95)
            likes.append(
                {
                    "actor_id": f"a{i:04d}",
                    "kind": "like",
                    "note_id": f"n{rng.integers(0, 200)}",
                    "at": moment(day),
                }
            )
    notes = [{"note_id": f"n{i}", "author_id": f"w{i}", "at": moment(0)} for i in range(200)]
    return {"actors": actors, "searches": searches, "reactions": likes, "notes": notes}


@pytest.mark.parametrize("fakes", [12, 60, 200])
def test_newborn_accounts_that_fake_a_gap_are_one_group(fakes: int) -> None:
    found = find_coordinated(Record.from_rows(ledger(fakes, age_days=2)))
    assert set(found["actor_id"].to_pylist()) == {f"a{i:04d}" for i in range(400, 400 + fakes)}
    assert sum(found["weight"].to_pylist()) == pytest.approx(1)


def test_accounts_with_a_past_that_ask_for_two_things_are_let_alone() -> None:
    rows = ledger(60, age_days=60)
    for i in range(400, 460):  # seen long before
        rows["reactions"] += [
            {
                "actor_id": f"a{i:04d}",
                "kind": "like",
                "note_id": f"n{k}",
                "at": "2026-01-15T00:00:00Z",
            }
            for k in range(i % 5, 200, 40)
        ]
    assert find_coordinated(Record.from_rows(rows)).num_rows == 0
