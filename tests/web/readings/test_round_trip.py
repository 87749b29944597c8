"""What a record brought comes out again: rebuilding and exporting are each other's opposite."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isotherm.ledger import check_ledger, read_ledger
from isotherm.reading import Request, run_reading
from isotherm.schema import LEDGER_TABLES, READING_TABLES, Kind
from isotherm.web.readings.export import export_record
from isotherm.web.readings.rebuild import rebuild_town

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def canonical(folder: Path) -> dict[str, list[str]]:
    """The accepted rows of a ledger by table, in an order of their own; empty is none."""
    with tempfile.TemporaryDirectory() as into:
        read_ledger(folder, Path(into), now=NOW)
        return {
            table.name: _rows(Path(into) / f"{table.name}.parquet", table)
            for table in LEDGER_TABLES
            if (Path(into) / f"{table.name}.parquet").exists()
        }


def _rows(path: Path, table: Any) -> list[str]:
    maps = [column.name for column in table.columns if column.kind is Kind.MAP]
    lists = [column.name for column in table.columns if column.kind is Kind.LIST]
    told = []
    for row in pq.ParquetFile(path).read().to_pylist():
        row |= {name: json.loads(row[name] or "{}") or None for name in maps}
        row |= {name: row[name] or None for name in lists}
        told.append(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str))
    return sorted(told)


def test_what_came_in_comes_out(town: Any, ledger: Path, tmp_path: Path) -> None:
    export_record(tmp_path / "out")
    came, left = canonical(ledger), canonical(tmp_path / "out")
    for table in came:
        assert left[table] == came[table], table
    assert not any(left[table] for table in left.keys() - came.keys())


def test_a_like_said_twice_comes_out_once(
    transactional_db: None, write_ledger: Callable[..., Path], tmp_path: Path
) -> None:
    like = {"actor_id": "ana", "kind": "like", "note_id": "n1"}
    days = [f"2026-03-0{day}T00:00:00+00:00" for day in (1, 2)]
    view = {**like, "kind": "view", "at": days[0]}
    told = rebuild_town(
        write_ledger(reactions=[*({**like, "at": at} for at in days), view, view]), None
    )
    assert told.left_out == {"likes, saves and follows said again": 1}
    assert export_record(tmp_path / "out")["reactions"] == 3


def test_every_row_of_an_export_can_be_read(town: Any, tmp_path: Path) -> None:
    rows = export_record(tmp_path / "out")
    account = check_ledger(tmp_path / "out", now=NOW)
    assert account.rejected == 0
    assert account.accepted == sum(rows.values())


def test_a_reading_of_the_export_is_the_reading_of_the_record(
    transactional_db: None,
    tell: Callable[..., Any],
    write_ledger: Callable[..., Path],
    tmp_path: Path,
) -> None:
    ledger = write_ledger(**tell(actors=120, notes=60))
    rebuild_town(ledger, None)
    export_record(tmp_path / "out")
    readings = [tmp_path / "of-record", tmp_path / "of-export"]
    for source, out in zip((ledger, tmp_path / "out"), readings, strict=True):
        run_reading(Request(ledger=source, out=out), now=NOW)
    for table in READING_TABLES:
        of_record, of_export = (
            pq.ParquetFile(r / f"{table.name}.parquet").read() for r in readings
        )
        assert of_record.equals(of_export), table.name


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
ids = st.sampled_from(["a", "b", "c", "长长", "d-1", "é"])
times = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2026, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=dt.UTC).isoformat()
)
maps = st.dictionaries(st.sampled_from(["size", "colour"]), texts.filter(bool), max_size=2)


def rows_of(key: str, **columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({key: ids}, optional=columns)
    return st.lists(row, max_size=4, unique_by=lambda one: one[key])


RECORDS = st.fixed_dictionaries(
    {
        "notes": rows_of(
            "note_id",
            author_id=ids,
            at=times,
            title=texts,
            body=texts,
            tags=st.lists(texts.filter(str.strip), max_size=2),
        )
        .map(lambda rows: [{"author_id": None, "at": None, "title": "t", **row} for row in rows])
        .filter(bool),
        "products": rows_of(
            "product_id",
            merchant_id=ids,
            title=texts,
            price_fen=st.integers(0, 10**6),
            attributes=maps,
        ),
        "skus": rows_of(
            "sku_id", options=maps, price_fen=st.integers(0, 10**6), stock=st.integers(0, 99)
        ).map(lambda rows: [{"product_id": "p", "stock": 0, **row} for row in rows]),
        "orders": rows_of(
            "order_id",
            actor_id=ids,
            at=times,
            quantity=st.integers(1, 3),
            price_fen=st.integers(0, 10**6),
            line_id=ids,
        ).map(
            lambda rows: [
                {"actor_id": None, "at": None, "product_id": "x", "quantity": 1, **row}
                for row in rows
            ]
        ),
        "wishes": rows_of("wish_id", actor_id=ids, at=times, text=texts, attributes=maps).map(
            lambda rows: [{"actor_id": None, "at": None, **row} for row in rows]
        ),
    }
)


@pytest.mark.django_db(transaction=True)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(record=RECORDS)
def test_any_record_comes_out_as_it_came(
    record: dict[str, Any], write_ledger: Callable[..., Path], tmp_path: Path
) -> None:
    ledger = write_ledger(**{name: rows for name, rows in record.items() if rows})
    rebuild_town(ledger, None, force=True)
    with tempfile.TemporaryDirectory(dir=tmp_path) as scratch:
        export_record(Path(scratch) / "out")
        left = canonical(Path(scratch) / "out")
    for table, rows in canonical(ledger).items():
        telling = [row for row in rows if _says_something(json.loads(row))]
        assert [row for row in left.get(table, []) if row in telling] == telling, table
        assert len(left.get(table, [])) <= len(rows), table


def _says_something(row: dict[str, Any]) -> bool:
    return sum(value is not None for value in row.values()) > 1
