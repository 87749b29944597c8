"""In a null world nobody shares more than chance allows; in an ordinary one people do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from isotherm.world.leaf import split_items
from isotherm.world.leaves import LEAVES

_PERMUTATIONS = 60


def association_z(actor: Sequence[Any], label: Sequence[Any]) -> float:
    """Pairs of rows by one actor with one label, against shuffled actors, in deviations."""
    _, actors = np.unique(np.asarray(actor, dtype=str), return_inverse=True)
    _, labels = np.unique(np.asarray(label, dtype=str), return_inverse=True)

    def pairs(who: np.ndarray) -> float:
        _, counts = np.unique(who * (labels.max() + 1) + labels, return_counts=True)
        return float((counts * (counts - 1) / 2).sum())

    rng = np.random.default_rng(5)
    shuffled = [pairs(rng.permutation(actors)) for _ in range(_PERMUTATIONS)]
    return float((pairs(actors) - np.mean(shuffled)) / np.std(shuffled))


def touched_tags(made: Any) -> tuple[list[str], list[str]]:
    """Actor and first tag of each note somebody liked."""
    tag = {r["note_id"]: r["tags"][0] for r in made.rows("ledger", "notes") if r["tags"]}
    likes = [
        (r["actor_id"], tag[r["note_id"]])
        for r in made.rows("ledger", "reactions")
        if r["kind"] == "like" and r["note_id"] in tag
    ]
    return [actor for actor, _ in likes], [label for _, label in likes]


def written(made: Any) -> tuple[list[str], list[str]]:
    """Author of each ordinary note, and the stratum whose words its title holds."""
    words = {w: leaf.name for leaf in LEAVES for w in f"{leaf.words} {leaf.occasions}".split()}
    words |= {item: leaf.name for leaf in LEAVES for item, _ in split_items(leaf.items)}
    waves = set(made.column("truth", "trend_notes", "note_id"))
    found = []
    for note in made.rows("ledger", "notes"):
        named = [words[word] for word in sorted(words) if word in note["title"]]
        if named and note["note_id"] not in waves:
            found.append((note["author_id"], named[0]))
    return [author for author, _ in found], [label for _, label in found]


def searched(made: Any) -> tuple[list[str], list[str]]:
    rows = made.table("ledger", "searches")
    return rows["actor_id"].to_pylist(), rows["query"].to_pylist()


def bought(made: Any) -> tuple[list[str], list[str]]:
    category = {r["product_id"]: r["category"] for r in made.rows("ledger", "products")}
    rows = made.table("ledger", "orders")
    return rows["actor_id"].to_pylist(), [category[p] for p in rows["product_id"].to_pylist()]


@pytest.mark.parametrize("view", [touched_tags, written, searched, bought])
def test_null_has_no_association_and_the_ordinary_world_has(
    null: Any, tiny: Any, view: Any
) -> None:
    assert abs(association_z(*view(null))) < 4
    assert association_z(*view(tiny)) > 6


def test_null_outcomes_do_not_depend_on_the_product_or_the_body(null: Any) -> None:
    outcomes = null.rows("ledger", "outcomes")
    products = {r["product_id"]: r["category"] for r in null.rows("ledger", "products")}
    kept = np.array([r["kept"] for r in outcomes], dtype=float)
    category = np.array([products[r["product_id"]] for r in outcomes])
    for name in np.unique(category):
        part = kept[category == name]
        deviation = np.sqrt(kept.mean() * (1 - kept.mean()) / len(part))
        assert abs(part.mean() - kept.mean()) < 4 * deviation


def test_null_ignores_attacks(null: Any, make: Any) -> None:
    same = make(null=True, attacks=(("gap_faking", 0.1),))
    assert same.summary.ledger_rows == null.summary.ledger_rows
    assert same.summary.attacks == ()
