from __future__ import annotations

import datetime as dt
import re

from isotherm.report.parts.calendar import show_calendar
from isotherm.report.parts.offers import gather_offers

AS_OF = dt.datetime(2026, 3, 19, 16, tzinfo=dt.UTC)


def brief(number, days, subject=None):
    at = None if days is None else AS_OF + dt.timedelta(days=days)
    named = {"brief_id": f"b-{number}", "name": "西装", "tier": "T-30", "act_by": at}
    empty = {"subject_kind": "need", "subject_id": subject, "merchant_id": None}
    return {**named, **empty, "kept_units_p50": 10.0}


def show(briefs):
    return show_calendar(gather_offers(briefs), as_of=AS_OF)


def dates(calendar):
    return re.findall(r'datetime="([\d-]+)"', calendar)


def test_weeks_begin_on_monday_and_the_readings_week_is_there():
    calendar = show([brief(1, 8)])
    assert dates(calendar)[0] == "2026-03-16"
    assert len(dates(calendar)) == 14
    assert 'class="today"' in calendar


def test_weeks_without_briefs_are_told_in_one_line():
    calendar = show([brief(1, 1), brief(2, 60)])
    assert len(dates(calendar)) == 14
    assert "8 weeks without any" in calendar


def test_a_full_day_shows_how_many_more_there_are():
    calendar = show([brief(n, 3) for n in range(9)])
    assert calendar.count('class="entry') == 6 * 2  # an entry and the name in it
    assert "+3" in calendar


def test_without_dates_there_is_no_calendar():
    assert show([brief(1, None)]) is None
    assert show([]) is None


def test_a_brief_that_is_overdue_stands_in_the_past():
    calendar = show([brief(1, -10)])
    assert 'class="past"' in calendar
    assert dates(calendar)[0] == "2026-03-09"


def test_briefs_on_one_subject_are_one_entry_a_tier_and_day():
    calendar = show([brief(n, 3, subject="n-1") for n in range(90)])
    assert calendar.count("<a ") == 1
    assert "×90" in calendar


def test_the_open_brief_stands_for_its_subject():
    own = [{**brief(n, 2, subject="n-1"), "merchant_id": f"m-{n}"} for n in range(3)]
    offers = gather_offers([*own, brief(9, 5, subject="n-1"), brief(10, None)])
    assert [offer.lead["brief_id"] for offer in offers] == ["b-9", "b-10"]
    assert offers[0].merchants() == 3
    assert offers[0].act_by == own[0]["act_by"]
    assert offers[1].tiers() == []
