from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.schema import READING

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


def test_an_option_is_told_by_what_it_is_and_by_the_line(say: Say, ledger: Path) -> None:
    _, printed, _ = say("test", "decide", ledger, "--test", "t1")
    assert "what it is" in printed
    assert "Keep: at least 12% of viewers want it" in printed


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("note_id,author_id,at\nn1,a1,2026-03-01\n", 0, "All 1 rows can be read."),
        ("note_id,author_id,at\nn1,a1,2026-03-01\nn2,a1,soon\n", 1, "1 of 2 rows cannot be read"),
        ("note_id,author_id,at\nn2,a1,soon\n", 1, "None of the 1 rows can be read."),
        ("", 0, "There is not one row in these files."),
        ("笔记ID,作者\nn1,a1\n", 1, "under another name? See docs/reference/tables.md."),
    ],
)
def test_check_ends_with_a_plain_verdict(
    say: Say, tmp_path: Path, text: str, status: int, told: str
) -> None:
    (tmp_path / "notes.csv").write_text(text, "utf-8")
    found, printed, _ = say("check", tmp_path)
    assert (found, told in printed) == (status, True)


def test_a_report_drawn_again_can_still_say_what_changed(
    say: Say, reading: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    shutil.copytree(reading, again)
    first = pq.read_table(again / "strata.parquet")["stratum_id"][0].as_py()
    row = {"stratum_id": first, "previous_id": first, "event": "same", "overlap": 1.0}
    lineage = pa.Table.from_pylist([row], schema=READING["lineage"].arrow_schema())
    pq.write_table(lineage, again / "lineage.parquet")
    assert say("report", again, "--previous", reading)[0] == 0
    with_previous = (again / "report.html").read_bytes()
    assert say("report", again)[0] == 0
    assert (again / "report.html").read_bytes() != with_previous


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


def test_a_feed_for_somebody_nobody_knows_says_so(say: Say, reading: Path, ledger: Path) -> None:
    words = ("feed", reading, "--ledger", ledger, "--actor")
    status, printed, _ = say(*words, "nobody-knows")
    assert status == 0
    assert "No actor 'nobody-knows' is in this ledger" in printed
    assert json.loads(say(*words, "nobody-knows", "--json")[1])["in_ledger"] is False


def test_help_names_what_may_be_given(say: Say) -> None:
    world = " ".join(say("world", "--help")[1].split())
    for told in ("young_bots", "gap_faking", "default 0.5"):
        assert told in world
    assert "2026-03-01T12:00:00+08:00" in say("run", "--help")[1]
