from __future__ import annotations

import pytest

from isotherm.briefs.shared_words import _trimmed


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("真丝连衣裙", "真丝连衣裙"),
        ("可拆卸工作裤", "可拆卸工作裤"),
        ("真的显白", "显白"),
        ("和西装", "西装"),
    ],
)
def test_words_of_goods_keep_their_beginning(said: str, shown: str) -> None:
    assert _trimmed(said) == shown
