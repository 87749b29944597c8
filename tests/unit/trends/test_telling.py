"""Which waves are told: seams between templates are not, parts of one template are one row."""

from __future__ import annotations

import numpy as np
import pytest

from isotherm.text import normalise_all
from isotherm.trends import telling
from isotherm.trends.likeness import Likeness
from isotherm.trends.telling import Wave, next_to_tell, told_first, with_told

WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in "rstvz"]


def write(rng, template, number, *, seam=""):
    """Notes on a template: its words, a few of their own, and a phrase all templates may share."""
    return [f"{seam} {template} {' '.join(rng.choice(WORDS, 3))}" for _ in range(number)]


def wave(notes, **changed):
    notes = np.asarray(notes)
    said = {"detected": 5, "log_e": 10.0, "strength": 20.0, "seed": int(notes[0])}
    said |= {"days": (0, 9), "purity": 1.0, "source": "phrase"} | changed
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


def test_parts_of_a_template_are_one_and_templates_are_two(two):
    one, rest, other = np.arange(20), np.arange(20, 40), np.arange(40, 80)
    assert two.is_one(one, rest)
    assert not two.is_two(one, rest)
    assert two.is_two(one, other)
    assert not two.is_one(one, other)


def test_where_texts_tell_nothing_nothing_is_said(two):
    one, other = np.arange(80, 100), np.arange(100, 120)
    assert not two.is_one(one, other)
    assert not two.is_two(one, other)


def test_a_seam_comes_after_the_waves_it_joins_unless_likeness_is_not_asked(two, monkeypatch):
    sure = {
        0: wave(range(80), strength=50.0),
        1: wave(range(60), strength=40.0),  # a seam too, of one wave and a part of the other
        2: wave(range(40), strength=22.0),
        3: wave(range(40, 80), strength=21.0),
    }
    assert next_to_tell(sure, two) == 2
    monkeypatch.setattr(telling, "_MOST_PARTS", 0)
    assert next_to_tell(sure, two) == 0


def test_a_whole_of_one_template_is_told_before_its_parts(two):
    sure = {0: wave(range(40), strength=30.0), 1: wave(range(20)), 2: wave(range(20, 40))}
    assert next_to_tell(sure, two) == 0


def test_what_is_left_of_a_wave_goes_to_it(two):
    known, left = wave(range(25), detected=9), wave(range(25, 40), detected=7, log_e=8.0)
    (told,) = with_told([known], left, two, within_days=14)
    assert told.notes.tolist() == list(range(40))
    assert (told.detected, told.log_e, told.seed) == (7, 8.0, 25)


def test_another_template_or_another_time_is_a_wave_of_its_own(two):
    known = wave(range(25))
    assert len(with_told([known], wave(range(40, 60)), two, within_days=14)) == 2
    later = wave(range(25, 40), days=(30, 40))
    assert len(with_told([known], later, two, within_days=14)) == 2
    assert len(with_told([known], later, two, within_days=21)) == 1


def test_a_wave_is_dated_by_the_first_candidate_that_carries_it():
    late, early = wave(range(40), detected=9), wave(range(30), detected=6, log_e=8.0)
    unlike = wave(range(30, 60), detected=1)
    assert told_first(late, [early, unlike]).detected == 6
