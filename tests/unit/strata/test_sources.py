from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from isotherm.strata import StrataFound, StrataSettings, find_strata
from isotherm.strata.contacts import from_matrix
from isotherm.strata.sources import Sources, find_sources, without_best_sources
from isotherm.strata.trial import open_trial

_UNPROTECTED = StrataSettings(templates_left_out=0, authors_left_out=0, time_left_out=0.0)
_START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def with_notes(
    planted, people: Sequence[str], *, days: Sequence[float], texts: Sequence[str], authors, seed=0
) -> tuple[pa.Table, pa.Table]:
    """The community and further notes, each answered by half of the people within a day."""
    rng = np.random.default_rng(seed)
    ids = [f"x{number:03d}" for number in range(len(texts))]
    rows = [
        (actor, note, _START + dt.timedelta(days=day + float(rng.random())))
        for note, day in zip(ids, days, strict=True)
        for actor in people
        if rng.random() < 0.5
    ]
    touches = pa.table(
        {
            "actor_id": [row[0] for row in rows],
            "item_kind": ["note"] * len(rows),
            "item_id": [row[1] for row in rows],
            "at": pa.array([row[2] for row in rows], pa.timestamp("us", tz="UTC")),
            "strength": np.ones(len(rows)),
        }
    )
    documents = pa.table(
        {
            "item_kind": ["note"] * len(ids),
            "item_id": ids,
            "text": list(texts),
            "author_id": pa.array(authors, pa.string()),
        }
    )
    return (
        pa.concat_tables([planted.touches, touches]),
        pa.concat_tables([planted.documents, documents]),
    )


def share_of(found: StrataFound, people: Sequence[str]) -> float:
    """The best Jaccard of a stratum's members with the people."""
    crowd, best = set(people), 0.0
    for stratum in found.strata["stratum_id"].to_pylist():
        members = {
            row["actor_id"]
            for row in found.memberships.to_pylist()
            if row["stratum_id"] == stratum and row["weight"] >= 0.15
        }
        best = max(best, len(members & crowd) / len(members | crowd))
    return best


def crowd_of(planted, size: int, seed: int) -> list[str]:
    rng = np.random.default_rng(seed)
    return [f"a{u:04d}" for u in sorted(rng.choice(len(planted.members), size, replace=False))]


def one_wave(planted, people: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    days = [20 + 2.0 * n for n in range(25)]
    texts = [f"butter yellow cardigan spring feeling melts me today number {n}" for n in range(25)]
    return with_notes(planted, people, days=days, texts=texts, authors=[f"w{n}" for n in range(25)])


def daily_template(planted, people: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    days = [1.0 + 2 * n for n in range(40)]
    texts = [f"early morning check in with a glass of water day {n}" for n in range(40)]
    return with_notes(planted, people, days=days, texts=texts, authors=[f"w{n}" for n in range(40)])


def fan_club(planted, people: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    rng = np.random.default_rng(5)
    days = [1.0 + 2 * n for n in range(40)]
    texts = [
        "dear diary "
        + " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in rng.integers(0, 150, 8))
        for _ in range(40)
    ]
    return with_notes(planted, people, days=days, texts=texts, authors=["star"] * 40)


@pytest.mark.parametrize("crowd", [one_wave, daily_template, fan_club])
def test_a_crowd_around_one_source_is_no_stratum(plant, crowd) -> None:
    planted = plant(1, actors=400, items=500, touches=20)
    people = crowd_of(planted, 60, 7)
    tables = crowd(planted, people)
    found = find_strata(*tables)
    assert found.strata.num_rows == 5
    assert share_of(found, people) < 0.3
    # the control: unprotected, the crowd is told as a circle of its own
    assert share_of(find_strata(*tables, settings=_UNPROTECTED), people) > 0.6


def test_a_stratum_that_a_wave_lives_on_stays(plant) -> None:
    planted = plant(1, actors=400, items=500, touches=20)
    people = [f"a{u:04d}" for u in np.flatnonzero(planted.members[:, 0])]
    found = find_strata(*one_wave(planted, people))
    assert found.strata.num_rows == 5
    assert share_of(found, people) > 0.7


def test_what_pays_best_is_left_out() -> None:
    rng = np.random.default_rng(3)
    member = np.arange(200) < 40
    item_class = np.repeat([0, 1], 20)
    chance = np.where(member[:, None] & (np.arange(40) < 20), 0.3, 0.1)
    chance[:40, 4] = 0.95  # one item pays far better than the others
    contacts = from_matrix(_sparse(rng.random((200, 40)) < chance))
    trial = open_trial(contacts, contacts, item_class, 1)
    paid = trial.excess(member, 0)
    hit, own = item_class[contacts.item] == 0, member[contacts.actor]
    assert paid.sum() == pytest.approx((hit & own).sum() - hit.sum() * own.mean())
    author = np.full(40, -1)
    sources = Sources(np.arange(40), author)
    one = StrataSettings(templates_left_out=1)
    rest = without_best_sources(trial, sources, member=member, stratum=0, settings=one)
    assert set(range(40)) - set(rest.tested.item.tolist()) == {4}
    assert rest.log_e(member, 0) < trial.log_e(member, 0)
    none = without_best_sources(trial, sources, member=member, stratum=0, settings=_UNPROTECTED)
    assert len(none.tested) == len(contacts)


def test_sources_are_templates_and_authors() -> None:
    texts = ["morning water check in day 4", "morning water check in day 17", "a red coat", "", ""]
    author, touched = np.array([3, -1, 3, 0, 1]), np.array([5, 4, 1, 9, 8])
    sources = find_sources(texts, author, touched=touched, most=10)
    assert sources.template[0] == sources.template[1]
    assert (sources.template >= 0).all()
    assert len(set(sources.template.tolist())) == 4  # what says nothing is a source of its own
    assert sources.author.tolist() == [3, -1, 3, 0, 1]
    few = find_sources(texts, author, touched=touched, most=4)
    assert few.template[0] == few.template[1] >= 0
    assert few.template[2] == -1


def _sparse(touch: np.ndarray):
    from scipy import sparse

    return sparse.csr_array(touch.astype(float))
