from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.errors import SettingsError, UsageError
from isotherm.text import TextSettings, TextVectors, hashed_vectors, normalise, tfidf
from isotherm.text.neighbourhoods import cohesion, draw_together
from isotherm.text.tokens import char_ngrams
from isotherm.text.weighting import unit_rows

WORK = ["大码西装通勤", "西装大码上班", "通勤西装显瘦", "上班穿西装", "显瘦大码西装"]
CAKE = ["草莓蛋糕", "蛋糕下午茶", "草莓下午茶", "奶油草莓蛋糕", "下午茶奶油"]
WORDY = ["linen blazer office", "office blazer work", "work blazer linen", "office linen work"]


@given(st.lists(st.text(alphabet="大码西装通勤 ,草莓", max_size=12), min_size=1, max_size=6))
@settings(deadline=None)
def test_counts_agree_with_counting_one_by_one(texts: list[str]) -> None:
    counts = hashed_vectors(texts, columns=1 << 22)
    for row, text in enumerate(texts):
        slow = Counter(char_ngrams(text, 1, high=2))
        held = counts[[row]].data
        assert sorted(held.tolist()) == sorted(float(n) for n in slow.values())


def test_spelling_does_not_matter_and_order_of_texts_does_not() -> None:
    counts = hashed_vectors(["大碼西裝", "大码西装", "linen Blazer"]).toarray()
    assert (counts[0] == counts[1]).all()
    turned = hashed_vectors(["linen blazer", "大码西装", "大碼西裝"]).toarray()
    assert (counts[::-1] == turned).all()


def test_empty_input_gives_empty_counts() -> None:
    assert hashed_vectors([], columns=1024).shape == (0, 1024)
    assert hashed_vectors(["", "!!"], columns=1024).nnz == 0


def test_tfidf_agrees_with_the_formula() -> None:
    counts = hashed_vectors(WORK, columns=1 << 12)
    dense = counts.toarray().astype(np.float64)
    df = (dense > 0).sum(axis=0)
    slow = np.log1p(dense) * (1 + np.log((1 + len(WORK)) / (1 + df)))
    slow /= np.linalg.norm(slow, axis=1, keepdims=True)
    np.testing.assert_allclose(tfidf(counts).toarray(), slow, atol=1e-6)


def test_texts_of_one_matter_lie_together() -> None:
    placed = TextVectors(TextSettings(rank=2)).fit_transform((WORK + CAKE) * 20)[:10]
    likeness = placed @ placed.T
    assert likeness[:5, :5].min() > likeness[:5, 5:].max()
    np.testing.assert_allclose(np.diag(likeness), 1.0, atol=1e-5)


def test_fitting_forgets_the_order_of_texts() -> None:
    texts = (WORK + CAKE + WORDY) * 10
    one = TextVectors(TextSettings(rank=6)).fit(texts).transform(WORK)
    other = TextVectors(TextSettings(rank=6)).fit(texts[::-1]).transform(WORK)
    np.testing.assert_array_equal(one, other)


def test_transform_takes_each_text_for_itself() -> None:
    space = TextVectors(TextSettings(rank=6)).fit((WORK + CAKE) * 10)
    together = space.transform([*WORK, "完全不同的字句"])
    for row, text in enumerate(WORK):
        np.testing.assert_allclose(together[row], space.transform([text])[0], atol=1e-6)


@pytest.mark.parametrize("texts", [[], [""], ["大码"], ["大码", "西装"], ["same", "same"]])
def test_hardly_any_text_is_no_error(texts: list[str]) -> None:
    placed = TextVectors().fit_transform(texts)
    assert placed.shape[0] == len(texts)
    assert np.isfinite(placed).all()


def test_transform_before_fit_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="call fit"):
        TextVectors().transform(["大码"])


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(SettingsError, match="rank"):
        TextSettings(rank=0)
    with pytest.raises(SettingsError, match="did you mean 'rank'"):
        TextSettings.from_mapping({"rnak": 3})


def test_neighbours_draw_a_noisy_group_together() -> None:
    rng = np.random.default_rng(5)
    centres = np.eye(8)[:2]
    noisy = unit_rows(np.repeat(centres, 40, axis=0) + 0.35 * rng.normal(size=(80, 8)))
    drawn = draw_together(noisy, neighbours=10)
    within = (drawn[:40] @ drawn[:40].T).mean()
    assert within > (noisy[:40] @ noisy[:40].T).mean()
    assert within > (drawn[:40] @ drawn[40:].T).mean() + 0.5


def test_cohesion_is_the_mean_cosine_over_pairs() -> None:
    texts = [normalise(text) for text in WORK + CAKE]
    held = tfidf(hashed_vectors(texts, columns=1 << 12))
    rng = np.random.default_rng(1)
    placed = unit_rows(rng.normal(size=(10, 3)))
    likeness = (placed @ placed.T).astype(np.float64)
    others = ~np.eye(10, dtype=bool)
    found = cohesion(held, placed)
    for column in np.flatnonzero(np.diff(held.tocsc().indptr) > 1)[:50]:
        rows = held.tocsc()[:, [column]].nonzero()[0]
        pairs = likeness[np.ix_(rows, rows)][~np.eye(len(rows), dtype=bool)]
        slow = max(pairs.mean() - likeness[others].mean(), 1e-4)
        assert found[column] == pytest.approx(slow, abs=1e-5)
