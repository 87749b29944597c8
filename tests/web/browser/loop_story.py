"""Who is in the loop, and its beginning: from notes to a brief that was taken."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from tests.web.browser import loop_acts as act
from tests.web.browser.loop_books import Purchase
from tests.web.browser.loop_town import reading_hands, say

Page = Any  # of playwright, which may not be installed
WISHES = ("想要一件丁香紫的西装，直筒，春天上班穿，XL", "求丁香紫西装，别太长，L")
OPTIONS = (("丁香紫", "直筒", "798.88"), ("灰", "直筒", "798.88"), ("鹅黄", "短款", "698.88"))


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
    act.wish(first, WISHES[0])
    wished = Wish.objects.get(text=WISHES[0])
    for member in story.crowd[:30]:
        second_wish(member, wished.pk)
    act.want_it_too(second, WISHES[0])
    act.wish(third, WISHES[1])


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
