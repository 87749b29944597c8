"""Nobody is singled out by what merchants see: differencing, baits, quotes, small groups.

Each protection has its control: with it switched off, the same attack succeeds.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from isotherm.briefs import write_briefs
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings, coarse_count, quotes_anyone
from isotherm.schema import READING

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
ON = PrivacySettings(secret="known to the operator alone")
OFF = PrivacySettings(k=1, step=1, climb=1, blur=0.0)
QUERIES = 10_000
Show = Callable[[int, str, str], int | None]


def show_coarse(count: int, query: str, key: str) -> int | None:
    return coarse_count(count, subject=query, key=key, settings=ON)


def show_floored(count: int, query: str, key: str) -> int | None:
    """Floored to tens from k on, with no hidden place."""
    settings = PrivacySettings(blur=0.0)
    return coarse_count(count, subject=query, key=key, settings=settings)


def show_exact(count: int, query: str, key: str) -> int | None:
    return count


@cache
def likely(count: int, show: Show) -> Counter[int | None]:
    """How often each answer comes up for a count, over keys of the attacker's own."""
    return Counter(show(count, "query", f"own{key}") for key in range(300))


def guess_right(others: np.ndarray, show: Show) -> float:
    """How often an attacker who knows all the others tells whether one more person is in.

    The attacker has the code but not the key: of the two answers it takes the one under which what
    is shown is likelier, and tosses a coin where they are alike.
    """
    rng = np.random.default_rng(11)
    truth = rng.random(len(others)) < 0.5
    right = 0
    for number, (count, there) in enumerate(zip(others.tolist(), truth.tolist(), strict=True)):
        seen = show(count + there, str(number), "secret")
        out, there_too = (likely(n, show)[seen] for n in (count, count + 1))
        guess = there_too > out if there_too != out else bool(rng.random() < 0.5)
        right += guess == there
    return right / len(others)


def crowds(queries: int) -> np.ndarray:
    rng = np.random.default_rng(3)
    return np.exp(rng.uniform(np.log(30), np.log(400), queries)).astype(int)


def test_differencing_over_ten_thousand_queries_gains_at_most_five_points() -> None:
    assert guess_right(crowds(QUERIES), show_coarse) - 0.5 <= 0.05


def test_the_same_differencing_succeeds_without_protection() -> None:
    assert guess_right(crowds(500), show_exact) > 0.95


def test_a_bait_just_below_k_gains_about_five_points() -> None:
    """The attacker brings a count to just below k with its own people, and looks for a brief."""
    bait = np.full(2_500, 50)  # at 49 even the first hidden place is not reached
    # one in ten hidden places lies there: 5 points, give or take three standard errors
    assert guess_right(bait, show_coarse) - 0.5 <= 0.05 + 3 * 0.5 / np.sqrt(len(bait))


def test_the_bait_works_where_the_step_is_not_hidden() -> None:
    assert guess_right(np.full(500, 49), show_floored) > 0.95


def test_days_of_looking_at_one_subject_tell_little() -> None:
    """Somebody may have come on one of sixty days; about three others come that day as well."""
    rng = np.random.default_rng(4)
    right = 0
    for query in range(1_000):
        counts = 60 + np.cumsum(rng.poisson(3, 60))
        day, came = int(rng.integers(10, 50)), bool(rng.random() < 0.5)
        counts[day:] += came
        before, after = (show_coarse(int(counts[d]), str(query), "secret") for d in (day - 1, day))
        right += (before != after) == came
    assert right / 1_000 - 0.5 <= 0.05


def rows_of(askers: int, *, said: str = "求 大码 通勤西装") -> dict[str, list[dict[str, Any]]]:
    people = [f"actor-{i:04d}" for i in range(askers)]
    return {
        "searches": [
            {"actor_id": u, "at": DAY, "query": f"{said}", "search_id": f"q{u}"} for u in people
        ],
        "replies": [
            {
                "reply_id": f"r{u}",
                "note_id": "note",
                "actor_id": u,
                "at": DAY,
                "text": f"我一直想找这样的通勤西装，编号{i:04d}的那件还有吗",
            }
            for i, u in enumerate(people)
        ],
        "merchants": [{"merchant_id": "m", "lead_days": 7, "categories": ["西装"]}],
        "products": [
            {"product_id": "p", "merchant_id": "m", "title": "通勤西装", "category": "西装"}
        ],
        "skus": [
            {"sku_id": s, "product_id": "p", "options": {"size": s}} for s in ("M", "L", "XL")
        ],
        "orders": [
            {"order_id": f"o{u}", "actor_id": u, "at": DAY, "sku_id": ("M", "L", "L", "XL")[i % 4],
             "price_fen": 20_000 + 10 * i}
            for i, u in enumerate(people)
        ],
    }  # fmt: skip


def briefs_of(
    rows: dict[str, list[dict[str, Any]]], settings: PrivacySettings, **need: Any
) -> list[dict[str, Any]]:
    askers = float(len(rows["searches"]))
    told: dict[str, Any] = {
        "need_id": "n",
        "stratum_id": "",
        "name": rows["searches"][0]["query"],
        "terms": ["西装", "通勤", "大码"],
        "askers": askers,
        "supply": 1,
        "satisfied_high": 0.1,
        "unmet_units": 0.4 * askers,
        "unmet_low": 0.3 * askers,
        "unmet_high": 0.5 * askers,
        "why": '{"fit":1.0}',
        "kind": "better_here",
        "log_e": 0.1 * askers,
        "review": "none",
    }
    parts: dict[str, list[dict[str, Any]]] = {"needs": [told | need]}
    tables = {
        name: pa.Table.from_pylist(parts.get(name, []), schema=READING[name].arrow_schema())
        for name in ("needs", "trends", "trend_forecasts", "strata", "memberships")
    }
    record = Record.from_rows(rows, as_of=DAY)
    return write_briefs(record, **tables, privacy=settings).to_pylist()


def shown_text(found: list[dict[str, Any]]) -> str:
    return json.dumps([list(row.values()) for row in found], ensure_ascii=False, default=str)


def test_one_asker_more_hardly_ever_changes_a_brief() -> None:
    changed = tries = 0
    for secret in range(4):
        settings = PrivacySettings(secret=f"{secret}")
        seen = [briefs_of(rows_of(n), settings) for n in range(150, 154)]
        tries += 3
        changed += sum(one != other for one, other in itertools.pairwise(seen))
    # who guesses from a change gains half of how often there is one
    assert changed / tries / 2 <= 0.1


def test_without_protection_one_asker_more_changes_the_brief() -> None:
    seen = [briefs_of(rows_of(n), OFF) for n in range(5, 8)]
    assert all(one != other for one, other in itertools.pairwise(seen))


def test_no_actor_id_and_no_quote_reaches_a_brief() -> None:
    rows = rows_of(200)
    text = shown_text(briefs_of(rows, ON))
    said = [row["text"] for row in rows["replies"]] + [row["query"] for row in rows["searches"]]
    assert text != "[]"
    assert not any(row["actor_id"] in text for row in rows["searches"])
    assert quotes_anyone(text, said) == ""
    # control: the need's own name is what somebody typed, and would be caught
    assert quotes_anyone(rows["searches"][0]["query"], said)


@pytest.mark.parametrize("group", [5, 20, 49])
def test_a_planted_small_group_does_not_show(group: int) -> None:
    rows = rows_of(group, said="求 大码 通勤西装")
    assert briefs_of(rows, ON) == []
    assert briefs_of(rows, OFF) != []


def test_words_of_a_small_group_within_a_large_one_do_not_show() -> None:
    rows = rows_of(200)
    for row in rows["searches"][:30]:
        row["query"] = "求 大码 通勤西装 蕾丝"
    assert "蕾丝" not in shown_text(briefs_of(rows, ON))
    assert "蕾丝" in shown_text(briefs_of(rows, OFF, terms=["西装", "通勤", "蕾丝"]))


def test_every_cell_of_people_is_of_k_or_empty() -> None:
    for askers in range(60, 400, 67):
        for row in briefs_of(rows_of(askers), ON):
            assert row["audience"] >= ON.k
            assert row["audience"] % 10 == 0
            curve = json.loads(row["size_curve"])
            bought = {"M": askers // 4, "XL": askers // 4, "L": askers // 2}
            assert all(bought[size] >= ON.k for size in curve if size in bought)


@pytest.mark.parametrize(
    "said", ["孕妇 通勤西装", "化疗 通勤西装", "佛教 通勤西装", "儿童 通勤西装"]
)
def test_what_touches_a_sensitive_matter_stays_inside(said: str) -> None:
    rows = rows_of(200, said=said)
    assert briefs_of(rows, ON) == []
    assert briefs_of(rows_of(200), ON) != []


def test_a_need_under_review_stays_inside() -> None:
    assert briefs_of(rows_of(200), ON, review="needed") == []
