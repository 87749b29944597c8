"""Who searches what there is to read wants nothing to have, unless some ask for it."""

from __future__ import annotations

import numpy as np
import pytest

from isotherm.needs import NeedSettings, find_needs
from isotherm.needs.asks import gather_asks
from isotherm.needs.wanting import looks_only
from isotherm.schema import READING

NOBODY = READING["coordinated"].arrow_schema().empty_table()
NO_STRATA = READING["memberships"].arrow_schema().empty_table()
SUBJECT = "拉坯手法"


def names(shop):
    found = find_needs(
        shop.record(), memberships=NO_STRATA, coordinated=NOBODY, settings=NeedSettings()
    )
    return {row["name"] for row in found.needs.to_pylist()}


def with_searches(town, *, results):
    shop = town(1)
    for person in range(80):
        shop.search(f"reader{person}", SUBJECT, day=person % 50, results=results)
    return shop


@pytest.mark.parametrize(("results", "wanted"), [(60, False), (0, True), (None, True)])
def test_searches_that_find_much_to_read_are_no_need(town, results, wanted):
    found = names(with_searches(town, results=results))
    assert (SUBJECT in found) == wanted
    assert len(found) == 2 + wanted


def test_where_some_wish_for_it_the_searches_are_a_need(town):
    shop = with_searches(town, results=60)
    for person in range(12):
        at = shop.rows["searches"][person]["at"]
        shop.add("wishes", wish_id=f"w{person}", actor_id=f"fan{person}", at=at, text=SUBJECT)
    assert SUBJECT in names(shop)


def test_a_subject_is_looked_at_and_a_thing_whose_goods_are_opened_is_wanted(shop):
    goods = shop.product("p", "羊毛大衣")
    for person in range(20):
        shop.search(f"a{person}", SUBJECT, results=60)
        shop.search(f"a{person}", "羊毛大衣", results=60, clicked=[goods] if person < 3 else None)
    record = shop.record()
    asks = gather_asks(record)
    looks = looks_only(record, asks, record.collect(record.table("products"), order_by=()))
    assert dict(zip(asks.wordings, looks.tolist(), strict=True)) == {
        SUBJECT: True,
        "羊毛大衣": False,
    }


def test_a_subject_is_grouped_apart_from_the_thing_asked_for_in_the_same_words(shop):
    from isotherm.needs.topics import group_wordings

    for person in range(20):
        shop.search(f"a{person}", "环形针 编织", results=60)
        shop.search(f"b{person}", "超短环形针 编织", results=0)
    record = shop.record()
    asks = gather_asks(record)
    looks = looks_only(record, asks, record.collect(record.table("products"), order_by=()))
    apart = group_wordings(asks, NeedSettings(), looks=looks).of_wording
    together = group_wordings(
        asks, NeedSettings(), looks=np.zeros(len(looks), dtype=bool)
    ).of_wording
    assert apart[0] != apart[1]
    assert together[0] == together[1]
