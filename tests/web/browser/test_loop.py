"""The whole loop in one browser test: from notes to kept orders, nothing stubbed.

Notes appear, a reading finds the need and the resonance, the operator passes the gates, a merchant
takes the brief, a test is voted on under a note and in the room, the lilac blazer stays, its first
lot is cut and listed, those who wished for it buy it, some send it back, and the report is right to
the cent.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.browser import loop_acts as act
from tests.web.browser.conftest import running_server
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
from tests.web.browser.loop_town import make_ledger, reading_hands, say

Page = Any  # of playwright, which may not be installed
LILAC, GREY, YELLOW = "丁香紫 · 直筒", "灰 · 直筒", "鹅黄 · 短款"
BLAZER = "丁香紫直筒西装"
PRICE, COST = 79_888, 30_137  # fen of a piece
OPTIONS = (("丁香紫", "直筒", "798.88"), ("灰", "直筒", "798.88"), ("鹅黄", "短款", "698.88"))
NEXT_TO_IT = ("想要一件丁香紫的西装，直筒，春天上班穿，XL", "求丁香紫西装，别太长，L")


@pytest.fixture(scope="session")
def eve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The community's record some days before spring."""
    return make_ledger(tmp_path_factory.mktemp("loop"))


@pytest.fixture
def town(transactional_db: None, eve: Path) -> Iterator[str]:
    """A town rebuilt from that record, never read so far, and its server."""
    from isotherm.web.readings import queries
    from isotherm.web.readings.rebuild import rebuild_town
    from isotherm.web.site.clock import forget_offset

    queries.forget()
    rebuild_town(eve, None)
    with running_server() as address:
        yield address
    queries.forget()
    forget_offset()


@dataclasses.dataclass
class Story:
    """Who is in it, and what came of it so far."""

    open_page: Callable[..., Page]
    viewers: list[Any]  # three members, each in a browser of their own
    crowd: list[Any]  # the rest of the room
    pages: list[Page]
    trend_id: str = ""
    desk: Page = None
    merchant_id: str = ""
    brief_id: str = ""
    test_id: str = ""
    note_id: str = ""
    product_id: str = ""
    orders: dict[str, str] = dataclasses.field(default_factory=dict)
    purchases: list[Purchase] = dataclasses.field(default_factory=list)


def people(open_page: Callable[..., Page]) -> Story:
    from isotherm.web.accounts.models import Member

    readers = Member.objects.filter(kind="reader", shops=None, is_staff=False).order_by("pk")
    found = list(readers[:400])
    viewers, crowd = found[:3], found[40:340]
    return Story(open_page, viewers, crowd, [open_page("/", member=one) for one in viewers])


@pytest.mark.timeout(1200)  # minutes on a busy machine
def test_the_whole_loop(open_page: Callable[..., Page]) -> None:
    story = people(open_page)
    notes_appear(story)
    a_reading_finds_it(story)
    the_operator_passes_the_gates(story)
    a_merchant_takes_the_brief(story)
    it_is_voted_on_under_the_note(story)
    it_is_voted_on_in_the_room(story)
    the_first_lot_is_cut_and_listed(story)
    those_who_wished_are_told_and_buy(story)
    a_later_session_sells_it(story)
    the_town_buys_it(story)
    it_is_sent_and_some_comes_back(story)
    the_report_is_right_to_the_cent(story)


def notes_appear(story: Story) -> None:
    """An author writes on the wave's template; readers ask for the link and wish."""
    from isotherm.web.community.models import Wish
    from isotherm.web.community.services import second_wish

    author = act.take_role(story.open_page, "author")
    note_id = act.write_note(
        author,
        title="今年春天，谁陪我穿亮色",
        body="黑灰穿了一整个冬天，春天想穿一件亮色的！不为了见谁，就想春天回家的时候身上有点亮色。"
        "如果你也想在春天穿亮色，评论区说一声。我先来，鹅黄开衫已经找出来了，就差一件亮色的西装。",
        tags="想穿亮色 春天",
    )
    story.note_id = note_id
    first, second, third = story.pages
    act.ask_for_link(first, note_id, "我也想穿亮色，丁香紫的西装有吗")
    act.wish(first, NEXT_TO_IT[0])
    wished = Wish.objects.get(text=NEXT_TO_IT[0])
    for member in story.crowd[:30]:
        second_wish(member, wished.pk)
    act.want_it_too(second, NEXT_TO_IT[0])
    act.wish(third, NEXT_TO_IT[1])


def a_reading_finds_it(story: Story) -> None:
    """The operator asks for a reading; it finds needs, and the wave with the new note in it."""
    from isotherm.web.readings import queries
    from isotherm.web.readings.models import ReadingRun

    page = act.take_role(story.open_page, "operator")
    act.go(page, "/control/readings/")
    act.press(page, "Read the town now")
    page.locator(".readings-runs li").wait_for()
    run = ReadingRun.objects.get()
    with reading_hands(run.pk):
        done = page.locator(f"#run-{run.pk}").get_by_text(say("Done"), exact=True)
        done.wait_for(timeout=900_000)
    queries.forget()
    act.go(page, "/control/needs/")
    assert page.locator("tbody tr").count() > 5
    trend = next(row for row in queries.rows("trends") if story.note_id in row["note_ids"])
    assert trend["stage"] in ("emerging", "growing", "surging")
    act.go(page, "/control/trends/")
    line = page.locator("tbody tr").filter(has_text=trend["name"])
    line.get_by_text(say("Decide"), exact=True).wait_for()
    story.trend_id, story.desk = trend["trend_id"], page


def the_operator_passes_the_gates(story: Story) -> None:
    act.pass_gates(story.desk, story.trend_id, name="春天穿亮色")


def a_merchant_takes_the_brief(story: Story) -> None:
    """A keeper finds the brief under the operator's name, takes it and plans the variants."""
    from isotherm.web.readings import queries

    page = story.desk = act.take_role(story.open_page, "merchant")
    story.merchant_id = re.search(r"/desk/([^/]+)/", page.url)[1]
    story.note_id = act.write_note(
        page,
        title="春天的亮色西装，做哪一件？",
        body="今年春天想做一件西装，三个颜色还没定。灰的最稳，丁香紫的我有点想放弃。大家来投。",
        tags="想穿亮色 测款",
    )
    story.brief_id = act.find_brief(page, story.merchant_id, "春天穿亮色")
    assert queries.brief(story.brief_id)["subject_id"] == story.trend_id
    act.take_brief(page)
    story.test_id = act.plan_test(
        page, title="春天的西装", item="西装", note_id=story.note_id, options=OPTIONS
    )


def it_is_voted_on_under_the_note(story: Story) -> None:
    page = act.go(story.pages[0], f"/notes/{story.note_id}/")
    act.press(page.locator(".note-test"), "Have my say")
    act.choose(page, LILAC, like=True, size="XL")


def it_is_voted_on_in_the_room(story: Story) -> None:
    """Host and viewers see the tally move; the evidence rises until the lilac one stays."""
    from isotherm.web.rooms.models import LiveTest
    from isotherm.web.rooms.queries import tally

    room = LiveTest.objects.get(pk=story.test_id).rooms.get()
    host = act.go(story.desk, f"/rooms/{room.pk}/host/")
    first, second, third = (act.go(page, f"/rooms/{room.pk}/") for page in story.pages)
    host.locator("[data-here]").get_by_text("4", exact=True).wait_for()
    act.choose(second, LILAC, wish=True, size="L")
    act.choose(third, LILAC, like=True, size="XL")
    for page in (host, first):
        page.locator("[data-voters]").get_by_text("3", exact=True).wait_for()
    act.fill(second, {"Say something": "丁香紫别砍呀！"})
    act.press(second.locator(".say"), "Send")
    host.locator("[data-lines]").get_by_text("丁香紫别砍呀！").wait_for()
    act.fill(host, {"Announce something": "再等一会儿，大家投"})
    act.press(host, "Announce")
    third.locator("[data-lines]").get_by_text("再等一会儿，大家投").wait_for()
    before = evidence_for(host, LILAC)
    the_room_votes(story)
    voters = str(tally(LiveTest.objects.get(pk=story.test_id)).voters)
    host.locator("#evidence [data-voters]").get_by_text(voters, exact=True).wait_for()
    first.locator("[data-voters]").get_by_text(voters, exact=True).wait_for()
    for name, verdict in ((LILAC, "It stays"), (GREY, "Not to be made")):
        badge = evidence_on(host, name).locator(".verdict")
        badge.filter(has_text=say(verdict)).wait_for()
    assert evidence_for(host, LILAC) > max(before, 100) > 0 > evidence_for(host, GREY)
    act.press(host, "Close the voting")
    second.get_by_text(say("What you decided")).wait_for()
    second.locator(".verdict").filter(has_text=say("It stays")).first.wait_for()


def the_room_votes(story: Story) -> None:
    """Some hundred members of the town: two of five want the lilac one, few the grey one."""
    from isotherm.web.rooms.models import Option
    from isotherm.web.rooms.services import cast_vote, record_seen

    options = {str(one): one.pk for one in Option.objects.filter(test_id=story.test_id)}
    sizes = ("XL", "L", "XL", "2XL", "M")
    for n, member in enumerate(story.crowd):
        record_seen(story.test_id, list(options.values()), [member.pk])
        if n % 5 < 2:
            cast_vote(member, options[LILAC], stake="size", value=sizes[n // 5 % 5])
        if n % 30 == 3:
            cast_vote(member, options[GREY], stake="like")
        if n % 8 == 4:
            cast_vote(member, options[YELLOW], stake="like")


def evidence_on(host: Page, name: str) -> Any:
    return host.locator(".evidence").filter(has=host.get_by_role("heading", name=name, exact=True))


def evidence_for(host: Page, name: str) -> float:
    """How far the evidence has come, per cent of its line, as the drawing says in words."""
    words = evidence_on(host, name).get_by_role("img").last.get_attribute("aria-label")
    return float(re.search(r"([+-]?[\d.]+)%", words)[1])


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
    for wish in NEXT_TO_IT:
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
    story.orders["third"] = act.check_out(viewer, ADDRESS)
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
