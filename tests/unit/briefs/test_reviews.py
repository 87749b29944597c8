"""A sensitive need is briefed once somebody let it pass, and no more when it was taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = dict[str, Callable[..., Any]]
Write = Callable[..., list[dict[str, Any]]]
QUERY = "求 加肥 孕妇裙"


@pytest.fixture
def brief(write: Write, make: Make) -> Callable[..., list[dict[str, Any]]]:
    """The briefs on a sensitive need of the community and a harmless one, after some reviews."""

    def run(*reviews: tuple[str, bool], **changes: Any) -> list[dict[str, Any]]:
        rows = make["community"](240, query=QUERY)
        for number, row in enumerate(rows["searches"]):
            row["query"] = QUERY if number < 120 else "求 通勤西装"
        rows["need_reviews"] = [{"need_id": need_id, "passed": p} for need_id, p in reviews]
        told = {"name": QUERY, "terms": ["孕妇", "加肥"], "review": "needed"}
        sensitive = make["need"](need_id="n-2", **(told | changes))
        harmless = make["need"](name="求 通勤西装", terms=["西装", "通勤"])
        return write([harmless, sensitive], rows=rows)

    return run


def on(need_id: str, briefs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in briefs if row["subject_id"] == need_id]


def test_one_that_passed_is_briefed_in_its_own_words(brief: Any) -> None:
    found = on("n-2", brief(("n-2", True)))
    assert found
    assert all("孕妇" in row["name"] for row in found)


@pytest.mark.parametrize(
    "reviews",
    [(), (("n-2", False),), (("n-1", True),), (("n-2-again", True),)],
    ids=["nobody looked", "kept closed", "another passed", "another id"],
)
def test_control_without_its_own_review_there_is_none(brief: Any, reviews: Any) -> None:
    assert on("n-2", brief(*reviews)) == []


def test_a_review_opens_no_need_of_too_few(brief: Any) -> None:
    assert on("n-2", brief(("n-2", True), askers=49.0)) == []


def test_a_review_opens_nothing_that_was_not_held_back_for_it(brief: Any) -> None:
    """The reading called it harmless: whoever asks otherwise keeps it closed, review or not."""
    assert on("n-2", brief(("n-2", True), review="none")) == []


def test_briefs_on_everything_else_are_the_same(brief: Any) -> None:
    before, after = brief(), brief(("n-2", True))
    assert on("n-1", before)
    assert on("n-1", after) == on("n-1", before)
