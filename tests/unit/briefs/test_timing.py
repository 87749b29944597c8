"""Tiers and dates: goods are there in time, or nothing is promised."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from isotherm.briefs import BriefSettings
from isotherm.briefs.subjects import Subject
from isotherm.briefs.timing import Window, choose_timing, season_window

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SETTINGS = BriefSettings()
TIERS = {"T-60": 60, "T-30": 30, "T-14": 14, "T-7": 7}


def dated(days: int) -> Window:
    due = DAY + dt.timedelta(days)
    return Window(due, due, due + dt.timedelta(30))


def subject(**changes: Any) -> Subject:
    told: dict[str, Any] = {
        "kind": "need",
        "subject_id": "n",
        "origin": "found",
        "strata": (),
        "words": ("x",),
        "people": 100.0,
        "kept": (1.0, 2.0, 3.0),
        "log_e": 5.0,
        "evidence": (),
        "faults": {},
    }
    return Subject(**told | changes)


@given(st.integers(-30, 400), st.none() | st.integers(0, 200), st.booleans())
def test_goods_are_there_when_they_are_due(left: int, lead: int | None, holds: bool) -> None:
    timing = choose_timing(dated(left), lead, holds=holds, as_of=DAY, settings=SETTINGS)
    if timing is None:
        assert left < 3 or (lead is not None and not holds and left < max(lead, 30))
        return
    assert DAY <= timing.act_by <= DAY + dt.timedelta(left)
    if timing.tier in {"T-60", "T-30"}:
        needed = max(lead or 0, TIERS[timing.tier])
        assert timing.act_by == DAY + dt.timedelta(left - needed)
    else:
        assert holds or lead is None


@given(st.integers(3, 400), st.integers(0, 200))
def test_more_time_never_means_a_later_tier(left: int, lead: int) -> None:
    order = ["T-7", "T-14", "T-30", "T-60"]
    tiers = [
        choose_timing(dated(days), lead, holds=True, as_of=DAY, settings=SETTINGS)
        for days in (left, left + 1)
    ]
    assert tiers[0] is not None
    assert tiers[1] is not None
    assert order.index(tiers[1].tier) >= order.index(tiers[0].tier)


def test_a_lead_time_that_no_longer_fits_leaves_stock_and_notes_or_nothing() -> None:
    def tier(holds: bool) -> str | None:
        timing = choose_timing(dated(40), 45, holds=holds, as_of=DAY, settings=SETTINGS)
        return timing.tier if timing else None

    assert tier(True) == "T-14"
    assert tier(False) is None


def test_a_need_of_the_new_year_is_due_before_it() -> None:
    window = season_window(subject(), ["new year"], as_of=DAY, settings=SETTINGS, weeks=2)
    # 2026: February 17; three weeks of buying begin on January 27, too near for a first lot
    assert window.due == dt.datetime(2026, 1, 27, tzinfo=dt.UTC)
    assert window.end == dt.datetime(2026, 3, 3, tzinfo=dt.UTC)


@given(st.integers(0, 364), st.sampled_from(["spring", "winter", "christmas", "school", "work"]))
def test_a_window_lies_ahead(day: int, moment: str) -> None:
    as_of = DAY + dt.timedelta(day)
    window = season_window(subject(), [moment], as_of=as_of, settings=SETTINGS, weeks=2)
    assert window.end is None or window.end > as_of
    open_to_all = choose_timing(window, None, holds=True, as_of=as_of, settings=SETTINGS)
    assert open_to_all is not None
    assert as_of <= open_to_all.act_by <= open_to_all.season_to


@given(st.integers(0, 200), st.integers(0, 364))
def test_without_a_date_the_quick_cut_and_the_slow_develop(lead: int, day: int) -> None:
    as_of = DAY + dt.timedelta(day)
    window = season_window(subject(), [], as_of=as_of, settings=SETTINGS, weeks=2)
    timing = choose_timing(window, lead, holds=False, as_of=as_of, settings=SETTINGS)
    assert timing is not None
    assert timing.tier == ("T-30" if lead <= 30 else "T-60")
    assert timing.act_by + dt.timedelta(lead) <= timing.season_from


@given(st.integers(31, 200), st.integers(0, 30), st.integers(1, 4))
def test_the_slow_begin_first_and_nobody_must_begin_yesterday(
    slow: int, quick: int, weeks: int
) -> None:
    window = Window(None, DAY, None, weeks)
    found = [
        choose_timing(window, lead, holds=False, as_of=DAY, settings=SETTINGS)
        for lead in (slow, None, quick)
    ]
    days = [timing.act_by for timing in found if timing]
    assert len(days) == 3
    assert DAY < days[0] <= days[1] < days[2]


@given(st.integers(20, 120), st.integers(0, 90), st.integers(1, 4))
def test_in_a_season_that_ends_goods_still_sell_for_two_weeks(
    left: int, lead: int, weeks: int
) -> None:
    window = Window(None, DAY, DAY + dt.timedelta(left), weeks)
    timing = choose_timing(window, lead, holds=True, as_of=DAY, settings=SETTINGS)
    assert timing is not None
    assert DAY <= timing.act_by <= timing.season_from <= timing.season_to == window.end
    if timing.tier in {"T-60", "T-30"}:
        assert timing.season_from >= timing.act_by + dt.timedelta(lead)
        assert timing.season_to >= timing.season_from + dt.timedelta(14)


def test_a_wave_is_due_while_half_of_its_people_are_still_to_come() -> None:
    peak, half = DAY + dt.timedelta(1), DAY + dt.timedelta(11)
    wave = subject(kind="trend", peaks=(peak, peak, peak), half_to_come=half)
    window = season_window(wave, [], as_of=DAY, settings=SETTINGS, weeks=2)
    assert window.due == half
    shown = choose_timing(window, 7, holds=True, as_of=DAY, settings=SETTINGS)
    assert shown is not None
    assert shown.tier == "T-7"


def test_a_wave_that_speaks_of_a_season_ahead_is_due_by_then() -> None:
    peak = DAY + dt.timedelta(4)
    wave = subject(kind="trend", peaks=(peak, peak, peak))
    ahead = season_window(wave, ["spring"], as_of=DAY, settings=SETTINGS, weeks=2)
    assert (ahead.start.month, ahead.start.day) == (3, 1)
    # one that comes in five months is too far to wait for
    assert season_window(wave, ["graduation"], as_of=DAY, settings=SETTINGS, weeks=2).due == peak
