from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.text import normalise, normalise_all, tokens
from isotherm.text.tokens import char_ngrams

ANY_TEXT = st.text(max_size=60) | st.text(
    alphabet="大码碼裝西装 ＡＢcD12,.!@#\u200d😍\n\x00\ud800한글ไทย", max_size=40
)


@given(st.lists(ANY_TEXT, max_size=8))
def test_many_texts_read_as_each_alone(texts: list[str]) -> None:
    assert normalise_all(texts) == [normalise(text) for text in texts]


@given(ANY_TEXT)
def test_a_normalised_text_holds_no_line_feed_and_no_space_at_its_ends(text: str) -> None:
    line = normalise(text)
    assert line == line.strip()
    assert "\n" not in line
    assert "  " not in line
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("請問這件連衣裙還有大碼嗎？", "请问这件连衣裙还有大码吗?"),
        ("ＸＬ　Ｔ恤", "xl t恤"),
        ("好看😍😍 https://example.org/a?b=1 真的", "好看 真的"),
        ("@小明 看这个[害羞R]", "看这个"),
        ("#春装[话题]# 来了", "#春装 # 来了"),
        ("", ""),
    ],
)
def test_one_spelling(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_numbers_go_only_when_asked() -> None:
    assert normalise("西装 199.5元", numbers="drop") == "西装 元"
    assert normalise("西装 199.5元") == "西装 199.5元"


def test_two_character_words_are_found_by_tokens() -> None:
    # The word a searcher types is among the tokens of the text that holds it.
    assert set(tokens("大码")) <= set(tokens("显瘦大码女装"))
    assert "dress" in tokens("Long Dresses")


@given(ANY_TEXT)
def test_tokens_are_found_in_any_text(text: str) -> None:
    assert all(tokens(text))
    assert char_ngrams(text, 1, high=1) == [
        c for gram in char_ngrams(text, 1, high=1) for c in gram
    ]


_SNARES = "ab Z9.,１Ａ！～…　 \n\t\r\x01\x1f\x7f\x85\xa0\u2028\u200b"
_SNARES += "@[]RH羞著裏①é\u0301\ud800✨©ﾊﾟ\u1100\u1161ﬁİ"


@settings(deadline=None)
@given(texts=st.lists(st.text(alphabet=_SNARES, max_size=20), min_size=1, max_size=300))
def test_many_at_once_and_one_by_one_read_alike(texts: list[str]) -> None:
    copies = texts * (4_000 // (1 + sum(map(len, texts))) + 1)  # enough for the quick way
    assert normalise_all(copies) == [normalise(text) for text in copies]
