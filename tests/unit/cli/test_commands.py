from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Say = Callable[..., tuple[int, str, str]]


def test_a_test_is_decided_from_its_votes(say: Say, ledger: Path) -> None:
    status, printed, _ = say("test", "decide", ledger, "--test", "t1", "--json")
    told = json.loads(printed)
    assert status == 0
    assert {row["option_id"]: row["verdict"] for row in told["options"]} == {
        "lilac": "keep",
        "grey": "drop",
    }
    assert told["best"] == "lilac"


def test_a_test_is_planned_until_all_is_settled(say: Say, ledger: Path) -> None:
    status, printed, _ = say("test", "plan", ledger, "--test", "t1", "--json")
    told = json.loads(printed)
    assert status == 0
    assert [row["viewers_needed"] for row in told["options"]] == [0, 0]
    assert told["next_option"] is None


def test_people_are_told_in_words(say: Say, ledger: Path) -> None:
    status, printed, _ = say("test", "decide", ledger, "--test", "t1")
    assert status == 0
    assert "Best: lilac." in printed
    status, printed, _ = say("test", "plan", ledger, "--test", "t1")
    assert status == 0
    assert "Everything is settled." in printed


def test_a_test_that_is_not_there_is_named(say: Say, ledger: Path) -> None:
    status, _, complaint = say("test", "decide", ledger, "--test", "t9")
    assert status == 2
    assert "t9" in complaint
    assert "t1" in complaint


def cards(say: Say, reading: Path, ledger: Path, *words: str) -> list[dict[str, str]]:
    status, printed, _ = say("feed", reading, "--ledger", ledger, "--json", *words)
    assert status == 0
    return json.loads(printed)["cards"]


def test_a_feed_has_a_reason_on_every_card(say: Say, reading: Path, ledger: Path) -> None:
    shown = cards(say, reading, ledger, "--actor", "a0001")
    assert len(shown) == 20
    assert all(card["reason"] for card in shown)
    assert len({card["note_id"] for card in shown}) == len(shown)


def test_a_feed_is_of_ones_own_circle(say: Say, reading: Path, ledger: Path) -> None:
    """a0001 lives among work clothes; nobody in particular does not."""
    own = cards(say, reading, ledger, "--actor", "a0001")
    anybody = cards(say, reading, ledger, "--actor", "a0001", "--personalisation", "off")
    assert own != anybody
    assert sum(about(card, "西装通勤汇报垂感阔腿裤大码") for card in own) > sum(
        about(card, "西装通勤汇报垂感阔腿裤大码") for card in anybody
    )


def about(card: dict[str, str], words: str) -> bool:
    return any(word in words for word in card["title"].split())


def test_off_is_what_a_stranger_sees(say: Say, reading: Path, ledger: Path) -> None:
    off = cards(say, reading, ledger, "--actor", "a0001", "--personalisation", "off")
    assert off == cards(say, reading, ledger, "--actor", "nobody")


def test_search_answers_or_admits_that_it_cannot(say: Say, reading: Path, ledger: Path) -> None:
    found = cards(say, reading, ledger, "--actor", "a0001", "--query", "猫爬架")
    assert found
    status, printed, _ = say(
        "feed", reading, "--ledger", ledger, "--actor", "a0001", "--query", "潜水艇"
    )
    assert status == 0
    assert "no good answer yet" in printed


@pytest.mark.parametrize("query", ["大码潜水艇", "", "。。。"])
def test_half_a_match_is_no_answer(query: str, say: Say, reading: Path, ledger: Path) -> None:
    assert cards(say, reading, ledger, "--actor", "a0001", "--query", query) == []
