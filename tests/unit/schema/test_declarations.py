from __future__ import annotations

import pytest

from isotherm.schema import (
    ARROW_TYPES,
    LEDGER,
    LEDGER_TABLES,
    READING_TABLES,
    SIGNAL_TABLES,
    Kind,
    Table,
)

CONTRACT = {
    "actors": "actor_id kind joined_at followers profile",
    "notes": "note_id author_id at title body tags paid product_ids",
    "replies": "reply_id note_id actor_id at text parent_id",
    "reactions": "actor_id at kind note_id product_id followed_id count",
    "searches": "actor_id at query search_id results clicked",
    "products": "product_id merchant_id title description category listed_at price_fen attributes",
    "skus": "sku_id product_id options price_fen stock",
    "orders": "order_id actor_id at sku_id product_id quantity price_fen line_id source_kind "
    "source_id",
    "outcomes": "actor_id product_id at order_id kept fit rating reason occasion",
    "merchants": "merchant_id name lead_days categories buyer_ids",
    "tests": "test_id brief_id merchant_id place opened_at closes_at",
    "options": "option_id test_id attributes price_fen",
    "votes": "test_id option_id actor_id at stake value",
    "wishes": "wish_id actor_id at text attributes seconded_by answered_by",
    "pushes": "push_id subject_id at kind holdout_share",
    "need_reviews": "need_id passed",
    "series": "series_id at value name tags",
}


@pytest.mark.parametrize("table", LEDGER_TABLES, ids=lambda table: table.name)
def test_the_contract_is_kept(table: Table) -> None:
    assert set(CONTRACT[table.name].split()) <= set(table.names)


@pytest.mark.parametrize("table", [*LEDGER_TABLES, *READING_TABLES], ids=lambda t: t.name)
def test_a_table_is_sound(table: Table) -> None:
    assert len(set(table.names)) == len(table.names)
    assert {*table.key, *table.one_of, *table.snapshot} <= set(table.names)
    assert {column for column, _ in table.references} <= set(table.names)
    assert {other for _, other in table.references} <= set(LEDGER)
    assert table.arrow_schema().names == list(table.names)


def test_all_tables_of_the_contract_are_there() -> None:
    assert set(LEDGER) == set(CONTRACT)
    assert set(SIGNAL_TABLES) <= set(LEDGER)
    assert set(ARROW_TYPES) == set(Kind)


def test_money_is_named_in_its_unit() -> None:
    for table in (*LEDGER_TABLES, *READING_TABLES):
        for column in table.columns:
            assert (column.kind is Kind.FEN) == column.name.endswith("_fen"), column.name


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        LEDGER["notes"].column("colour")
