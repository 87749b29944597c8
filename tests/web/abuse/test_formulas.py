"""Files the town hands out hold words, never formulas."""

from __future__ import annotations

import csv
import io

import pytest

from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.shopify import import_products, writing

from .roads import matrix

pytestmark = pytest.mark.django_db

FORMULAS = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
]
FORMULAS += [
    f"{one}1+1" for one in ("\t=", "\r=", "\n=", "\0=", "＝", "＋", "－", "＠", " =", "\ufeff=")
]
FORMULAS += [f"\u3000{one}x" for one in "=+-@＝＋－＠"]
FORMULAS += ["'=1+1", '"=1+1"', "a\n=1+1", ";=1+1", "％=1"]


def calculates(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula, as generously as any of them reads."""
    shown = cell.lstrip(" \u3000\u00a0\ufeff\0")
    return shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.fixture
def shelves(shop, merchant):
    """A shop that sells one thing for every formula, in every cell a shop fills in."""
    Merchant.objects.filter(pk=shop.pk).update(name=FORMULAS[0])
    plain = dict.fromkeys(one.replace("\0", "") for one in FORMULAS)  # no database keeps NUL
    for number, words in enumerate(plain):
        product = Product.objects.create(
            id=f"p-{number}", merchant=shop, title=words, description=words, category=words[:60],
            price_fen=100, handle=words, attributes={words: words},
        )  # fmt: skip
        options = {words: words, "size": words}
        Sku.objects.create(id=f"s-{number}", product=product, options=options, price_fen=100)
    return matrix.client_of(merchant)


def cells_of(client, kind: str) -> list[str]:
    answer = client.get(f"/desk/shop-1/csv/{kind}/")
    text = b"".join(answer.streaming_content).decode()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


@pytest.mark.parametrize("kind", ["products", "inventory"])
def test_no_cell_of_a_file_is_calculated(shelves, kind):
    cells = cells_of(shelves, kind)
    assert len(cells) > 8 * len(FORMULAS)
    assert [cell for cell in cells if calculates(cell)] == []


@pytest.mark.parametrize("kind", ["products", "inventory"])
def test_control_without_defusing_cells_are_calculated(shelves, kind, monkeypatch):
    monkeypatch.setattr(writing, "defuse", str)
    assert len([cell for cell in cells_of(shelves, kind) if calculates(cell)]) > len(FORMULAS)


def test_a_formula_of_a_file_comes_in_as_words_and_goes_out_defused(shop, merchant):
    head = (
        "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price"
    )
    rows = [
        f'h{n},"{one}","{one}",v,"{one}",Size,L,k{n},10.00'
        for n, one in enumerate(("=1+1", "@x", "＝2"))
    ]
    import_products(shop, "\n".join([head, *rows]).encode())
    assert Product.objects.filter(title="=1+1").exists()
    client = matrix.client_of(merchant)
    for kind in ("products", "inventory"):
        assert [cell for cell in cells_of(client, kind) if calculates(cell)] == []
