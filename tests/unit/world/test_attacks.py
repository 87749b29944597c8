"""Each attack adds the accounts and the acts that it says, and nothing is left without it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import numpy as np
import pytest

from isotherm.errors import UsageError
from isotherm.world import ATTACKS, make_world

STAGING = ("young_bots", "aged_bots", "hijacked", "slow_drip", "template_clones")


def accounts(made: Any, kind: str) -> set[str]:
    return {r["actor_id"] for r in made.rows("truth", "coordinated") if r["kind"] == kind}


def test_without_attacks_only_paid_pools_are_coordinated(tiny: Any) -> None:
    assert set(tiny.column("truth", "coordinated", "kind")) == {"campaign"}
    assert set(tiny.column("truth", "trends", "attack")) == {""}


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_has_its_share_of_accounts(attacked: Any, kind: str) -> None:
    assert len(accounts(attacked, kind)) == pytest.approx(0.02 * 1_500, abs=1)


@pytest.mark.parametrize("kind", STAGING)
def test_staged_waves_are_carried_by_their_pool(attacked: Any, kind: str) -> None:
    pool = accounts(attacked, kind)
    trends = [t for t in attacked.rows("truth", "trends") if t["attack"] == kind]
    assert trends
    for trend in trends:
        notes = {
            r["note_id"]
            for r in attacked.rows("truth", "trend_notes")
            if r["trend_id"] == trend["trend_id"]
        }
        authors = {
            r["author_id"] for r in attacked.rows("ledger", "notes") if r["note_id"] in notes
        }
        assert authors <= pool
        said = Counter(
            r["actor_id"] in pool
            for r in attacked.rows("ledger", "replies")
            if r["note_id"] in notes
        )
        assert said[True] >= len(pool)


def test_clones_copy_an_organic_template(attacked: Any) -> None:
    tags = defaultdict(set)
    for trend in attacked.rows("truth", "trends"):
        tags[trend["tag"]].add(trend["kind"])
    cloned = [
        t["tag"] for t in attacked.rows("truth", "trends") if t["attack"] == "template_clones"
    ]
    assert all("organic" in tags[tag] for tag in cloned)


def test_ages_are_what_the_kind_says(attacked: Any) -> None:
    joined = {r["actor_id"]: r["joined_at"] for r in attacked.rows("ledger", "actors")}
    noted = [r["note_id"] for r in attacked.rows("truth", "trend_notes")]
    wrote = defaultdict(list)
    for note in attacked.rows("ledger", "notes"):
        if note["note_id"] in set(noted):
            wrote[note["author_id"]].append(note["at"])
    young = [min(wrote[a]) - joined[a] for a in accounts(attacked, "young_bots") if wrote[a]]
    aged = [min(wrote[a]) - joined[a] for a in accounts(attacked, "aged_bots") if wrote[a]]
    assert max(young).days < 60
    assert min(aged).days > 100


def test_hijacked_accounts_are_people(attacked: Any) -> None:
    members = set(attacked.column("truth", "memberships", "actor_id"))
    assert accounts(attacked, "hijacked") <= members
    others = set(attacked.column("truth", "coordinated", "actor_id")) - accounts(
        attacked, "hijacked"
    )
    assert not others & members


def test_slow_drip_is_slow(attacked: Any) -> None:
    at = {r["note_id"]: r["at"] for r in attacked.rows("ledger", "notes")}
    lags = defaultdict(list)
    for kind in ("slow_drip", "young_bots"):
        pool = accounts(attacked, kind)
        for reply in attacked.rows("ledger", "replies"):
            if reply["actor_id"] in pool:
                lags[kind].append((reply["at"] - at[reply["note_id"]]).total_seconds())
    assert np.median(lags["slow_drip"]) > 5 * np.median(lags["young_bots"])


def test_rivals_are_bought_and_sent_back(attacked: Any) -> None:
    pool = accounts(attacked, "rival_suppression")
    outcomes = [r for r in attacked.rows("ledger", "outcomes") if r["actor_id"] in pool]
    bad = [r for r in outcomes if not r["kept"] and r["rating"] <= 0.12]
    assert len(bad) >= 2 * len(pool)
    needs = {r["product_id"]: r["need_id"] for r in attacked.rows("truth", "need_products")}
    served = {n["need_id"] for n in attacked.rows("truth", "needs") if n["kind"] == "served"}
    assert Counter(needs.get(r["product_id"]) in served for r in bad)[True] >= 2 * len(pool)


def test_ballots_are_stuffed_for_a_losing_option(attacked: Any) -> None:
    pool = accounts(attacked, "ballot_stuffing")
    losing = {r["option_id"] for r in attacked.rows("truth", "options") if not r["best"]}
    votes = [r for r in attacked.rows("ledger", "votes") if r["actor_id"] in pool]
    staked = [r for r in votes if r["stake"] in ("like", "wish") and r["option_id"] in losing]
    assert len({r["actor_id"] for r in staked}) > 0.9 * len(pool)


def test_gaps_are_faked_by_searches_that_find_nothing(attacked: Any) -> None:
    pool = accounts(attacked, "gap_faking")
    rows = [r for r in attacked.rows("ledger", "searches") if r["actor_id"] in pool]
    empty = [r for r in rows if r["results"] == 0]
    assert {r["actor_id"] for r in empty} == pool
    real = {q for n in attacked.rows("truth", "needs") for q in n["queries"]}
    assert not {r["query"] for r in empty if len(r["clicked"]) == 0} & real


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"size": "huge"}, "huge"),
        ({"attacks": (("bribery", 0.1),)}, "bribery"),
        ({"attacks": (("young_bots", 0.9),)}, "0.9"),
    ],
)
def test_what_nobody_knows_is_refused(tmp_path: Any, arguments: Any, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        make_world(tmp_path, **arguments)
    assert not list(tmp_path.iterdir())
