"""Sensitive wants stay with the operator, on the whole way from what is asked to what is sent.

Illness, pregnancy, religion, minors and the weight of a person never reach a brief unreviewed;
sizes and weight bands of garments do.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pyarrow as pa
import pytest

from isotherm.briefs import shared_words, write_briefs
from isotherm.ledger import Record
from isotherm.needs import NeedSettings, find_needs, telling
from isotherm.privacy import PrivacySettings
from isotherm.schema import READING

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
PLANTED = {
    "zh": ("化疗假发套", "孕妇托腹裤", "穆斯林礼拜长袍", "小学生背带裙", "减肥暴汗服"),
    "en": ("chemo head scarf", "maternity work skirt", "hijab swim cap", "teenager bralette set",
           "weight loss leggings"),
}  # fmt: skip
ALLOWED = {
    "zh": ("大码通勤西装", "120-140斤连衣裙"),
    "en": ("plus size blazer", "size 16 raincoat"),
}
SERVED = {
    "zh": ("羊毛大衣", "防晒帽子", "牛仔裤"),
    "en": ("wool coat", "canvas tote", "straight denim"),
}
MARKS = {
    "zh": ("化疗", "假发", "孕", "托腹", "穆斯林", "礼拜", "小学生", "减肥", "暴汗"),
    "en": ("chemo", "matern", "hijab", "teen", "bralette", "weight"),
}
Rows = dict[str, list[dict[str, Any]]]


def town(language: str, people: int = 90) -> Rows:
    """Each thing is asked for by its own people; only what is served is bought and kept."""
    rng = random.Random(3)
    rows: Rows = {name: [] for name in ("searches", "products", "orders", "outcomes")}
    things = (*PLANTED[language], *ALLOWED[language], *SERVED[language])
    for number, thing in enumerate(things):
        served = thing in SERVED[language]
        if served:
            rows["products"] += [
                {"product_id": f"p{number}-{k}", "merchant_id": "m", "title": f"{thing} {k}",
                 "category": thing} for k in range(3)
            ]  # fmt: skip
        for person in range(people):
            actor, at = f"u{number}-{person}", DAY + dt.timedelta(days=rng.uniform(0, 50))
            rows["searches"].append(
                {"search_id": f"s{actor}", "actor_id": actor, "at": at, "query": thing}
            )
            if served and rng.random() < 0.6:
                bought = {"actor_id": actor, "product_id": f"p{number}-{person % 3}"}
                order = {"order_id": f"o{actor}", "at": at + dt.timedelta(days=2)}
                rows["orders"].append(bought | order)
                rows["outcomes"].append(bought | order | {"kept": True, "fit": "true"})
    rows["merchants"] = [{"merchant_id": "m", "lead_days": 7, "categories": list(things)}]
    return rows


def sent(language: str, *, review: bool = True) -> tuple[list[dict[str, Any]], str]:
    """The needs found, and every brief written of them, as text."""
    record = Record.from_rows(town(language), as_of=DAY + dt.timedelta(days=60))
    empty = {
        name: READING[name].arrow_schema().empty_table()
        for name in ("trends", "trend_forecasts", "strata", "memberships", "coordinated")
    }
    needs = find_needs(
        record,
        memberships=empty["memberships"],
        coordinated=empty["coordinated"],
        settings=NeedSettings(),
    ).needs
    if not review:
        passed = pa.array(["none"] * needs.num_rows)
        needs = needs.set_column(needs.schema.get_field_index("review"), "review", passed)
    briefs = write_briefs(record, needs=needs, **empty, privacy=PrivacySettings(secret="s"))
    return needs.to_pylist(), str(briefs.to_pylist()).lower()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sensitive_wants_are_found_for_review_and_reach_no_brief(language: str) -> None:
    needs, text = sent(language)
    held = " ".join(row["name"] for row in needs if row["review"] == "needed").lower()
    assert sum(mark in held for mark in MARKS[language]) >= 5
    assert not [mark for mark in MARKS[language] if mark in text]


@pytest.mark.parametrize(("language", "shown"), [("zh", "大码"), ("en", "plus size")])
def test_sizes_and_weight_bands_of_garments_are_no_secret(language: str, shown: str) -> None:
    needs, text = sent(language)
    names = {row["name"].lower(): row["review"] for row in needs}
    assert shown in text
    assert all(review == "none" for name, review in names.items() if shown in name)
    assert "连衣裙" in text or "raincoat" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_review_that_was_forgotten_is_made_up_for_by_the_brief(language: str) -> None:
    _, text = sent(language, review=False)
    assert not [mark for mark in MARKS[language] if mark in text]


def test_control_without_the_word_lists_they_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "sensitive_topics", lambda _: ())
    monkeypatch.setattr(shared_words, "sensitive_topics", lambda _: ())
    shared_words._topics_of.cache_clear()
    _, text = sent("zh")
    shared_words._topics_of.cache_clear()
    assert len([mark for mark in MARKS["zh"] if mark in text]) >= 4
