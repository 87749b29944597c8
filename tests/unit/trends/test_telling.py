"""Which waves are told: seams are not, parts of one template are one row, the past stays."""

from __future__ import annotations

import numpy as np
import pytest

from isotherm.text import normalise_all
from isotherm.trends.likeness import Likeness
from isotherm.trends.telling import Told, Wave

WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in "rstvz"]


def write(rng, template, number, *, seam=""):
    """Notes on a template: its words, a few of their own, and a phrase all templates may share."""
    return [f"{seam} {template} {' '.join(rng.choice(WORDS, 3))}" for _ in range(number)]


def wave(notes, **changed):
    notes = np.asarray(notes)
    said = {"detected": 5, "log_e": 10.0, "seed": int(notes[0]), "purity": 1.0}
    said |= {"source": "phrase"} | changed
    return Wave(notes=notes, **said)


@pytest.fixture(name="two")
def two_templates():
    """40 notes on one template, 40 on another, 40 on none; all waves share a phrase."""
    rng = np.random.default_rng(1)
    first, second = (" ".join(rng.choice(WORDS, 12)) for _ in range(2))
    texts = write(rng, first, 40, seam="how i love it") + write(
        rng, second, 40, seam="how i love it"
    )
    return Likeness(texts + write(rng, "", 40))


def jaccard(one, other):
    def pieces(text):
        solid = "".join(text.split())
        return {solid[i : i + 3] for i in range(len(solid) - 2)}

    return len(pieces(one) & pieces(other)) / len(pieces(one) | pieces(other))


def test_likeness_is_that_of_pairs():
    rng = np.random.default_rng(2)
    texts = write(rng, "rather a long line on coats", 6) + write(rng, "", 30)
    said = normalise_all(texts)
    pairs = [jaccard(said[i], said[j]) for i in range(6) for j in range(6) if i != j]
    estimate = Likeness(texts)._within(np.arange(6))
    assert estimate == pytest.approx(np.mean(pairs), abs=0.04)


def told_by(likeness, *, days=None, ordinary=None, within_days=14):
    days = np.zeros(120, dtype=np.int64) if days is None else days
    ordinary = np.ones(120, dtype=bool) if ordinary is None else ordinary
    return Told(days, ordinary, likeness, within_days=within_days)


def test_parts_of_a_template_are_one_and_templates_are_two(two):
    one, rest, other = np.arange(20), np.arange(20, 40), np.arange(40, 80)
    assert two.is_one(one, rest, upto=120)
    assert not two.is_two(one, rest, upto=120)
    assert two.is_two(one, other, upto=120)
    assert not two.is_one(one, other, upto=120)
    assert two.joins(one, rest[:1], upto=120)
    assert not two.joins(one, other[:1], upto=120)


def test_where_texts_tell_nothing_nothing_is_said(two):
    one, other = np.arange(80, 100), np.arange(100, 120)
    assert not two.is_one(one, other, upto=120)
    assert not two.is_two(one, other, upto=120)
    assert not two.joins(one, other, upto=120)
    assert two.alike(one, other, upto=120) is None
    assert not two.is_seam(np.arange(80, 120), upto=120)


@pytest.mark.parametrize(
    ("first", "second", "seam"), [(40, 40, True), (40, 12, True), (40, 0, False), (6, 0, False)]
)
def test_a_seam_is_of_two_templates(two, first, second, seam):
    notes = np.concatenate((np.arange(first), np.arange(40, 40 + second)))
    assert two.is_seam(notes, upto=120) is seam


def test_what_is_left_of_a_wave_goes_to_it_and_changes_nothing_of_what_was_told(two):
    told = told_by(two)
    told.tell(wave(range(25), detected=7, log_e=8.0), upto=120)
    told.tell(wave(range(25, 40), detected=9), upto=120)
    (row,) = told.waves
    assert row.notes.tolist() == list(range(40))
    assert (row.detected, row.log_e, row.seed) == (7, 8.0, 0)


def test_the_rest_of_a_wave_told_in_part_joins_it_and_notes_on_nothing_do_not(two):
    told = told_by(two)
    told.tell(wave(range(25)), upto=120)
    told.take_rest(wave([*range(20, 40), 90]), upto=120)
    told.take_rest(wave([24, *range(90, 110)]), upto=120)
    (row,) = told.waves
    assert row.notes.tolist() == list(range(40))
    assert told.explains(np.arange(120)) == 40


def test_another_template_or_another_time_is_a_wave_of_its_own(two):
    days = np.zeros(120, dtype=np.int64)
    days[25:] = 30
    for notes, within, rows in (
        (range(40, 60), 30, 2),
        (range(25, 40), 14, 2),
        (range(25, 40), 30, 1),
    ):
        told = told_by(two, days=days, within_days=within)
        told.tell(wave(range(25)), upto=120)
        told.tell(wave(notes), upto=120)
        assert len(told.waves) == rows


def test_a_celebrity_who_shares_but_a_phrase_is_not_of_the_wave(two):
    ordinary = np.ones(120, dtype=bool)
    ordinary[[60, 61, 110]] = False
    told = told_by(two, ordinary=ordinary)
    told.tell(wave([*range(30), 60, 61]), upto=120)
    assert told.waves[0].notes.tolist() == list(range(30))
    told = told_by(two, ordinary=ordinary)  # where texts tell nothing, who wrote it decides
    told.tell(wave(range(90, 120)), upto=120)
    assert told.waves[0].notes.tolist() == [n for n in range(90, 120) if n != 110]
    told = told_by(two)
    told.tell(wave(range(90, 120)), upto=120)
    assert 110 in told.waves[0].notes
