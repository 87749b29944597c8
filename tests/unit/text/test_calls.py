from __future__ import annotations

import pytest

from isotherm.text import without_calls


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("评论区说一声骨架", "骨架"),
        ("留言告诉我你的尺码", "你的尺码"),
        ("在评论里扣1", ""),
        ("谁陪我穿亮色", "穿亮色"),
        ("有没有一起穿红毛衣的", "穿红毛衣的"),
        ("Leave a comment below", "below"),
        ("let me know in the comments", ""),
        ("who else is in?", "?"),
    ],
)
def test_a_call_is_taken_out(said: str, left: str) -> None:
    assert without_calls(said).strip() == left


@pytest.mark.parametrize(
    "said", ["举手投足都是温柔", "一声不吭", "评论家", "call me", "leave your coat", "notes below"]
)
def test_what_only_sounds_like_a_call_stays(said: str) -> None:
    assert without_calls(said) == said
