from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.text import body_mentions, parse_attributes, price_range
from isotherm.text.lexicon import Lexicon
from isotherm.text.numerals import arabic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120-140斤可穿", {"weight_low_kg": 60.0, "weight_high_kg": 70.0}),
        ("商品介绍是120～140斤可以穿", {"weight_low_kg": 60.0, "weight_high_kg": 70.0}),
        ("适合100斤到130斤", {"weight_low_kg": 50.0, "weight_high_kg": 65.0}),
        ("我130斤能穿吗", {"weight_kg": 65.0}),
        ("身高一米六体重一百二", {"height_cm": 160.0, "weight_kg": 60.0}),
        ("165/130", {"height_cm": 165.0, "weight_kg": 65.0}),
        ("160高120斤穿xl", {"height_cm": 160.0, "weight_kg": 60.0, "sizes": ["XL"]}),
        ("1米72", {"height_cm": 172.0}),
        ("5'4\" 180 lbs", {"height_cm": 162.6, "weight_kg": 81.6}),
        ("5斤苹果", {}),
        ("大码西装", {"body": ["plus-size"], "items": ["blazer"]}),
        ("微胖通勤连衣裙", {"body": ["mid-size"], "items": ["dress"], "occasion": ["work"]}),
        ("plus-size blazers for work", {"body": ["plus-size"], "items": ["blazer"]}),
        ("XXL 3xl s码 38码", {"sizes": ["2XL", "3XL", "S", "38"]}),
        ("it's from m&s", {}),
        ("300元以内的红裙子", {"price_high_fen": 30000, "colours": ["red"]}),
        ("白衬衫黑西裤", {"colours": ["white", "black"], "items": ["shirt", "trousers"]}),
        ("小红书网红同款红包", {}),
        ("香芋紫西装 亮色 春天", {"colours": ["lilac", "bright"], "season": ["spring"]}),
        ("亚麻 宽松 度假", {"fabric": ["linen"], "silhouette": ["loose"], "occasion": ["travel"]}),
        ("過年穿的連衣裙", {"occasion": ["new year"], "items": ["dress"]}),
    ],
)
def test_read_from_a_text(text: str, expected: dict[str, Any]) -> None:
    found = parse_attributes(text)
    assert {key: found.get(key) for key in expected} == expected
    if not expected:
        assert found == {}


def test_a_garment_has_a_band_and_a_person_a_weight() -> None:
    assert "weight_kg" not in parse_attributes("120-140斤可穿")
    assert "size_band" not in parse_attributes("我体重130斤")


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("300以内", None, 30000, "CNY"),
        ("100-200元", 10000, 20000, "CNY"),
        ("两三百的裙子", 20000, 30000, "CNY"),
        ("预算500左右", 40000, 60000, "CNY"),
        ("¥1,299", 129900, 129900, "CNY"),
        ("不超过三百块", None, 30000, "CNY"),
        ("under $50", None, 5000, "USD"),
        ("$50-$100", 5000, 10000, "USD"),
        ("over 80 dollars", 8000, None, "USD"),
        ("£30", 3000, 3000, "GBP"),
    ],
)
def test_prices(text: str, low: int | None, high: int | None, currency: str) -> None:
    found = price_range(text)
    assert found is not None
    assert (found.low_fen, found.high_fen, found.currency) == (low, high, currency)


@pytest.mark.parametrize(
    "text", ["130斤以内", "3天以内", "20岁以下", "1.2万粉丝", "2024年", "38码", ""]
)
def test_what_is_no_price(text: str) -> None:
    assert price_range(text) is None


@given(st.integers(min_value=80, max_value=300))
def test_every_weight_is_read_back(jin: int) -> None:
    mentions = body_mentions(f"我{jin}斤")
    assert [(m.kind, m.low, m.whose) for m in mentions] == [("weight_kg", jin / 2, "person")]


@given(
    st.text(max_size=60) | st.text(alphabet="0123456789斤-cm高元以内一二百两.kg'$\"", max_size=40)
)
def test_no_text_breaks_the_parser(text: str) -> None:
    found = parse_attributes(text)
    assert all(value not in ([], None) for value in found.values())
    if "size_band" in found:
        assert 30 <= found["weight_low_kg"] <= found["weight_high_kg"] <= 200


@given(st.integers(min_value=1, max_value=9), st.integers(min_value=1, max_value=9))
def test_spoken_hundreds(hundreds: int, tens: int) -> None:
    digits = "零一二三四五六七八九"
    assert arabic(f"{digits[hundreds]}百{digits[tens]}十") == str(100 * hundreds + 10 * tens)
    assert arabic(f"{digits[hundreds]}百{digits[tens]}") == str(100 * hundreds + 10 * tens)


def test_the_longest_word_wins_and_latin_words_match_whole() -> None:
    lexicon = Lexicon({"vest": ("西装马甲",), "blazer": ("西装",), "tie": ("tie",)})
    assert lexicon.keys("西装马甲") == ["vest"]
    assert lexicon.keys("ties and a necktie, tied") == ["tie"]
