from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.text import TextSettings, near_duplicates, template_clusters
from isotherm.text.minhash import band_pairs, estimated_jaccard, signatures

SUBJECTS = ["裙子", "外套", "衬衫", "毛衣", "鞋子", "包包"]
TEMPLATE = "快过年了春天想穿一件亮一点的{}开启新的一年"
LOOSE = [
    "今天的晚霞真好看",
    "周末去公园散步",
    "有没有好吃的火锅店",
    "猫咪又在拆家了",
    "加班到十点才回家",
]


def shingles(text: str) -> set[str]:
    return {text[i : i + 3] for i in range(max(len(text) - 2, 1))}


def exact_jaccard(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b)


def wordings(count: int, seed: int) -> list[str]:
    """Texts at every degree of likeness: each is an earlier one with some letters changed."""
    rng = np.random.default_rng(seed)
    letters = [chr(0x4E00 + i) for i in range(400)]
    texts = ["".join(rng.choice(letters, 30))]
    for _ in range(count - 1):
        base = list(texts[rng.integers(len(texts))])
        for place in rng.choice(30, rng.integers(1, 12), replace=False):
            base[place] = str(rng.choice(letters))
        texts.append("".join(base))
    return texts


def test_the_estimate_agrees_with_exact_jaccard() -> None:
    texts = wordings(60, 3)
    pairs = np.array(list(itertools.combinations(range(60), 2)))
    exact = np.array([exact_jaccard(texts[i], texts[j]) for i, j in pairs])
    error = estimated_jaccard(signatures(texts), pairs) - exact
    assert abs(error.mean()) < 0.01
    assert np.sqrt((error**2).mean()) < 0.05  # binomial: at most sqrt(.25 / 128) = .044


def test_bands_find_nearly_all_like_pairs() -> None:
    texts = wordings(120, 4)
    signed = signatures(texts)
    met = {(min(p), max(p)) for pairs in band_pairs(signed) for p in pairs.tolist()}
    like = [
        pair
        for pair in itertools.combinations(range(120), 2)
        if exact_jaccard(texts[pair[0]], texts[pair[1]]) >= 0.6
    ]
    assert like
    assert sum(pair in met for pair in like) >= 0.97 * len(like)


def test_a_template_is_one_cluster_and_loose_texts_are_none() -> None:
    notes = [TEMPLATE.format(word) for word in SUBJECTS]
    labels = template_clusters(notes + LOOSE)
    assert len(set(labels[:6].tolist())) == 1
    assert len(set(labels.tolist())) == 6


def test_digits_separate_pasted_replies_but_not_templates() -> None:
    texts = ["春天的第一件亮色外套只要99元", "春天的第一件亮色外套只要1280元"]
    assert len(set(template_clusters(texts).tolist())) == 1
    assert len(set(near_duplicates(["编号12345678", "编号98765432"]).tolist())) == 2


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_order_changes_nothing(random: object) -> None:
    texts = [TEMPLATE.format(word) for word in SUBJECTS] + LOOSE + LOOSE[:2] + ["", "！！"]
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = template_clusters(texts)
    turned = template_clusters([texts[i] for i in order])
    assert [int(straight[i]) for i in order] == turned.tolist()


def chain(length: int) -> list[str]:
    """Texts that each share most with the next, while the ends share nothing."""
    letters = [chr(0x4E00 + 7 * i) for i in range(length * 2 + 24)]
    return ["".join(letters[2 * i : 2 * i + 24]) for i in range(length)]


def widest(texts: list[str], labels: np.ndarray) -> float:
    """Least exact likeness between a member and the best-placed member of its cluster."""
    worst = 1.0
    for label in set(labels.tolist()):
        members = [text for text, own in zip(texts, labels, strict=True) if own == label]
        hearts = [min(exact_jaccard(heart, other) for other in members) for heart in members]
        worst = min(worst, max(hearts))
    return worst


def test_a_chain_is_cut_and_without_the_guard_it_is_not() -> None:
    texts = chain(60)
    guarded = template_clusters(texts)
    assert widest(texts, guarded) > 0.2
    assert len(set(guarded.tolist())) > 3
    free = template_clusters(texts, TextSettings(core_similarity=0.0))
    assert len(set(free.tolist())) == 1


def test_very_short_texts_join_only_equals() -> None:
    texts = ["求链接", "求链接！", "求链接啊", "链接"]
    labels = template_clusters(texts).tolist()
    assert labels[0] == labels[1]
    assert len(set(labels)) == 3


@pytest.mark.parametrize("texts", [[], [""], ["a"], ["大码西装通勤女"], ["", "大码西装通勤女", ""]])
def test_hardly_any_text_is_no_error(texts: list[str]) -> None:
    labels = template_clusters(texts)
    assert labels.shape == (len(texts),)
    assert all((label == -1) == (text == "") for label, text in zip(labels, texts, strict=True))
