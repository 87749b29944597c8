"""How many people are told of: one floor and one ladder on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import isotherm.web
from isotherm.web.readings.crowds import FLOOR, share_of_crowd, size_of_stratum, whole_crowds


def _stratum(low: float, high: float) -> dict[str, object]:
    return {"stratum_id": "s-1", "size_low": low, "size_high": high}


@pytest.mark.parametrize("low", [0.0, 12.0, 49.9])
def test_strata_of_few_have_no_size(low):
    assert size_of_stratum(_stratum(low, 900.0)) is None


def test_a_size_stands_on_the_ladder_and_never_above_its_people():
    for low in range(50, 2000, 7):
        told = size_of_stratum(_stratum(low, low * 1.5))
        assert told is None or FLOOR <= told[0] <= low
        assert told is None or told[0] <= told[1] <= low * 1.5


def test_one_person_seldom_moves_a_size():
    told = [size_of_stratum(_stratum(low, low)) for low in range(400, 500)]
    assert len(set(told)) <= 3  # control: each count told as it is would be a hundred


def test_between_two_looks_a_whole_crowd_comes():
    looks = {len(whole_crowds(range(n))) for n in range(500)}
    assert looks == set(range(0, 500, FLOOR))
    assert {share_of_crowd(n, 50) * 20 % 1 for n in range(51)} == {0.0}


def test_no_other_room_has_a_floor_of_its_own():
    web = Path(isotherm.web.__file__).parent
    rooms = [p for p in web.rglob("*.py") if "migrations" not in p.parts and p.stem != "crowds"]
    own = re.compile(r"coarse_count\(|// *FLOOR \* *FLOOR|^_?(FLOOR|LEAST_PEOPLE) = \d", re.M)
    assert not [str(path) for path in rooms if own.search(path.read_text())]
