"""The frame in a real browser: both sizes, both languages, day and night, keyboard only."""

from __future__ import annotations

import pytest

PHONE, DESKTOP = (390, 844), (1440, 900)


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize(("language", "theme"), [("zh-hans", "light"), ("en", "dark")])
@pytest.mark.parametrize("path", ["/gallery/", "/demo/", "/accounts/login/", "/accounts/signup/"])
def test_pages_fit_and_the_browser_has_no_complaint(open_page, path, size, language, theme):
    page = open_page(path, size=size, language=language, theme=theme)
    assert overflow(page) <= 0


@pytest.mark.parametrize("path", ["/me/", "/me/strata/", "/me/data/", "/people/reader-1/"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_my_pages_fit(open_page, reader, path, size):
    page = open_page(path, member=reader, size=size)
    assert overflow(page) <= 0


def test_the_night_is_remembered_without_a_flash(open_page):
    from playwright.sync_api import expect

    page = open_page("/gallery/", size=DESKTOP)
    root = page.locator("html")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    day = page.evaluate(paper)
    page.locator("details.menu summary").first.click()
    page.locator("[data-choose-theme=dark]").click()
    expect(root).to_have_attribute("data-theme", "dark")
    named = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
    night = "rgb({}, {}, {})".format(*bytes.fromhex(named.strip().removeprefix("#")))
    assert night != day
    expect(root).to_have_css("background-color", night)  # colours change softly
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(paper) == night


def test_a_refusal_is_a_toast_in_its_own_words(open_page):
    page = open_page("/gallery/", size=DESKTOP, allow="409")
    page.get_by_text("Refusal (htmx)").click()
    toast = page.locator(".toast-refusal")
    toast.wait_for()
    assert "最后一件" in toast.inner_text()
    toast.get_by_role("button").click()
    assert toast.count() == 0


def test_a_lost_network_is_told(open_page):
    page = open_page("/gallery/", size=DESKTOP, allow="ERR_|htmx:")
    page.route("**/gallery/refuse/", lambda route: route.abort())
    page.get_by_text("Refusal (htmx)").click()
    page.locator(".toast-error").wait_for()


def test_the_page_is_reached_by_keyboard_alone(open_page):
    page = open_page("/gallery/", size=DESKTOP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_menu_opens_and_closes_by_keyboard(open_page):
    page = open_page("/gallery/", size=DESKTOP)
    page.locator("details.menu summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0


def test_what_is_touched_is_large_enough(open_page, reader):
    page = open_page("/me/", member=reader)
    small = page.eval_on_selector_all(
        ".button, .button-quiet, .tabbar a, .topnav-link, .menu > summary",
        "found => found.map(one => one.getBoundingClientRect())"
        ".filter(box => box.width && Math.min(box.width, box.height) < 44).length",
    )
    assert small == 0


def test_one_click_makes_one_a_reader(open_page, reader):
    page = open_page("/demo/", size=DESKTOP)
    page.locator("[data-role=reader] button").click()
    page.wait_for_url(page.town + "/")
    assert page.locator("body[data-member]").count() == 1


def test_the_complaint_of_a_browser_is_heard(open_page):
    page = open_page("/gallery/", allow="inline|Content Security Policy|asked for")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'),"
        "{src: 'https://example.com/x.png'}))"
    )
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.append(s)"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert page.complaints
