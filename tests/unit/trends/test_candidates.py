"""What notes share: the quick way to gather it against the obvious one."""

from __future__ import annotations

import itertools

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.trends import TrendSettings
from isotherm.trends.candidates import Candidates, gather_candidates
from isotherm.trends.likeness import Likeness

QUICK = settings(max_examples=40, deadline=None)
SETTINGS = TrendSettings(least_authors=3)
_WORDS = st.sampled_from(["春天想穿亮色", "求链接", "大码西装通勤", "grey coat", "blue", "red hat"])
_TEXTS = st.lists(st.lists(_WORDS, max_size=3).map(" ".join), max_size=15)


def notes(texts: list[str]) -> pa.Table:
    tags = [[text[:1]] if text else None for text in texts]
    columns = {"title": [None] * len(texts), "body": texts, "tags": tags}
    types = {"title": pa.string(), "body": pa.string(), "tags": pa.list_(pa.string())}
    return pa.table({name: pa.array(columns[name], types[name]) for name in columns})


def phrases_of(text: str) -> set[str]:
    """Four signs in a row of a script without spaces; two words with one space between."""
    words = text.split(" ")
    dense = [w for w in words if w and not w.isascii()]
    found = {w[i : i + 4] for w in dense for i in range(len(w) - 3)}
    pairs = itertools.pairwise(words)
    return found | {f"{a} {b}" for a, b in pairs if a.isascii() and b.isascii() and a and b}


@QUICK
@given(_TEXTS)
def test_phrases_are_those_that_enough_notes_hold(texts: list[str]) -> None:
    held: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for phrase in phrases_of(text):
            held.setdefault(phrase, []).append(number)
    expected = sorted(rows for rows in held.values() if len(rows) >= SETTINGS.least_authors)
    found = gather_candidates(notes(texts), SETTINGS)
    of_phrases = np.flatnonzero(found.source == "phrase").tolist()
    assert sorted(found.notes(c).tolist() for c in of_phrases) == expected


@QUICK
@given(_TEXTS)
def test_candidates_come_back_from_their_table(texts: list[str]) -> None:
    found = gather_candidates(notes(texts), SETTINGS)
    back = Candidates.of_table(found.as_table())
    assert back.source.tolist() == found.source.tolist()
    assert back.start.tolist() == found.start.tolist()
    assert back.note.tolist() == found.note.tolist()


@QUICK
@given(st.permutations(range(6)))
def test_likeness_does_not_hang_on_what_was_asked_before(order: list[int]) -> None:
    texts = ["grey coats are so last year", "grey coats were so last year", "a blue hat"] * 2
    fresh, asked = Likeness(texts), Likeness(texts)
    for note in order:
        asked.alike(np.array([0, 1]), np.array([note]), upto=6)
    one, other = np.array([0, 1, 3]), np.array([2, 5])
    assert asked._between(one, other) == fresh._between(one, other)
    assert asked.is_two(one, other, upto=6) == fresh.is_two(one, other, upto=6)


@given(
    st.lists(st.lists(st.integers(0, 19), max_size=12, unique=True), max_size=6),
    st.sets(st.integers(0, 19)),
)
def test_candidates_without_some_notes_are_what_is_left_of_each(members, gone):
    rows = [sorted(row) for row in members]
    start = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
    note = np.array([n for row in rows for n in row], dtype=np.int64)
    source = np.array(["tag"] * len(rows), dtype=np.str_)
    left = Candidates(source, start, note).without(np.isin(np.arange(20), sorted(gone)), least=3)
    expected = [[n for n in row if n not in gone] for row in rows]
    assert [left.notes(c).tolist() for c in range(len(left))] == [
        row for row in expected if len(row) >= 3
    ]
