"""A few of many, each with its reasons; what is not known is said."""

from __future__ import annotations

import csv
import datetime as dt
import io
from string import Formatter
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isotherm.errors import UsageError
from isotherm.ledger import Record
from isotherm.schema import READING
from isotherm.selection import (
    Candidate,
    Reason,
    SelectionSettings,
    Shortlist,
    candidates_of,
    shortlist,
)
from isotherm.selection.reasons import _WORDS

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
MEMBERS = [f"u{i:02d}" for i in range(60)]


def record(*, orders: bool = True) -> Record:
    """A buyer who carried suits that were kept, a merchant whose trousers came back."""
    rows: dict[str, list[dict[str, Any]]] = {
        "actors": [{"actor_id": "buyer", "kind": "buyer"}],
        "notes": [{"note_id": "n", "author_id": "buyer", "at": DAY, "product_ids": ["s0", "s1"]}],
        "replies": [
            {"reply_id": f"r{u}", "note_id": "n", "actor_id": u, "at": DAY} for u in MEMBERS
        ],
        "merchants": [{"merchant_id": "tailor"}, {"merchant_id": "mill"}],
        "products": [
            {"product_id": f"s{i}", "merchant_id": "tailor", "title": f"通勤西装 修身 {i}",
             "category": "西装"} for i in range(4)
        ] + [
            {"product_id": f"t{i}", "merchant_id": "mill", "title": f"宽松印花长裤 {i}",
             "category": "裤装"} for i in range(4)
        ],
    }  # fmt: skip
    if orders:
        rows["orders"] = [
            {"order_id": f"o{u}{p}", "actor_id": u, "at": DAY, "product_id": p,
             "price_fen": 30_000, "source_id": "n" if p == "s0" else None}
            for u in MEMBERS for p in ("s0", "t0")
        ]  # fmt: skip
        rows["outcomes"] = [
            {"actor_id": u, "product_id": p, "kept": p == "s0" or i < 10}
            for i, u in enumerate(MEMBERS)
            for p in ("s0", "t0")
        ]
    return Record.from_rows(rows, as_of=DAY)


def tables(**needs: Any) -> dict[str, pa.Table]:
    need = {
        "need_id": "n-1", "stratum_id": "s-1", "name": "求 大码 西装", "terms": ["大码", "西装"],
        "askers": 80.0, "unmet_units": 40.0, "kind": "only_here", "review": "none",
    } | needs  # fmt: skip
    rows: dict[str, list[dict[str, Any]]] = {
        "needs": [need],
        "strata": [{"stratum_id": "s-1"}],
        "memberships": [{"actor_id": u, "stratum_id": "s-1", "weight": 1.0} for u in MEMBERS],
        "briefs": [{"brief_id": "b", "subject_id": "n-1", "name": "大码·西装"}],
    }
    return {
        name: pa.Table.from_pylist(part, schema=READING[name].arrow_schema())
        for name, part in rows.items()
    }


CANDIDATES = (
    Candidate("a", "大码西装 通勤", "西装", {}, 32_000, 12_000),
    Candidate("b", "大码西装 通勤", "西装", {}, 32_000, 12_000),
    Candidate("c", "宽松印花长裤", "裤装", {}, 30_000, 25_000),
    Candidate("d", "真皮手套", "配饰", {}, 300_000, 290_000),
    Candidate("e", "羊绒围巾", "配饰", {}, 31_000, 10_000),
)


def choose(chosen_for: str = "s-1", keep: int = 2, **changes: Any) -> Shortlist:
    given: dict[str, Any] = {"record": record(), "keep": keep, **tables()} | changes
    return shortlist(CANDIDATES, chosen_for=chosen_for, **given)


def test_the_need_is_answered_first_and_its_double_is_rejected() -> None:
    found = choose()
    assert found.picks[0].product_id == "a"
    assert found.picks[0].needs == ("n-1",)
    assert "大码·西装" in found.picks[0].reasons[0].words("zh")
    double = next(one for one in found.rejected if one.product_id == "b")
    assert any(reason.code == "same" for reason in double.reasons)
    assert all(one.reasons for one in (*found.picks, *found.rejected))
    assert len(found.picks) + len(found.rejected) == len(CANDIDATES)


def test_goods_like_those_that_came_back_are_rejected_for_it() -> None:
    trousers = next(one for one in choose().rejected if one.product_id == "c")
    assert trousers.merits["keep"] is not None
    assert trousers.merits["keep"] < 0.4
    assert any(reason.code == "low_keep" for reason in trousers.reasons)


def test_a_needs_own_wording_is_never_shown() -> None:
    found = choose(briefs=None)
    judged = (*found.picks, *found.rejected)
    text = " ".join(reason.words("zh") for one in judged for reason in one.reasons)
    assert "求 大码" not in text


@pytest.mark.parametrize("change", [{"review": "needed"}, {"askers": 49.0}])
def test_a_need_that_may_not_be_shown_does_not_count(change: dict[str, Any]) -> None:
    found = choose(needs=tables(**change)["needs"])
    assert not any(one.needs for one in (*found.picks, *found.rejected))
    assert Reason("lacks_needs") in found.missing


def test_the_buyer_is_trusted_above_the_mean_of_their_people() -> None:
    trust = choose("buyer").trust
    assert trust is not None
    assert (trust.kept, trust.orders, trust.verdict) == (60, 60, "above")
    trust = choose("mill").trust
    assert trust is not None
    assert trust.verdict == "below"


def test_what_could_not_be_judged_is_said() -> None:
    bare = tuple(Candidate(name, f"好物 {name}") for name in "ab")
    found = shortlist(bare, record=record(orders=False), chosen_for="buyer", **tables())
    said = " ".join(reason.words(found.language) for reason in found.missing)
    for word in ("留存率", "毛利", "价位", "供货", "信任", "审美"):
        assert word in said
    assert len(found.picks) == 2


def test_the_order_of_candidates_does_not_matter() -> None:
    turned = shortlist(CANDIDATES[::-1], record=record(), chosen_for="s-1", keep=2, **tables())
    assert turned == choose()


def test_english_candidates_get_english_reasons() -> None:
    found = shortlist(
        (Candidate("a", "Plus-size work blazer", price_fen=100, cost_fen=10),),
        record=record(),
        chosen_for="s-1",
        **tables(),
    )
    assert found.language == "en"
    assert "margin 90%" in [reason.words("en") for reason in found.picks[0].reasons]


def test_every_reason_has_its_words_in_both_languages() -> None:
    assert _WORDS["zh"].keys() == _WORDS["en"].keys()
    for code, said in _WORDS["en"].items():
        values = {name: "x" for _, name, _, _ in Formatter().parse(said) if name}
        assert set(values) == {n for _, n, _, _ in Formatter().parse(_WORDS["zh"][code]) if n}
        assert Reason(code, values).words("zh") != Reason(code, values).words("en")
    assert "a gap" in Reason("need_only").words("en")


def test_nobody_by_that_id_and_nothing_to_choose() -> None:
    with pytest.raises(UsageError, match="no stratum"):
        choose("nobody")
    with pytest.raises(UsageError, match="at least 1"):
        choose(keep=0)
    assert shortlist((), record=record(), chosen_for="s-1", **tables()).picks == ()


def test_the_weights_decide() -> None:
    only_margin = SelectionSettings(
        need_share=0.0, taste=0, keep=0, only_here=0, price=0, supply=0, margin=1.0
    )
    assert choose(settings=only_margin, keep=1).picks[0].product_id == "e"


def test_rows_that_are_no_candidates_are_told() -> None:
    rows = [
        {"product_id": "a", "title": "x", "price_fen": "12o"},
        {"product_id": "a"},
        {"title": "y"},
        {"product_id": "b", "attributes": '{"colour": ["red", "blue"]}', "cost": "3.5"},
        {"product_id": "c", "attributes": "red;blue"},
    ]
    found, told = candidates_of(rows)
    assert [one.product_id for one in found] == ["a", "b", "c"]
    assert found[1].attributes == {"colour": "red blue"}
    assert found[1].cost_fen == 350
    assert found[2].text.split()[-1] == "red;blue"
    assert len(told) == 3


def test_a_messy_sheet_is_read_as_far_as_it_can_be() -> None:
    sheet = io.StringIO(
        " Product_ID ,Title,price,cost_fen,attributes\n"
        'a,"大码 西装, 修身","¥1,299.00",12000,{broken\n'
        "b,少了几格\n"
        "c,多了几格,300,1,red,又一格,再一格\n"
        ",,,,\n"
        "d,三百的裙子,三百,¥90,\n"
        "e,负价,-5,inf,\n"
        " a ,重复,1,1,\n"
    )
    found, told = candidates_of(csv.DictReader(sheet))
    by_id = {one.product_id: one for one in found}
    assert list(by_id) == ["a", "b", "c", "d", "e"]
    assert (by_id["a"].price_fen, by_id["a"].cost_fen) == (129_900, 12_000)
    assert by_id["b"].price_fen is None
    assert by_id["d"].price_fen is by_id["d"].cost_fen is by_id["e"].price_fen is None
    assert [reason.words("en").split(":")[0] for reason in told] == [
        "row 3", "row 5", "row 5", "row 6", "row 6", "row 7 repeats a",
    ]  # fmt: skip
    listed = shortlist(found, record=record(), chosen_for="s-1", keep=2, **tables())
    assert len(listed.picks) + len(listed.rejected) == 5


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["product_id", "Title ", "price", "cost_fen", "attributes", "x"]),
            st.none() | st.text(max_size=8) | st.integers() | st.floats(),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_no_row_breaks_the_reading_of_candidates(rows: list[dict[str, Any]]) -> None:
    found, _ = candidates_of(rows)
    ids = [one.product_id for one in found]
    assert ids == sorted(set(ids))
    assert all(one.price_fen is None or one.price_fen >= 0 for one in found)


def test_five_of_a_hundred_each_with_its_reasons() -> None:
    kinds = ("大码西装 通勤", "宽松印花长裤", "真皮手套", "羊绒围巾", "修身西装 通勤")
    many = tuple(
        Candidate(f"c{i:03d}", f"{kinds[i % 5]} {i}", "", {}, 20_000 + 500 * i, 9_000 + 100 * i)
        for i in range(100)
    )
    found = shortlist(many, record=record(), chosen_for="buyer", keep=5, **tables())
    assert len(found.picks) == 5
    assert len(found.rejected) == 95
    assert all(1 <= len(one.reasons) <= 3 for one in (*found.picks, *found.rejected))
    assert len({one.title.rsplit(" ", 1)[0] for one in found.picks}) >= 3
    gains = [one.gain for one in found.picks]
    assert gains == sorted(gains, reverse=True)


def test_goods_of_the_same_words_are_on_offer_whatever_else_they_say() -> None:
    called = Candidate("c", "修身通勤西装")
    for chooser in ("mill", "s-1"):
        found = shortlist([called], record=record(), chosen_for=chooser, **tables(), keep=1)
        assert (found.picks[0].merits["only_here"] or 0.0) < 0.5


def test_two_of_one_name_are_not_both_chosen_while_there_is_another() -> None:
    same = [Candidate("a", "大码西装", "西装"), Candidate("b", "大码西装", "西装")]
    other = Candidate("z", "印花长裤", "裤装")
    picks = shortlist([*same, other], record=record(), chosen_for="buyer", **tables(), keep=2).picks
    assert {one.product_id for one in picks} == {"a", "z"}
    both = shortlist(same, record=record(), chosen_for="buyer", **tables(), keep=2).picks
    assert len(both) == 2
