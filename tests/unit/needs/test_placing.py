"""Every asker of a topic counts once, for one stratum."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from isotherm.needs import NeedSettings
from isotherm.needs.answers import Answers
from isotherm.needs.placing import place_askers
from isotherm.needs.worse_served import worse_served
from isotherm.schema import READING

SETTINGS = NeedSettings()
NOBODY = READING["coordinated"].arrow_schema().empty_table()


def placed(belongs, topic, *, topics=2):
    """``belongs``: of each asker the strata; everybody asked in the first way, in vain."""
    rows = [
        {"actor_id": f"a{a}", "stratum_id": f"s{s}", "weight": 0.5}
        for a, strata in enumerate(belongs)
        for s in strata
    ]
    members = pa.Table.from_pylist(rows, schema=READING["memberships"].arrow_schema())
    none = np.zeros(len(topic), dtype=np.int64)
    answers = Answers(
        pa.array([f"a{a}" for a in range(len(topic))], pa.string()),
        np.array(topic, dtype=np.int64),
        none.astype(float),
        none.astype(bool),
        none - 1,
        none,
        np.ones(topics, bool),
    )
    return place_askers(answers, topics, members, NOBODY, settings=SETTINGS)


def test_a_need_of_two_overlapping_strata_is_told_once():
    both, rest = [{0, 1}] * 30, [{2}] * 60
    found = placed([*both, {0}, {0}, *rest], [0] * 32 + [1] * 60)
    assert found.stratum == ("s0", "s2")
    assert found.cells.people.tolist() == [32, 60]
    # The control: people of their own make it a need of both.
    apart = placed([{0}] * 30 + [{1}] * 28 + rest, [0] * 58 + [1] * 60)
    assert apart.stratum == ("s0", "s1", "s2")
    assert apart.cells.people.tolist() == [30, 28, 60]


@given(st.lists(st.tuples(st.sets(st.integers(0, 3)), st.integers(0, 1)), min_size=1, max_size=120))
def test_no_asker_of_a_judged_topic_is_lost_or_counted_twice(asked):
    found = placed([strata for strata, _ in asked], [topic for _, topic in asked])
    for topic in (0, 1):
        people = sum(t == topic for _, t in asked)
        cells = found.cells.people[found.topic == topic]
        assert cells.sum() == (people if people >= SETTINGS.least_askers else 0)


def test_those_a_pushing_group_hides_among_do_not_make_a_need():
    """Of forty who push for a thing in two days, thirty are found: the ten left are no need."""
    known = [f"a{a}" for a in range(40) if a % 4]
    rows = [
        {"group_id": "g", "actor_id": a, "score": 1.0, "weight": 1 / 30, "why": ""} for a in known
    ]
    asked = pa.Table.from_pylist(rows, schema=READING["coordinated"].arrow_schema())
    days = np.concatenate((np.linspace(50, 52, 40), np.linspace(0, 100, 60)))
    topic = np.repeat([0, 1], (40, 60))
    none = np.zeros(100, dtype=np.int64)
    answers = Answers(
        pa.array([f"a{a}" for a in range(100)], pa.string()),
        topic,
        none.astype(float),
        none.astype(bool),
        none - 1,
        none,
        np.ones(2, bool),
        days,
    )
    members = READING["memberships"].arrow_schema().empty_table()
    found = place_askers(answers, 2, members, asked, settings=SETTINGS)
    assert found.topic.tolist() == [1]
    # the control: without times nothing tells them from people, and they are a need
    timeless = dataclasses.replace(answers, at=None)
    found = place_askers(timeless, 2, members, asked, settings=SETTINGS)
    assert found.topic.tolist() == [0, 1]


def test_a_stratum_failed_where_others_are_served_is_told_apart_and_pays() -> None:
    content = np.repeat([1.0, 0.0, 1.0, 0.0], [50, 30, 8, 72])
    member = sp.csr_array(np.repeat([[1.0, 0.0], [0.0, 1.0]], [80, 80], axis=0))
    found = worse_served(content, np.ones(160), member, settings=NeedSettings())
    assert found.strata == (1,)
    assert found.log_price(1) == pytest.approx(np.log(2 / 0.1))
    assert np.exp(-found.log_price(1)) + np.exp(-found.log_price(0)) <= 1
    alike = worse_served(np.tile([1.0, 0.0], 80), np.ones(160), member, settings=NeedSettings())
    assert alike.strata == ()
