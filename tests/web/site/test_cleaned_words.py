"""Words are kept as writing in one way: what is no writing goes, nothing is cut."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.web.site import words
from isotherm.web.site.refusals import Refusal

_ODD = "\0\t\r\n\x85\u2028\u202e\u200d\ufeff\ufe0f\u3164 好a👩🎨❤"
_UNSEEN = "\u034f\u115f\u1160\u180b\u200d\u2800\u3164\uffa0\ufe00\ufe0f\U000e0100"
_ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(_ODD)), max_size=60)
_MARKS = {*"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u200d\u2800\u3164\uffa0"} | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
_LIMIT = 40


def _kept(clean, text):
    try:
        return clean(text, _LIMIT)
    except Refusal:
        return None


def _writing(text: str) -> list[str]:
    """What of a text is writing, one character after the other, blanks aside."""
    no_writing = ("Cc", "Cs", "Cf")
    signs = (c for c in text if not c.isspace() and c not in _MARKS)
    return [c for c in signs if unicodedata.category(c) not in no_writing]


@given(_ANY)
def test_all_writing_is_kept_in_order_and_nothing_else(text):
    kept = [c for c in words.cleaned(text) if c != " "]
    assert [c for c in kept if c not in _MARKS] == _writing(text)
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


@pytest.mark.parametrize("begins", ["ID3", "BM"])
def test_a_table_may_begin_as_a_picture_or_a_song_does(begins):
    assert words.decoded(f"{begins},price\n1,2\n".encode()) == f"{begins},price\n1,2\n"
    with pytest.raises(Refusal) as refused:  # control: the picture or the song itself
        words.decoded(begins.encode() + bytes(20))
    assert refused.value.code == "no_table"


def test_what_is_no_text_is_refused():
    with pytest.raises(Refusal) as refused:
        words.decoded(b"\xff\xff\xff")
    assert refused.value.code == "encoding"


@given(_ANY)
def test_an_id_is_whole_or_none(text):
    assert words.as_id(text) in (text, "")
    words.as_id(text).encode()


@pytest.mark.parametrize("unseen", _UNSEEN)
def test_signs_nobody_sees_make_no_other_name(unseen):
    assert words.cleaned(f"云{unseen}朵{unseen}1") == "云朵1"
    with pytest.raises(Refusal):
        words.one_line(unseen * 3, _LIMIT, required="a name is asked for")


@pytest.mark.parametrize(
    "seen",
    [
        "👩\u200d🎨",
        "👩🏽\u200d💻",
        "❤\ufe0f\u200d🔥",
        "🏃\u200d♀\ufe0f",
        "☀\ufe0f",
        "1\ufe0f\u20e3",
    ],
)
def test_emoji_made_of_several_stay(seen):
    assert words.cleaned(f"a {seen} b") == f"a {seen} b"


def test_control_signs_nobody_sees_pass_for_writing(monkeypatch):
    monkeypatch.setattr(words, "only_seen", lambda text: text)
    assert words.cleaned("云\u3164朵") != "云朵"
