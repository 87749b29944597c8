"""Whose goods a subject is: by the category it names, by goods that answer it, by linked goods."""

from __future__ import annotations

import datetime as dt
from typing import Any

from isotherm.briefs import BriefSettings
from isotherm.briefs.goods import Goods, Supply, find_supply, read_goods
from isotherm.briefs.matching import fit_of
from isotherm.briefs.subjects import Subject
from isotherm.ledger import Record

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
LEAST = BriefSettings().least_fit


def shops() -> Goods:
    """Four shops of a trade each; quiet goods are sold in two of them, sleeves in none."""
    trades = {"vinyl": ["record rack", "inner sleeve"], "fish": ["heater", "filter"],
              "bake": ["whisk", "cake ring"], "sew": ["dress form"]}  # fmt: skip
    titles = [
        ("fish", "quiet heater", "heater"),
        ("bake", "quiet whisk", "whisk"),
        ("vinyl", "walnut record rack", "record rack"),
        ("sew", "slim dress form", "dress form"),
        ("bake", "deep cake ring", "cake ring"),
        ("fish", "large filter", "filter"),
    ]
    names = ("merchant_id", "title", "category")
    rows: dict[str, list[dict[str, Any]]] = {
        "merchants": [{"merchant_id": m, "categories": c} for m, c in trades.items()],
        "products": [
            {"product_id": f"p{i}"} | dict(zip(names, one, strict=True))
            for i, one in enumerate(titles)
        ],
        "notes": [{"note_id": "t", "at": DAY, "title": "a quiet day", "product_ids": ["p3"]}],
    }
    return read_goods(Record.from_rows(rows, as_of=DAY))


def subject(kind: str, *words: str, evidence: tuple[str, ...] = ()) -> Subject:
    return Subject(kind, "x", "found", (), words, 100.0, (1, 2, 3), 5.0, evidence, {})


def fitting(supply: Supply, goods: Goods) -> list[str]:
    fits = {m["merchant_id"]: fit_of(m, supply, goods) for m in goods.merchants}
    return sorted(name for name, fit in fits.items() if fit >= LEAST)


def supply_of(one: Subject, *phrases: str, goods: Goods) -> Supply:
    return find_supply(one, phrases, goods, settings=BriefSettings())


def test_what_nobody_sells_goes_to_whose_category_it_names_not_to_who_shares_an_attribute() -> None:
    goods = shops()
    asked = subject("need", "quiet inner sleeve", "inner sleeve", "quiet")
    assert fitting(supply_of(asked, "quiet inner sleeve", goods=goods), goods) == ["vinyl"]


def test_what_nobody_sells_and_no_category_names_goes_to_nobody() -> None:
    goods = shops()
    asked = subject("need", "quiet ceiling fan", "ceiling fan", "quiet")
    assert fitting(supply_of(asked, "quiet ceiling fan", goods=goods), goods) == []


def test_goods_that_answer_it_are_their_shops_whatever_it_is_called() -> None:
    goods = shops()
    asked = subject("need", "large heater for tanks", "heater", "large")
    assert fitting(supply_of(asked, "large heater", goods=goods), goods) == ["fish"]


def test_a_trends_own_notes_say_whose_goods_it_is() -> None:
    goods = shops()
    wave = subject("trend", "a day of one's own", evidence=("t",))
    found = supply_of(wave, "day of one's own", goods=goods)
    assert fitting(found, goods) == ["sew"]
    assert found.holders == {"sew": 1}
    # control: a wave whose notes carry nothing has nobody to go to
    assert fitting(supply_of(subject("trend", "a day"), "a day", goods=goods), goods) == []
