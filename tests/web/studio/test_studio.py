"""An author sees strata and questions, never who; a buyer's board has a reason for everything."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from isotherm.web.community.models import Note, Reaction, Reply
from isotherm.web.readings.crowds import FLOOR
from isotherm.web.shop.models import Order, OrderLine, Outcome, Product
from isotherm.web.site import limits
from isotherm.web.site.refusals import Refusal
from isotherm.web.studio import services
from isotherm.web.studio.models import Selection
from isotherm.web.studio.queries.audience import audience_of
from isotherm.web.studio.queries.questions import asks_received, question_groups
from isotherm.web.studio.queries.shops import shop_called, shops_offered
from isotherm.web.studio.queries.standing import standing_of

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)


@pytest.fixture
def strata(monkeypatch) -> dict[str, list[dict[str, object]]]:
    """Members by stratum, as the last reading has them."""
    from isotherm.web.readings import queries as readings
    from isotherm.web.site import clock

    told: dict[str, list[dict[str, object]]] = {}
    monkeypatch.setattr(readings, "strata_of", lambda member: told.get(member, []))
    monkeypatch.setattr(readings, "rows", lambda table: NEEDS if table == "needs" else [])
    monkeypatch.setattr(clock.timezone, "now", lambda: TODAY)
    return told


NEEDS = [
    {"name": "大码西装", "terms": ["西装", "大码"], "review": "none", "askers": 80.0},
    {"name": "不可说", "terms": ["西装"], "review": "needed", "askers": 900.0},
    {"name": "太少人", "terms": ["亮一点"], "review": "none", "askers": 10.0},
]


@pytest.fixture
def like(strata, note, make_member):
    """So many people of a stratum like the author's note."""

    def like(n: int, stratum: str = "s-1", **fields: object) -> None:
        for k in range(n):
            who = make_member(f"{stratum}-{Reaction.objects.count()}-{k}", **fields)
            strata[who.pk] = [{"stratum_id": stratum, "name": stratum, "weight": 1.0}]
            at = TODAY - dt.timedelta(days=1) + dt.timedelta(seconds=Reaction.objects.count())
            Reaction.objects.create(member=who, note=note, kind="like", at=at)

    return like


def test_people_are_counted_fifty_at_a_time(like, note):
    like(FLOOR - 1)
    assert audience_of(note.author).counted == 0
    like(1)
    found = audience_of(note.author)
    assert (found.counted, found.strata[0].share) == (FLOOR, 1.0)
    like(FLOOR - 1, "s-2")
    assert audience_of(note.author) == found
    like(1, "s-2")
    assert [one.share for one in audience_of(note.author).strata] == [0.5, 0.5]


def test_strata_of_few_people_are_not_named(like, note):
    like(91)
    like(9, "s-2")
    found = audience_of(note.author)
    assert [one.stratum_id for one in found.strata] == ["s-1"]
    one = found.strata[0]
    assert one.low <= 0.91 <= one.high


def test_seed_users_are_counted_in_tens(like, note):
    like(19, seed_user=True)
    like(31, seed_user=False)
    assert standing_of(note.author).seed_users == 10


def test_nobody_is_told_to_have_agreed_by_following_an_author(like, note):
    like(9, seed_user=True)
    like(41, seed_user=False)
    for _ in range(49):
        like(1, seed_user=True)
        assert standing_of(note.author).seed_users == 0
    like(1, seed_user=True)
    assert standing_of(note.author).seed_users == 50


def test_questions_without_an_answer_are_grouped_as_needs(strata, note, reader, make_member):
    other = make_member("reader-2")
    asked = Reply.objects.create(note=note, member=reader, at=TODAY, text="有大码的西装吗，求链接")
    link = Reply.objects.create(note=note, member=other, at=TODAY, text="求链接！")
    Reply.objects.create(note=note, member=other, at=TODAY, text="真好看")
    Reply.objects.create(note=note, member=note.author, at=TODAY, text="求同款")
    groups = {
        (g.need, g.kind): [q.reply.pk for q in g.questions] for g in question_groups(note.author)
    }
    assert groups == {("大码西装", ""): [asked.pk], ("", "link"): [link.pk]}


def test_an_answer_takes_the_question_away(client, strata, note, reader):
    asked = Reply.objects.create(note=note, member=reader, at=TODAY, text="求链接！")
    client.force_login(note.author)
    url = reverse("studio:answer", args=[asked.pk])
    assert client.post(url, {"text": " "}).status_code == 422
    answer = client.post(url, {"text": "评论区置顶"}, headers={"hx-request": "true"})
    assert "评论区置顶" in answer.content.decode()
    assert question_groups(note.author) == ()
    client.force_login(reader)
    assert client.post(url, {"text": "我来答"}).status_code == 404


def test_trust_is_held_against_what_their_people_keep(like, note, shop):
    like(4)
    lines = []
    for k, reaction in enumerate(Reaction.objects.order_by("pk")):
        order = Order.objects.create(member=reaction.member, at=TODAY)
        for source in ("note", "search"):
            line = OrderLine.objects.create(
                order=order, product_id="product-1", source_kind=source, source_id=note.pk
            )
            lines.append(line)
            Outcome.objects.create(
                member=reaction.member,
                product_id="product-1",
                line=line,
                order=order,
                at=TODAY,
                kept=source == "note" or k == 0,
            )
    found = standing_of(note.author)
    assert found.trust is not None
    assert (found.trust.kept, found.trust.orders, found.trust.mean) == (4, 4, 5 / 8)
    steps = {step.kind: step.have for step in (*found.to_buyer, *found.to_merchant)}
    assert steps == {"asks": 0, "shown": 0, "orders": 4, "trust": 0, "seeds": 0, "shop": 0}


@pytest.fixture
def buy(note, shop):
    """Somebody buys and keeps what the note shows, so many times."""

    def buy(member, times: int) -> None:
        for _ in range(times):
            order = Order.objects.create(member=member, at=TODAY)
            line = OrderLine.objects.create(
                order=order, product_id="product-1", source_kind="note", source_id=note.pk
            )
            Outcome.objects.create(
                member=member, product_id="product-1", line=line, order=order, at=TODAY, kept=True
            )

    return buy


def test_nobody_buys_their_own_trust(buy, note, merchant, make_member, reading_of):
    fakes = [make_member(f"fake-{i}") for i in range(5)]
    told = [{"actor_id": fake.pk, "group_id": "g-1"} for fake in fakes]
    reading_of(coordinated=told)
    buy(note.author, 30)
    buy(merchant, 30)
    for fake in fakes:
        buy(fake, 10)
    assert standing_of(note.author).trust is None
    buy(make_member("friend"), 30)  # one friend is one person
    found = standing_of(note.author)
    assert (found.to_buyer[2].have, found.to_merchant[0].have) == (1 if found.trust else 0, 0)
    reading_of(coordinated=[])  # control: were they people, they would count
    for i in range(20):
        buy(make_member(f"person-{i}"), 1)
    trust = standing_of(note.author).trust
    assert trust is not None
    assert (trust.kept, trust.orders) == (26, 26)


def test_whoever_asks_thirty_times_is_one_who_asks(note, reader, make_member, reading_of):
    reading_of(coordinated=[{"actor_id": f"fake-{i}", "group_id": "g-1"} for i in range(5)])
    for who, times in ((reader, 30), *((make_member(f"fake-{i}"), 1) for i in range(5))):
        for _ in range(times):
            Reply.objects.create(note=note, member=who, at=TODAY, text="求链接！")
    assert asks_received(note.author) == 2
    reading_of(coordinated=[])  # control: were they people, they would count
    assert asks_received(note.author) == 6


def test_a_board_is_judged_by_its_job_and_told_in_each_language(client, reader, shop, monkeypatch):
    from isotherm.selection import Judged, Reason, Shortlist
    from isotherm.web.studio import judging, tasks

    board = services.board_from_shop(reader, shop.pk, keep=1)
    assert (board.state, [row["product_id"] for row in board.candidates]) == (
        "queued",
        ["product-1"],
    )
    why = (Reason("margin", {"percent": 55}),)
    pick = Judged("product-1", "西装", why, gain=0.5, merits={"margin": 0.55}, needs=())
    found = Shortlist(reader.pk, (pick,), (), None, (Reason("lacks_keep"),), "zh")
    monkeypatch.setattr(judging, "_choose", lambda _board, _candidates: found)
    assert tasks.judge_board.func(board.pk) == "done"
    board.refresh_from_db()
    assert board.judged[0]["picked"] is True
    client.force_login(reader)
    page = reverse("studio:board", args=[board.pk])
    for language, words in (("en", "margin 55%"), ("zh-hans", "毛利 55%")):
        assert words in client.get(page, headers={"accept-language": language}).content.decode()


def test_a_board_that_fails_says_so(reader, shop, monkeypatch):
    from isotherm.errors import ReadingError
    from isotherm.web.studio import judging, tasks

    def fail(_board, _candidates):
        raise ReadingError("没有读数")

    monkeypatch.setattr(judging, "_choose", fail)
    board = services.board_from_new(reader, keep=5)
    assert tasks.judge_board.func(board.pk) == "failed"
    board.refresh_from_db()
    assert board.message == "没有读数"


def test_candidates_from_a_file(reader):
    raw = "Product_ID,Title,Price,Extra\np-1,裙子,128.50,x\np-2,裤子,,\n".encode("gb18030")
    board = services.board_from_csv(reader, raw, keep=1)
    assert board.candidates[0] == {"product_id": "p-1", "title": "裙子", "price": "128.50"}
    assert Selection.objects.count() == 1


@pytest.mark.parametrize(
    "raw", [b"", b"a,b\n1,2\n", b"\xff\xff\xff\xff", b"x" * (3 * 2**20), b"product_id\n" * 1200]
)
def test_files_that_are_no_table_are_refused(reader, raw):
    with pytest.raises(Refusal):
        services.board_from_csv(reader, raw, keep=5)


def test_boards_are_made_once_and_seen_by_their_maker(client, reader, shop, make_member):
    client.force_login(reader)
    form = {"source": "shop", "shop": "shop-1", "keep": "1", "once": "k"}
    first, second = (client.post(reverse("studio:boards"), form) for _ in range(2))
    assert first.url == second.url
    assert client.get(first.url).status_code == 200
    assert client.post(reverse("studio:boards"), {"keep": "x"}).status_code == 422
    client.force_login(make_member("reader-2"))
    assert client.get(first.url).status_code == 404


@pytest.fixture
def three_shops(shop):
    """Two shops of one name, one whose name holds it, and one that sells nothing."""
    from isotherm.web.shop.models import Merchant

    shop.name = "小满"
    shop.save()
    for pk, name in (("shop-2", "小满"), ("shop-3", "小满与山"), ("shop-4", "空店")):
        made = Merchant.objects.create(id=pk, name=name)
        if pk != "shop-4":
            Product.objects.create(merchant=made, title="裙子")
    Product.objects.create(merchant=shop, title="外套")


@pytest.mark.parametrize(
    ("words", "found"),
    [("shop-2", "shop-2"), ("小满 · shop-1", "shop-1"), ("与山", "shop-3"), ("小满与山", "shop-3")],
)
def test_a_shop_is_found_by_what_it_is_called(three_shops, words, found):
    assert shop_called(words) == found


@pytest.mark.parametrize("words", ["小满", "空店", "没有这家", "", "\x00", "%", "x" * 400])
def test_who_names_no_shop_or_several_is_asked_again(client, reader, three_shops, words):
    client.force_login(reader)
    answer = client.post(
        reverse("studio:boards"), {"source": "shop", "shop": words, "keep": "1", "once": "k"}
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not Selection.objects.exists()


def test_shops_to_choose_from_are_told_apart_and_ones_own_stand_first(three_shops, reader):
    from isotherm.web.shop.models import Merchant

    Merchant.objects.get(pk="shop-3").people.create(member=reader, role="buyer")
    assert shops_offered(reader) == ["小满与山", "小满 · shop-1", "小满 · shop-2"]


@pytest.mark.parametrize("name", ["home", "questions", "boards"])
def test_pages_open_in_few_queries(client, reader, strata, name, django_assert_max_num_queries):
    Note.objects.create(id="mine", author=reader, at=TODAY)
    client.force_login(reader)
    with django_assert_max_num_queries(26):
        assert client.get(reverse(f"studio:{name}")).status_code == 200
    assert Product.objects.count() == 0


def _boards_made(reader, shop, tries: int) -> tuple[int, Refusal | None]:
    for _ in range(tries):
        try:
            services.board_from_shop(reader, shop.pk, keep=1)
        except Refusal as refusal:
            return Selection.objects.count(), refusal
    return Selection.objects.count(), None


def test_a_member_may_ask_for_ten_boards_an_hour_on_pages_and_through_the_api(
    client, reader, shop, make_member
):
    made, refusal = _boards_made(reader, shop, 11)
    assert made == 10
    assert refusal is not None
    assert (refusal.status, refusal.code) == (429, "too_often")
    client.force_login(reader)
    form = {"source": "shop", "shop": "shop-1", "keep": "1", "once": "k"}
    page = client.post(reverse("studio:boards"), form, headers={"accept-language": "en"})
    assert page.status_code == 429
    assert "a lot for one hour" in page.content.decode()
    services.board_from_shop(make_member("another"), shop.pk, keep=1)  # their own hour


def test_control_without_the_rate_boards_have_no_end(reader, shop, monkeypatch):
    monkeypatch.setitem(limits.RATES, "board", "1000/hour")
    limits._rates.cache_clear()
    made = _boards_made(reader, shop, 12)
    limits._rates.cache_clear()
    assert made == (12, None)
