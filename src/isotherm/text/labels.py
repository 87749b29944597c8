"""Names for groups of texts: the terms that set each apart, no two groups named alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

from isotherm.text.settings import TextSettings
from isotherm.text.terms import TermCounts, count_terms

__all__ = ["label_terms", "name_groups"]

_WHOLE = 0.6  # a longer term this strong beside its part is what is meant


def label_terms(
    texts: Sequence[str] | TermCounts,
    groups: npt.NDArray[np.integer[Any]] | scipy.sparse.csr_array[Any],
    *,
    top: int = 10,
    settings: TextSettings | None = None,
) -> list[list[str]]:
    """For each group of texts the terms that set it apart, strongest first.

    ``groups`` is one group number for each text (-1: none; groups 0..max) or a texts x groups
    matrix of weights. A term's strength in group c is p(t|c) ln(p(t|c) / p(t)), its share of the
    divergence of the group from all texts, with p(t|c) shrunk to p(t) by a few pseudo-texts: a
    word must be both frequent and particular. A term inside a stronger one (女装 in 大码女装)
    is not said again. Groups without texts get no terms.

    >>> notes = ["大码女装 通勤", "大码女装 显瘦", "草莓蛋糕 下午茶", "草莓蛋糕 烘焙"] * 3
    >>> label_terms(notes, np.array([0, 0, 1, 1] * 3), top=1)
    [['大码女装'], ['草莓蛋糕']]
    """
    found = texts if isinstance(texts, TermCounts) else count_terms(texts, settings)
    weights = _weights(groups)
    mass = np.asarray((weights.T @ found.counts).todense(), dtype=np.float64)
    members = np.asarray(weights.sum(axis=0), dtype=np.float64).ravel()
    frequency = np.asarray(found.counts.sum(axis=0), dtype=np.float64).ravel()
    strength = _strengths(mass, members, frequency)
    return [
        _strongest(row, held, found.terms, top) for row, held in zip(strength, mass, strict=True)
    ]


def _weights(
    groups: npt.NDArray[np.integer[Any]] | scipy.sparse.csr_array[Any],
) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
    """Groups as a texts x groups matrix."""
    if not isinstance(groups, np.ndarray):
        return groups
    member = np.flatnonzero(groups >= 0)
    shape = (len(groups), int(groups.max(initial=-1)) + 1)
    return scipy.sparse.csr_array((np.ones(len(member)), (member, groups[member])), shape=shape)


def _strengths(
    mass: npt.NDArray[np.float64],
    members: npt.NDArray[np.float64],
    frequency: npt.NDArray[np.float64],
    *,
    pseudo_texts: float = 5.0,
) -> npt.NDArray[np.float64]:
    """Each term's share of each group's divergence from all; shape (groups, terms)."""
    share = (frequency + 0.5) / (frequency.sum() + 0.5 * max(len(frequency), 1))
    terms_a_text = mass.sum() / max(members.sum(), 1e-9)
    pseudo = pseudo_texts * max(terms_a_text, 1e-9)
    own = (mass + pseudo * share) / (mass.sum(axis=1, keepdims=True) + pseudo)
    # The last addend orders terms by frequency where a group is no different from all.
    return own * np.log(own / share) + 1e-6 * own


def _strongest(
    strength: npt.NDArray[np.float64],
    mass: npt.NDArray[np.float64],
    terms: tuple[str, ...],
    top: int,
) -> list[str]:
    """Strongest terms, none inside another; a nearly as strong longer one goes before its part."""
    order = np.lexsort((np.arange(len(terms)), -np.array([len(term) for term in terms]), -strength))
    near = [i for i in order[: 20 * top] if strength[i] > 0 and mass[i] > 0]
    chosen: list[str] = []
    for i in near[: 10 * top]:
        whole = next(
            (
                j
                for j in near
                if terms[i] in terms[j] and strength[j] >= _WHOLE * strength[i] and j != i
            ),
            i,
        )
        term = terms[whole]
        if not any(term in other or other in term for other in chosen):
            chosen.append(term)
        if len(chosen) == top:
            break
    return chosen


def name_groups(labels: Sequence[Sequence[str]], *, terms: int = 2) -> list[str]:
    """One short name for each group from its label terms, no two alike.

    Terms that few groups share come first; groups that would still be named alike take a
    further term, then a number.

    >>> name_groups([["西装", "大码"], ["西装", "面试"], ["西装", "面试"], []])
    ['大码·西装', '面试·西装', '面试·西装 2', '#4']
    """
    holders = Counter(term for label in labels for term in dict.fromkeys(label))
    ranked = [_own_first(list(dict.fromkeys(label)), holders) for label in labels]
    length = [terms] * len(ranked)
    for _ in range(max((len(label) for label in ranked), default=0)):
        names = ["·".join(label[:size]) for label, size in zip(ranked, length, strict=True)]
        alike = {name for name in names if names.count(name) > 1}
        length = [size + (name in alike) for name, size in zip(names, length, strict=True)]
    return _numbered_apart(
        ["·".join(label[:size]) for label, size in zip(ranked, length, strict=True)]
    )


def _own_first(label: list[str], holders: Mapping[str, int]) -> list[str]:
    """Terms by rank, each other group that holds one costing it two places."""
    cost = {term: rank + 2 * (holders[term] - 1) for rank, term in enumerate(label)}
    return sorted(label, key=cost.__getitem__)


def _numbered_apart(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    result = []
    for place, name in enumerate(names, start=1):
        seen[name] = seen.get(name, 0) + 1
        if not name:
            result.append(f"#{place}")
        else:
            result.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return result
