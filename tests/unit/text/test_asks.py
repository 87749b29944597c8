from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.text import ASK_KINDS, TextSettings, classify_asks
from isotherm.text.ask_phrases import NOT_ASKS, PHRASES

LABELLED = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("asks_labelled.tsv").read_text("utf-8").splitlines()
]


def shares(found: list[str]) -> tuple[float, float]:
    """Precision and recall of being an ask at all."""
    asked = [kind != "none" for kind, _ in LABELLED]
    right = sum(bool(kind) and ask for kind, ask in zip(found, asked, strict=True))
    return right / sum(map(bool, found)), right / sum(asked)


def test_asks_are_found_and_ordinary_replies_are_none() -> None:
    found = classify_asks([text for _, text in LABELLED])
    precision, recall = shares(found)
    assert precision >= 0.95
    assert recall >= 0.9
    pairs = zip(found, LABELLED, strict=True)
    kinds = [kind == label for kind, (label, _) in pairs if kind and label != "none"]
    assert sum(kinds) / len(kinds) >= 0.93


def test_without_its_line_the_classifier_calls_more_replies_asks() -> None:
    texts = [text for _, text in LABELLED]
    strict, loose = (classify_asks(texts, TextSettings(ask_probability=p)) for p in (0.7, 0.0))
    assert shares(loose)[0] < shares(strict)[0] - 0.1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("求链接", "link"),
        ("求鏈接！！", "link"),
        ("哪里买", "link"),
        ("想要", "link"),
        ("where did you get this", "link"),
        ("link please", "link"),
        ("求同款", "same"),
        ("有大码吗", "size"),
        ("does it come in plus size", "size"),
        ("any recommendations?", "advice"),
        ("好看", ""),
        ("喜欢", ""),
        ("nice", ""),
        ("链接在主页", ""),
        ("强烈推荐", ""),
        ("", ""),
        ("😍😍", ""),
    ],
)
def test_plain_asks(text: str, kind: str) -> None:
    assert classify_asks([text]) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "does anyone sell wide calf boots",
        "still hunting for a petite trench coat in olive green",
        "need a fireproof tent liner so badly",
        "is there a left handed garden fork anywhere",
        "has anyone seen tall linen trousers",
        "recommendations for a quiet hairdryer?",
        "有没有长袖泳衣啊",
        "同求宽楦皮鞋",
        "想要短款羽绒服，找了好久",
        "左手剪刀真的买不到",
        "哪家有防水围裙呀",
        "does anyone know a good padded field vest?",
        "where can i buy a dust free trackless cat carrier",
        "need a wide calf rain boot so badly",
        "有超窄缝隙落地灯吗",
    ],
)
def test_what_is_sought_without_a_word_of_link_is_asked(text: str) -> None:
    assert classify_asks([text]) != [""]


@pytest.mark.parametrize(
    "text",
    [
        "not looking for drama",
        "finally found what i'm looking for",
        "大家有没有觉得很好看",
        "有没有人懂这种感觉",
        "does anyone else feel this",
        "does anyone know a good way to clean this?",
        "do they make you work on sundays",
    ],
)
def test_what_sounds_like_seeking_is_no_ask(text: str) -> None:
    assert classify_asks([text]) == [""]


def test_an_ask_inside_a_long_note_is_found_and_a_told_story_is_not() -> None:
    story = "周末和朋友去了新开的店，试了三件外套都觉得肩膀太窄，回来以后一直在想这件事情。" * 2
    assert classify_asks([story, story + "有没有大码的通勤西装推荐？"]) == ["", "size"]


@given(st.lists(st.sampled_from([text for _, text in LABELLED[::20]]), max_size=6))
@settings(max_examples=15, deadline=None)
def test_each_text_is_read_for_itself(texts: list[str]) -> None:
    assert classify_asks(texts) == [classify_asks([text])[0] for text in texts]


def test_the_teacher_has_no_phrase_on_both_sides() -> None:
    asked = {phrase for kind in ASK_KINDS for phrase in PHRASES[kind]}
    assert not asked & set(NOT_ASKS)
