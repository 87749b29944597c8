"""The middle of the loop: a test voted on under a note and in a room, until it is decided."""

from __future__ import annotations

import re
from typing import Any

from tests.web.browser import loop_acts as act
from tests.web.browser.loop_story import Page, Story
from tests.web.browser.loop_town import say

LILAC, GREY, YELLOW = "丁香紫 · 直筒", "灰 · 直筒", "鹅黄 · 短款"


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
