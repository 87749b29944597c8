"""Names and terms: whole phrases of the askers, without the words of asking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.needs.phrases import name_topics

THINGS = ["大码西装", "羊毛大衣", "防晒帽子", "洛丽塔平底鞋", "a字裙"]
ASKED = ["{}", "{}推荐", "哪里有{}", "平价{}", "{} 哪里买"]


def topics(things, frames):
    return [[(frame.format(thing), 9 - n) for n, frame in enumerate(frames)] for thing in things]


@pytest.mark.parametrize(
    ("things", "frames"),
    [
        (THINGS, ASKED),
        (
            ["wide calf boots", "grey wool coat", "black parasol", "lace shawl kit"],
            ["{}", "best {}", "{} where to buy", "{} review", "{} for women"],
        ),
    ],
)
def test_things_are_called_by_their_names(things, frames):
    called = name_topics(topics(things, frames))
    assert [topic.name for topic in called] == things
    assert [topic.terms[0] for topic in called] == things


def test_a_frame_is_told_by_standing_in_many_topics_and_little_of_each():
    """The control: what stands in all asking of one topic is its own, however common elsewhere."""
    large = [("大码西装", 5), ("大码西装推荐", 3)], [("大码衬衫", 5), ("大码衬衫推荐", 3)]
    called = name_topics([*large, *topics(THINGS[1:4], ASKED)])
    assert called[0].name == "大码西装"
    assert called[1].name == "大码衬衫"


def test_terms_are_no_fragments():
    rows = [("掐腰亲子鞋", 8), ("亲子鞋 掐腰", 5), ("收腰亲子鞋", 4), ("亲子鞋收腰", 2)]
    terms = name_topics([rows, *topics(THINGS[:3], ASKED)])[0].terms
    assert {"亲子鞋", "掐腰", "收腰"} <= set(terms)
    assert "腰亲子鞋" not in terms
    assert "子鞋" not in terms


@given(
    st.lists(st.lists(st.tuples(st.text(max_size=12), st.integers(1, 9)), min_size=1), max_size=6)
)
def test_every_topic_has_a_name_and_terms_from_its_own_words(wordings):
    for rows, topic in zip(wordings, name_topics(wordings), strict=True):
        said = "".join("".join(text.split()) for text, _ in rows)
        assert all(word in said for term in topic.terms for word in term.split())
        assert len(topic.terms) <= 8
        assert len(topic.name) <= 40


def test_a_name_neither_begins_nor_ends_in_grammar() -> None:
    coats = [("does that wool coat", 9), ("for wool coat", 3)]
    tables = [("low table for floor quilting", 5)]
    assert [topic.name for topic in name_topics([coats, tables])] == [
        "wool coat",
        "low table for floor quilting",
    ]
    assert name_topics([[("now that", 3)]])[0].name == "now that"  # nothing else is said
