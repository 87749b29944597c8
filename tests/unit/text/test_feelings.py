from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.text import feeling_of, occasion_of, sensitive_topics
from isotherm.text.feeling_words import CIRCUMPLEX, FEELINGS


def test_every_feeling_has_its_place_and_its_words() -> None:
    assert list(CIRCUMPLEX) == list(FEELINGS)
    for valence, arousal in CIRCUMPLEX.values():
        assert -1 <= valence <= 1
        assert 0 <= arousal <= 1


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["期待春天", "新的开始", "好累"], "hope"),
        (["买不到合适的", "找不到", "nothing fits"], "frustration"),
        (["so happy", "this is fun"], "joy"),
        (["穿上好自信", "有底气"], "pride"),
        (["一二三"], ""),
        ([], ""),
    ],
)
def test_the_shared_feeling(texts: list[str], name: str) -> None:
    assert feeling_of(texts).name == name


def test_a_denied_feeling_is_not_the_name_and_leans_the_other_way() -> None:
    denied, affirmed = feeling_of(["我不开心"]), feeling_of(["我开心"])
    assert denied.name == ""
    assert denied.valence < 0 < affirmed.valence


@given(st.lists(st.sampled_from(["好累", "开心", "期待春天", "hate it", "calm"]), max_size=8))
def test_order_of_texts_does_not_matter(texts: list[str]) -> None:
    one, other = feeling_of(texts), feeling_of(texts[::-1])
    assert (one.name, one.terms) == (other.name, other.terms)
    assert one.valence == pytest.approx(other.valence)
    assert occasion_of(texts) == occasion_of(texts[::-1])


def test_the_occasion_of_most_texts() -> None:
    assert occasion_of(["通勤穿搭", "上班", "wedding guest"]) == "work"
    assert occasion_of(["好看"] * 200 + ["婚礼"]) == ""


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("抑郁症", "illness"),
        ("化疗后戴的帽子", "illness"),
        ("cancer survivor", "illness"),
        ("怀孕五个月穿什么", "pregnancy"),
        ("maternity dress", "pregnancy"),
        ("穆斯林", "religion"),
        ("ramadan outfit", "religion"),
        ("未成年", "minors"),
        ("15岁女儿", "minors"),
        ("a 12 year old", "minors"),
        ("減肥藥", "body weight"),
        ("我130斤", "body weight"),
        ("weight loss", "body weight"),
    ],
)
def test_what_must_be_reviewed(text: str, topic: str) -> None:
    assert topic in sensitive_topics(text)


@pytest.mark.parametrize(
    "text",
    [
        "大码西装",
        "120-140斤可穿",
        "微胖女生通勤穿搭",
        "plus size blazer",
        "显瘦连衣裙",
        "童装",
        "baby blue dress",
        "a minor issue",
        "Christian Dior bag",
        "25岁生日",
        "",
    ],
)
def test_garments_and_their_sizes_are_allowed(text: str) -> None:
    assert sensitive_topics(text) == ()
