"""What became of an asking: each way of being answered, or not, on hand-made ledgers."""

from __future__ import annotations

import numpy as np
import pytest

from isotherm.needs import NeedSettings
from isotherm.needs.answers import FAULTS, judge_answers, signal_of_content
from isotherm.needs.asks import gather_asks
from isotherm.needs.supply import match_products
from isotherm.needs.topics import group_wordings

SETTINGS = NeedSettings()


def judged(shop, *, settings=SETTINGS):
    """Of each asker and query: content, and the fault (None where there is none)."""
    record = shop.record()
    asks = gather_asks(record)
    topics = group_wordings(asks, settings)
    products = record.collect(record.table("products"), order_by=("product_id",))
    matched = match_products(topics, products, coverage=settings.coverage)
    answers = judge_answers(record, asks, topics, matched, products=products, settings=settings)
    return {
        actor: (bool(good), FAULTS[fault] if fault >= 0 else None)
        for actor, good, fault in zip(
            answers.actor.to_pylist(), answers.content, answers.fault, strict=True
        )
    }


@pytest.fixture
def suits(shop):
    """Suits on the shelf, coats too; one person who keeps what fits, so that fates are known."""
    shop.product("suit", "大码西装 新款", "西装")
    shop.product("coat", "羊毛大衣 新款", "大衣")
    shop.search("z", "羊毛大衣")
    shop.buy("z", "coat", kept=True, fit="true", rating=0.9)
    return shop


@pytest.mark.parametrize(
    ("fate", "expected"),
    [
        ({"kept": True}, (True, None)),
        ({"kept": True, "fit": "true", "rating": 1.0}, (True, None)),
        ({"kept": False, "fit": "small"}, (False, "fit")),
        ({"kept": True, "fit": "large"}, (False, "fit")),
        ({"kept": True, "fit": "large", "rating": 0.9}, (True, None)),  # a little large, and liked
        ({"kept": False, "fit": "true", "reason": "太贵了"}, (False, "price")),
        ({"kept": False, "fit": "true", "reason": "质量不好"}, (False, "quality")),
        ({"kept": True, "fit": "true", "rating": 0.2}, (False, "quality")),
        ({"kept": False, "fit": "true"}, (False, "style")),
        ({}, (True, None)),  # nothing said: kept
    ],
)
def test_what_became_of_a_purchase(suits, fate, expected):
    suits.search("a", "大码西装")
    suits.buy("a", "suit", **fate)
    assert judged(suits)["a"] == expected


@pytest.mark.parametrize(
    ("day", "content"), [(0.5, True), (59, True), (61, False), (-0.5, True), (-2, False)]
)
def test_only_a_purchase_soon_after_answers(suits, day, content):
    suits.search("a", "大码西装", day=0)
    suits.buy("a", "suit", day=day, kept=True)
    assert judged(suits)["a"][0] is content
    longer = NeedSettings.from_mapping({"window_days": 90})
    assert judged(suits, settings=longer)["a"][0] is (content or day == 61)


def test_what_does_not_match_answers_only_where_the_search_led_to_it(suits):
    suits.product("other", "蓝色外搭", "外套")
    named = suits.search("a", "大码西装")
    suits.search("b", "大码西装")
    suits.buy("a", "other", source=named, kept=True)
    suits.buy("b", "other", kept=True)
    found = judged(suits)
    assert found["a"][0]
    assert not found["b"][0]


def test_one_good_purchase_outweighs_a_bad_one(suits):
    suits.product("suit2", "大码西装 经典", "西装")
    suits.search("a", "大码西装")
    suits.buy("a", "suit", kept=False, fit="small")
    suits.buy("a", "suit2", kept=True, fit="true")
    assert judged(suits)["a"] == (True, None)


def test_who_bought_nothing_is_not_content_and_nothing_on_the_shelf_is_absent(suits):
    suits.search("a", "大码西装")
    suits.search("b", "汉服马面裙")
    found = judged(suits)
    assert found["a"] == (False, None)
    assert found["b"] == (False, "absent")


def test_others_purchases_answer_nothing(suits):
    suits.search("a", "大码西装")
    suits.buy("b", "suit", kept=True)
    assert not judged(suits)["a"][0]


def test_an_outcome_without_an_order_counts_as_one(shop):
    shop.product("suit", "大码西装", "西装")
    shop.search("a", "大码西装")
    shop.search("b", "大码西装")
    for actor, fit, rating in (("a", "true", 0.9), ("b", "small", 0.9)):
        shop.add("outcomes", actor_id=actor, product_id="suit", fit=fit, rating=rating)
    found = judged(shop)
    assert found == {"a": (True, None), "b": (False, "fit")}


def test_topics_answered_by_notes_ask_for_no_goods(suits):
    suits.add("notes", note_id="n1", author_id="w", at="2026-02-01T00:00:00", title="西湖攻略")
    for person in range(12):
        suits.search(f"k{person}", "西湖怎么玩", clicked=["n1"])
        suits.search(f"g{person}", "大码西装", clicked=["suit"])
    record = suits.record()
    asks = gather_asks(record)
    topics = group_wordings(asks, SETTINGS)
    products = record.collect(record.table("products"), order_by=("product_id",))
    matched = match_products(topics, products, coverage=SETTINGS.coverage)
    answers = judge_answers(record, asks, topics, matched, products=products, settings=SETTINGS)
    topic_of = {text: topics.of_wording[n] for n, text in enumerate(asks.wordings)}
    goods = {text: bool(answers.for_goods[topic]) for text, topic in topic_of.items()}
    assert goods == {"西湖怎么玩": False, "大码西装": True, "羊毛大衣": True}


def test_without_orders_an_opened_result_tells(shop):
    shop.product("suit", "大码西装", "西装")
    shop.search("a", "大码西装", clicked=["suit"])
    shop.search("b", "大码西装")
    assert judged(shop) == {"a": (True, None), "b": (False, "absent")}


@pytest.mark.parametrize(
    ("keep", "signal", "said"),
    [
        (("orders", "outcomes", "searches"), "kept", False),
        (("orders", "searches"), "ordered", True),
        (("outcomes", "searches"), "kept", True),
        (("searches",), "clicked", True),
        (("products",), "unknown", True),
    ],
)
def test_the_best_signal_there_is_tells_and_what_is_missing_is_said(shop, keep, signal, said):
    shop.product("suit", "大码西装", "西装")
    shop.search("a", "大码西装", clicked=["suit"])
    shop.buy("a", "suit", kept=True, fit="true")
    shop.rows = {name: part for name, part in shop.rows.items() if name in keep}
    found, missing = signal_of_content(shop.record())
    if keep == ("outcomes", "searches"):
        assert found == "kept"
        return
    assert found == signal
    assert bool(missing) is said


def test_a_purchase_after_a_later_ask_answers_too(suits):
    suits.search("a", "大码西装", day=0)
    suits.search("a", "大码西装", day=100)
    suits.buy("a", "suit", day=110, kept=True)
    assert judged(suits)["a"][0]
    # The control: asked but once, it came too late.
    suits.search("b", "大码西装", day=0)
    suits.buy("b", "suit", day=110, kept=True)
    assert not judged(suits)["b"][0]


def fates(shop, told, untold):
    """The contentment of askers whose purchase's fate is not told, beside those told."""
    for person, kept in enumerate(told):
        shop.search(f"t{person}", "大码西装")
        shop.buy(f"t{person}", "suit", kept=kept)
    for person in range(untold):
        shop.search(f"u{person}", "大码西装")
        shop.buy(f"u{person}", "suit")
    record = shop.record()
    asks = gather_asks(record)
    topics = group_wordings(asks, SETTINGS)
    products = record.collect(record.table("products"), order_by=("product_id",))
    matched = match_products(topics, products, coverage=SETTINGS.coverage)
    answers = judge_answers(record, asks, topics, matched, products=products, settings=SETTINGS)
    names = np.array(answers.actor.to_pylist())
    return answers.content[[name.startswith("u") for name in names]]


@pytest.mark.parametrize(("good", "bad"), [(2, 18), (18, 2)])
def test_what_is_not_told_is_as_likely_good_as_what_is(shop, good, bad):
    shop.product("suit", "大码西装 新款", "西装")
    found = fates(shop, [True] * good + [False] * bad, 5)
    assert len(found) == 5
    assert found == pytest.approx(good / (good + bad), abs=0.05)


def test_who_only_points_is_followed_like_those_who_name(suits):
    suits.add("notes", note_id="n1", author_id="w", at="2026-02-01T00:00:00", title="大码西装 新款")
    at = suits.rows["searches"][0]["at"]
    for person in range(4):
        suits.search(f"s{person}", "大码西装")
        suits.add("replies", reply_id=f"r{person}", note_id="n1", actor_id=f"p{person}",
                  at=at, text="求链接")  # fmt: skip
    suits.buy("p0", "suit", kept=True)
    record = suits.record()
    asks = gather_asks(record)
    topics = group_wordings(asks, SETTINGS)
    products = record.collect(record.table("products"), order_by=("product_id",))
    matched = match_products(topics, products, coverage=SETTINGS.coverage)
    suit = topics.of_wording[asks.wordings.index("大码西装")]
    answers = judge_answers(
        record, asks, topics, matched, products=products, settings=SETTINGS,
        pointed=np.full(asks.pointing.num_rows, suit),
    )  # fmt: skip
    found = dict(zip(answers.actor.to_pylist(), answers.content.tolist(), strict=True))
    assert found["p0"] == 1
    assert found["p1"] == 0
