from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.errors import ReadingError, UsageError
from isotherm.report import write_handout, write_report
from isotherm.report.handout import gather_handout
from isotherm.schema import READING, READING_TABLES, Kind

OURS, THEIRS = "m-ours", "m-theirs"
MARK = "PLANTED"
# What of a brief its reader is told; the rest says whose it is and where it comes from.
UNTOLD = ("merchant_id", "subject_id", "stratum_ids")
KEPT = ("merchant_id", "tier")  # what decides who reads a brief, and what a calendar counts


def some_briefs(reading):
    """Of three needs: one open and ours, one open and theirs, one theirs alone."""
    made = pq.read_table(reading / "briefs.parquet").to_pylist()[0]
    told = [("alpha", None), ("alpha", OURS), ("beta", None), ("beta", THEIRS), ("gamma", THEIRS)]
    return [
        made
        | {
            "brief_id": f"b-{subject}-{merchant or 'all'}",
            "merchant_id": merchant,
            "subject_kind": "need",
            "subject_id": subject,
            "name": f"name {subject} {merchant or 'all'}",
            "stratum_ids": [f"{MARK}-stratum"],
        }
        for subject, merchant in told
    ]


def put(reading, table, rows):
    made = pa.Table.from_pylist(rows, schema=READING[table].arrow_schema())
    pq.write_table(made, reading / f"{table}.parquet")


@pytest.fixture
def reading(reading_of):
    found = reading_of(3)
    put(found, "briefs", some_briefs(found))
    return found


def handed(reading, merchant=OURS):
    return write_handout(reading, reading / "handed.html", merchant=merchant).read_text("utf-8")


def test_a_merchant_sees_its_own_briefs_and_those_open_to_all(reading):
    page = handed(reading)
    assert f"name alpha {OURS}" in page
    assert "name beta all" in page
    assert page.index(f"name alpha {OURS}") < page.index("name beta all")


def test_its_own_brief_stands_for_the_open_one_on_the_same_subject(reading):
    assert "name alpha all" not in handed(reading)
    assert "name alpha all" in handed(reading, THEIRS)


def test_the_briefs_of_others_are_not_there_and_nobody_else_is_named(reading):
    page = handed(reading)
    assert THEIRS not in page
    assert "gamma" not in page


def test_an_unknown_merchant_gets_the_open_briefs_alone(reading):
    handout = gather_handout(reading, merchant="nobody knows")
    assert handout.own == ()
    assert [row["subject_id"] for row in handout.open_to_all] == ["alpha", "beta"]


def marked(reading):
    """The reading with a mark in every text of every table that is not a brief we may see."""
    for table in READING_TABLES:
        rows = pq.read_table(reading / f"{table.name}.parquet").to_pylist()
        for row in rows:
            ours = table.name == "briefs" and row["merchant_id"] in (None, OURS)
            for column in table.columns:
                if row[column.name] is None or (ours and column.name not in UNTOLD):
                    continue
                if column.kind in (Kind.TEXT, Kind.ID) and column.name not in KEPT:
                    row[column.name] = f"{MARK} {row[column.name]}"
                elif column.kind is Kind.LIST:
                    row[column.name] = [f"{MARK} {one}" for one in row[column.name]]
        put(reading, table.name, rows)
    return reading


def test_nothing_else_of_the_reading_is_in_the_page(reading):
    found = marked(reading)
    assert MARK not in handed(found)


def test_control_the_operators_report_holds_the_marks(reading):
    found = marked(reading)
    page = write_report(found, found / "report.html").read_text("utf-8")
    assert page.count(MARK) > 20


def test_the_page_has_briefs_and_no_other_part(reading):
    page = handed(reading)
    assert 'id="briefs"' in page
    assert "<svg" in page
    for part in ("map", "needs", "trends", "warmed", "integrity", "forecasts", "account", "strata"):
        assert f'id="{part}"' not in page
        assert f'href="#{part}"' not in page


def test_it_does_not_say_how_many_merchants_have_a_brief_of_their_own(reading):
    assert "have their own" not in handed(reading, THEIRS)
    assert "has its own" not in handed(reading, THEIRS)


def test_where_there_is_no_brief_the_page_says_so(reading_of):
    page = handed(reading_of({}))
    assert "There is no brief for you this time" in page


def test_equal_readings_give_equal_pages(reading):
    assert handed(reading) == handed(reading)


@pytest.mark.parametrize("merchant", ["", "  "])
def test_an_empty_id_is_refused(reading, merchant):
    with pytest.raises(UsageError, match="id is empty"):
        handed(reading, merchant)


def test_a_folder_that_is_no_reading_is_refused(tmp_path):
    with pytest.raises(ReadingError):
        write_handout(tmp_path, tmp_path / "handed.html", merchant=OURS)


def test_an_id_cannot_act(reading):
    assert "<script>alert" not in handed(reading, "<script>alert(1)</script>")
