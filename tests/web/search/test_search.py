from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isotherm.web.community.models import Note
from isotherm.web.search.models import Entry, Search
from isotherm.web.search.queries import search
from isotherm.web.search.services import index_all, index_product, log_click, log_search
from isotherm.web.search.words import meant, plain_query, words_of
from isotherm.web.site.clock import now
from isotherm.web.site.words import cleaned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def written(make_member):
    """Notes by their titles, indexed."""
    author = make_member("writer")

    def write(*titles: str, **fields: object) -> list[str]:
        start = Note.objects.count()
        made = [
            Note(
                id=f"n{start + turn:04d}",
                author=author,
                at=now() - dt.timedelta(days=1) + dt.timedelta(seconds=turn),
                title=title,
                **fields,
            )
            for turn, title in enumerate(titles)
        ]
        Note.objects.bulk_create(made)
        index_all()
        return [note.pk for note in made]

    return write


def _found(text: str, member=None) -> list[str]:
    return [match.item_id for match in search(text, member).notes]


def test_words_of_two_characters_are_found(written):
    large, pale, _other = written("大码西装真好穿", "浅色西装", "今天下雨")
    assert set(_found("西装")) == {large, pale}
    assert _found("大码西装")[0] == large


def test_words_need_not_stand_together(written):
    (apart,) = written("西装也有大码了")
    written(*[f"今天的天气 {number}" for number in range(20)])
    assert _found("大码西装") == [apart]


def test_english_plurals_and_case_do_not_matter(written):
    (note,) = written("My lilac Blazer for work")
    assert _found("BLAZERS") == [note]


def test_no_good_answer_is_said_where_the_rare_word_is_missing(written):
    written(*[f"西装 {number}" for number in range(30)], "丁香花开了")
    answer = search("量子力学西装")
    assert not answer.is_good


def test_what_holds_more_of_the_query_comes_first(written):
    written(*[f"通勤穿搭 {number}" for number in range(30)])
    both, _one = written("丁香紫通勤直筒", "丁香紫的花")
    assert _found("丁香紫通勤")[0] == both


def test_products_are_found_until_they_are_gone(shop):
    from isotherm.web.shop.models import Product

    product = Product.objects.get()
    index_product(product)
    assert [match.item_id for match in search("丁香紫西装").products] == [product.pk]
    product.status = Product.Status.GONE
    index_product(product)
    cache.clear()
    assert not search("丁香紫西装").is_good


def test_erased_means_found_no_more_in_table_and_index(written):
    (note,) = written("zq7marker 西装")
    assert _found("zq7marker") == [note]
    Note.objects.filter(pk=note).delete()
    cache.clear()
    assert not search("zq7marker").is_good
    assert not Entry.objects.exists()


def test_personalisation_off_is_what_anybody_gets(written, make_member, monkeypatch):
    ids = written(*[f"西装 {number}" for number in range(40)])
    Note.objects.filter(pk=ids[7]).update(like_count=90)
    from isotherm.web.search import relevance

    monkeypatch.setattr(relevance, "_belonging", lambda *_args: {ids[20]: 1.0})
    off, on = make_member("off", personalised=False), make_member("on")
    assert search("西装", off) == search("西装", None)
    assert _found("西装", on)[0] == ids[20] != _found("西装", None)[0] == ids[7]
    assert set(_found("西装", on)) == set(_found("西装", None))


def test_index_all_says_the_same_as_indexing_one_by_one(written):
    from isotherm.web.search.services import index_note

    written("大码西装", "丁香紫", "")
    whole = dict(Entry.objects.values_list("note_id", "tokens"))
    Entry.objects.all().delete()
    for note in Note.objects.all():
        index_note(note)
        index_note(note)
    assert dict(Entry.objects.values_list("note_id", "tokens")) == whole


_ODD = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="\"'*-()^:+~<>!&|\\%_ANDORNEAR大码西装\0\ud800😀\u202e{}", max_size=40),
)


@given(text=_ODD)
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_query_is_an_error(db, text):
    answer = search(text, None)
    kept = log_search(plain_query(text), member=None, results=len(answer.notes))
    assert kept.query == plain_query(text)


@pytest.mark.parametrize(
    "text", ['"', "*", "AND", "大码 NOT", "a:b", "-", "\0", "😀", "'; DROP", "(" * 90]
)
def test_operators_are_words_like_others(client, written, text):
    written("大码西装")
    assert client.get("/search/", {"q": text}).status_code in (200, 400)


@given(text=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_a_query_is_kept_as_one_printable_line(text):
    line = plain_query(text)
    assert len(line) <= 100
    assert cleaned(line) == line
    assert plain_query(line) == line


def test_pieces_that_only_join_two_words_are_none():
    known = {"大码": 900, "码西": 3, "西装": 700, "牛仔": 50, "仔裤": 45}
    assert meant(["大码", "码西", "西装"], known) == ["大码", "西装"]
    assert meant(["牛仔", "仔裤"], known) == ["牛仔", "仔裤"]
    assert words_of("的") == ["的"]


def test_a_search_and_what_was_opened_from_it_are_kept(client, written, make_member):
    (note,) = written("大码西装")
    reader = make_member("reader-1")
    client.force_login(reader)
    page = client.get("/search/", {"q": "大码"}).content.decode()
    kept = Search.objects.get()
    assert (kept.query, kept.results, kept.member_id) == ("大码", 1, reader.pk)
    assert f"/notes/{note}/?s={kept.pk}" in page
    client.get(f"/notes/{note}/?s={kept.pk}")
    client.get(f"/search/open/{kept.pk}/product-1/")
    kept.refresh_from_db()
    assert kept.clicked == [note, "product-1"]
    assert not log_click(kept.pk, "other", member=make_member("other"))


def test_no_good_answer_offers_to_make_it_a_wish(client, db):
    page = client.get("/search/", {"q": "量子西装"}, headers={"Accept-Language": "zh-CN"})
    assert "还没有好答案" in page.content.decode()
    assert "/wishes/?text=%E9%87%8F%E5%AD%90" in page.content.decode()


@pytest.fixture
def wanted(monkeypatch):
    """A reading that knows a need; who satisfies how many of it is the test's."""
    from isotherm.web.control.queries import briefs
    from isotherm.web.search import missing

    def know(name: str, satisfied: float, review: str = "none") -> None:
        need = {"need_id": "n-1", "name": name, "satisfied_high": satisfied, "review": review}
        monkeypatch.setattr(missing, "rows", lambda _table: [need])
        reading = SimpleNamespace(by_id=lambda _table: {"n-1": need})
        monkeypatch.setattr(briefs, "last_finished", lambda: reading)

    return know


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("大码女装", True),
        ("大码的女装", True),
        ("女装 大码 通勤", True),
        ("女装", False),
        ("大码", False),
        ("大码男装", False),
    ],
)
def test_what_only_comes_near_a_known_need_is_no_good_answer(
    client, written, wanted, query, missing
):
    written("大码女装 通勤", "女装", "大码男装 好看")
    wanted("大码女装", 0.08)
    answer = search(query)
    assert not answer.is_empty
    assert (answer.is_missing, answer.is_good) == (missing, not missing)
    page = client.get("/search/", {"q": query}).content.decode()
    assert ("还没有好答案" in page) == missing
    assert "note-card" in page  # what comes near is shown all the same


def test_a_need_is_said_to_be_unmet_where_it_is_and_may_be_said(written, wanted):
    from isotherm.web.control.models import NeedReview

    written("大码女装")
    wanted("大码女装", 0.21)  # many are content
    assert search("大码女装").is_good
    wanted("大码女装", 0.08, "needed")  # nobody may hear of it yet
    assert search("大码女装").is_good
    NeedReview.objects.create(need_id="n-1", passed=True, at=now())
    assert search("大码女装").is_missing


def test_further_pages_belong_to_the_first_search(client, written):
    written(*[f"西装 {number}" for number in range(30)])
    page = client.get("/search/", {"q": "西装"}).content.decode()
    kept = Search.objects.get()
    onward = f"/search/?q=%E8%A5%BF%E8%A3%85&amp;page=2&amp;s={kept.pk}"
    assert onward in page
    part = client.get(onward.replace("&amp;", "&"), headers={"HX-Request": "true"}).content.decode()
    assert part.count("note-card ") + part.count('note-card"') == 10
    assert Search.objects.count() == 1
