"""Words are kept as writing in one way: what is no writing goes, nothing is cut."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.web.site import words
from isotherm.web.site.refusals import Refusal

_ODD = "\0\t\r\n\x85\u2028\u202e\u200d\ufeff 好a"
_ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(_ODD)), max_size=60)
_LIMIT = 40


def _kept(clean, text):
    try:
        return clean(text, _LIMIT)
    except Refusal:
        return None


def _writing(text: str) -> list[str]:
    """What of a text is writing, one character after the other, blanks aside."""
    no_writing = ("Cc", "Cs", "Cf")
    signs = (c for c in text if not c.isspace())
    return [c for c in signs if c == "\u200d" or unicodedata.category(c) not in no_writing]


@given(_ANY)
def test_all_writing_is_kept_in_order_and_nothing_else(text):
    assert [c for c in words.cleaned(text) if c != " "] == _writing(text)
    assert "".join(words.cleaned_lines(text).split()) == "".join(words.cleaned(text).split())


@given(_ANY)
def test_what_is_kept_is_plain_and_stays_as_it_is(text):
    line, lines = words.cleaned(text), words.cleaned_lines(text)
    for kept in (line, lines):
        assert not any(unicodedata.category(c) in ("Cs", "Cf") for c in kept if c != "\u200d")
        kept.encode()
    assert "\n" not in line
    assert "  " not in line
    assert "\n\n\n" not in lines
    assert (words.cleaned(line), words.cleaned_lines(lines)) == (line, lines)


@given(_ANY)
def test_nothing_is_cut(text):
    for clean, whole in ((words.one_line, words.cleaned), (words.many_lines, words.cleaned_lines)):
        kept = _kept(clean, text)
        assert kept == whole(text) if len(whole(text)) <= _LIMIT else kept is None


def test_control_what_the_property_looks_for_is_there_before(monkeypatch):
    monkeypatch.setattr(words, "_is_writing", lambda _: True)
    assert words.cleaned("a\u202eb") == "a\u202eb"
    with pytest.raises(AssertionError):
        test_all_writing_is_kept_in_order_and_nothing_else()


def test_two_words_with_a_tab_between_stay_two():
    assert words.one_line("black\tdress", 20) == "black dress"


def test_a_refusal_says_what_is_too_long_and_by_how_much():
    with pytest.raises(Refusal) as refused:
        words.one_line("x" * 41, _LIMIT, name="The title")
    assert "The title" in refused.value.words
    assert "41" in refused.value.words
    assert (refused.value.code, refused.value.status) == ("too_long", 422)
    with pytest.raises(Refusal, match="say something"):
        words.many_lines(" \0\n", _LIMIT, required="say something")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_tables_are_read_in_the_encodings_shops_save_in(encoding):
    assert words.decoded("名称,价格\n".encode(encoding)) == "名称,价格\n"


def test_what_is_no_text_is_refused():
    with pytest.raises(Refusal) as refused:
        words.decoded(b"\xff\xff\xff")
    assert refused.value.code == "encoding"


@given(_ANY)
def test_an_id_is_whole_or_none(text):
    assert words.as_id(text) in (text, "")
    words.as_id(text).encode()
