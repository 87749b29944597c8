"""A taste is what was chosen; differences are said where they are, people never singled out."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.urls import reverse

from isotherm.web.community.models import Note, NoteProduct, Reaction
from isotherm.web.shop.models import Outcome, Product
from isotherm.web.site.goods_words import told_word
from isotherm.web.studio.drawing.drift import BAR_HIGH, LANE, draw_bars, draw_lane
from isotherm.web.studio.models import Selection
from isotherm.web.studio.queries import taste as queries
from isotherm.web.studio.queries.choices import BANDS, choices_of, kept_by_people
from isotherm.web.studio.queries.taste import LEAST_CHOICES, Taste, taste_of

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LONG_AGO = TODAY - 2000 * DAY


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    from isotherm.web.site import clock

    monkeypatch.setattr(clock, "now", lambda: TODAY)
    monkeypatch.setattr(queries, "now", lambda: TODAY)


@pytest.fixture
def goods(shop) -> dict[str, Product]:
    made = [
        Product(
            id=f"p-{colour}",
            merchant=shop,
            category="外套",
            price_fen=30000,
            attributes={"colour": colour},
        )
        for colour in ("黑色", "丁香紫", "白色")
    ]
    return {one.attributes["colour"]: one for one in Product.objects.bulk_create(made)}


@pytest.fixture
def show(reader, goods):
    """The reader shows goods of a colour in notes of a day."""

    def show(colour: str, n: int, *, at: dt.datetime = TODAY - 5 * DAY) -> None:
        for k in range(n):
            note = Note.objects.create(author=reader, at=at - k * DAY)
            NoteProduct.objects.create(note=note, product=goods[colour], place=0)

    return show


@pytest.fixture
def keep(reader, goods, make_member):
    """People of the reader keep goods of a colour, one after the other."""

    def keep(colour: str, n: int) -> None:
        for _ in range(n):
            k = Outcome.objects.count()
            who = make_member(f"person-{k}")
            at = TODAY - 50 * DAY + k * dt.timedelta(minutes=1)
            Reaction.objects.create(member=who, followed=reader, kind="follow", at=at)
            Outcome.objects.create(member=who, product=goods[colour], at=at, kept=True)

    return keep


def colours(found: Taste) -> dict[str, object]:
    side = next(one for one in found.sides if one.side == "colour")
    return {one.value: one for one in side.values}


def test_what_was_picked_and_shown_is_a_taste(reader, show):
    show("丁香紫", 2)
    brought = [
        {
            "product_id": f"c-{k}",
            "title": "裙",
            "category": "裙装",
            "price": "128.50",
            "attributes": '{"colour": "香芋紫", "cut": "A字"}',
        }
        for k in range(4)
    ]
    judged = [{"product_id": f"c-{k}", "picked": k < 3} for k in range(4)]
    for state in ("done", "failed"):
        Selection.objects.create(
            member=reader, asked_at=TODAY - DAY, state=state, candidates=brought, judged=judged
        )
    found = choices_of(reader, since=LONG_AGO)
    assert [dict(one.sides) for one in found] == [
        {"category": "外套", "colour": "lilac", "price": "20000"}
    ] * 2 + [{"category": "裙装", "colour": "lilac", "cut": "a-line", "price": "10000"}] * 3


def test_a_thing_chosen_twice_a_day_is_one_choice(reader, show):
    show("黑色", 1)
    show("黑色", 1)
    assert len(choices_of(reader, since=LONG_AGO)) == 1


def test_too_few_choices_tell_nothing(client, reader, show):
    show("黑色", LEAST_CHOICES - 1)
    assert not taste_of(reader).is_told
    client.force_login(reader)
    page = client.get(reverse("studio:taste")).text
    assert reverse("studio:boards") in page
    assert "taste-lane" not in page
    show("白色", 1)
    assert taste_of(reader).is_told


def test_what_is_planted_is_said_and_nothing_else(reader, show, keep):
    show("丁香紫", 40)
    keep("黑色", 200)
    found = colours(taste_of(reader))
    assert (found["lilac"].held, found["black"].held) == ("more", "less")
    assert (found["lilac"].theirs, found["black"].theirs) == (None, 1.0)
    assert all(one.moved == "" for one in found.values())


def test_chance_is_seldom_called_a_difference(reader, goods, show, keep):
    rng = random.Random(11)
    for colour in goods:
        keep(colour, 50)
    said = 0
    for _ in range(20):
        NoteProduct.objects.all().delete()
        for k in range(30):
            show(rng.choice(list(goods)), 1, at=TODAY - 2 * k * DAY)
        said += any(one.held or one.moved for one in colours(taste_of(reader)).values())
    assert said <= 2


def test_drift_is_said_where_the_later_half_differs(reader, show):
    show("黑色", 15, at=TODAY - 120 * DAY)
    show("白色", 15)
    found = colours(taste_of(reader))
    assert (found["black"].moved, found["white"].moved) == ("less", "more")
    quarters = taste_of(reader).quarters
    assert quarters == ((2025, 2), (2025, 3), (2025, 4), (2026, 1))
    assert found["white"].by_quarter == (None, None, 0.0, 1.0)


def test_nearness_is_the_share_that_is_usual_with_people(reader, show, keep):
    keep("黑色", 100)
    show("黑色", 6)
    show("丁香紫", 6, at=TODAY - 100 * DAY)  # 2 of 3 sides are usual: a coat of that price
    near = {one.quarter: (one.n, one.share) for one in taste_of(reader).near}
    assert near == {(2025, 4): (6, 1.0), (2026, 1): (6, 1.0)}
    Product.objects.filter(pk="p-丁香紫").update(category="宠物")
    assert [one.share for one in taste_of(reader).near] == [0.0, 1.0]


def test_people_are_counted_fifty_at_a_time_and_each_once(reader, show, keep, goods):
    show("黑色", LEAST_CHOICES)
    keep("黑色", 49)
    found = taste_of(reader)
    assert (found.people, found.near) == (0, ())
    assert colours(found)["black"].theirs is None
    keep("白色", 1)
    first = taste_of(reader)
    assert (first.people, colours(first)["black"].theirs) == (50, 1.0)
    # Neither more people below the next fifty, nor what anybody keeps later, changes a thing.
    keep("白色", 49)
    for one in Outcome.objects.filter(product=goods["黑色"])[:20]:
        Outcome.objects.create(member=one.member, product=goods["白色"], at=TODAY, kept=True)
    assert taste_of(reader) == first


def test_what_fewer_than_ten_kept_has_no_share(reader, show, keep, goods):
    show("黑色", LEAST_CHOICES)
    keep("白色", 9)
    keep("黑色", 41)
    assert "white" not in colours(taste_of(reader))
    # Control: the tenth makes it tell.
    Outcome.objects.filter(member_id="person-9").update(product=goods["白色"])
    assert colours(taste_of(reader))["white"].theirs == 0.2


def test_what_went_back_or_is_not_known_is_not_kept(reader, keep):
    keep("黑色", 50)
    Outcome.objects.filter(member_id="person-7").update(kept=False)
    Outcome.objects.filter(member_id="person-8").update(kept=None)
    assert not kept_by_people(reader, since=LONG_AGO)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_says_it_in_words(client, show, keep, language, django_assert_max_num_queries):
    keep("白色", 50)
    show("丁香紫", 40)
    client.force_login(Note.objects.first().author)
    with django_assert_max_num_queries(26):
        page = client.get(reverse("studio:taste"), headers={"accept-language": language}).text
    assert ("more than they keep" if language == "en" else "比他们留的多") in page
    assert ("lilac" if language == "en" else "淡紫") in page
    assert ("outerwear" if language == "en" else "外套") in page


def test_a_shops_word_is_told_in_the_readers_language():
    from django.utils import translation

    words = ("外套", "宠物", "blazer", "")
    with translation.override("en"):
        assert [told_word(one) for one in words] == ["outerwear", "pets", "blazer", ""]
    with translation.override("zh-hans"):
        assert [told_word(one) for one in words] == ["外套", "宠物", "西装", ""]


def test_drawings_stay_in_their_frames(reader, show, keep):
    show("丁香紫", 7)
    show("黑色", 3, at=TODAY - 90 * DAY)
    keep("白色", 100)
    for side in taste_of(reader).sides:
        for one in side.values:
            lane = draw_lane(one, most=side.most)
            ends = [float(x) for x in (lane.low, lane.high, lane.mine, lane.theirs or 0)]
            assert 0 <= min(ends) <= max(ends) <= LANE
            assert float(lane.low) <= float(lane.mine) <= float(lane.high)
            bars = draw_bars(one.by_quarter, most=side.most_in_a_quarter)
            assert all(0 <= float(bar.y) <= BAR_HIGH for bar in bars)
            assert [bar.is_known for bar in bars] == [q is not None for q in one.by_quarter]


def test_bands_of_prices_hold_every_price(reader, shop):
    for k, fen in enumerate((0, 9_999, 10_000, 159_999, 10**8)):
        note = Note.objects.create(author=reader, at=TODAY - k * DAY)
        made = Product.objects.create(merchant=shop, price_fen=fen)
        NoteProduct.objects.create(note=note, product=made, place=0)
    bands = [int(one.sides["price"]) for one in choices_of(reader, since=LONG_AGO)]
    assert bands == [BANDS[-1], BANDS[-2], BANDS[1], 0, 0]
