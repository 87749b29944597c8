from __future__ import annotations

import datetime as dt
import re

import pytest

from isotherm.report.drawing.bars import draw_interval, draw_shares
from isotherm.report.drawing.change import draw_change
from isotherm.report.drawing.coverage import draw_coverage
from isotherm.report.drawing.fan import draw_fan
from isotherm.report.drawing.scale import DayScale, round_up
from isotherm.report.drawing.svg import cut_text, short, text_width

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def numbers(markup, name):
    return [float(n) for n in re.findall(rf'\b{name}="(-?[\d.]+)"', markup)]


def test_an_interval_lies_where_its_ends_are():
    drawn = draw_interval(25, 50, 75, full=100)
    track, span, middle = numbers(drawn, "x")
    assert (track, span, middle) == (0, 50, 99)
    assert numbers(drawn, "width")[1] == 100


@pytest.mark.parametrize("full", [0.0, 1.0])
def test_an_interval_of_nothing_can_be_drawn(full):
    assert "nan" not in draw_interval(0, 0, 0, full=full)


def test_shares_fill_the_bar_whatever_they_add_up_to():
    drawn = draw_shares([("why-fit", 0.2), ("why-price", 0.6)])
    assert numbers(drawn, "x") == [0, 50]
    assert sum(numbers(drawn, "width")) == pytest.approx(198)
    assert "nan" not in draw_shares([("why-fit", 0.0)])


def test_a_change_is_warm_or_cool():
    assert "warm" in draw_change(1.0, 2.0)
    assert "cool" in draw_change(2.0, 1.0)
    assert numbers(draw_change(None, 4.0), "cx") == [194]
    assert numbers(draw_change(None, 1e9), "cx") == [194]


def test_coverage_is_as_long_as_it_is_large():
    assert numbers(draw_coverage(0.5), "width")[1] == 100


def days(values, first=0, name="repliers"):
    return [{"at": DAY + dt.timedelta(days=first + i), name: v} for i, v in enumerate(values)]


def test_the_fan_follows_the_curve():
    forecast = [
        {"at": DAY + dt.timedelta(days=4 + i), "p10": 5.0, "p50": 10.0, "p90": 20.0}
        for i in range(3)
    ]
    drawn = draw_fan(days([1, 4, 9, 16]), forecast, as_of=DAY + dt.timedelta(days=3))
    assert drawn.count('class="curve"') == 1
    assert drawn.count('class="shade"') == 1
    assert re.findall(r'class="axis value">([\d.]+)', drawn) == ["0", "10", "20"]


@pytest.mark.parametrize(
    ("language", "called"),
    [("zh", "每天独立回应者与预测"), ("en", "independent repliers a day and the forecast")],
)
def test_the_fan_is_called_in_the_readers_language(language, called):
    drawn = draw_fan(days([1, 4]), [], as_of=DAY, language=language)
    assert re.findall(r"<title>(.*?)</title>", drawn) == [called]


def test_without_days_there_is_the_fan_alone_and_without_both_nothing():
    forecast = [{"at": DAY, "p10": 1.0, "p50": 2.0, "p90": 3.0}]
    alone = draw_fan([], forecast, as_of=DAY)
    assert "shade" in alone
    assert 'class="curve"' not in alone
    assert draw_fan([], [], as_of=DAY) is None


def test_large_counts_fit_beside_the_drawing():
    drawn = draw_fan(days([1, 9000]), [], as_of=DAY)
    assert re.findall(r'class="axis value">([^<]+)', drawn) == ["0", "5k", "10k"]


def words_over(drawn, kind):
    return re.search(rf'class="marker {kind}">.*?<text x="([\d.]+)" y="8" class="axis (\w+)', drawn)


@pytest.mark.parametrize(("ago", "side"), [(2, "value"), (30, "day")])
def test_words_over_near_marks_do_not_touch(ago, side):
    at = DAY + dt.timedelta(days=40)
    drawn = draw_fan(days([1] * 60), [], as_of=at, detected_at=at - dt.timedelta(days=ago))
    read, detected = (words_over(drawn, kind) for kind in ("read", "detected"))
    assert detected[2] == side
    assert float(read[1]) - float(detected[1]) >= 22


def test_missing_values_count_as_none():
    assert "nan" not in draw_fan(days([None, 2.0]), [], as_of=DAY)


@pytest.mark.parametrize(("value", "rounded"), [(0, 1), (1, 1), (7, 10), (21, 25), (260, 500)])
def test_axes_end_at_round_numbers(value, rounded):
    assert round_up(value) == rounded


def test_days_lie_along_the_scale_and_months_are_marked():
    scale = DayScale(DAY, DAY + dt.timedelta(days=60), 0, 60)
    assert scale.at(DAY + dt.timedelta(days=15)) == 15
    assert scale.at(DAY - dt.timedelta(days=5)) == 0
    assert [month.month for month in scale.months()] == [3, 4]


def test_texts_are_cut_to_their_width():
    assert text_width("大a", 10) == pytest.approx(15.8)
    assert cut_text("大码通勤女装", widest=45, size=10) == "大码通…"
    assert cut_text("大码", widest=45, size=10) == "大码"
    assert [short(x) for x in (1.0, 1.25, -0.01)] == ["1", "1.2", "0"]
