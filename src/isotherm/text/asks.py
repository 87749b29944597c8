"""Replies and queries in which someone asks for a thing: demand in people's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

from isotherm.text.ask_patterns import ASKING, PATTERNS, TOLD
from isotherm.text.ask_phrases import NOT_ASKS, PHRASES, SUBJECTS
from isotherm.text.hashing import hashed_vectors
from isotherm.text.normalise import normalise_all
from isotherm.text.settings import TextSettings

__all__ = ["ASK_KINDS", "classify_asks"]

ASK_KINDS = ("link", "same", "size", "advice")

_COLUMNS = 1 << 13
_LONGEST = 2000  # letters of a text that are read
_SHORT = 40  # letters of dense scripts: longer texts are read clause by clause
_A_WORD = 2  # letters of dense scripts that say as much as a word between spaces
_WORDS = re.compile(r"[!-~]+|[^!-~\s]+")
_CLAUSES = re.compile(r"(?<=[?!。,;~])|(?<=\. )|(?<=\s\s)")


def classify_asks(texts: Sequence[str], settings: TextSettings | None = None) -> list[str]:
    """Say of each text what it asks for: "link", "same", "size", "advice", or "" (no ask).

    Patterns first (precise), then a small classifier for what they miss: logistic regression on
    hashed n-grams, taught on phrases the project wrote (:mod:`ask_phrases`), the same every time.

    >>> classify_asks(["求链接！", "有大码吗", "求同款", "好看", "where did you get this?", "nice"])
    ['link', 'size', 'same', '', 'link', '']
    """
    settings = settings or TextSettings()
    lines = normalise_all(texts)
    unique = sorted(set(lines))
    kinds = [_by_pattern(line) for line in unique]
    open_ = [i for i, kind in enumerate(kinds) if kind is None]
    guessed = _by_classifier([unique[i] for i in open_], settings.ask_probability)
    for i, kind in zip(open_, guessed, strict=True):
        kinds[i] = kind
    kind_of = dict(zip(unique, kinds, strict=True))
    return [kind_of[line] or "" for line in lines]


def _by_pattern(line: str) -> str | None:
    """The kind by pattern, "" for what is told rather than asked, None if neither shows.

    What is longer than a phrase of the classifier's teacher is read by patterns alone.
    """
    whole = _kind_of(line) if _length(line) <= _SHORT else ""
    if whole or len(line) <= _SHORT:
        return whole
    clauses = [part.strip() for part in _CLAUSES.split(line[:_LONGEST])]
    short = [part for part in clauses if _length(part) <= 2 * _SHORT and ASKING.search(part)]
    return next((kind for kind in map(_kind_of, short) if kind), "")


def _length(line: str) -> int:
    """How much a text says, in letters of dense scripts; a word of others counts for two."""
    if line.isascii():
        return _A_WORD * len(line.split())
    return sum(_A_WORD if word.isascii() else len(word) for word in _WORDS.findall(line))


def _kind_of(clause: str) -> str | None:
    if not clause or TOLD.search(clause):
        return ""
    return next((kind for kind, pattern in PATTERNS if pattern.search(clause)), None)


@cache
def _teacher() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights (columns x classes) and intercepts learnt from the project's own phrases."""
    from sklearn.linear_model import LogisticRegression

    kinds = [*ASK_KINDS, ""]
    texts, labels = [], []
    for label, kind in enumerate(kinds):
        for phrase in PHRASES.get(kind, NOT_ASKS):
            # A few fillings each are enough to say that the subject does not matter.
            filled = (
                [phrase.format(word) for word in SUBJECTS[label::5]] if "{}" in phrase else [phrase]
            )
            texts.extend(filled)
            labels.extend([label] * len(filled))
    model = LogisticRegression(C=20.0, max_iter=200, tol=1e-3, class_weight="balanced")
    model.fit(scipy.sparse.csr_matrix(_features(texts)), labels)
    return model.coef_.T, model.intercept_


def _features(lines: Sequence[str]) -> scipy.sparse.csr_array[Any]:
    """Which n-grams a line holds, rows of unit length."""
    held = hashed_vectors(lines, columns=_COLUMNS)
    held.data = 1.0 / np.sqrt(np.repeat(np.diff(held.indptr), np.diff(held.indptr)))
    return held


def _by_classifier(lines: Sequence[str], least: float) -> list[str]:
    if not lines:
        return []
    weights, intercepts = _teacher()
    score = np.asarray(_features(lines) @ weights) + intercepts
    odds = np.exp(score - score.max(axis=1, keepdims=True))
    chance = odds / odds.sum(axis=1, keepdims=True)
    best = chance[:, :-1].argmax(axis=1)
    asked = 1.0 - chance[:, -1] >= least
    return [ASK_KINDS[kind] if ok else "" for kind, ok in zip(best, asked, strict=True)]
