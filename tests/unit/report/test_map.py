from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from isotherm.report.drawing.isotherm_map import CANVASES, draw_map
from isotherm.report.drawing.labels import circle_boxes, label_lines, name_places
from isotherm.report.drawing.places import place_strata
from isotherm.report.drawing.relief import Line
from isotherm.report.findings import gather_findings


def drawn(reading, canvas=CANVASES[0]):
    found = gather_findings(reading)
    strata, bridges = found.rows["strata"], found.rows["bridges"]
    affinity = np.zeros((len(strata), len(strata)))
    return draw_map(strata, affinity, bridges, canvas=canvas)


@pytest.mark.parametrize("count", [0, 1, 3, 25, 200])
def test_any_number_of_strata_can_be_drawn(reading_of, count):
    drawing, unnamed = drawn(reading_of(count))
    assert drawing.count('class="place"') == count
    assert drawing.count("<circle") == count
    assert drawing.count('class="name"') == count - unnamed
    assert "nan" not in drawing
    assert unnamed == 0 or count > 20


def test_an_empty_map_says_so(reading_of):
    drawing, _ = drawn(reading_of(0))
    assert "emptiness" in drawing


def test_strata_without_numbers_can_be_drawn(reading_of):
    bare = {"stratum_id": "s-1", "name": None}
    drawing, _ = drawn(reading_of({"strata": [bare, {**bare, "stratum_id": "s-2"}]}))
    assert drawing.count("<circle") == 2
    assert "nan" not in drawing


def test_a_bridge_is_an_arrow_only_when_its_interval_lies_above_one(reading_of):
    ends = {"from_stratum": "s-0000", "to_stratum": "s-0001", "lift": 2.0}
    from_conftest = gather_findings(reading_of(3)).rows["strata"]
    strata = [dict(row) | {"example_note_ids": []} for row in from_conftest]
    sure = reading_of({"strata": strata, "bridges": [{**ends, "lift_low": 1.4}]})
    unsure = reading_of({"strata": strata, "bridges": [{**ends, "lift_low": 0.9}]})
    assert 'class="head"' in drawn(sure)[0]
    assert 'class="head"' not in drawn(unsure)[0]


@pytest.mark.parametrize("canvas", CANVASES, ids=lambda canvas: canvas.name)
def test_names_hide_neither_each_other_nor_another_circle(canvas):
    count = 25
    places = place_strata([50.0 + i for i in range(count)], np.zeros((count, count)), canvas=canvas)
    labels = name_places(["大码通勤女装"] * count, ["1,000 · 1.20×"] * count, places, canvas=canvas)
    assert len(labels) > count / 2
    for one, other in combinations(labels, 2):
        assert not one.box.meets(other.box)
    for label in labels:
        for index, circle in enumerate(circle_boxes(places)):
            assert index == label.index or not label.box.meets(circle)


def test_numbers_on_lines_keep_off_names():
    points = np.stack([np.linspace(100, 800, 200), np.full(200, 300.0)], axis=1)
    places = place_strata([1.0], np.zeros((1, 1)), canvas=CANVASES[0])
    busy = circle_boxes(places)
    marks = label_lines([Line(1.5, points)], busy, canvas=CANVASES[0])
    assert len(marks) == 1
    circle = busy[0]
    assert not (circle.left < marks[0].x < circle.right and circle.top < marks[0].y < circle.bottom)
    assert marks[0].degrees == 0


def test_the_map_of_equal_readings_is_equal(reading_of):
    assert drawn(reading_of(25)) == drawn(reading_of(25))


def test_the_coast_stays_on_the_sheet(reading_of):
    for canvas in CANVASES:
        drawing, _ = drawn(reading_of(25), canvas)
        coast = re.search(r'<path d="([^"]+)" class="coast"', drawing).group(1)
        numbers = np.array([float(n) for n in re.findall(r"-?\d+\.\d", coast)]).reshape(-1, 2)
        assert numbers.min() > 0
        assert (numbers.max(axis=0) < [canvas.width, canvas.height]).all()
