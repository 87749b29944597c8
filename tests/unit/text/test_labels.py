from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from isotherm.text import TextSettings, count_terms, label_terms, name_groups

WORK = ["大码女装显瘦", "通勤大码女装", "大码女装求链接", "好看的大码女装", "我要大码女装"]
CAKE = ["草莓蛋糕真甜", "下午茶草莓蛋糕", "草莓蛋糕配咖啡", "一块草莓蛋糕", "想吃草莓蛋糕"]
LINEN = [
    "bought a linen blazer for work yesterday",
    "that linen blazer looks cool in summer heat",
    "wearing my linen blazer again today downtown",
    "blue linen blazer over white trousers",
]


def test_words_are_not_cut_in_half() -> None:
    terms = count_terms(WORK * 3 + CAKE).terms
    assert "大码女装" in terms
    assert not {"码女装", "大码女", "码女", "莓蛋", "莓蛋糕"} & set(terms)


def test_each_group_is_labelled_by_what_sets_it_apart() -> None:
    groups = np.array([0] * 5 + [1] * 5 + [2] * 4)
    labels = label_terms(WORK + CAKE + LINEN, groups, top=3)
    assert labels[0][0] == "大码女装"
    assert labels[1][0] == "草莓蛋糕"
    assert labels[2][0] == "linen blazer"


def test_what_every_group_says_labels_none() -> None:
    texts = [f"姐妹们 {text}" for text in WORK + CAKE]
    labels = label_terms(texts, np.array([0] * 5 + [1] * 5), top=1)
    assert labels == [["大码女装"], ["草莓蛋糕"]]


def test_weights_say_the_same_as_numbers_and_order_does_not_matter() -> None:
    texts = WORK + CAKE
    groups = np.array([0] * 5 + [1] * 5)
    weights = sp.csr_array(np.eye(2)[groups])
    expected = label_terms(texts, groups)
    assert label_terms(texts, weights) == expected
    assert label_terms(texts[::-1], groups[::-1].copy()) == expected


def test_counts_agree_with_looking_for_each_term() -> None:
    texts = WORK + CAKE + LINEN
    found = count_terms(texts)
    slow = [[float(term in text) for term in found.terms] for text in texts]
    np.testing.assert_array_equal(found.counts.toarray(), slow)


def test_repeated_texts_make_no_phrase() -> None:
    pasted = ["甲乙丙丁戊己"] * 50
    assert count_terms([*pasted, *WORK], TextSettings(min_texts=2)).terms == count_terms(WORK).terms


@pytest.mark.parametrize("texts", [[], [""], ["大码"], ["a b c"]])
def test_hardly_any_text_gives_no_labels(texts: list[str]) -> None:
    assert label_terms(texts, np.zeros(len(texts), dtype=np.int64)) == [[]] * min(len(texts), 1)


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=4), max_size=8))
def test_no_two_groups_are_named_alike(labels: list[list[str]]) -> None:
    names = name_groups(labels)
    assert len(names) == len(labels)
    assert len(set(names)) == len(names)
    assert all(names)
