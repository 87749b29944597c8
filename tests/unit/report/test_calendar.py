from __future__ import annotations

import datetime as dt
import re

from isotherm.report.parts.calendar import show_calendar

AS_OF = dt.datetime(2026, 3, 19, 16, tzinfo=dt.UTC)


def brief(number, days):
    at = None if days is None else AS_OF + dt.timedelta(days=days)
    return {"brief_id": f"b-{number}", "name": "西装", "tier": "T-30", "act_by": at}


def dates(calendar):
    return re.findall(r'datetime="([\d-]+)"', calendar)


def test_weeks_begin_on_monday_and_the_readings_week_is_there():
    calendar = show_calendar([brief(1, 8)], as_of=AS_OF)
    assert dates(calendar)[0] == "2026-03-16"
    assert len(dates(calendar)) == 14
    assert 'class="today"' in calendar


def test_weeks_without_briefs_are_told_in_one_line():
    calendar = show_calendar([brief(1, 1), brief(2, 60)], as_of=AS_OF)
    assert len(dates(calendar)) == 14
    assert "8 weeks without any" in calendar


def test_a_full_day_shows_how_many_more_there_are():
    calendar = show_calendar([brief(n, 3) for n in range(9)], as_of=AS_OF)
    assert calendar.count('class="entry') == 4 * 2  # an entry and the name in it
    assert "+5" in calendar


def test_without_dates_there_is_no_calendar():
    assert show_calendar([brief(1, None)], as_of=AS_OF) is None
    assert show_calendar([], as_of=AS_OF) is None


def test_a_brief_that_is_overdue_stands_in_the_past():
    calendar = show_calendar([brief(1, -10)], as_of=AS_OF)
    assert 'class="past"' in calendar
    assert dates(calendar)[0] == "2026-03-09"
