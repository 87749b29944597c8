from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from isotherm.errors import UsageError
from isotherm.trust import coordinated


@pytest.fixture
def rows(town):
    """Actor, target and seconds of a town with one pool, and the pool."""
    place = town()
    pool = place.pool(40, 12, rate=0.7, within=300.0)
    edges = place.edges()
    return np.column_stack((edges.actor, edges.target, edges.at)), set(pool.tolist())


START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def as_tuples(rows):
    return [(f"a{int(a)}", f"n{int(t)}", float(s)) for a, t, s in rows]


def as_table(rows):
    who, what, _ = zip(*as_tuples(rows), strict=True)
    moment = [START + dt.timedelta(seconds=float(s)) for s in rows[:, 2]]
    return pa.table({"at": moment, "actor_id": who, "note_id": what})


def as_iso(rows):
    return [(a, t, (START + dt.timedelta(seconds=s)).isoformat()) for a, t, s in as_tuples(rows)]


def as_frame(rows):
    pandas = pytest.importorskip("pandas")
    who, what, at = zip(*as_tuples(rows), strict=True)
    return pandas.DataFrame({"user": who, "item": what, "time": at})


@pytest.mark.parametrize("form", [as_tuples, as_table, as_iso, as_frame])
def test_every_form_names_the_same_accounts(rows, form):
    table, _ = rows
    plain = coordinated(table).accounts()
    named = coordinated(form(table)).accounts()
    assert {f"a{int(a)}" for group in plain for a in group} == {a for group in named for a in group}


def test_numbers_are_answered_as_they_were_given(rows):
    table, pool = rows
    far = table.copy()
    far[:, 0] += 10**12
    for given, shift in ((table, 0), (far, 10**12)):
        named = {int(a) - shift for group in coordinated(given).accounts() for a in group}
        assert len(named & pool) >= 0.9 * len(pool)
        assert len(named - pool) <= 2


def test_texts_of_a_row_are_a_sign(town):
    place = town()
    place.pool(60, 12, rate=0.4, young=0.0, script=2, hijacked=True)
    edges = place.edges()
    lines = [f"say {i % 97} {i * 7919} again" if i >= 0 else None for i in edges.text.tolist()]
    said = list(
        zip(edges.actor.tolist(), edges.target.tolist(), edges.at.tolist(), lines, strict=True)
    )
    why = {word for group in coordinated(said).found for word in group.why}
    assert "same text" in why
    assert "same text" not in {w for g in coordinated([r[:3] for r in said]).found for w in g.why}


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        ("nonsense", "rows of actor"),
        ([("a",)], "rows of actor"),
        ([("a", "b"), ("a", "b", 1.0)], "rows of actor"),
        ([("a", None)], "missing"),
        (np.array([[1.0, np.nan]]), "missing"),
        ([("a", "b", "yesterday")], "a time cannot be read"),
        (pa.table({"who": ["a"], "what": ["b"]}), "no column says the actor; found who, what"),
    ],
)
def test_what_cannot_be_read_is_said(edges, said):
    with pytest.raises(UsageError, match=said):
        coordinated(edges)
