"""Phrases that may be shown are short and many people's."""

from __future__ import annotations

from isotherm.privacy import PrivacySettings, common_phrases, quotes_anyone

SETTINGS = PrivacySettings(k=5)


def test_a_phrase_of_too_few_people_is_not_shown() -> None:
    voices = [(f"u{i}", "大码西装") for i in range(4)] + [(f"v{i}", "亮色裙子") for i in range(5)]
    assert set(common_phrases(voices, least=5, settings=SETTINGS)) == {"亮色裙子"}


def test_one_person_saying_it_often_counts_once() -> None:
    voices = [("u", "大码西装")] * 50
    assert common_phrases(voices, least=5, settings=SETTINGS) == {}


def test_coordinated_accounts_do_not_make_a_phrase_common() -> None:
    voices = [(f"bot{i}", "我叫小红") for i in range(60)]
    weights = {f"bot{i}": 1 / 60 for i in range(60)}
    assert common_phrases(voices, least=5, weights=weights, settings=SETTINGS) == {}
    assert common_phrases(voices, least=5, settings=SETTINGS) != {}


def test_no_shown_phrase_is_longer_than_allowed() -> None:
    voices = [(f"u{i}", "今年春天想穿亮色的裙子回家过年") for i in range(9)]
    assert all(len(p) <= SETTINGS.piece for p in common_phrases(voices, least=5, settings=SETTINGS))


def test_of_a_sentence_too_long_to_be_shown_its_beginning_is() -> None:
    voices = [(f"u{i}", "毕业十年后回到母校门口拍同一张照片") for i in range(9)]
    assert list(common_phrases(voices, least=5, settings=SETTINGS)) == ["毕业十年后回到"]


def test_english_phrases_are_of_words() -> None:
    voices = [(f"u{i}", "Plus-size work blazer") for i in range(9)]
    assert "plus-size work blazer" in common_phrases(voices, least=5, settings=SETTINGS)


def test_the_order_of_voices_does_not_matter() -> None:
    voices = [(f"u{i}", text) for i in range(9) for text in ("大码西装", "西装外套", "通勤")]
    one = common_phrases(voices, least=5, settings=SETTINGS)
    assert list(one.items()) == list(
        common_phrases(voices[::-1], least=5, settings=SETTINGS).items()
    )


def test_a_quote_is_found_and_a_phrase_is_none() -> None:
    said = ["有没有适合我这种身材的通勤西装呀"]
    assert quotes_anyone("她问：有没有适合我这种身材的", said)
    assert not quotes_anyone("通勤·西装", said)


def test_the_end_that_several_words_share_is_no_phrase() -> None:
    voices = [(f"u{i}", "防蚊过膝裙") for i in range(9)]
    voices += [(f"v{i}", "驱蚊过膝裙") for i in range(9)]
    voices += [(f"w{i}", "过膝裙") for i in range(9)]
    shown = list(common_phrases(voices, least=5, settings=SETTINGS))
    assert "蚊过膝裙" not in shown
    assert {"防蚊过膝裙", "驱蚊过膝裙", "过膝裙"} <= set(shown)


def test_what_somebody_begins_with_stays_a_phrase() -> None:
    voices = [(f"u{i}", "求大码西装") for i in range(9)]
    voices += [(f"v{i}", "要大码西装") for i in range(9)]
    voices += [("w", "大码西装")]
    assert "大码西装" in common_phrases(voices, least=5, settings=SETTINGS)
