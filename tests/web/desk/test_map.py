"""A square of the map leads to its briefs, and says its kind of goods in the reader's language."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse
from tests.web.desk.conftest import brief_row

from isotherm.web.desk.services import take_brief

pytestmark = pytest.mark.django_db
MAP = reverse("desk:map", args=["shop-1"])
BRIEFS = reverse("desk:briefs", args=["shop-1"])


@pytest.fixture
def wide(told):
    """Briefs of two strata and three kinds of goods."""
    told.strata["s-2"] = {**told.strata["s-1"], "stratum_id": "s-2", "name": "露营·亲子"}
    told.briefs += [
        brief_row("b-tent", subject_id="n-3", name="天幕", stratum_ids=["s-2"], attributes="{}"),
        brief_row("b-two", subject_id="n-4", name="灰西装", stratum_ids=["s-1", "s-2"]),
    ]
    return told


def squares(page: str) -> list[tuple[str, str]]:
    """The address and the name of each square."""
    found = re.findall(r'<a class="warmth-\d" href="([^"]+)" aria-label="([^"]+)"', page)
    return [(html.unescape(url), html.unescape(name)) for url, name in found]


def names(page: str) -> set[str]:
    return set(re.findall(r"/briefs/(b-[a-z]+)/", page))


def test_each_square_opens_the_briefs_it_is_summed_from(desk_client, wide):
    from isotherm.web.desk.queries import opportunities
    from isotherm.web.shop.models import Merchant

    page = desk_client.get(MAP).text
    cells = [
        cell
        for row in opportunities(Merchant.objects.get(pk="shop-1")).rows
        for cell in row.cells
        if cell
    ]
    links = squares(page)
    assert len(links) == len(cells) > 2
    for (url, name), cell in zip(links, cells, strict=True):
        opened = desk_client.get(url)
        assert opened.status_code == 200
        assert names(opened.text) == {one.brief_id for one in cell.briefs}
        assert str(cell.units) in name
    assert links[0][0].startswith(f"{BRIEFS}?stratum=")


def test_a_brief_that_was_taken_is_still_in_its_square(desk_client, shop, wide):
    take_brief(shop, "b-own")
    url = next(url for url, _ in squares(desk_client.get(MAP).text) if "s-1" in url)
    opened = desk_client.get(url).text
    assert "b-own" in names(opened)
    assert "已接" in opened
    assert "b-own" not in names(desk_client.get(BRIEFS).text)


@pytest.mark.parametrize("asked", ["stratum=s-9&kind=", "stratum=&kind=", "stratum=s-1&kind=x"])
def test_a_square_that_is_gone_says_so(desk_client, wide, asked):
    opened = desk_client.get(f"{BRIEFS}?{asked}")
    assert opened.status_code == 200
    assert not names(opened.text)
    assert MAP in opened.text


@pytest.mark.parametrize(
    ("category", "language", "head"),
    [
        ("外套", "en", ">outerwear<"),
        ("外套", "zh-hans", ">外套<"),
        ("宠物", "en", ">pets<"),
        ("pets", "zh-hans", ">宠物<"),
        ("镇店之宝", "en", ' lang="zh">镇店之宝<'),
        ("镇店之宝", "zh-hans", ">镇店之宝<"),
    ],
)
def test_heads_are_in_the_readers_language_or_marked(desk_client, shop, category, language, head):
    shop.products.update(title="丁香紫西装", category=category)
    page = desk_client.get(MAP, headers={"accept-language": language}).text
    found = re.search(r'<text class="heat-word heat-head" x="\d+" y="20"([^<]*<)', page)
    assert found[1] == head


def test_the_squares_are_no_picture_for_who_listens(desk_client, wide):
    page = desk_client.get(MAP).text
    drawing = page[page.index('<svg class="heat"') :][:300]
    assert 'role="group"' in drawing
    assert 'role="img"' not in drawing
