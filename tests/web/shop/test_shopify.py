from __future__ import annotations

import csv
import io

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from isotherm.web.shop import turns
from isotherm.web.shop.models import Merchant, Product, Sku
from isotherm.web.shop.services import hold
from isotherm.web.shop.shopify import (
    export_inventory,
    export_products,
    import_products,
    require_goods,
)
from isotherm.web.shop.shopify.cells import defuse, restore
from isotherm.web.site.refusals import Refusal

from .books import check_books

pytestmark = pytest.mark.django_db
HEADER = (
    "Handle,Title,Body (HTML),Type,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price"
)


@pytest.fixture
def merchant():
    return Merchant.objects.create(id="shop-9", name="另一家")


def _file(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines]).encode()


def test_products_sizes_and_stock_come_in(merchant):
    data = _file(
        "blazer,丁香紫西装,<p>直筒&amp;垂感</p>,外套,Size,L,5,800.00",
        "blazer,,,,,XL,7,820.50",
        "blazer,,,,,,,",
        'belt,皮带,"<b>真皮</b>",配饰,Title,Default Title,3,99',
    )
    report = import_products(merchant, data)
    assert (report.rows, report.taken, report.faulty, report.products_made) == (4, 4, 0, 2)
    blazer = Product.objects.get(handle="blazer")
    assert (blazer.title, blazer.description, blazer.category) == (
        "丁香紫西装",
        "直筒&垂感",
        "外套",
    )
    assert blazer.price_fen == 80000
    sizes = {sku.options["size"]: (sku.on_hand, sku.price_fen) for sku in blazer.skus.all()}
    assert sizes == {"L": (5, 80000), "XL": (7, 82050)}
    assert Product.objects.get(handle="belt").skus.get().options == {}
    check_books()


def test_the_same_file_again_changes_nothing(merchant):
    data = _file("blazer,丁香紫西装,,外套,Size,L,5,800.00", "blazer,,,,,XL,7,820.50")
    import_products(merchant, data)
    again = import_products(merchant, data)
    assert (again.products_made, again.products_changed, again.stock_changed) == (0, 0, 0)
    dearer = import_products(merchant, data.replace(b"820.50", b"821.00"))
    assert (dearer.products_made, dearer.products_changed, dearer.stock_changed) == (0, 1, 0)
    assert (Product.objects.count(), Sku.objects.count()) == (1, 2)


def test_broken_rows_are_told_and_stop_no_other(merchant):
    data = _file(
        "a,甲,,外套,Size,L,5,800",
        "b,乙,,外套,Size,L,five,800",
        "c,丙,,外套,Size,L,5,cheap",
        ",丁,,外套,Size,L,5,800",
        "d,戊,,外套,Size,L,5",
        "e,,,外套,Size,L,5,800",
        "f,己,,外套,Size,L,5,-3",
        "g,庚,,外套,Size,L,5,1e309",
        "h,辛,,外套,Size,L,-4,800",
        "i,壬,,外套,Size,L,5,12.345",
        "j,癸,,外套,Size,L,5,12.3400",
    )
    report = import_products(merchant, data)
    told = [(fault.line, fault.column, fault.found) for fault in report.faults]
    assert told == [
        (3, "Variant Inventory Qty", "five"),
        (4, "Variant Price", "cheap"),
        (5, "Handle", ""),
        (6, "", "7 格"),
        (8, "Variant Price", "-3"),
        (9, "Variant Price", "1e309"),
        (11, "Variant Price", "12.345"),
        (7, "", "e"),
    ]
    assert all(fault.expected for fault in report.faults)
    assert (report.rows, report.taken, report.faulty) == (11, 3, 8)
    assert set(Product.objects.values_list("handle", flat=True)) == {"a", "h", "j"}
    assert Sku.objects.get(product__handle="h").on_hand == 0
    check_books()


def test_stock_below_what_is_promised_is_told_and_the_rest_goes_on(merchant, reader):
    data = _file("a,甲,,外套,Size,L,5,800", "b,乙,,外套,Size,L,5,800")
    import_products(merchant, data)
    hold(reader, Sku.objects.get(product__handle="a").pk, quantity=3)
    report = import_products(merchant, data.replace(b"L,5", b"L,2"))
    assert [(fault.line, fault.found) for fault in report.faults] == [(2, "a")]
    stock = dict(Sku.objects.values_list("product__handle", "on_hand"))
    assert stock == {"a": 5, "b": 2}
    check_books()


def test_what_goes_out_comes_in_as_it_was(blazer):
    merchant = blazer.merchant
    blazer.description = "直筒 & 垂感\n<不是标签>"
    blazer.title = "=cmd|' /C calc'!A0"
    blazer.save()
    text = "".join(export_products(merchant))
    before = list(Product.objects.values()), list(Sku.objects.values())
    report = import_products(merchant, text.encode())
    assert (report.products_made, report.faulty, report.stock_changed) == (0, 0, 0)
    assert (list(Product.objects.values()), list(Sku.objects.values())) == before
    report = import_products(merchant, "".join(export_inventory(merchant)).encode())
    assert (report.products_made, report.faulty, report.stock_changed) == (0, 0, 0)


def test_inventory_of_another_system_sets_the_shelf(blazer):
    header = "Handle,Title,Option1 Name,Option1 Value,SKU,Location,On hand (new)"
    data = _file(f"{blazer.pk},,size,XL,,x,3", header=header)
    report = import_products(blazer.merchant, data)
    assert (report.faulty, report.stock_changed) == (0, 1)
    assert blazer.skus.get(options__size="XL").on_hand == 3
    check_books()


STOCK = "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location"
SHELVES = {
    "as it is counted": (f"{STOCK},On hand (current),On hand (new)", ["A,4,", "B,9,3"], 7),
    "what is free": (f"{STOCK},Available (not editable)", ["A,2", "B,not stocked"], 3),
    "a column a place": (f"{STOCK.removesuffix(',Location')},A,B", ["2,not stocked", "3,1"], 6),
}


@pytest.mark.parametrize("case", SHELVES)
def test_a_stock_file_sets_the_shelf_to_what_all_places_have_and_nothing_else(blazer, reader, case):
    header, cells, on_hand = SHELVES[case]
    sku = blazer.skus.get(options__size="XL")
    hold(reader, sku.pk, quantity=1)
    rows = (f"{blazer.pk},Renamed,size,XL,x,,,{cell}" for cell in cells)
    report = import_products(blazer.merchant, _file(*rows, header=header))
    title = blazer.title
    blazer.refresh_from_db()
    assert (report.kind, report.stock_changed, blazer.title) == ("stock", 1, title)
    assert blazer.skus.get(options__size="XL").on_hand == on_hand
    check_books()


def test_a_stock_file_of_goods_that_are_not_here_says_so(blazer):
    header = f"{STOCK},On hand (new)"
    rows = ("none,T,size,L,x,,,A,1", f"{blazer.pk},T,size,XXXL,x,,,A,1")
    with translation.override("en"):
        report = import_products(blazer.merchant, _file(*rows, header=header))
    assert (report.taken, report.faulty) == (0, 2)
    told = [fault.expected for fault in report.faults]
    assert all("bring the product file first" in words for words in told)
    assert Product.objects.count() == 1


def test_the_sizes_of_a_product_are_asked_for_once(merchant):
    data = _file("a,甲,,外套,Size,L,5,800", "a,,,,,XL,5,800")
    import_products(merchant, data)
    with CaptureQueriesContext(connection) as asked:
        import_products(merchant, data)
    sizes = [one["sql"] for one in asked if one["sql"].startswith('SELECT "shop_sku"')]
    assert len(sizes) == 1


def test_another_shops_goods_are_not_touched(blazer):
    other = Merchant.objects.create(id="shop-2")
    import_products(other, _file(f"{blazer.pk},偷来的,,外套,Size,XL,99,1"))
    blazer.refresh_from_db()
    assert blazer.title == "丁香紫西装"
    assert Product.objects.filter(merchant=other).count() == 1


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0", b"a,b,c\r\n1,2,3", b"\xff\xfe\xff\xff", b'"' * 1000, b"PK\x03\x04"]
)
def test_what_is_no_product_file_is_refused_in_words(merchant, data):
    with pytest.raises(Refusal) as refused:
        import_products(merchant, data)
    assert refused.value.status == 422


@pytest.mark.parametrize("first", ["Handle" + "," * 200_000, "Handle," + '"\n",' * 50_000])
def test_a_first_line_without_end_is_refused_before_it_is_cut(first, monkeypatch):
    """Whoever asks waits for it. Control: unbounded, it is read as names of columns."""
    data = f"{first}\n{'x' * 200_000}\n".encode()
    with pytest.raises(Refusal) as no:
        require_goods(data)
    assert (no.value.code, no.value.status) == ("header", 422)
    monkeypatch.setattr("isotherm.web.shop.shopify.lines._LONGEST_HEADER", 10**9)
    require_goods(data)


def test_a_header_of_a_thousand_places_is_none_too_long():
    places = ",".join(f"一家名字相当长的分店 {n}" for n in range(1_000))
    require_goods(f"Handle,HS Code,COO,{places}\n{'x' * 200_000}\n".encode())


def test_a_file_in_gbk_and_a_cell_of_a_megabyte(merchant):
    rows = ["a,丁香紫西装,,外套,Size,L,5,800", f"b,{'x' * 2**20},,外套,Size,L,5,800"]
    report = import_products(merchant, _file(*rows).decode().encode("gbk"))
    assert Product.objects.get().title == "丁香紫西装"
    assert (report.faulty, report.faults[0].line) == (1, 3)


@pytest.mark.parametrize(
    "row",
    [
        f"a,{'长' * 201},,外套,Size,L,5,800",
        f"a,丁香紫西装,{'长' * 5001},外套,Size,L,5,800",
        f"a,丁香紫西装,,{'长' * 61},Size,L,5,800",
    ],
)
def test_words_too_long_are_a_fault_and_nothing_is_cut(merchant, row):
    report = import_products(merchant, _file(row, "b,亮色裙子,,裙,Size,L,5,800"))
    assert (report.rows, report.taken, report.faulty) == (2, 1, 1)
    assert (report.faults[0].line, report.faults[0].found) == (2, "a")
    assert Product.objects.get().title == "亮色裙子"


BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DANGEROUS = [f"{sign}1+1" for sign in BEGINNINGS] + ["\0=1", " =1", "\u3000＝1", "\ufeff@x"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_exported_cell_can_be_calculated(blazer, text):
    """Also with NUL, which some programs drop before they look."""
    Product.objects.update(title=text.replace("\0", ""), description=text.replace("\0", ""))
    Merchant.objects.update(name=text.replace("\0", ""))
    Sku.objects.update(options={text.replace("\0", ""): text.replace("\0", "")})
    for lines in (export_products(blazer.merchant), export_inventory(blazer.merchant)):
        for row in csv.reader(io.StringIO("".join(lines), newline="")):
            for cell in row:
                assert "\0" not in cell
                assert not cell.lstrip(" \u3000\u00a0\ufeff").startswith(BEGINNINGS)
    assert not defuse(text).startswith(text[0])


def test_control_without_the_quote_they_could(blazer, monkeypatch):
    from isotherm.web.shop.shopify import writing

    monkeypatch.setattr(writing, "defuse", str)
    Product.objects.update(title="=1+1")
    assert ",=1+1," in "".join(export_products(blazer.merchant))


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cell_says_the_same_after_it_was_defused(text):
    assert restore(defuse(text)) == text


def test_a_product_of_too_many_sizes_is_told_and_stops_no_other(merchant):
    sizes = [f"big,Big,b,t,Size,{n},1,10" for n in range(251)]
    report = import_products(merchant, _file(*sizes, "belt,皮带,b,配饰,,,3,99"))
    assert (report.rows, report.taken, report.faulty) == (252, 1, 251)
    assert [product.handle for product in merchant.products.all()] == ["belt"]


@pytest.mark.django_db(transaction=True)
def test_while_a_long_file_comes_in_others_have_their_turn(merchant, make_member, monkeypatch):
    """SQLite has one writer, who waits for it looks only now and then; elsewhere nobody waits."""
    turns_given = 3 if connection.vendor == "sqlite" else 0
    waited = []
    monkeypatch.setattr(turns.time, "sleep", waited.append)
    import_products(merchant, _file(*(f"g{n},T,b,t,Size,M,1,10" for n in range(3))))
    assert len(waited) == turns_given
    assert all(0.02 <= pause <= 0.25 for pause in waited)
    with transaction.atomic():  # nobody gets in before the end of it anyway
        turns.step_aside(1.0)
    assert len(waited) == turns_given
