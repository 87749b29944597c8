"""The end of the loop: a first lot is cut, listed, bought, sent, kept or sent back, and counted."""

from __future__ import annotations

import re

from tests.web.browser import loop_acts as act
from tests.web.browser.loop_books import (
    ADDRESS,
    SOURCES,
    Purchase,
    buy_quietly,
    end_quietly,
    expected_row,
    fen,
    shown_rows,
)
from tests.web.browser.loop_story import WISHES, Page, Story
from tests.web.browser.loop_town import say
from tests.web.browser.loop_verdict import LILAC

BLAZER = "丁香紫直筒西装"
PRICE, COST = 79_888, 30_137  # fen of a piece


def the_first_lot_is_cut_and_listed(story: Story) -> None:
    """From the verdict to the shop; the sizes add up to what is cut."""
    from isotherm.web.desk.models import Lot

    page = act.go(story.desk, f"/desk/{story.merchant_id}/tests/{story.test_id}/")
    card = page.locator(".option-panel").filter(has=page.get_by_role("heading", name=LILAC))
    card.get_by_text(say("stays"), exact=True).wait_for()
    act.press(card, "Plan the first lot")
    told = {"Cost of a piece, yuan": "301.37", "People who will see it": 300}
    act.fill(page, {**told, "A leftover still brings, yuan": 80})
    act.press(page, "Work it out")
    act.press(page, "Plan this lot")
    page.get_by_text(say("Cut again at"), exact=True).wait_for()
    *sizes, together = page.locator(".size-table").first.locator("td.number").all_inner_texts()
    assert sum(map(int, sizes)) == int(together) == Lot.objects.get().units > 20
    act.press(page, "It is being cut")
    act.press(page, "The pieces are here")
    page.get_by_role("heading", name=say("Put it into the shop")).wait_for()
    act.fill(page, {"Title": BLAZER, "Category": "外套", "Description": "房间里投出来的那一件。"})
    act.press(page, "Put it into the shop")
    for wish in WISHES:
        page.locator("main li").filter(has_text=wish).get_by_role("checkbox").check()
    act.press(page, "Tell those who wished")
    page.wait_for_url(re.compile(r"/goods/[^/]+/$"))
    story.product_id = act.last_part(page)


def those_who_wished_are_told_and_buy(story: Story) -> None:
    """One buys from the notice, one by searching."""
    first, second, _third = story.pages
    act.go(first, "/notices/")
    first.locator(".notice-line").filter(has_text=BLAZER).click()
    buy(story, "first", first, source="direct", end="kept")
    act.go(second, "/notices/")
    second.locator(".notice-line").filter(has_text=BLAZER).wait_for()
    act.go(second, "/search/?q=丁香紫西装")
    second.locator(".found-good").filter(has_text=BLAZER).click()
    buy(story, "second", second, source="search", end="returned")


def buy(story: Story, who: str, page: Page, *, source: str, end: str) -> None:
    page.get_by_role("heading", name=BLAZER, exact=True).wait_for()
    story.orders[who] = act.buy(page, size="XL", address=ADDRESS)
    story.purchases.append(Purchase(source, 1, end))


def a_later_session_sells_it(story: Story) -> None:
    """The host offers the blazer in a room without a test; a viewer buys it there."""
    host, viewer = story.desk, story.pages[2]
    act.go(host, "/rooms/new/")
    act.fill(host, {"Title": "丁香紫西装，开卖"})
    act.press(host, "Open the room")
    host.get_by_label(re.compile(BLAZER)).check()
    act.press(host, "Offer these")
    left = int(host.locator(f'[data-left="{story.product_id}"]').inner_text())
    act.go(viewer, "/rooms/")
    viewer.get_by_role("link").filter(has_text="丁香紫西装，开卖").first.click()
    good = viewer.locator(".room-good").filter(has_text=BLAZER)
    good.get_by_role("combobox").select_option(label="XL")
    act.press(good, "Into my basket")
    held = viewer.locator(".room-held").get_by_role("link", name=act.say("To the basket"))
    held.or_(viewer.locator("#basket .line")).first.wait_for()  # there at once before scripts are
    story.orders["third"] = act.check_out(act.go(viewer, "/basket/"), ADDRESS)
    story.purchases.append(Purchase("room", 1, "kept"))
    host.locator("[data-lines]").get_by_text(BLAZER).last.wait_for()
    host.locator(f'[data-left="{story.product_id}"]').get_by_text(str(left - 1)).wait_for()


def the_town_buys_it(story: Story) -> None:
    """The rest of the town buys in every way, and some do not go through with it."""
    from isotherm.web.shop.models import Sku

    ends = ("kept", "kept", "returned", "kept", "cancelled", "under way", "unpaid")
    shelf = Sku.objects.filter(product_id=story.product_id)
    for n, member in enumerate(story.crowd[:18]):
        one = Purchase(SOURCES[n % 5], 1 + n % 2, ends[n % 7])
        sku = max(shelf.all(), key=lambda sku: sku.on_hand - sku.reserved)
        story.orders[member.pk] = buy_quietly(member, sku.pk, one)
        story.purchases.append(one)


def it_is_sent_and_some_comes_back(story: Story) -> None:
    """The merchant sends it all; most keep it, one sends it back and gets the money."""
    first, second, third = story.pages
    act.send_all(story.desk, story.merchant_id)
    act.keep_it(first, story.orders["first"])
    act.keep_it(third, story.orders["third"])
    act.send_it_back(second, story.orders["second"], "肩有点紧")
    page = act.go(story.desk, f"/desk/{story.merchant_id}/returns/")
    act.press(page.locator("main li").filter(has_text=BLAZER), "Take back and refund")
    page.get_by_text(say("No return waits"), exact=True).wait_for()
    for member, one in zip(story.crowd, story.purchases[3:], strict=False):
        end_quietly(member, story.orders[member.pk], one.end)


def the_report_is_right_to_the_cent(story: Story) -> None:
    """Every cell of the page equals what the test itself paid and got back."""
    from isotherm.web.desk.models import Lot
    from isotherm.web.shop.models import MoneyEntry

    page = act.go(story.desk, f"/desk/{story.merchant_id}/briefs/{story.brief_id}/loop/")
    by_source = [[one for one in story.purchases if one.source == name] for name in SOURCES]
    rows = [expected_row(part, PRICE) for part in by_source if part]
    together = expected_row(story.purchases, PRICE)
    assert shown_rows(page) == [*rows, together]
    cost = Lot.objects.get().units * COST
    sums = page.locator("dl.sums dd").all_inner_texts()
    assert [fen(one) for one in sums] == [together[-1], cost, together[-1] - cost]
    moved = MoneyEntry.objects.filter(line__product_id=story.product_id, payment__isnull=False)
    assert sum(moved.values_list("amount_fen", flat=True)) == together[-1]
