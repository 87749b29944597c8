"""Draws, ids and sentence frames, one by one."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.world.draws import Counter, Ids, RowChoice, WeightedChoice, list_of, rng_for
from isotherm.world.leaf import split_items
from isotherm.world.leaves import LEAVES
from isotherm.world.lexicon import GENERAL, Lexicon, leaf_topics
from isotherm.world.sentences import FRAMES
from isotherm.world.themes import STORY, THEMES


@given(st.lists(st.integers(0, 10**9), unique=True, max_size=200), st.integers(0, 5))
def test_ids_are_one_to_one(index: list[int], seed: int) -> None:
    ids = Ids(seed).of("notes", index).to_pylist()
    assert len(set(ids)) == len(index)
    assert all(re.fullmatch("[0-9a-f]{12}", i) for i in ids)


def test_ids_differ_by_table_and_seed_and_may_be_empty() -> None:
    ids = Ids(7)
    assert ids.one("notes", 3) != ids.one("actors", 3)
    assert ids.one("notes", 3) != Ids(8).one("notes", 3)
    assert ids.of("notes", [-1, 3]).to_pylist() == [None, ids.one("notes", 3)]


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5), min_size=1, max_size=6))
def test_row_choice_stays_in_its_row_and_never_draws_what_weighs_nothing(
    weights: list[list[int]],
) -> None:
    rows = [w if sum(w) else [1] for w in weights]
    entries = [np.arange(len(w)) + 100 * n for n, w in enumerate(rows)]
    choice = RowChoice(entries, [np.array(w, dtype=float) for w in rows])
    asked = np.repeat(np.arange(len(rows)), 20)
    drawn = choice.draw(np.random.default_rng(0), asked)
    assert (drawn // 100 == asked).all()
    assert all(rows[d // 100][d % 100] > 0 for d in drawn)


def test_weighted_choice_follows_its_weights() -> None:
    drawn = WeightedChoice([1, 0, 3]).draw(np.random.default_rng(1), 20_000)
    assert np.bincount(drawn, minlength=3) / 20_000 == pytest.approx([0.25, 0, 0.75], abs=0.02)


def test_streams_are_their_own() -> None:
    assert rng_for(7, "a").random() != rng_for(7, "b").random()
    assert rng_for(7, "a", 1).random() == rng_for(7, "a", 1).random()


def test_counter_and_lists() -> None:
    counter = Counter()
    assert counter.take("notes", 2).tolist() == [0, 1]
    assert counter.take("notes", 1).tolist() == [2]
    ids = Ids(1).of("notes", [0, 1, 2])
    assert [len(row) for row in list_of(ids, np.array([2, 0, 1])).to_pylist()] == [2, 0, 1]


def test_every_frame_has_at_most_three_slots() -> None:
    themes = [
        t for theme in (STORY, *THEMES) for t in (*theme.titles, *theme.bodies, *theme.replies)
    ]
    for frame in [f for frames in FRAMES.values() for f in frames] + themes:
        assert len(re.findall(r"\{[isowf]\}", frame)) <= 3, frame
        assert "{" not in re.sub(r"\{[isowf]\}", "", frame)


def test_sentences_fill_every_slot_from_the_topic() -> None:
    lexicon = Lexicon(7, topics=leaf_topics(), frames={"mine": ["<{i}|{i}|{i}>"]})
    rng = np.random.default_rng(0)
    topics = np.zeros(200, dtype=np.int64)
    frames = lexicon.frames(rng, "mine", 200)
    own = {item for item, _ in split_items(LEAVES[0].items)}
    said = lexicon.fill(rng, frames, topics=topics, mixing=0.0).to_pylist()
    words = [w for text in said for w in text.strip("<>").split("|")]
    assert own <= set(words)
    assert np.mean([w in own for w in words]) > 0.75
    mixed = lexicon.fill(rng, frames, topics=topics, mixing=1.0).to_pylist()
    everyone = set(leaf_topics()[GENERAL].words["item"])
    assert {w for text in mixed for w in text.strip("<>").split("|")} <= everyone
