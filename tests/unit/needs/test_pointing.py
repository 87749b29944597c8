"""Which topic a note shows, against looking at each note by itself."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from isotherm.needs.supply import point_at_topics
from isotherm.needs.topics import Topics

WORDS = 5
ROWS = st.lists(st.lists(st.booleans(), min_size=WORDS, max_size=WORDS), min_size=1, max_size=6)


def _topics(rows: list[list[bool]]) -> Topics:
    profile = sp.csr_array(np.array(rows, dtype=np.float64))
    names = tuple(f"word{number}" for number in range(WORDS))
    return Topics(np.arange(len(rows)), len(rows), names, profile, np.ones(WORDS))


@given(ROWS, ROWS, st.sampled_from([0.3, 0.6, 1.0]))
def test_a_note_shows_the_topic_it_covers_best(
    topics: list[list[bool]], notes: list[list[bool]], coverage: float
) -> None:
    carried = sp.csr_array(np.array(notes, dtype=np.float64))
    found = point_at_topics(_topics(topics), carried, coverage=coverage)
    for note, topic in zip(range(len(notes)), found.tolist(), strict=True):
        alone = point_at_topics(_topics(topics), carried[[note]], coverage=coverage)
        assert alone.tolist() == [topic]
        if topic >= 0:
            assert (carried[[note]] @ _topics(topics).profile[[topic]].T).nnz > 0


def test_of_two_topics_shown_as_well_the_first_is_taken() -> None:
    topics = _topics([[True, False, False, False, False]] * 2 + [[False, True] + [False] * 3])
    carried = sp.csr_array(np.array([[1.0, 0, 0, 0, 0], [0, 1.0, 0, 0, 0], [0, 0, 0, 0, 1.0]]))
    assert point_at_topics(topics, carried, coverage=0.6).tolist() == [0, 2, -1]
