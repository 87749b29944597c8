"""What people of the loop do on pages: read, click, type, and wait for what the town says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.web.browser.loop_town import say

Page = Any  # of playwright, which may not be installed
DESKTOP = (1440, 900)


def take_role(open_page: Callable[..., Page], role: str) -> Page:
    """One click on the demo's page, and one is somebody of the community."""
    page = open_page("/demo/", size=DESKTOP)
    page.locator(f'[data-role="{role}"]').get_by_role("button").click()
    page.wait_for_url(lambda url: "/demo/" not in url)
    return page


def go(page: Page, path: str) -> Page:
    page.goto(page.town + path)
    return page


def press(within: Any, words: str, context: str = "", **told: object) -> None:
    """Press the button, or follow the link, that says this."""
    name = say(words, context, **told)
    button = within.get_by_role("button", name=name, exact=True)
    button.or_(within.get_by_role("link", name=name, exact=True)).first.click()


def fill(within: Any, fields: Mapping[str, object]) -> None:
    """Fill in fields by their labels."""
    for label, value in fields.items():
        within.get_by_label(say(label), exact=True).fill(str(value))


def last_part(page: Page) -> str:
    """The id in the address of a page."""
    return str(re.search(r"/([^/]+)/(?:[?#].*)?$", page.url)[1])  # type: ignore[index]


def write_note(page: Page, *, title: str, body: str, tags: str) -> str:
    """Write a note; its id."""
    go(page, "/write/")
    fill(page, {"Title": title, "Text": body, "Tags": tags})
    press(page, "Publish")
    page.get_by_role("heading", name=title, exact=True).wait_for()
    return last_part(page)


def ask_for_link(page: Page, note_id: str, words: str) -> None:
    """Reply to a note and ask where it can be bought."""
    go(page, f"/notes/{note_id}/")
    page.get_by_label(say("Your reply")).fill(words)
    press(page.locator(".reply-box"), "Reply")
    page.locator("#threads").get_by_text(words).wait_for()
    press(page.locator(".asks"), "Link, please?")
    page.locator("#threads").get_by_text(say("Link, please?")).first.wait_for()


def wish(page: Page, text: str) -> None:
    go(page, "/wishes/")
    fill(page, {"I wish there were…": text})
    press(page, "Make a wish")
    page.locator(".wish").filter(has_text=text).first.wait_for()


def want_it_too(page: Page, text: str) -> None:
    """Second a wish that is among the warmest."""
    go(page, "/wishes/")
    line = page.locator(".wish").filter(has_text=text).first
    line.get_by_role("button").click()
    line.get_by_text(say("me too")).wait_for()


def pass_gates(page: Page, trend_id: str, *, name: str) -> None:
    """Look at a trend's evidence, pass its three gates, name it, publish it."""
    go(page, f"/control/trends/{trend_id}/")
    for gate, why in (
        ("Users need it", "上百位互不相识的人在回应"),
        ("Merchants can supply it", "有店家三十天内能裁首单"),
        ("The outside world agrees", "春天要来了，外面也在找亮色"),
    ):
        box = page.locator(".gate").filter(has=page.get_by_role("heading", name=say(gate)))
        box.get_by_label(say("In a few words, why")).fill(why)
        press(box, "Pass the gate")
        box.locator(".gate-said").get_by_text(why).wait_for()
    fill(page, {"The name merchants will know it by": name})
    press(page, "Keep the name")
    page.get_by_role("heading", name=name, exact=True).wait_for()
    press(page, "Publish", "")
    page.get_by_text(say("Withdraw it"), exact=True).first.wait_for()


def find_brief(page: Page, merchant_id: str, name: str) -> str:
    """Leaf through the inbox until the brief is there; open it; its id."""
    go(page, f"/desk/{merchant_id}/briefs/")
    while not page.get_by_role("link", name=name, exact=True).count():
        page.get_by_role("link", name=say("Next"), exact=True).click()
        page.wait_for_load_state()
    page.get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("heading", name=name, exact=True).wait_for()
    return last_part(page)


def take_brief(page: Page) -> None:
    press(page, "Take it")
    page.get_by_role("link", name=say("Plan the variants to test")).wait_for()


def plan_test(
    page: Page, *, title: str, item: str, note_id: str, options: Sequence[tuple[str, str, str]]
) -> str:
    """Plan the variants of a brief, to be voted on under a note and in a room; the test's id."""
    press(page, "Plan the variants to test")
    page.get_by_role("heading", name=say("Options: colour and cut")).wait_for()
    rows = page.locator(".option-row")
    for place in range(rows.count()):
        colour, cut, price = options[place] if place < len(options) else ("", "", "")
        row = rows.nth(place)
        fill(row, {"Colour": colour, "Cut": cut, "Price, yuan": price})
    fill(page, {"Title": title, "What all of them are": item})
    page.get_by_label(say("Where people vote"), exact=True).select_option("both")
    page.get_by_label(say("The note"), exact=True).select_option(note_id)
    press(page, "Open the test")
    page.wait_for_url("**/tests/*/")
    return last_part(page)


def choose(
    page: Page, name: str, *, like: bool = False, wish: bool = False, size: str = ""
) -> None:
    """Vote for an option on a page that shows it, one stake after the other."""
    card = page.locator(".option").filter(has=page.get_by_role("heading", name=name, exact=True))
    wanted = [say("Like it")] * like + [say("I want one")] * wish + [size] * bool(size)
    for words in wanted:
        card.get_by_role("button", name=words, exact=True).click()
        card.get_by_role("button", name=words, exact=True, pressed=True).wait_for()


def buy(page: Page, *, size: str, address: Mapping[str, str]) -> str:
    """From a product's page to a paid order; the order's id."""
    page.locator("label.size").filter(has_text=re.compile(rf"^\s*{size}\b")).click()
    press(page.locator("form.choose"), "Put into the basket")
    held = page.locator("#held").get_by_role("link", name=say("To the basket"), exact=True)
    held.or_(page.locator("#basket .line")).first.wait_for()  # there at once before scripts are
    return check_out(go(page, "/basket/"), address)


def check_out(page: Page, address: Mapping[str, str]) -> str:
    """From the basket to a paid order; the order's id."""
    press(page, "Check out")
    for field in ("name", "phone", "address"):
        page.locator(f"input#{field}").fill(address[field])
    page.locator("main form button.button-wide").click()
    page.wait_for_url("**/payments/*/")
    press(page, "Pay")
    page.wait_for_url("**/orders/*/")
    return last_part(page)


def send_all(page: Page, merchant_id: str) -> None:
    """Send everything that is paid."""
    go(page, f"/desk/{merchant_id}/orders/")
    press(page, "Send the chosen ones")
    page.get_by_text(say("Nothing to send"), exact=True).wait_for()


def say_it_arrived(page: Page, order_id: str) -> None:
    go(page, f"/orders/{order_id}/")
    press(page, "It arrived")
    page.locator("form.keep").wait_for()


def keep_it(page: Page, order_id: str) -> None:
    say_it_arrived(page, order_id)
    page.locator('form.keep [name="fit"][value="true"]').click()
    page.locator("form.keep").wait_for(state="detached")


def send_it_back(page: Page, order_id: str, words: str) -> None:
    """Ask to send an order back: it is too small."""
    say_it_arrived(page, order_id)
    page.locator("details.ask summary").first.click()
    page.locator('select[name="reason"]').select_option("fit")
    page.locator('select[name="fit"]').select_option("small")
    fill(page, {"Anything else?": words})
    press(page, "Ask to send it back")
    page.get_by_text(words).first.wait_for()
