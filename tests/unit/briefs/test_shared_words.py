from __future__ import annotations

import pytest

from isotherm.briefs import shared_words
from isotherm.briefs.shared_words import _trimmed, common_words
from isotherm.briefs.subjects import Subject
from isotherm.briefs.voices import Voices
from isotherm.privacy import PrivacySettings

AUTHORS = 12
TEMPLATE = "黑灰穿了一整个冬天。春天想穿一件亮色。想在春天穿亮色，评论区说一声"


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


def subject(kind: str, name: str) -> Subject:
    return Subject(
        kind=kind,
        subject_id="t-1",
        origin="found",
        strata=(),
        words=(name, *name.split("·"), "评论区说一声", "整个冬天"),
        people=400.0,
        kept=(10.0, 20.0, 30.0),
        log_e=10.0,
        evidence=(),
        faults={},
    )


def words(name: str, said: list[str], *, kind: str = "trend", **weights: float) -> tuple[str, ...]:
    """What a brief shows of a subject of that name, each text by another author."""
    voices = Voices(tuple((f"u{i}", text) for i, text in enumerate(said)), least=5.0)
    return common_words(subject(kind, name), voices, weights=weights, privacy=PrivacySettings())


def test_a_trend_is_shown_by_what_it_is_called() -> None:
    assert words("穿亮色·春天", [TEMPLATE] * AUTHORS)[:2] == ("穿亮色", "春天")


def test_what_most_authors_do_not_say_is_not_what_a_trend_is_shown_by() -> None:
    few = [TEMPLATE] * (AUTHORS // 2) + ["黑灰穿了一整个冬天"] * (AUTHORS // 2)
    assert "穿亮色" not in words("穿亮色·春天", few)
    most = [TEMPLATE] * (AUTHORS // 2 + 1) + ["黑灰穿了一整个冬天"] * (AUTHORS // 2 - 1)
    assert "穿亮色" in words("穿亮色·春天", most)


def test_too_few_to_be_nobodys_own_show_no_name() -> None:
    assert words("穿亮色·春天", [TEMPLATE] * 4) == ()
    together = {f"u{i}": 0.1 for i in range(AUTHORS)}
    assert words("穿亮色·春天", [TEMPLATE] * AUTHORS, **together) == ()


def test_a_name_too_long_to_be_shown_puts_what_shares_its_words_first() -> None:
    said = ["三十岁送给自己的第一份礼物。周末在家认真做饭的人。下班以后慢慢走回家"] * AUTHORS
    first = words("三十岁送给自己的第一份礼物", said)[:2]
    assert sorted(first) == ["三十岁送给自己", "第一份礼物"]
    assert sorted(words("下班以后慢慢走回家", said)[:1]) == ["下班以后慢慢走"]
    assert words("", said)[:2] not in (first, first[::-1])


def test_a_single_word_gives_way_to_the_phrase_it_stands_in() -> None:
    said = ["This year decided dress like candy on grey mondays"] * AUTHORS
    shown = words("grey mondays·decided", said)
    assert shown[0] == "grey mondays"
    assert "decided" not in shown
    assert "year decided dress" in shown


def test_a_call_to_reply_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> str:
        return "/".join(words("评论区说一声·春天", [TEMPLATE] * AUTHORS))

    assert shown()
    assert "评论" not in shown()
    assert "说一声" not in shown()
    monkeypatch.setattr(shared_words, "without_calls", str)
    assert "评论区说一声" in shown()


def test_what_a_need_is_called_does_not_put_words_first() -> None:
    said = ["黑灰穿了一整个冬天。通勤西装"] * AUTHORS
    assert words("通勤西装·整个冬天", said)[0] == "通勤西装"
    assert words("通勤西装·整个冬天", said, kind="need")[0] == "一整个冬天"
