"""From a community to its trends: what is found, when, and what must not be."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

import isotherm.trends.channel
import isotherm.trends.find
import isotherm.trends.judging
from isotherm.ledger import Record
from isotherm.schema import READING
from isotherm.trends import TrendSettings, find_trends, place_trends, strata_of
from isotherm.trends.evidence import note_log_e
from isotherm.trends.heard import Heard, hear
from isotherm.trends.judging import Judge
from isotherm.trends.ordinary import ordinary_notes

NOBODY = READING["coordinated"].arrow_schema().empty_table()
NO_STRATA = READING["memberships"].arrow_schema().empty_table()
SETTINGS = TrendSettings()


def trends(record, *, coordinated=NOBODY, memberships=NO_STRATA, settings=SETTINGS):
    found = find_trends(record, coordinated=coordinated, memberships=memberships, settings=settings)
    return found.trends.to_pylist()


def carries(rows, notes):
    """The rows more than half of whose notes are among ``notes``."""
    return [row for row in rows if len(notes & set(row["note_ids"])) > len(row["note_ids"]) / 2]


@pytest.fixture(scope="module")
def warm(village):
    """A community with one resonance, beside a viral note and a campaign."""
    town = village(1)
    town.planted = town.resonance(45)
    town.one_hit = town.viral(60)
    town.paid_for = town.campaign(55, pool=100, share=0.3)
    town.found = find_trends(
        town.record(), coordinated=town.coordinated(), memberships=NO_STRATA, settings=SETTINGS
    )
    return town


def test_a_resonance_is_found_and_nothing_else(warm):
    rows = warm.found.trends.to_pylist()
    (row,) = rows
    assert carries(rows, warm.planted) == [row]
    assert len(warm.planted & set(row["note_ids"])) >= 0.7 * len(warm.planted)
    assert row["reply_n_eff"] > 100
    assert row["organic_share"] > 0.8
    assert row["origin"] == "found"


def test_trends_keep_to_the_declared_schema_and_order(warm):
    table = warm.found.trends
    assert table.schema == READING["trends"].arrow_schema()
    assert table["trend_id"].to_pylist() == sorted(table["trend_id"].to_pylist())


def test_a_trend_is_told_well_before_most_of_its_notes_are_answered(warm):
    (row,) = warm.found.trends.to_pylist()
    peak = warm.moment(45 + 10)
    assert row["first_seen"] <= row["detected_at"] < peak


def test_as_of_the_moment_of_detection_shows_the_trend_and_the_day_before_does_not(warm):
    (row,) = warm.found.trends.to_pylist()
    at = row["detected_at"]
    coordinated = warm.coordinated()
    then = carries(trends(warm.record(at), coordinated=coordinated), warm.planted)
    before = trends(warm.record(at - dt.timedelta(days=1)), coordinated=coordinated)
    assert [found["detected_at"] for found in then] == [at]
    assert carries(before, warm.planted) == []


def without_followers(town):
    town.rows.pop("actors")


def without_authors(town):
    town.rows.pop("actors")
    for row in town.rows["notes"]:
        row["author_id"] = None


def without_words(town):
    for row in town.rows["replies"]:
        row["text"] = None


def without_repliers(town):
    for row in town.rows["replies"]:
        row["actor_id"] = None


@pytest.mark.parametrize(
    "strip", [without_followers, without_authors, without_words, without_repliers]
)
def test_what_was_told_was_told_then_whatever_is_missing(village, strip):
    town = village(12, notes=600)
    notes = town.resonance(45)
    town.resonance(75, repliers=60)  # what comes later must not move it
    strip(town)
    (row,) = carries(trends(town.record()), notes)
    at = row["detected_at"]
    then = carries(trends(town.record(at)), notes)
    assert [found["detected_at"] for found in then] == [at]
    assert carries(trends(town.record(at - dt.timedelta(days=1))), notes) == []


def test_order_of_rows_does_not_matter(warm):
    shuffled = warm.record(order=(1,))
    again = find_trends(
        shuffled, coordinated=warm.coordinated(), memberships=NO_STRATA, settings=SETTINGS
    )
    assert again.trends.equals(warm.found.trends)
    assert again.days.equals(warm.found.days)


def test_the_curve_counts_each_replier_once(warm):
    (row,) = warm.found.trends.to_pylist()
    curve = sum(warm.found.days["repliers"].to_pylist())
    assert curve == pytest.approx(row["reply_n_eff"], abs=1e-6)
    assert sum(warm.found.days["notes"].to_pylist()) == row["n_notes"]


@pytest.mark.parametrize("whole", [True, False])
def test_half_an_hour_of_a_new_day_makes_no_trend_older(warm, monkeypatch, whole):
    """Control: counted as a day, a night in which hardly anybody was awake reads as a fall."""
    if not whole:
        monkeypatch.setattr(Heard, "last_whole_day", property(lambda heard: heard.last_day))
    midnight = warm.moment(0) + dt.timedelta(days=54)
    curves = []
    for as_of in (midnight, midnight + dt.timedelta(minutes=30)):
        found = find_trends(
            warm.record(as_of=as_of),
            coordinated=warm.coordinated(),
            memberships=NO_STRATA,
            settings=SETTINGS,
        )
        (row,) = carries(found.trends.to_pylist(), warm.planted)
        days = [one for one in found.days.to_pylist() if one["trend_id"] == row["trend_id"]]
        curves.append((row["stage"], len(days)))
    assert (curves[0] == curves[1]) == whole


@pytest.mark.parametrize("seed", range(3))
def test_a_community_in_which_nothing_warms_up_has_no_trends(village, seed):
    assert trends(village(100 + seed).record()) == []


def test_one_viral_note_is_no_trend_but_is_one_when_it_may_count_for_anything(village, monkeypatch):
    town = village(3)
    notes = town.viral(60, others=9)
    assert carries(trends(town.record()), notes) == []
    monkeypatch.setattr(Judge, "_is_wide", lambda *_, **__: True)
    assert carries(trends(town.record()), notes) == []

    def uncapped(counted, expected, frailty, *, lifts, cap):
        assert cap == SETTINGS.cap
        return note_log_e(counted, expected, frailty, lifts=lifts, cap=np.inf)

    monkeypatch.setattr(isotherm.trends.channel, "note_log_e", uncapped)
    assert len(carries(trends(town.record()), notes)) == 1


def test_a_campaign_is_no_trend_but_is_one_when_its_accounts_count_in_full(village):
    town = village(4)
    notes = town.campaign(50)
    assert carries(trends(town.record(), coordinated=town.coordinated()), notes) == []
    assert len(carries(trends(town.record()), notes)) == 1


def test_a_pool_that_answers_every_note_is_heard_less_each_time_but_a_trend_if_heard_in_full(
    village, monkeypatch
):
    town = village(4)
    notes = town.campaign(50, pool=30, share=0.9)
    assert carries(trends(town.record()), notes) == []

    def every_time(channel, members):
        counted = channel.expectations[0].counted[members].astype(float)
        return np.diff(counted, axis=1, prepend=0), np.ones_like(counted)

    monkeypatch.setattr(isotherm.trends.channel.Channel, "_fresh_counts", every_time)
    assert len(carries(trends(town.record()), notes)) == 1


def test_a_habit_is_no_trend_but_is_one_when_its_past_is_forgotten(village, monkeypatch):
    town = village(5)
    notes = town.habit()
    assert carries(trends(town.record()), notes) == []
    monkeypatch.setattr(isotherm.trends.channel, "_OWN_PRIOR", 1e12)
    monkeypatch.setattr(isotherm.trends.judging, "is_new", lambda _began, *, today: today > 0)
    untaught = TrendSettings.from_mapping({"burn_in_days": 0})
    assert carries(trends(town.record(), settings=untaught), notes) != []


def test_a_habit_whose_past_is_before_the_record_is_no_trend_but_is_one_if_all_is_new(
    village, monkeypatch
):
    town = village(6)
    template = town.template()
    for day in np.arange(15.0, 99.0, 3.0):
        note = town.write(town.small_author(), float(day), town.on_template(template))
        town.answer(note, int(town.rng.poisson(12)))
    assert trends(town.record()) == []
    monkeypatch.setattr(isotherm.trends.judging, "is_new", lambda _began, *, today: today > 0)
    (row,) = trends(town.record())
    assert row["detected_at"] > town.moment(30)  # later than twice the day on which it began


def test_a_wave_that_climbs_for_weeks_is_no_habit_but_is_one_without_the_guard_gap(village):
    town = village(15)
    notes = town.resonance(30, notes=26, repliers=12, spread=14.0)
    assert len(carries(trends(town.record()), notes)) == 1
    hasty = TrendSettings.from_mapping({"guard_days": 14})
    assert carries(trends(town.record(), settings=hasty), notes) == []


def test_paid_notes_are_no_evidence(village):
    town = village(6)
    notes = town.resonance(45)
    for row in town.rows["notes"]:
        row["paid"] = row["note_id"] in notes
    assert carries(trends(town.record()), notes) == []


def test_one_author_alone_is_no_trend(village):
    town = village(7)
    notes = town.resonance(45)
    for row in town.rows["notes"]:
        if row["note_id"] in notes:
            row["author_id"] = "a5"
    assert carries(trends(town.record()), notes) == []


def test_a_push_before_the_surge_makes_it_made_and_one_after_does_not(warm):
    (row,) = warm.found.trends.to_pylist()
    rows = {name: part for name, part in warm.rows.items() if part}
    for day, origin in ((20, "made"), (99, "found")):
        push = {"push_id": "p", "subject_id": row["trend_id"], "at": warm.moment(day)}
        pushed = Record.from_rows(
            rows | {"pushes": [push | {"kind": "boosted"}]}, as_of=warm.moment(100)
        )
        (again,) = trends(pushed, coordinated=warm.coordinated())
        assert again["origin"] == origin


def test_a_trend_lives_in_the_strata_that_answer_it_more_than_others_do(village):
    town = village(8)
    home, rest = np.arange(0, 200), np.arange(200, town.actors)
    notes = town.resonance(45, repliers=0)
    for note in sorted(notes):
        town.answer(note, 0, among=town.rng.choice(home, 30, replace=False))
    members = [(f"a{actor}", "warm") for actor in home] + [(f"a{actor}", "cold") for actor in rest]
    table = pa.Table.from_pylist(
        [{"actor_id": a, "stratum_id": s, "weight": 1.0} for a, s in members],
        schema=NO_STRATA.schema,
    )
    (row,) = carries(trends(town.record(), memberships=table), notes)
    assert row["stratum_ids"] == ["warm"]


def test_where_nobody_replies_reactions_are_heard(village):
    town = village(9)
    notes = town.resonance(45)
    replies = town.rows.pop("replies")
    town.rows["reactions"] = [
        {"note_id": r["note_id"], "actor_id": r["actor_id"], "at": r["at"], "kind": "like"}
        for r in replies
    ]
    assert len(carries(trends(town.record()), notes)) == 1


def test_a_trend_lives_where_it_is_answered_and_not_where_it_is_shown(village, monkeypatch):
    town = village(9, notes=0)
    note = town.write(1, 1.0, town.say(10))
    seen = {"note_id": note, "at": town.moment(2)}
    town.rows["reactions"] = [
        seen | {"actor_id": f"a{actor}", "kind": "like" if actor < 100 else "impression"}
        for actor in range(10, 600)
    ]
    belong = [("warm" if actor < 100 else "cold", f"a{actor}") for actor in range(600)]
    table = pa.Table.from_pylist(
        [{"actor_id": a, "stratum_id": s, "weight": 1.0} for s, a in belong],
        schema=NO_STRATA.schema,
    )
    told = READING["trends"].arrow_schema().empty_table()
    told = pa.Table.from_pylist([{"trend_id": "t", "note_ids": [note]}], schema=told.schema)
    (row,) = place_trends(town.record(), told, table).to_pylist()
    assert row["stratum_ids"] == ["warm"]
    monkeypatch.setattr(strata_of, "answers", lambda record: record.table("reactions"))
    (shown,) = place_trends(town.record(), told, table).to_pylist()
    assert shown["stratum_ids"] == []  # everybody sees it: no stratum more than others


def test_without_follower_counts_an_author_is_judged_by_earlier_notes_alone(village):
    town = village(11, actors=300)
    star = town.small_author()
    for day in range(0, 90, 3):
        town.answer(town.write(star, float(day), town.say(10)), 90)
    debut = town.write(int((star + 1) % 300), 70.0, town.say(10))
    town.answer(debut, 250)
    town.rows.pop("actors")
    heard = hear(town.record(), NOBODY)
    ordinary, _ = ordinary_notes(heard, SETTINGS)
    by_id = dict(zip(heard.notes["note_id"].to_pylist(), ordinary.tolist(), strict=True))
    stars = [row["note_id"] for row in town.rows["notes"] if row["author_id"] == f"a{star}"]
    late = [note for note in stars if heard.day[list(by_id).index(note)] > 40]
    assert not any(by_id[note] for note in late)
    assert by_id[debut]
    part = hear(town.record(town.moment(60)), NOBODY)
    then, _ = ordinary_notes(part, SETTINGS)
    assert then.tolist() == ordinary[: len(then)].tolist()


def test_without_follower_counts_it_goes_on_and_says_so(village):
    town = village(10, actors=200)
    notes = town.resonance(45)
    town.rows.pop("actors")
    found = find_trends(town.record(), coordinated=NOBODY, memberships=NO_STRATA, settings=SETTINGS)
    assert len(carries(found.trends.to_pylist(), notes)) == 1
    assert any("follower" in line for line in found.missing)


@pytest.mark.parametrize(
    "rows",
    [
        {"notes": []},
        {"notes": [{"note_id": "n", "author_id": "a", "at": "2026-01-01T00:00:00"}]},
        {"searches": [{"actor_id": "a", "at": "2026-01-01T00:00:00", "query": "x"}]},
        {
            "notes": [{"note_id": "n", "author_id": "a", "at": "2026-01-01T00:00:00"}],
            "replies": [
                {"reply_id": "r", "note_id": "n", "actor_id": "b", "at": "2026-01-01T01:00:00"}
            ],
        },
    ],
)
def test_next_to_nothing_gives_no_trends(rows):
    record = Record.from_rows(rows, as_of=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    found = find_trends(record, coordinated=NOBODY, memberships=NO_STRATA, settings=SETTINGS)
    assert found.trends.num_rows == 0
    assert found.trends.schema == READING["trends"].arrow_schema()


def test_a_pool_that_answers_under_a_true_wave_does_not_drown_it(village):
    town = village(1)
    notes = town.resonance(45)
    (told,) = carries(trends(town.record()), notes)
    pool = np.arange(5_000, 5_100)
    for note in sorted(notes):
        town.answer(note, 0, among=pool, within=0.5)
    rows = [
        {"group_id": "g1", "actor_id": f"a{a}", "score": 1.0, "why": "lockstep", "weight": 0.01}
        for a in pool
    ]
    group = pa.Table.from_pylist(rows, schema=NOBODY.schema)
    (still,) = carries(trends(town.record(), coordinated=group), notes)
    assert still["organic_share"] < 0.85  # most replies, a fifth and more of the repliers
    assert still["n_notes"] == told["n_notes"]
    assert abs(still["detected_at"] - told["detected_at"]) <= dt.timedelta(days=1)


def test_a_groups_copies_of_a_true_wave_do_not_drown_it_but_would_if_they_were_its_notes(
    village, monkeypatch
):
    town = village(1)
    notes = town.resonance(45)
    template = town.rows["notes"][int(min(notes)[1:])]
    said = template["title"] + template["body"]
    pool = [town.small_author() for _ in range(40)]
    copies = {town.write(who, 45 + town.rng.uniform(0, 20), said) for who in pool}
    rows = [
        {"group_id": "g1", "actor_id": f"a{a}", "score": 1.0, "why": "lockstep", "weight": 0.01}
        for a in sorted(set(pool))
    ]
    group = pa.Table.from_pylist(rows, schema=NOBODY.schema)
    (row,) = carries(trends(town.record(), coordinated=group), notes)
    assert copies.isdisjoint(row["note_ids"])

    def nobody_pushed(record, coordinated):
        heard = hear(record, coordinated)
        return dataclasses.replace(heard, pushed=np.zeros_like(heard.pushed))

    monkeypatch.setattr(isotherm.trends.find, "hear", nobody_pushed)
    assert carries(trends(town.record(), coordinated=group), notes) == []
