"""Entries of the ledgers stay as they were written, whoever asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from isotherm.web.shop.guards import GUARDED, taken_down
from isotherm.web.shop.models import MoneyEntry, Sku, StockEntry
from isotherm.web.shop.services import (
    accept_return,
    ask_return,
    count_stock,
    receive_stock,
    ship_line,
)
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("act", ["UPDATE {} SET at = '2000-01-01'", "DELETE FROM {}"])
def test_raw_statements_are_refused(reader, sku, buy, table, act):
    buy(reader, sku)
    before = (StockEntry.objects.count(), MoneyEntry.objects.count())
    assert all(before)
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        _run(act.format(table))
    assert (StockEntry.objects.count(), MoneyEntry.objects.count()) == before


@pytest.mark.parametrize("table", GUARDED)
def test_control_without_the_guards_they_pass(reader, sku, buy, table):
    buy(reader, sku)
    with taken_down(connection):
        assert _run(f"DELETE FROM {table}") > 0
    buy(reader, sku)
    with pytest.raises(DatabaseError), transaction.atomic():
        _run(f"DELETE FROM {table}")


def test_a_size_with_a_ledger_is_not_removed(sku, blazer):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        blazer.delete()


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_more_pieces_than_can_be_counted_are_refused_in_words(reader, sku, buy):
    line = buy(reader, sku).lines.get()
    shop = line.product.merchant
    ship_line(shop, line.pk)
    ask_return(reader, line.pk, reason="mind")
    receive_stock(sku, units=1, reference="lot")
    Sku.objects.filter(pk=sku.pk).update(on_hand=2**31 - 1)
    with pytest.raises(Refusal) as no:
        receive_stock(sku, units=1, reference="lot")
    with pytest.raises(Refusal) as nor:
        accept_return(shop, line.pk)
    assert no.value.code == nor.value.code == "too_many"
    count_stock(sku, units=5, reference="looked")
    assert accept_return(shop, line.pk).state == "returned"
