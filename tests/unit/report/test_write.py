from __future__ import annotations

import base64
import datetime as dt
import hashlib
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from isotherm.errors import ReadingError
from isotherm.report import markup as markup_room
from isotherm.report import write_report
from isotherm.report.findings import gather_findings
from isotherm.schema import READING_TABLES, Kind

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{n}%s</style></svg>"


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.inside = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"script", "style"} & set(self.inside):
            self.words.append(data)

    def named(self, name):
        return [attrs for tag, attrs in self.elements if tag == name]

    @property
    def text(self):
        return " ".join(self.words)


def write(reading, **more):
    return write_report(reading, reading / "report.html", **more).read_text("utf-8")


@pytest.fixture
def page(reading_of):
    return write(reading_of(3))


def test_parts_come_in_order(page):
    ids = [attrs["id"] for attrs in Page(page).named("h2")]
    order = ["briefs", "map", "needs", "trends", "warmed", "integrity", "forecasts", "account"]
    assert ids == order


@pytest.mark.parametrize("count", [0, 1, 3, 25])
def test_every_address_leads_somewhere_and_ids_are_unique(reading_of, count):
    page = Page(write(reading_of(count)))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs in page.named("a"):
        assert attrs["href"].startswith("#")
        assert unquote(attrs["href"][1:]) in ids


def test_the_page_needs_nothing_besides_itself(page):
    parsed = Page(page)
    for tag, attrs in parsed.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        assert not {"src", "srcset", "style", "action"} & set(attrs), (tag, attrs)
        assert not any(name.startswith("on") for name in attrs)
    assert not re.search(r"https?://|@import|@font-face", page)
    assert set(re.findall(r"url\(([^)]*)\)", page)) == {"#land-wide", "#land-tall"}


def test_the_policy_allows_our_own_style_and_module_and_nothing_else(page):
    metas = {attrs.get("http-equiv"): attrs.get("content") for attrs in Page(page).named("meta")}
    policy = metas["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        inside = re.search(rf"<{name}[^>]*>(.*?)</{name}>", page, re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def poisoned(rows):
    """Every text, id and list of every table filled with markup that would act."""
    texts = {Kind.TEXT, Kind.ID}
    keep = {"stage", "origin", "tier", "kind", "review", "event", "subject_kind"}
    result = {}
    for table in READING_TABLES:
        kinds = {column.name: column.kind for column in table.columns}
        result[table.name] = [
            {
                name: _poison(name, value, kinds[name], keep=keep, texts=texts)
                for name, value in row.items()
            }
            for row in rows.get(table.name, [])
        ]
    return result


def _poison(name, value, kind, *, keep, texts):
    if value is None or name in keep:
        return value
    if kind in texts:
        return value + EVIL
    return [one + EVIL for one in value] if kind is Kind.LIST else value


@pytest.fixture
def evil_reading(reading_of):
    from_rows = reading_of(3)
    import pyarrow.parquet as pq

    rows = {
        table.name: pq.read_table(from_rows / f"{table.name}.parquet").to_pylist()
        for table in READING_TABLES
    }
    steps = [{"name": EVIL, "seconds": 1.0, "peak_mb": 1.0}]
    return reading_of(poisoned(rows), missing=[EVIL], steps=steps, input_hash=EVIL)


def harmless(text):
    page = Page(text)
    scripts = page.named("script")
    acting = [a for _, attrs in page.elements for a in attrs if a.startswith("on")]
    return len(scripts) == 1 and not page.named("img") and not acting


def test_texts_of_a_reading_cannot_act(evil_reading):
    page = write(evil_reading)
    assert harmless(page)
    assert "<script>alert(1)</script>" in Page(page).text


def test_control_without_escaping_they_would(evil_reading, monkeypatch):
    monkeypatch.setattr(markup_room, "_escape", str)
    assert not harmless(write(evil_reading))


def test_equal_readings_give_equal_bytes(reading_of):
    assert write(reading_of(25)) == write(reading_of(25))


def test_what_the_steps_took_is_not_in_the_report(reading_of):
    slow = [{"name": "record", "seconds": 99.5, "cpu_seconds": 80.0, "peak_mb": 7.0}]
    assert write(reading_of(25)) == write(reading_of(25, steps=slow))


def test_no_person_is_named(reading_of):
    page = write(reading_of(3))
    for person in ("bot-", "a-0000", "note-1", "search-1"):
        assert person not in page


def test_sensitive_needs_are_marked_for_the_operator(reading_of):
    page = write(reading_of(3))
    assert page.count("chip sensitive") == 1


def test_where_nothing_was_found_the_page_says_so(reading_of):
    text = Page(write(reading_of({}, missing=[]))).text
    for words in (
        "No strata were found: no division",
        "No unmet need was found",
        "No trend crossed the line of evidence",
        "No brief can be given",
        "There is no previous reading to compare with",
        "No accounts were found to act as one",
        "No forecast has been issued yet",
        "Nothing was missing",
        "Every row could be read",
    ):
        assert words in text, words


def test_three_sentences_say_what_was_found(reading_of):
    text = Page(write(reading_of(3))).text
    assert "There are 3 strata" in text
    assert "6 needs go unmet" in text
    assert "3 trends crossed the line of evidence" in text


def test_without_days_the_fan_stands_alone(reading_of):
    reading = reading_of(3)
    assert 'class="curve"' in write(reading)
    (reading / "trend_days.parquet").unlink()
    page = write(reading)
    assert 'class="curve"' not in page
    assert 'class="shade"' in page


def test_a_trend_of_ready_made_counts_says_what_it_does_not_know(reading_of):
    known = [
        "n_notes",
        "n_eff",
        "reply_n_eff",
        "ordinary_share",
        "organic_share",
        "asks",
        "carts",
        "orders",
    ]
    whole = {**dict.fromkeys(known, 1), "trend_id": "t", "name": "冲锋衣"}
    count = {**whole, **dict.fromkeys(known)}
    said = "notes, repliers and orders are not known"
    assert said in Page(write(reading_of({"trends": [count]}))).text
    assert said not in Page(write(reading_of({"trends": [whole]}))).text


def test_a_previous_reading_says_how_warm_it_was_then(reading_of):
    now, before = reading_of(3), reading_of(3)
    assert "then" not in Page(write(now)).words
    assert "then" in Page(write(now, previous=before)).words


def test_one_row_in_every_table_is_enough(reading_of):
    bare = {
        "strata": [{"stratum_id": "s"}],
        "needs": [{"need_id": "n"}],
        "trends": [{"trend_id": "t"}],
        "briefs": [{"brief_id": "b"}],
        "coordinated": [{"group_id": "g", "actor_id": "a"}],
        "forecast_ledger": [{"subject_id": "t"}],
        "lineage": [{"stratum_id": "s", "previous_id": "p", "event": "same"}],
        "bridges": [{"from_stratum": "s", "to_stratum": "s"}],
        "standards": [{"stratum_id": "s", "product_id": "p"}],
        "rejects": [{"file": "notes.csv", "line": 2}],
        "memberships": [{"actor_id": "a", "stratum_id": "s"}],
    }
    page = write(reading_of(bare))
    assert not re.search(r"\b(nan|None)\b(?! has)", page)


def test_a_report_that_cannot_be_written_leaves_the_old_one(reading_of, monkeypatch):
    reading = reading_of(1)
    target = reading / "report.html"
    target.write_text("old", "utf-8")

    def tear(self, text, *args, **kwargs):
        with self.open("w") as file:
            file.write(text[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", tear)
    with pytest.raises(ReadingError, match="cannot be written"):
        write_report(reading, target)
    assert target.read_text("utf-8") == "old"
    assert not list(reading.glob("*.part"))


def test_control_writing_in_place_would_tear_it(tmp_path):
    target = tmp_path / "report.html"
    target.write_text("old", "utf-8")
    with target.open("w") as file:
        file.write("new, but only hal")
    assert target.read_text("utf-8") != "old"


def test_a_folder_that_is_no_reading_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="no finished reading"):
        write_report(tmp_path, tmp_path / "report.html")
    assert not list(tmp_path.iterdir())


def test_a_need_is_told_in_words_and_not_in_pieces_of_them(reading_of):
    need = {"need_id": "n", "name": "免补 玉镯", "terms": ["免补", "补玉", "镯免", "翡翠", "jade"]}
    bare = write(reading_of({"needs": [need]}))
    assert '<p class="terms"><span lang="zh">翡翠 · jade</span></p>' in bare
    brief = {"brief_id": "b", "subject_kind": "need", "subject_id": "n", "aliases": ["免保养"]}
    told = write(reading_of({"needs": [need], "briefs": [brief | {"name": "免补玉镯"}]}))
    assert '<p class="terms"><span lang="zh">免补玉镯 · 免保养</span></p>' in told


def test_goods_of_a_circle_go_by_their_title(reading_of):
    row = {"stratum_id": "s", "category": "bags", "product_id": "p-77", "share": 0.4}
    tables = {"strata": [{"stratum_id": "s"}], "standards": [row | {"title": "Tote <b>"}]}
    page = write(reading_of(tables))
    assert "Tote &lt;b&gt; 40%" in page
    assert "p-77" not in page
    tables["standards"] = [row]
    assert "p-77" in write(reading_of(tables))


@pytest.mark.parametrize("count", [0, 3])
def test_headings_begin_at_one_and_skip_no_level(reading_of, count):
    levels = [int(tag[1]) for tag, _ in Page(write(reading_of(count))).elements
              if re.fullmatch("h[1-6]", tag)]  # fmt: skip
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_large_reading_stays_small(reading_of):
    assert len(write(reading_of(200)).encode()) <= 2_000_000


def late_trend(reading_of, *, peak):
    trend = dict(gather_findings(reading_of(3)).rows["trends"][0])
    days = {"peak_p10": peak, "peak_p50": peak, "peak_p90": peak}
    return trend | days | {"stage": "mature", "note_ids": []}


@pytest.mark.parametrize(("ahead", "heading"), [(5, "Near their peak"), (-5, "Past their peak")])
def test_a_late_trend_is_past_its_peak_only_when_the_peak_is_over(reading_of, ahead, heading):
    peak = gather_findings(reading_of(3)).as_of + dt.timedelta(ahead)
    text = Page(write(reading_of({"trends": [late_trend(reading_of, peak=peak)]}))).text
    others = {"Near their peak", "Past their peak"} - {heading}
    assert heading in text
    assert not any(other in text for other in others)


@pytest.mark.parametrize(
    ("lot", "told"),
    [(119, "larger than what will be kept"), (43, "smaller than what"), (100, None)],
)
def test_why_the_first_lot_is_not_what_will_be_kept(reading_of, lot, told):
    brief = dict(gather_findings(reading_of(3)).rows["briefs"][0])
    brief |= {"first_lot": lot, "kept_units_p50": 100.0}
    text = Page(write(reading_of({"briefs": [brief]}))).text
    assert ("The lot is" in text) == (told is not None)
    assert (told or "") in text
