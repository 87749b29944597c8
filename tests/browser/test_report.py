"""The report in a real browser: narrow and wide, by day and by night, in both languages."""

from __future__ import annotations

import pytest

from isotherm.report import write_report


@pytest.fixture
def show(visit, reading_of, tmp_path):
    """Open the report of a reading; complaints of the browser are gathered in ``said``."""

    def open_page(count, *, width=1440, locale="zh-CN", scheme="light"):
        path = write_report(reading_of(count), tmp_path / f"report-{count}-{width}.html")
        return visit(path, width=width, height=900, locale=locale, scheme=scheme)

    return open_page


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_nothing_is_wider_than_the_page_and_the_browser_has_no_complaint(show, width, locale):
    page = show(25, width=width, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.said == []


def test_it_speaks_the_readers_language_and_the_other_on_demand(show):
    page = show(3, locale="en-GB")
    assert page.locator("h2#needs").inner_text() == "Needs that go unmet"
    assert page.title() == "Isotherm · reading of 2026-03-19"
    page.click("#switch-language")
    assert page.locator("h2#needs").inner_text() == "没有被满足的需求"
    assert page.title() == "同温 · 2026-03-19 的读数"
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_it_follows_the_system_until_the_reader_chooses(show):
    by_day, by_night = show(3), show(3, scheme="dark")
    assert background(by_day) != background(by_night)
    night = background(by_night)
    by_day.click("#switch-theme")
    assert background(by_day) == night
    by_day.reload()
    assert background(by_day) == night


@pytest.mark.parametrize(("width", "shown"), [(390, "tall"), (1440, "wide")])
def test_one_map_is_shown_and_it_fits(show, width, shown):
    page = show(25, width=width)
    other = {"tall": "wide", "wide": "tall"}[shown]
    assert page.locator(f".sheet.{shown}").is_visible()
    assert not page.locator(f".sheet.{other}").is_visible()


def test_a_place_leads_to_its_card_even_when_that_is_folded_away(show):
    from playwright.sync_api import expect

    page = show(25)
    folded = page.locator(".part-map details .stratum-line").last
    assert not folded.is_visible()
    name = folded.get_attribute("id")
    page.locator(f'.sheet.wide a[href="#{name}"] circle').click()
    folded.wait_for(state="visible")
    expect(page.locator(f"#{name}")).to_be_in_viewport(ratio=1)


def test_folds_open_together_and_for_print(show):
    page = show(25)
    closed = "document.querySelectorAll('details:not([open])').length"
    assert page.evaluate(closed) > 0
    page.click("#fold-all")
    assert page.evaluate(closed) == 0
    page.click("#fold-all")
    for_paper = "document.querySelectorAll('details[data-print]:not([open])').length"
    assert page.evaluate(for_paper) > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(for_paper) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(for_paper) > 0


def test_it_is_printed_by_day(show):
    ink = "getComputedStyle(document.body).color"
    page = show(3, scheme="dark")
    assert page.evaluate(ink) != show(3).evaluate(ink)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ink) == show(3).evaluate(ink)
    assert not page.locator(".bar").is_visible()


def test_without_our_module_everything_is_still_said(browser, reading_of, tmp_path):
    path = write_report(reading_of(3), tmp_path / "report.html")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("h2#needs").inner_text() == "没有被满足的需求"
    assert page.locator(".sheet.wide svg").is_visible()
    context.close()


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_every_way_in_is_reached_by_keyboard_and_seen(show, locale):
    page = show(3, locale=locale)
    assert (
        page.evaluate(
            "(nav => nav.scrollWidth - nav.clientWidth)(document.querySelector('.bar nav'))"
        )
        <= 0
    )
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert page.evaluate("document.activeElement.id") == "fold-all"


_FAINT = """() => {
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 :
    ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const read = colour => colour.match(/[\\d.]+/g).map(Number);
  const ground = box => { for (; box; box = box.parentElement) {
    const found = read(getComputedStyle(box).backgroundColor);
    if (found.length < 4 || found[3] === 1) return found; } return [255, 255, 255]; };
  const said = [...document.querySelectorAll('main *, header *, footer *')].filter(box =>
    box.offsetParent && !box.closest('svg') &&
    [...box.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  return said.map(box => { const ink = light(read(getComputedStyle(box).color));
    const paper = light(ground(box));
    const ratio = (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    return [ratio, box.className, box.textContent.slice(0, 20)]; }).filter(one => one[0] < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(show, scheme):
    assert show(3, scheme=scheme).evaluate(_FAINT) == []
