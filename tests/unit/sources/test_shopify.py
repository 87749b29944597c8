from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.sources import import_source

_OLD = {
    "handle": "Handle", "title": "Title", "body": "Body (HTML)", "vendor": "Vendor",
    "type": "Type", "tags": "Tags", "name": "Option1 Name", "value": "Option1 Value",
    "sku": "Variant SKU", "stock": "Variant Inventory Qty", "price": "Variant Price",
    "image": "Image Src",
}  # fmt: skip
_NEW = {
    "title": "Title", "handle": "URL handle", "body": "Description", "vendor": "Vendor",
    "type": "Type", "tags": "Tags", "sku": "SKU", "name": "Option1 name",
    "value": "Option1 value", "price": "Price", "stock": "Inventory quantity",
    "image": "Product image URL",
}  # fmt: skip
_DIALECTS = {"older": _OLD, "newer": _NEW}
_LETTERS = st.characters(categories=("Ll", "Lu", "Lo", "Nd"), include_characters=' ",\n')
_WORDS = (
    st.text(_LETTERS, min_size=1, max_size=9)
    .map(str.strip)
    .filter(lambda word: word and word.lower() != "default title")
)
_SHOP = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True),
    st.tuples(
        _WORDS,
        st.dictionaries(
            _WORDS, st.tuples(st.integers(0, 10**8), st.integers(0, 500)), min_size=1, max_size=4
        ),
        st.integers(0, 2),
    ),
    max_size=4,
)


def _export(rows: list[dict[str, str]], dialect: str) -> bytes:
    names = _DIALECTS[dialect]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(names.values()), quoting=csv.QUOTE_MINIMAL)
    writer.writeheader()
    writer.writerows({names[key]: cell for key, cell in row.items()} for row in rows)
    return stream.getvalue().encode()


def _rows_of(shop: dict[str, Any]) -> list[dict[str, str]]:
    """A shop as the lines of an export: titles and option names on the first line alone."""
    rows = []
    for handle, (title, variants, pictures) in shop.items():
        for place, (value, (fen, stock)) in enumerate(variants.items()):
            price = f"{fen // 100}.{fen % 100:02d}"
            row = {"handle": handle, "value": value, "price": price, "stock": str(stock)}
            rows.append(row | ({"title": title, "name": "Size"} if place == 0 else {}))
        rows += [{"handle": handle, "image": f"https://x/{n}.jpg"} for n in range(pictures)]
    return rows


@settings(max_examples=40, deadline=None)
@given(_SHOP, st.sampled_from(sorted(_DIALECTS)))
def test_a_shop_comes_back_from_either_dialect(shop: dict[str, Any], dialect: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "products_export.csv", Path(folder) / "ledger"
        path.write_bytes(_export(_rows_of(shop), dialect))
        summary = import_source("shopify", [path], out)
        found = {
            name: pq.read_table(out / name).to_pylist() if name in summary.tables else []
            for name in ("products", "skus")
        }
    assert summary.unreadable == summary.repeated == 0
    titles = {row["product_id"]: (row["title"], row["price_fen"]) for row in found["products"]}
    assert titles == {
        handle: (title, min(fen for fen, _ in variants.values()))
        for handle, (title, variants, _) in shop.items()
    }
    skus = {
        (row["product_id"], json.loads(row["options"])["Size"]): (row["price_fen"], row["stock"])
        for row in found["skus"]
    }
    assert skus == {
        (handle, value): told
        for handle, (_, variants, _) in shop.items()
        for value, told in variants.items()
    }


@pytest.mark.parametrize("dialect", sorted(_DIALECTS))
def test_what_a_product_says_of_itself(tmp_path: Path, bring: Any, dialect: str) -> None:
    rows = [
        {"handle": "blazer", "title": "Lilac blazer", "body": "<p>Cut on <b>XL</b></p><p>Linen</p>",
         "vendor": "Plum", "type": "Jackets", "tags": "work, plus size", "name": "Color",
         "value": "Lilac", "sku": "B-1", "price": "800", "stock": "-3"},
        {"handle": "blazer", "value": "Navy", "sku": "B-1", "price": "780.50", "stock": "4"},
        {"handle": "blazer", "image": "https://x/2.jpg"},
        {"handle": "gift", "title": "Gift", "name": "Title", "value": "Default Title",
         "price": "5"},
    ]  # fmt: skip
    path = tmp_path / "export.csv"
    path.write_bytes(_export(rows, dialect))
    summary, ledger = bring("shopify", path)
    blazer, gift = ledger["products"]
    assert blazer["description"] == "Cut on XL\nLinen"
    assert (blazer["category"], blazer["merchant_id"]) == ("Jackets", "Plum")
    assert blazer["price_fen"] == 78_050
    assert json.loads(blazer["attributes"]) == {
        "colour": ["Lilac", "Navy"], "tags": ["work", "plus size"],
    }  # fmt: skip
    assert [(row["sku_id"], row["stock"]) for row in ledger["skus"]] == [
        ("blazer/Lilac", 0), ("blazer/Navy", 4), ("gift", None),
    ]  # fmt: skip
    assert gift["attributes"] is None
    assert ledger["merchants"] == [
        {"merchant_id": "Plum", "name": "Plum", "lead_days": None, "categories": ["Jackets"],
         "buyer_ids": None}
    ]  # fmt: skip
    assert (summary.read, summary.kept) == (4, 4)


def test_broken_lines_cost_themselves_alone(tmp_path: Path, bring: Any) -> None:
    rows = [
        {"handle": "a", "title": "A", "name": "Size", "value": "S", "price": "10"},
        {"handle": "a", "value": "M", "price": "ten"},
        {"handle": "", "title": "B", "price": "3"},
        {"handle": "a", "value": "L", "price": "12"},
        {"handle": "a", "value": "L", "price": "12"},
    ]
    path = tmp_path / "export.csv"
    path.write_bytes(_export(rows, "older") + b"a,too,few\n")
    summary, ledger = bring("shopify", path)
    assert [row["sku_id"] for row in ledger["skus"]] == ["a/S", "a/L"]
    assert (summary.unreadable, summary.repeated, summary.kept) == (3, 1, 2)
    assert [(f.line, f.column) for f in summary.faults] == [
        (3, "Variant Price"), (4, "Handle"), (7, ""),
    ]  # fmt: skip


def test_another_table_is_no_export(tmp_path: Path, bring: Any) -> None:
    (tmp_path / "orders.csv").write_text("Name,Email\n#1,a@b\n")
    summary, ledger = bring("shopify", tmp_path / "orders.csv")
    assert (ledger, summary.unreadable) == ({}, 1)
