"""From a ledger to its needs: what nobody supplies, and what many supply and nobody well."""

from __future__ import annotations

import datetime as dt

import numpy as np
import orjson
import pyarrow as pa
import pytest

from isotherm.ledger import Record
from isotherm.needs import NeedSettings, find_needs
from isotherm.needs.asks import gather_asks
from isotherm.needs.topics import group_wordings
from isotherm.schema import READING

NOBODY = READING["coordinated"].arrow_schema().empty_table()
NO_STRATA = READING["memberships"].arrow_schema().empty_table()
SETTINGS = NeedSettings()


def needs(record, *, memberships=NO_STRATA, coordinated=NOBODY):
    return find_needs(record, memberships=memberships, coordinated=coordinated, settings=SETTINGS)


def members(belongs):
    rows = [{"actor_id": a, "stratum_id": s, "weight": 1.0} for a, s in sorted(belongs.items())]
    return pa.Table.from_pylist(rows, schema=NO_STRATA.schema)


@pytest.fixture(scope="module")
def found(town):
    return needs(town(1).record()).needs.to_pylist()


def test_the_two_missing_topics_are_found_and_no_served_one(found):
    assert {row["name"].replace(" ", "") for row in found} <= {
        "大码西装", "西装大码", "汉服马面裙", "马面裙汉服",
    }  # fmt: skip
    assert len(found) == 2


def test_many_items_none_good_is_told_from_nothing_there(found):
    kinds = {row["kind"]: row for row in found}
    assert kinds["only_here"]["supply"] == 0
    assert kinds["better_here"]["supply"] == 4
    assert orjson.loads(kinds["only_here"]["why"]) == {"absent": 1.0}
    why = orjson.loads(kinds["better_here"]["why"])
    assert max(why, key=why.get) == "fit"


def test_sizes_stand_in_their_intervals(found):
    assert len(found) == 2
    for row in found:
        assert row["askers_low"] <= row["askers"] == 60 <= row["askers_high"]
        assert row["satisfied_low"] <= row["satisfied_share"] <= row["satisfied_high"]
        assert 0 <= row["unmet_low"] <= row["unmet_units"] <= row["unmet_high"]
        assert abs(row["unmet_units"] - 60 * 0.5) < 0.35 * 30


@pytest.mark.parametrize("seed", range(4))
def test_where_all_are_served_alike_there_are_no_needs(town, seed):
    assert needs(town(seed, null=True).record()).needs.num_rows == 0


def test_order_of_rows_does_not_matter(town):
    one, two = (needs(town(2).record(backwards=b)).needs for b in (False, True))
    assert one.equals(two)
    assert one.schema == READING["needs"].arrow_schema()


def test_a_need_is_owned_by_the_stratum_that_asks_for_it(town):
    shop = town(3)
    askers = {row["actor_id"] for row in shop.rows["searches"]}
    belongs = {a: "tall" if a.startswith("a3-") else f"s{a[1]}" for a in askers}
    found = needs(shop.record(), memberships=members(belongs))
    owners = {row["kind"]: row["stratum_id"] for row in found.needs.to_pylist()}
    assert owners == {"better_here": "tall", "only_here": "s4"}
    assert found.unmet_share["tall"] > 0.8 > found.unmet_share["s0"]


def test_a_need_asked_for_everywhere_belongs_to_everyone(town):
    shop = town(4)
    askers = sorted({row["actor_id"] for row in shop.rows["searches"]})
    turn = np.random.default_rng(1).integers(0, 3, len(askers))
    belongs = {a: f"s{k}" for a, k in zip(askers, turn, strict=True)}
    rows = needs(shop.record(), memberships=members(belongs)).needs.to_pylist()
    assert {row["stratum_id"] for row in rows} == {""}


def test_a_group_that_acts_as_one_asks_once_but_would_be_a_need(town):
    shop = town(5)
    for bot in range(60):
        shop.search(f"bot{bot}", "镭射雨靴", day=bot % 30)
    group = pa.Table.from_pylist(
        [
            {"group_id": "g", "actor_id": f"bot{b}", "score": 1.0, "weight": 1 / 60, "why": "x"}
            for b in range(60)
        ],
        schema=NOBODY.schema,
    )
    named = {row["name"] for row in needs(shop.record(), coordinated=group).needs.to_pylist()}
    assert "镭射雨靴" not in named
    assert "镭射雨靴" in {row["name"] for row in needs(shop.record()).needs.to_pylist()}


def test_sensitive_needs_wait_for_review(town):
    shop = town(6)
    for person in range(60):
        shop.search(f"x{person}", "孕妇西装裙", day=person % 30)
    rows = needs(shop.record()).needs.to_pylist()
    assert {row["review"] for row in rows if "孕妇" in row["name"]} == {"needed"}
    assert {row["review"] for row in rows if "孕妇" not in row["name"]} == {"none"}


def test_asking_twice_is_asking_once(town):
    shop = town(7)
    again = [row | {"search_id": row["search_id"] + "x"} for row in shop.rows["searches"]]
    once = needs(shop.record()).needs
    shop.rows["searches"] = shop.rows["searches"] + again
    twice = needs(shop.record()).needs
    assert twice["askers"].to_pylist() == once["askers"].to_pylist()
    assert twice["need_id"].to_pylist() == once["need_id"].to_pylist()


def test_nothing_to_judge_by_is_said():
    asked = {"actor_id": "a", "at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "query": "大码西装"}
    for rows in ({"searches": [asked]}, {"notes": [{"note_id": "n", "author_id": "a"}]}):
        nothing = needs(Record.from_rows(rows, as_of=dt.datetime(2026, 2, 1, tzinfo=dt.UTC)))
        assert nothing.needs.num_rows == 0
        assert nothing.missing


def grouped(queries):
    """The topic of each wording of (actor, query) pairs."""
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    rows = [{"actor_id": a, "at": at, "query": q} for a, q in queries]
    asks = gather_asks(Record.from_rows({"searches": rows}))
    topics = group_wordings(asks, SETTINGS)
    return dict(zip(asks.wordings, topics.of_wording.tolist(), strict=True))


def test_wordings_of_one_thing_are_one_topic_and_others_are_not():
    words = ["大码西装", "西装 大码", "大码西装推荐", "羊毛大衣", "大衣 羊毛", "防晒帽子"]
    topic = grouped([(f"a{n}", word) for n, word in enumerate(words)])
    assert topic["大码西装"] == topic["西装 大码"]
    assert topic["羊毛大衣"] == topic["大衣 羊毛"]
    assert len({topic["大码西装"], topic["羊毛大衣"], topic["防晒帽子"]}) == 3


def test_people_who_use_both_make_two_wordings_one_topic():
    others = [(f"z{n}", word) for n, word in enumerate(["羊毛大衣", "防晒帽子", "牛仔裤"])]
    same = [(f"a{n}", word) for n in range(9) for word in ("微胖穿搭", "plus size")]
    apart = [(f"{word[0]}{n}", word) for n in range(9) for word in ("微胖穿搭", "plus size")]
    together, alone = grouped(same + others), grouped(apart + others)
    assert together["微胖穿搭"] == together["plus size"]
    assert alone["微胖穿搭"] != alone["plus size"]


@pytest.mark.parametrize(
    ("without", "told", "said"),
    [
        ((), {"大码西装", "汉服马面裙"}, ""),
        (("outcomes",), {"汉服马面裙"}, "no outcomes"),
        (("orders",), {"大码西装", "汉服马面裙"}, "contentment rests on fit"),
        (("products",), {"大码西装", "汉服马面裙"}, "no products"),
    ],
)
def test_each_record_gives_what_it_can_and_says_what_is_missing(town, without, told, said):
    shop = town(1)
    shop.rows = {name: part for name, part in shop.rows.items() if name not in without}
    found = needs(shop.record())
    assert {row["name"] for row in found.needs.to_pylist()} == told
    assert any(said in line for line in found.missing) or not said


def test_where_nobody_searches_pointing_replies_ask_for_what_the_note_shows(town):
    shop = town(1)
    for row in shop.rows.pop("searches"):
        thing = row["query"].replace(" ", "")
        if all(note["note_id"] != thing for note in shop.rows.get("notes", [])):
            shop.add("notes", note_id=thing, author_id="w", at=row["at"], title=thing)
        number = f"r{len(shop.rows.get('replies', []))}"
        shop.add("replies", reply_id=number, note_id=thing, actor_id=row["actor_id"],
                 at=row["at"], text="求链接")  # fmt: skip
    rows = needs(shop.record()).needs.to_pylist()
    said = " ".join(row["name"] for row in rows)
    assert "西装" in said
    assert "马面裙" in said
    known = {reply["reply_id"] for reply in shop.rows["replies"]}
    assert all(set(row["evidence"]) <= known and row["evidence"] for row in rows)


@pytest.mark.parametrize(
    "words", ["化疗帽子", "chemo headscarf", "孕妇西装裤", "maternity blazer", "清真头巾",
              "hijab sports", "儿童礼服", "teen first bra"],
)  # fmt: skip
def test_sensitive_needs_of_every_kind_wait_for_review(town, words):
    shop = town(6, people=40)
    for person in range(60):
        shop.search(f"x{person}", words, day=person % 30)
    rows = needs(shop.record()).needs.to_pylist()
    review = {row["name"]: row["review"] for row in rows}
    assert review[words] == "needed"
    assert review.get("大码西装", "none") == "none"


def test_two_things_in_one_topic_are_told_apart_by_what_became_of_them(town):
    """The same people ask for both; one is on the shelves and kept, the other is not there."""
    shop, rng = town(8), np.random.default_rng(8)
    skirts = [shop.product(f"q{k}", f"洛丽塔裙撑 {k}", "裙撑") for k in range(4)]
    for person in range(90):
        for words in ("洛丽塔裙撑", "洛丽塔裙撑推荐"):
            shop.search(f"l{person}", words, day=person % 50)
        if person % 2:
            shop.search(f"l{person}", "洛丽塔平底鞋", day=person % 50)
        if rng.random() < 0.5:
            shop.buy(f"l{person}", str(rng.choice(skirts)), day=person % 50 + 1, kept=True)
    names = {row["name"] for row in needs(shop.record()).needs.to_pylist()}
    assert "洛丽塔平底鞋" in names
    assert "洛丽塔裙撑" not in names


def test_a_body_is_told_as_its_own_need_beside_the_plain_thing_that_is_served(town):
    """Suits are kept by whoever asks for suits; who weighs 150 jin opens and keeps none of them."""
    shop, rng = town(9), np.random.default_rng(9)
    suits = [shop.product(f"s{k}", f"通勤西裤 {k}", "西裤") for k in range(6)]
    for person in range(150):
        opened = [str(rng.choice(suits))]
        shop.search(f"w{person}", "通勤西裤", day=person % 50, clicked=opened)
        if rng.random() < 0.5:
            shop.buy(f"w{person}", opened[0], day=person % 50 + 1, kept=True)
    for person in range(60):
        words = ("150斤通勤西裤", "通勤西裤 150斤")[person % 2]
        shop.search(f"x{person}", words, day=person % 50, clicked=[])
    rows = {row["name"].replace(" ", ""): row for row in needs(shop.record()).needs.to_pylist()}
    body = rows.get("150斤通勤西裤") or rows["通勤西裤150斤"]
    assert body["askers"] == 60
    assert "通勤西裤" not in rows


def test_marks_without_a_letter_ask_for_nothing(town):
    shop = town(1)
    for person in range(60):
        shop.search(f"x{person}", "?!", day=person % 30)
    assert needs(shop.record()).needs.equals(needs(town(1).record()).needs)
