"""The page for one merchant in a real browser: on a phone first."""

from __future__ import annotations

import pytest

from isotherm.report import write_handout


@pytest.fixture
def hand(visit, reading_of, tmp_path):
    """Open the page of the merchant m-0."""

    def open_page(*, width=390, locale="zh-CN", scheme="light"):
        path = write_handout(reading_of(3), tmp_path / f"briefs-{width}.html", merchant="m-0")
        return visit(path, width=width, height=844, locale=locale, scheme=scheme)

    return open_page


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_it_fits_and_the_browser_has_no_complaint(hand, width, locale):
    page = hand(width=width, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.said == []


def test_the_merchants_own_brief_is_open_and_first(hand):
    page = hand(locale="en-GB")
    assert page.title() == "Briefs for merchant m-0 · 2026-03-19"
    headings = page.locator("h3.whose").all_inner_texts()
    assert headings == ["matched to you", "open to all merchants"]
    assert page.locator(".brief-card").count() == 1
    assert "matched to you" in page.locator(".brief-card").inner_text()


def test_a_line_unfolds_by_a_tap(hand):
    page = hand()
    line = page.locator(".brief-line").first
    assert not line.locator(".inside").is_visible()
    line.locator("summary").click()
    assert line.locator(".inside").is_visible()


def test_only_the_calendar_leads_anywhere_and_only_to_briefs(hand):
    page = hand()
    places = page.eval_on_selector_all("main a", "found => found.map(one => one.hash)")
    assert places
    assert all(place.startswith("#brief-") for place in places)
